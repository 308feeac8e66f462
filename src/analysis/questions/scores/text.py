"""The evaluation in words: how many in each class, what of the change is merit, tax per mu."""

import pandas as pd

from analysis.display.numbers import percent
from analysis.tables.release import Release

TITLE = {"zh": "企业亩均效益评价", "en": "Evaluation of enterprises by mu"}
CLASSES = ("A", "B", "C", "D")
EFFECTS = {
    "merit_effect": ("企业自身绩效", "merit"),
    "roster_effect": ("名录进出", "the roster"),
    "benchmark_effect": ("基准变动", "moved benchmarks"),
    "quota_effect": ("分档比例", "the quota"),
    "override_effect": ("否决、提档等调整", "overrides"),
}
PARTS = {
    "within_10k_cny": ("企业自身变化", "the enterprises themselves"),
    "between_10k_cny": ("用地向高效企业转移", "land moving to better ones"),
    "entry_10k_cny": ("新计入企业", "the newly counted"),
    "exit_10k_cny": ("不再计入企业", "those no longer counted"),
}


INDICATORS = {
    "tax_per_mu": ("亩均税收", "tax per mu"),
    "revenue_per_mu": ("亩均营业收入", "revenue per mu"),
    "profit_per_mu": ("亩均利润", "profit per mu"),
    "value_added_per_mu": ("亩均增加值", "value added per mu"),
    "value_added_per_energy": ("单位能耗增加值", "value added per energy"),
    "revenue_per_energy": ("单位能耗营业收入", "revenue per energy"),
    "tax_per_energy": ("单位能耗税收", "tax per energy"),
    "value_added_per_emission": ("单位排放增加值", "value added per emission"),
    "revenue_per_emission": ("单位污染物营业收入", "revenue per emission"),
    "value_added_per_person": ("全员劳动生产率", "labour productivity"),
    "revenue_per_person": ("人均营业收入", "revenue per person"),
    "rd_share": ("研发占营业收入比", "R&D share of revenue"),
    "tax_per_electricity": ("单位用电税收", "tax per electricity"),
    "on": ("设上限（权重的1.5倍）", "on (1.5 weights)"),
    "off": ("不设上限", "off"),
    "county": ("取本县", "the county's"),
    "sector": ("取本行业", "the sector's"),
    "city": ("取全市", "the city's"),
    "zero": ("记0分", "0 points"),
    "mean_score": ("取平均得分", "mean score"),
    "redistribute": ("权重分给其他项", "weight to the others"),
}


#: Figure → what a screen reader says of it.
ALTS = {
    "class_counts": ("各类企业数，今年与上年", "enterprises by class, this year and last"),
    "class_change": ("各类企业数变动及其原因", "change in each class by cause"),
    "moves": ("上年类别到今年类别的转移", "movement between classes"),
    "counties": ("各县（市、区）亩均税收", "tax per mu by county"),
    "bins": ("亩均税收分段企业数", "enterprises by class and tax per mu"),
    "land": ("各类用地与税收占比", "shares of land and tax by class"),
    "firms": ("各企业用地与税收", "land and tax by enterprise"),
    "sectors": ("本县与全市同行业亩均税收", "tax per mu by sector, county and city"),
    "choices": ("换一种规则时换类企业占比", "share that changes class by other choices"),
    "ranks": ("各企业名次区间", "range of every rank"),
    "policy": ("各类企业加价与减免金额", "surcharge and relief by class"),
    "points": ("各项指标得分与权重", "points by item against the weights"),
}


def alts(lang: str) -> dict[str, str]:
    """Figure → its alternative text in the report's language."""
    return {figure: pair[0 if lang == "zh" else 1] for figure, pair in ALTS.items()}


def choice_titles(lang: str) -> dict[str, str]:
    """What the details of ``score_choices`` are called."""
    return {name: pair[0 if lang == "zh" else 1] for name, pair in INDICATORS.items()}


def headline(release: Release, lang: str) -> list[str]:
    """The paragraphs that open the report; what is withheld is not spoken of."""
    said = [_who(release, lang)]
    if release.has("class_counts"):
        said += [_classes(release, lang), _moved(release, lang)]
    elif release.has("land_tax_by_class"):
        said.append(_first_classes(release, lang))
    if release.has("tax_per_mu"):
        said.append(_tax(release, lang))
    return [paragraph for paragraph in said if paragraph]


