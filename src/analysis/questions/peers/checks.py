"""What may be found in the bulletin of the province: where, and what is allowed there."""

from analysis.tables.finding import Check

CHECKS = {
    "own_missing": Check(
        "place", ("本市未列", "the city is not in it"), ("有本市一行", "a row of the city")
    ),
    "province_missing": Check(
        "place", ("全省未列", "the province is not in it"), ("有全省一行", "a row of the province")
    ),
    "rank_not_as_computed": Check(
        "rank",
        ("公布位次与计算不符", "the stated place is not the computed one"),
        ("按增速排出的位次", "the place by growth"),
    ),
    "cities_missing": Check(
        "place",
        ("所列市少于全省，位次按公布", "cities are missing; the place is as stated"),
        ("全部设区市", "every city"),
    ),
}
