"""One enterprise's class in sentences: internal, for the owner's own sheet (一企一单)."""

from typing import Any

import pandas as pd

from analysis.display.sentences import sentences
from analysis.tables.units import in_currency

STEPS = ("class_protect", "class_direct", "class_veto", "class_manual")
#: How the names of indicators end → the unit of their values.
PER = {
    "_per_mu": "10k_cny_per_mu",
    "_per_energy": "10k_cny_per_tce",
    "_per_person": "10k_cny_per_person",
}


def table(lang: str) -> dict[str, Any]:
    """How the table of ``near_line`` is headed."""
    from analysis.display.labels import label

    return {
        "title": sentences("scores").labels("titles", lang)["near_line"],
        "titles": {"evaluation_group": label("enterprise_scores", "evaluation_group", lang)},
    }


def near_line(rows: pd.DataFrame, items: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Enterprises near a line, the nearest first, with titles in place of codes."""
    from analysis.questions.scores.groups import group_name

    titles = item_titles(items, lang)
    return rows[
        ["uscc", "class_initial", "score_points", "points_to_higher_class",
         "points_to_lower_class"]
    ].assign(
        evaluation_group=[group_name(code, lang) for code in rows["scheme_group"]],
        weakest_item=[titles.get(name, name) for name in rows["weakest_item"]],
    )  # fmt: skip


def item_titles(items: pd.DataFrame, lang: str) -> dict[str, str]:
    """Indicator → its title, from ``enterprise_items``."""
    return dict(zip(items["indicator"], items[f"title_{lang}"], strict=True))


def explained(score: pd.Series, items: pd.DataFrame, lang: str, currency: str = "CNY") -> list[str]:
    """Sentences on one row of ``enterprise_scores`` and its rows of ``enterprise_items``."""
    text, titles = sentences("scores"), item_titles(items, lang)
    if pd.isna(score["score_points"]):
        return [text.say("not_scored", lang, eligibility=score["eligibility"])]
    return text.paragraphs(
        "explained",
        lang,
        items=[_item(row, titles, lang, currency) for row in items.to_dict("records")],
        first_class=score["class_initial"],
        steps=_steps(score),
        sum=score["sum_points"],
        bonus=score["bonus_points"],
        penalty=score["penalty_points"],
        score=score["score_points"],
        up=score["points_to_higher_class"],
        down=score["points_to_lower_class"],
        weakest=_inside(titles.get(str(score["weakest_item"]), str(score["weakest_item"]))),
    )


def _inside(title: str) -> str:
    """A title inside an English sentence: small, unless it begins with an abbreviation."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def _steps(score: pd.Series) -> list[dict[str, str]]:
    """The steps after the quota that changed the class, and the class they gave."""
    steps, before = [], score["class_initial"]
    for step in STEPS:
        if pd.notna(score[step]) and score[step] != before:
            before = score[step]
            steps.append({"step": step, "class_code": before})
    return steps


def _item(row: dict[Any, Any], titles: dict[str, str], lang: str, currency: str) -> dict[str, Any]:
    unit, percent = _unit(row["indicator"], lang, currency)
    return {
        "title": titles[row["indicator"]],
        "value": _measured(row["value"], percent, 2),
        "unit": unit,
        "benchmark": _measured(row["benchmark"], percent, 3),
        "points": row["item_points"],
        "weight": f"{row['weight_points']:g}",
    }


def _unit(indicator: str, lang: str, currency: str) -> tuple[str, bool]:
    """The unit's name, if it is one of ``PER``, and whether the value is a share."""
    from analysis.display.labels import unit_label

    unit = next((unit for end, unit in PER.items() if indicator.endswith(end)), None)
    said = unit_label(in_currency(unit, currency), lang) if unit else ""
    return (said, indicator.endswith("_share"))


def _measured(value: float, percent: bool, digits: int) -> str | None:
    """A number without idle zeros; a small one keeps three figures; None for a missing one."""
    if pd.isna(value):
        return None
    shown = 100 * value if percent else value
    number = f"{shown:,.{digits}f}" if abs(shown) >= 1 else f"{shown:.3g}"
    if digits > 2 and "." in number:
        number = number.rstrip("0").rstrip(".")
    return f"{number}%" if percent else number