def evaluation_year(release: Release) -> int:
    """The evaluation year of the report; its data are of the year before."""
    return int(release.table("evaluation_coverage")["year"].iloc[0])


def covers(release: Release, lang: str) -> str:
    """What the report covers: 2022年度评价（2021年数据）."""
    year = evaluation_year(release)
    if lang == "zh":
        return f"{year}年度评价（{year - 1}年数据）"
    return f"Evaluation {year} (data of {year - 1})"


def own_classes(release: Release) -> pd.DataFrame:
    """The county's classes over all groups, indexed A to D."""
    counts = release.table("class_counts")
    mine = counts[(counts["county_code"] == release.county) & (counts["scheme_group"] == "total")]
    return mine.set_index("class_code").reindex([c for c in CLASSES if c in {*mine["class_code"]}])


def _who(release: Release, lang: str) -> str:
    coverage = release.table("evaluation_coverage")
    mine = coverage[coverage["county_code"] == release.county]
    if mine.empty:
        county = release.county_name(lang)
        return f"{county}没有参评企业。" if lang == "zh" else f"{county} has nobody to evaluate."
    by = mine.groupby("eligibility")["enterprises"].sum()
    done, due = by.get("evaluated", 0), by.get("evaluated", 0) + by.get("no_data", 0)
    year, rate = evaluation_year(release), mine["coverage_pct"].iloc[0]
    left_out = by.get("exempt", 0) + by.get("out_of_scope", 0)
    if lang == "zh":
        return (
            f"{year}年度（{year - 1}年数据），{release.county_name(lang)}应评企业{due:.0f}家，"
            f"实评{done:.0f}家，应评尽评率{rate:.1f}%；另有{left_out:.0f}家按方案不评。"
        )
    return (
        f"Evaluation {year} (data of {year - 1}): of {due:.0f} enterprises due in "
        f"{release.county_name(lang)}, {done:.0f} were evaluated ({rate:.1f}%); "
        f"{left_out:.0f} more are outside the scheme."
    )


def _first_classes(release: Release, lang: str) -> str:
    """The classes of a first evaluation, over the enterprises whose land counts."""
    rows = release.table("land_tax_by_class")
    mine = rows[(rows["county_code"] == release.county) & ~rows["masked"]]
    counts = mine.set_index("class_code")["enterprises"].dropna()
    listed = [(name, int(counts[name])) for name in CLASSES if name in counts]
    if not listed:
        return ""
    whole = mine.set_index("class_code")["tax_per_mu_10k_cny"].dropna().get("total")
    if lang == "zh":
        said = "、".join(f"{name}类{number}家" for name, number in listed)
        tax = "" if whole is None else f"，合计亩均税收{whole:.2f}万元/亩（税收合计除以用地合计）"
        return f"计入用地、税收合计的企业中，{said}{tax}；上年没有评价，不作比较。"
    said = ", ".join(f"{name} {number}" for name, number in listed)
    tax = "" if whole is None else f"; {whole * 10:.1f} thousand CNY of tax per mu in sum"
    return (
        f"Of the enterprises counted in sums of land and tax: {said}{tax}. "
        "There was no evaluation last year to compare with."
    )


def _classes(release: Release, lang: str) -> str:
    own = own_classes(release)
    if own.empty:
        return ""
    zh = lang == "zh"
    parts = []
    for name, row in own.iterrows():
        change = int(row["enterprises_change"])
        moved = ("持平" if zh else "unchanged") if change == 0 else _signed(change, lang)
        parts.append(
            f"{name}类{row['enterprises']:.0f}家（{moved}）"
            if zh
            else f"{name} {row['enterprises']:.0f} ({moved})"
        )
    best = own.iloc[0]
    effects = [
        f"{title[0 if zh else 1]}{'' if zh else ' '}{int(best[name]):+d}"
        for name, title in EFFECTS.items()
        if int(best[name]) != 0
    ]
    listed = "、".join(parts) if zh else ", ".join(parts)
    if not effects:
        return f"与上年比，{listed}。" if zh else f"Against last year: {listed}."
    why = "，".join(effects) if zh else ", ".join(effects)
    first = str(own.index[0])
    if zh:
        return f"与上年比，{listed}。{first}类的变动中：{why}（家）。"
    return f"Against last year: {listed}. Of the change in {first}: {why}."


