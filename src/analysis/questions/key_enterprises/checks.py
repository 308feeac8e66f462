"""What may be found in the daily and monthly reports: where, and what is allowed there."""

from analysis.tables.finding import Check

CHECKS = {
    "not_in_register": Check(
        "uscc",
        ("企业名录中无此代码，未统计", "not in the register; left out"),
        ("企业名录中的代码", "a code of the register"),
    ),
    "not_listed": Check(
        "uscc",
        ("不在压舱石清单，未统计", "not on the list; left out"),
        ("清单内的企业", "an enterprise on the list"),
    ),
    "shared_meter": Check(
        "meter",
        ("多家企业共用户号，电量均分", "meter of several enterprises; shared evenly"),
        ("一个户号一家企业", "one meter, one enterprise"),
    ),
    "negative_reading": Check(
        "electricity_kwh",
        ("电量为负，疑为光伏上网，作缺数", "below zero, fed in?; taken as a gap"),
        ("不小于0", "not below 0"),
    ),
    "blank_reading": Check(
        "electricity_kwh",
        ("电量空白，作缺数", "no reading; taken as a gap"),
        ("读数", "a reading"),
    ),
    "zero_at_work": Check(
        "electricity_kwh",
        ("电量为零而报正常生产，作缺数", "zero, reported at work; taken as a gap"),
        ("大于0", "above 0"),
    ),
    "zero_without_state": Check(
        "state",
        ("电量为零未报状态，作停产", "zero without a state; taken as a stop"),
        ("停产或检修", "a state that explains it"),
    ),
    "stopped_with_power": Check(
        "electricity_kwh",
        ("报停产而用电过半", "reported stopped, above half of its baseline"),
        ("不超过基准电量的一半", "up to half of its baseline"),
    ),
    "on_duty_over_due": Check(
        "on_duty_persons",
        ("到岗大于应到", "more on duty than due"),
        ("不大于应到人数", "not above the due"),
    ),
    "electricity_off_output": Check(
        "electricity_ytd_10k_kwh",
        ("用电与产值不相称，请核实", "electricity does not fit output; ask"),
        ("偏离z在±2以内", "z within 2, either way"),
    ),
}
"""Those of the daily reports, and the last of the monthly ones."""
