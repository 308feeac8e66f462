"""What may be found in the register of trainings and events: where, and what is allowed there."""

from analysis.tables.finding import Check

CHECKS = {
    "enterprises_missing": Check(
        "enterprises",
        ("未填企业数，场次照计", "no number of enterprises; the session counts"),
        ("企业数", "a number of enterprises"),
    ),
    "more_enterprises_than_persons": Check(
        "enterprises",
        ("企业数多于人次", "more enterprises than persons"),
        ("不多于人次", "not above the persons"),
    ),
    "counted_otherwise": Check(
        "counted_in",
        ("数量单位不是人次，人次不计", "not counted in persons; none are added"),
        ("人次", "persons"),
    ),
    "listed_twice": Check(
        "name",
        ("同日同名由两县登记，均已统计", "same day and name in two counties; both count"),
        ("一场登记一次", "one entry a session"),
    ),
}