def _moved(release: Release, lang: str) -> str:
    moves = release.table("class_movement")
    mine = moves[moves["county_code"] == release.county]
    if mine.empty or not mine["compared"].iloc[0]:
        return ""
    row = mine.iloc[0]
    came, went = int(row["entrants"]), int(row["leavers"])
    raised, dropped = int(row["entrants_unclassed"]), int(row["leavers_unclassed"])
    if lang == "zh":
        came_how = f"（新参评{came - raised}家，由不定级转入{raised}家）" if raised else ""
        went_how = f"（退出{went - dropped}家，转为不定级{dropped}家）" if dropped else ""
        return (
            f"两年均定级的{row['compared']:.0f}家中，升档{row['up']:.0f}家"
            f"（{row['up_share_pct']:.1f}%），降档{row['down']:.0f}家"
            f"（{row['down_share_pct']:.1f}%）；新定级{came}家{came_how}，"
            f"不再定级{went}家{went_how}。"
        )
    came_how = f" ({raised} of them evaluated without a class before)" if raised else ""
    went_how = f" ({dropped} of them still evaluated)" if dropped else ""
    return (
        f"Of {row['compared']:.0f} enterprises with a class in both years {row['up']:.0f} moved up "
        f"({row['up_share_pct']:.1f}%) and {row['down']:.0f} down ({row['down_share_pct']:.1f}%); "
        f"{came} came into a class{came_how}, {went} left theirs{went_how}."
    )


def _tax(release: Release, lang: str) -> str:
    table = release.table("tax_per_mu")
    mine = table[(table["county_code"] == release.county) & ~table["masked"]]
    if mine.empty or pd.isna(mine["tax_per_mu_10k_cny"].iloc[0]):
        return ""
    row, zh = mine.iloc[0], lang == "zh"
    every = release.everywhere("tax_per_mu", ["tax_per_mu_10k_cny"])
    every = every[every["county_code"] != "city"]
    counties = every[~every["masked"]]
    place = 1 + int((counties["tax_per_mu_10k_cny"] > row["tax_per_mu_10k_cny"]).sum())
    city = table.loc[table["county_code"] == "city", "tax_per_mu_10k_cny"].iloc[0]
    level, growth = row["tax_per_mu_10k_cny"], row["growth_same_enterprises_pct"]
    grown = percent(growth / 100, lang)
    strongest = max(PARTS, key=lambda name: abs(row[name]) if pd.notna(row[name]) else -1.0)
    change, part = row["tax_per_mu_change_10k_cny"], row[strongest]
    why, whole = PARTS[strongest][0 if zh else 1], release.city.whole(lang)
    if zh:
        said = (
            f"亩均税收{level:.2f}万元/亩（税收合计除以用地合计），"
            f"居{whole if len(counties) == len(every) else '公布的'}{len(counties)}个"
            f"县（市、区）第{place}位，{whole}为{city:.2f}万元/亩；"
            f"两年均参评的同一批企业亩均税收{grown}。"
        )
        if pd.notna(change):
            moved = "提高" if change >= 0 else "下降"
            said += (
                f"亩均税收比上年{moved}{abs(change):.2f}万元/亩，"
                f"其中影响最大的是{why}（{part:+.2f}万元/亩）。"
            )
        return said
    said = (
        f"Tax per mu is CNY {level * 10:,.1f} thousand (taxes over land, both summed), place "
        f"{place} of {len(counties)} counties{'' if len(counties) == len(every) else ' published'};"
        f" the {whole}'s figure is {city * 10:,.1f}; for the enterprises evaluated in "
        f"both years it {grown}."
    )
    if pd.notna(change):
        said += (
            f" The level moved by {change * 10:+.1f}, most of all through {why} ({part * 10:+.1f})."
        )
    return said


def _signed(change: int, lang: str) -> str:
    if lang == "zh":
        return f"{'增' if change > 0 else '减'}{abs(change)}家"
    return f"{change:+d}"
