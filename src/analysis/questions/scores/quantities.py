"""The named figures of the evaluation by mu."""

from analysis.questions.scores.class_tables import CLASS_COUNTS, EVALUATION_COVERAGE, TAX_PER_MU
from analysis.tables.name import Name
from analysis.tables.quantity import Quantity

OWNER = Name(zh="产业政策科", en="industrial policy")
EVALUATED = Name(
    zh="最近一次评价中分类的企业", en="enterprises put into a class by the latest evaluation"
)
ENTERPRISES = Name(zh="家企业", en="enterprises")
COMPARED = Name(
    zh="两年均可计的同一批企业，税收合计除以用地合计",
    en="enterprises counted in both years, taxes over land, both summed",
)


def _of_class(code: str, number: int) -> tuple[Quantity, Quantity]:
    """How many enterprises are in a class, and how many more than last year."""
    where = {"class_code": code, "scheme_group": "total"}
    name = f"class_{code.lower()}"
    return (
        Quantity(
            f"{name}_change", CLASS_COUNTS, "enterprises_change",
            Name(zh=f"{code}类企业较上年增减", en=f"Class {code}, change over last year"),
            where=where, definition=EVALUATED,
            formula=Name(zh="本年 − 上年", en="this year − last year"),
            owner=OWNER,
            counted=ENTERPRISES, numbers=(number,), change=True,
        ),
        Quantity(
            name, CLASS_COUNTS, "enterprises",
            Name(zh=f"{code}类企业", en=f"Class {code}"),
            where=where, definition=EVALUATED,
            formula=Name(zh="企业数，不重复计", en="distinct enterprises"),
            owner=OWNER,
            counted=ENTERPRISES, numbers=(number + 1,) if code in "AB" else (),
        ),
    )  # fmt: skip


QUANTITIES = (
    Quantity(
        "evaluated_enterprises", EVALUATION_COVERAGE, "enterprises",
        Name(zh="参评企业", en="Evaluated enterprises"),
        where={"eligibility": "evaluated"}, definition=EVALUATED,
        formula=Name(zh="企业数，不重复计", en="distinct enterprises"),
        owner=OWNER, counted=ENTERPRISES, numbers=(11,),
    ),
    *_of_class("A", 12),
    *_of_class("B", 14),
    *_of_class("C", 16),
    *_of_class("D", 17),
    Quantity(
        "tax_per_mu", TAX_PER_MU, "tax_per_mu_10k_cny",
        Name(zh="亩均税收", en="Tax per mu"),
        definition=Name(zh="税收合计除以用地合计", en="taxes over land, both summed"),
        formula=Name(zh="Σ 税收 / Σ 用地", en="Σ tax / Σ land"),
        owner=OWNER, numbers=(18,), ranked="high",
    ),
    Quantity(
        "tax_per_mu_growth", TAX_PER_MU, "growth_same_enterprises_pct",
        Name(zh="亩均税收可比增速", en="Comparable growth of tax per mu"),
        definition=COMPARED,
        formula=Name(
            zh="本年(Σ 税收 / Σ 用地) / 上年 − 1",
            en="(Σ tax / Σ land) this year / last year − 1",
        ),
        owner=OWNER,
        numbers=(19,), ranked="high", change=True,
    ),
)  # fmt: skip
