"""One enterprise's class in sentences: internal, for the owner's own sheet (一企一单)."""

from typing import Any

import pandas as pd

GROUPS = ("above_scale", "below_scale", "lessee")
STATUSES = {
    "no_data": ("缺必需数据，未评价", "not evaluated: an indispensable value is missing"),
    "exempt": ("按方案不参评", "exempt under the scheme"),
    "out_of_scope": ("不在评价范围", "outside the scope of the evaluation"),
}
STEPS = {
    "class_protect": ("保护后", "after protection"),
    "class_direct": ("直接提档后", "after promotion"),
    "class_veto": ("一票否决后", "after the veto"),
    "class_manual": ("人工调档后", "after the manual change"),
}


#: How the names of indicators end → the unit of their values.
PER = {
    "_per_mu": "10k_cny_per_mu",
    "_per_energy": "10k_cny_per_tce",
    "_per_person": "10k_cny_per_person",
}


def table(lang: str) -> dict[str, Any]:
    """How the table of ``near_line`` is headed."""
    from analysis.display.labels import label

    group = label("enterprise_scores", "evaluation_group", lang)
    return {
        "title": "临界企业" if lang == "zh" else "Near a line",
        "titles": {"evaluation_group": group},
    }


def near_line(rows: pd.DataFrame, items: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Enterprises near a line, the nearest first, with titles in place of codes."""
    from analysis.display.labels import value_label

    titles = item_titles(items, lang)
    return rows[
        ["uscc", "class_initial", "score_points", "points_to_higher_class",
         "points_to_lower_class"]
    ].assign(
        evaluation_group=[
            value_label("enterprise_scores", "evaluation_group", g, lang) if g in GROUPS else g
            for g in rows["scheme_group"]
        ],
        weakest_item=[titles.get(name, name) for name in rows["weakest_item"]],
    )  # fmt: skip


def item_titles(items: pd.DataFrame, lang: str) -> dict[str, str]:
    """Indicator → its title, from ``enterprise_items``."""
    return dict(zip(items["indicator"], items[f"title_{lang}"], strict=True))


def explained(score: pd.Series, items: pd.DataFrame, lang: str) -> list[str]:
    """Sentences on one row of ``enterprise_scores`` and its rows of ``enterprise_items``."""
    zh, titles = lang == "zh", item_titles(items, lang)
    if pd.isna(score["score_points"]):
        return [STATUSES[score["eligibility"]][0 if zh else 1]]
    said = [_item(row, titles, lang) for row in items.to_dict("records")]
    said.append(_score(score, lang))
    before = score["class_initial"]
    placed = f"按分档比例初评为{before}类。" if zh else f"By quota this is class {before}."
    for column, title in STEPS.items():
        if pd.notna(score[column]) and score[column] != before:
            before = score[column]
            placed += (
                f"{title[0]}为{before}类。" if zh else f" {title[1].capitalize()}: class {before}."
            )
    said.append(placed)
    said.append(_distance(score, titles, lang))
    return [sentence for sentence in said if sentence]


def _item(row: dict[str, object], titles: dict[str, str], lang: str) -> str:
    name = titles.get(str(row["indicator"]), str(row["indicator"]))
    points, weight = float(str(row["item_points"])), float(str(row["weight_points"]))
    if pd.isna(row["value"]):
        return (
            f"{name}：缺数据，按方案规定得{points:.2f}分（满分{weight:g}分）。"
            if lang == "zh"
            else f"{name}: no data; the scheme gives {points:.2f} points (weight {weight:g})."
        )
    unit, percent = _unit(str(row["indicator"]), lang)
    value = _measured(float(str(row["value"])), percent, 2)
    against = ""
    if pd.notna(row["benchmark"]):
        benchmark = _measured(float(str(row["benchmark"])), percent, 3)
        against = f"，基准{benchmark}{unit}" if lang == "zh" else f", benchmark {benchmark}"
    if lang == "zh":
        return f"{name}{value}{unit}{against}，得{points:.2f}分（权重{weight:g}分）。"
    named = f"{name} ({unit})" if unit else name
    return f"{named}: {value}{against}; {points:.2f} points (weight {weight:g})."


def _unit(indicator: str, lang: str) -> tuple[str, bool]:
    """The unit's name, if it is one of ``PER``, and whether the value is a share."""
    from analysis.display.labels import unit_label

    unit = next((unit for end, unit in PER.items() if indicator.endswith(end)), None)
    return (unit_label(unit, lang) if unit else "", indicator.endswith("_share"))


def _measured(value: float, percent: bool, digits: int) -> str:
    """A number without idle zeros; a small one keeps three figures."""
    shown = 100 * value if percent else value
    number = f"{shown:,.{digits}f}" if abs(shown) >= 1 else f"{shown:.3g}"
    if digits > 2 and "." in number:
        number = number.rstrip("0").rstrip(".")
    return f"{number}%" if percent else number


def _score(score: pd.Series, lang: str) -> str:
    total, bonus, penalty = (
        float(score[name]) for name in ("score_points", "bonus_points", "penalty_points")
    )
    zh = lang == "zh"
    said = f"指标合计{score['sum_points']:.2f}分" if zh else f"Items: {score['sum_points']:.2f}"
    if bonus:
        said += f"，加{bonus:.2f}分" if zh else f", bonus {bonus:.2f}"
    if penalty:
        said += f"，减{penalty:.2f}分" if zh else f", penalty {penalty:.2f}"
    return said + (f"，总分{total:.2f}分。" if zh else f"; score {total:.2f}.")


def _distance(score: pd.Series, titles: dict[str, str], lang: str) -> str:
    up, down = score["points_to_higher_class"], score["points_to_lower_class"]
    weakest = titles.get(str(score["weakest_item"]), str(score["weakest_item"]))
    said = []
    if pd.notna(up):
        said.append(f"距上一类{up:.2f}分" if lang == "zh" else f"{up:.2f} points to the next class")
    if pd.notna(down):
        said.append(
            f"高于下一类{down:.2f}分" if lang == "zh" else f"{down:.2f} points above the one below"
        )
    said.append(f"失分最多的是{weakest}" if lang == "zh" else f"most is lost on {weakest}")
    return "，".join(said) + "。" if lang == "zh" else ", ".join(said).capitalize() + "."
