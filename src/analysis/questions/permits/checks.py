"""What may be found in the register of passes: where, and what is allowed there."""

from analysis.tables.finding import Check

CHECKS = {
    "other_unit": Check(
        "counted_in",
        ("计数单位不符，未统计", "counted in another unit; left out"),
        ("趟次；城市通行证为张", "trips; cards, of the city"),
    ),
    "not_whole": Check(
        "quantity",
        ("数量不是整数，未统计", "no whole number; left out"),
        ("整数", "a whole number"),
    ),
}
