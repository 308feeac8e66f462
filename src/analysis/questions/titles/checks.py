"""What may be found in the register of titles: where, and what is allowed there."""

from analysis.tables.finding import Check

CHECKS = {
    "unknown_title": Check(
        "title",
        ("称号不在目录中，未统计", "title not in the catalogue; left out"),
        ("称号目录中的名称或代码", "a name or code of the catalogue"),
    ),
    "unknown_level": Check(
        "level",
        ("目录中该称号无此级别", "the catalogue has no such level of the title"),
        ("目录中该称号的级别", "a level that the title has"),
    ),
    "unidentified": Check(
        "holder_id",
        ("无代码且名称对不上，未统计", "neither a code nor a known name; left out"),
        ("代码，或已知的名称", "a code, or a known name"),
    ),
    "undated": Check(
        "granted_on",
        ("无任何日期，未统计", "without any date; left out"),
        ("至少一个日期", "one date at least"),
    ),
    "listed_twice": Check(
        "batch",
        ("同一批次重复登记，只计一次", "twice in one batch; counted once"),
        ("一个批次一次", "once in a batch"),
    ),
    "entered_per_model": Check(
        "product",
        ("同一产品按型号另列，只计一个产品", "another model of a product; one is counted"),
        ("一个产品计一次", "counted once a product"),
    ),
    "held_twice": Check(
        "title",
        ("同一主体同一称号重复有效", "holds the same title twice"),
        ("前一次到期或取消后再认定", "a new grant once the first has ended"),
    ),
    "renamed": Check(
        "holder_name",
        ("曾用名，按代码归并", "former name, matched by its code"),
        ("现用名称", "the present name"),
    ),
    "granted_before_applied": Check(
        "granted_on",
        ("认定早于申报", "granted before it was applied for"),
        ("不早于申报日期", "not before it was applied for"),
    ),
    "valid_before_granted": Check(
        "valid_until",
        ("有效期至早于认定", "valid until a day before the grant"),
        ("不早于认定日期", "not before the grant"),
    ),
    "paid_above_award": Check(
        "paid_10k_cny",
        ("已拨付大于支持资金", "paid more than awarded"),
        ("不大于支持资金", "not above the award"),
    ),
    "certificate_shared": Check(
        "document_no",
        ("一张证书计到多家主体", "one certificate at several holders"),
        ("一张证书一个主体", "one certificate, one holder"),
    ),
    "grade_not_listed": Check(
        "grade",
        ("等级不在目录规定之内", "grade that the catalogue does not have"),
        ("目录规定的等级", "a grade of the catalogue"),
    ),
    "extension_as_park": Check(
        "holder_name",
        ("扩区另列为园区，均已统计", "extension entered as a park; both count"),
        ("随主园区统计", "counted with its park"),
    ),
    "park_too_small": Check(
        "area_ha",
        ("园区面积小于规定", "park smaller than is asked for"),
        ("不小于目录规定的面积", "not below the area of the catalogue"),
    ),
    "grade_not_by_score": Check(
        "grade",
        ("星级与得分不符", "stars do not fit the score"),
        ("得分对应的星级", "the stars of the score"),
    ),
    "inside_park": Check(
        "inside_park",
        ("重点监控点地址在园区边界内", "monitoring point with its address in a park"),
        ("园区之外", "outside the parks"),
    ),
}
