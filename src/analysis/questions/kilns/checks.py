"""What may be found in the register of stops: where, and what is allowed there."""

from analysis.tables.finding import Check

CHECKS = {
    "overlapping": Check(
        "from_at",
        ("同一生产线时段重叠", "overlaps another stop of the line"),
        ("不早于上一时段的止", "not before the end of the last"),
    ),
    "ends_before_it_begins": Check(
        "to_at",
        ("止早于起（不计）", "ends before it begins (not counted)"),
        ("不早于起", "not before it begins"),
    ),
    "unknown_line": Check(
        "line_id",
        ("生产线不在清单中（不计）", "line not on the list (not counted)"),
        ("清单中的生产线", "a line on the list"),
    ),
    "other_days": Check(
        "stated_days",
        ("填报天数与起止不符", "days stated are not those from beginning to end"),
        ("起止之差（±0.5天）", "from beginning to end, within half a day"),
    ),
    "monitored_load": Check(
        "monitoring",
        ("在线监测有负荷", "stopped, but under load by monitoring"),
        ("停窑期无负荷", "no load while stopped"),
    ),
    "metered_load": Check(
        "from_at",
        ("停窑期用电偏高", "stopped, but much electricity used"),
        ("停窑期用电不高于平时的规定比例", "little electricity while stopped"),
    ),
    "made_up_in_window": Check(
        "from_at",
        ("补停在应停时段内", "made up within the window"),
        ("应停时段之外", "outside the window"),
    ),
    "not_exchanged": Check(
        "for_line",
        ("置换生产线不得由别的线代停（不计）", "others may not stop for that line (not counted)"),
        ("可以错峰置换的生产线", "a line that may exchange its stops"),
    ),
    "repair": Check(
        "reason",
        ("检修停窑不抵错峰时间（不计）", "a stop for repair makes nothing up (not counted)"),
        ("错峰停窑的原因", "a stop of the season"),
    ),
    "not_filed": Check(
        "filed_no",
        ("时段外停窑未报备", "stopped outside a window, not filed"),
        ("报备文号", "the number under which it was filed"),
    ),
}
