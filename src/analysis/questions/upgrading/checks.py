"""What may be found in the lists of upgrading: where, and what is allowed there."""

from analysis.tables.finding import Check

CHECKS = {
    "in_two_expos": Check(
        "holder_id",
        ("以往展会已列，今年又列", "on an earlier expo's lists, too"),
        ("以往展会未列的项目", "a project new to the expos"),
    ),
    "in_two_of_the_year": Check(
        "holder_id",
        ("同一项目列入本年两次展会，只计一个", "at two expos of the year; counted once"),
        ("一年只列入一次展会", "at one expo of a year"),
    ),
    "list_changed": Check(
        "granted_on",
        (
            "应覆盖名单年内增减，按期末名单计",
            "the eligible changed in the year; as of the last day",
        ),
        ("名单首次公布的日期", "the day the list was first announced"),
    ),
    "agreed_not_presented": Check(
        "holder_id",
        ("已签约或意向，未列入发布", "signed or intended, not presented"),
        ("已列入发布的项目", "a project that was presented"),
    ),
    "expo_not_in_library": Check(
        "holder_id",
        ("项目库中无此代码，投资未计", "not in the library; no investment"),
        ("项目库中的代码", "a code of the library"),
    ),
    "index_outside": Check(
        "score_points",
        ("指数缺失或不在0—100，未计", "index missing or not within 0 to 100; left out"),
        ("0—100", "0 to 100"),
    ),
    "not_electronics": Check(
        "holder_id",
        ("电子信息名单内，行业不属39大类", "on the list, not of division 39"),
        ("行业为39大类的企业", "an enterprise of division 39"),
    ),
}
