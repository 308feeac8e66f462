"""The differential policy in words: who pays more, who pays less, and the sum of both."""

import pandas as pd

from analysis.display.numbers import amount
from analysis.tables.release import Release


def own(release: Release) -> pd.DataFrame:
    """The county's ``policy_amounts``, measure by measure."""
    rows = release.table("policy_amounts")
    mine = rows[rows["county_code"] == release.county]
    return mine.sort_values(["measure", "class_code"], ignore_index=True)


def said(release: Release, lang: str) -> list[str]:
    """A sentence a measure, then the balance.

    A sum is said only where none of its classes is withheld: the rest of it would be a guess.
    """
    rows = own(release)
    sentences = [_measure(measure, lang) for _, measure in rows.groupby("measure")]
    known = rows["amount_10k_cny"].notna()
    if rows["masked"].any() or not known.any():
        return sentences
    balance = float(rows["amount_10k_cny"].sum())
    if lang == "zh":
        return [*sentences, f"已知各项相抵，企业合计{_paid(balance, lang)}。"]
    return [*sentences, f"On balance, of what is known, the enterprises {_paid(balance, lang)}."]


def _measure(rows: pd.DataFrame, lang: str) -> str:
    zh, title = lang == "zh", rows[f"title_{lang}"].iloc[0]
    unknown = int(rows["unknown"].sum())
    if unknown and not rows["enterprises"].any():
        said = f"{unknown}家缺数据，未计" if zh else f"not costed, {unknown} lack the data"
    elif rows["masked"].any():
        said = "部分类别不予公布，不列合计" if zh else "some classes are withheld, no sum is given"
    else:
        number = int(rows["enterprises"].sum())
        classes = ("、" if zh else ", ").join(rows["class_code"])
        paid = _paid(float(rows["amount_10k_cny"].sum()), lang)
        gap = f"，另有{unknown}家缺数据" if zh else f"; {unknown} more lack the data"
        said = f"{classes}类{number}家{paid}" if zh else f"{number} enterprises of {classes} {paid}"
        said += gap if unknown else ""
    return f"{title}：{said}。" if zh else f"{title}: {said}."


def _paid(value: float, lang: str) -> str:
    size = amount(abs(value), "10k_cny", lang)
    if lang == "zh":
        return f"{'多付' if value >= 0 else '少付'}{size}"
    return f"pay {size} {'more' if value >= 0 else 'less'}"
