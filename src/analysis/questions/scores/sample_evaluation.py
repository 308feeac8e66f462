"""Data of the yearly evaluation of output per mu, and what is added or overruled by hand."""

import numpy as np
import pandas as pd

from analysis.sample.activity import Panel
from analysis.sample.enterprises import ALWAYS
from analysis.sample.months import FIRST_YEAR
from analysis.sample.published import on_list

NO_EMISSIONS = 0.10  # enterprises above scale without emission data
TCE_PER_10K_KWH = 3.0  # equivalent value of electricity
PAID = 1.5  # taxes paid in all (land, property, refunds back), per tax of the monthly report
UTILITY, TOO_YOUNG = "水电气热等公用事业", "投产不足两年"
POLLUTANTS = {"cod_t": 0.25, "nh3n_t": 0.03, "so2_t": 0.25, "nox_t": 0.47}
ITEMS = {
    "bonus": (
        ("国家级专精特新“小巨人”", 5, "认定文件"),
        ("高新技术企业", 2, "证书在有效期内"),
        ("绿色工厂", 3, "认定文件"),
        ("技术改造投资超千万元", 2, "备案和入统证明"),
        ("省级以上研发机构", 2, "认定文件"),
    ),
    "penalty": (
        ("一般环境违法处罚", -3, "行政处罚决定书"),
        ("欠缴税款", -2, "税务部门名单"),
        ("产值瞒报漏报", -2, "统计执法通报"),
    ),
    "veto": (
        ("较大生产安全事故", None, "应急管理部门通报"),
        ("重大环境违法", None, "生态环境部门通报"),
    ),
    "direct": (("上年度纳税前十名", None, "税务部门名单"), ("新上市企业", None, "上市公告")),
    "protect": (("上年度小升规", None, "统计部门名单"),),
    "manual": (("县政府常务会议研究调档", None, "会议纪要"),),
}
"""Items by kind: name, points, evidence."""
FREQUENCY = {
    "bonus": 0.06, "penalty": 0.015, "veto": 0.006, "direct": 0.006, "protect": 0.012,
    "manual": 0.003,
}  # fmt: skip
TARGETS = {"direct": "A", "protect": "C", "veto": "D"}
KINDS = {
    "bonus": "加分", "penalty": "减分", "veto": "一票否决", "direct": "直接提档", "protect": "保护",
    "manual": "人工调档",
}  # fmt: skip


def evaluation(
    rng: np.random.Generator,
    register: pd.DataFrame,
    panel: Panel,
    use: pd.DataFrame,
    industries: pd.DataFrame,
    year: int,
) -> pd.DataFrame:
    """Data of evaluation `year` (figures of the year before), one row an enterprise.

    In: enterprises on the list at the end of the data year, and those below scale that produced
    all of it. Returns the quantities of the dictionary's `evaluation`, `enterprise` (row number)
    and `evaluation_group`, in Chinese spellings where the raw form has them.
    """
    number = year - 1 - FIRST_YEAR
    above = on_list(register, f"{year - 1}-12")
    below = (~register["above_scale"] & (register["active_from"] <= 12 * number)).to_numpy()
    rows = np.flatnonzero(above | below)
    n = len(rows)
    kind = register["industry"].to_numpy()[rows]
    trait = {name: industries[name].to_numpy()[kind] for name in industries.columns}
    annual = {
        name: values[rows, 12 * number : 12 * number + 12].sum(axis=1)
        for name, values in {**panel.amounts, "power": panel.electricity}.items()
    }
    is_above = above[rows]
    level = register["level_10k_cny"].to_numpy()[rows]
    value_added = annual["output"] * trait["va"] * rng.lognormal(-0.03, 0.25, n)
    grown = annual["output"] / np.maximum(level, 1)
    energy = TCE_PER_10K_KWH * annual["power"] + value_added / (
        trait["energy"] * rng.lognormal(0, 0.6, n)
    )
    emitted = value_added / (trait["emission"] * rng.lognormal(0, 0.9, n))
    measured = is_above & (rng.random(n) >= NO_EMISSIONS)
    research = annual["revenue"] * trait["rd"] / 100 * rng.lognormal(-0.1, 0.7, n)
    research = np.where(rng.random(n) < 0.2, 0.0, research)
    changed = np.where(rng.random(n) < 0.04, rng.uniform(0.9, 1.15, n), 1.0)
    lessee = use["lessee"].to_numpy()[rows]
    started = register["active_from"].to_numpy()[rows]
    utility = np.isin(trait["code"].astype(str), ALWAYS)
    young = started > 12 * (number + 1) - 24
    frame = pd.DataFrame(
        {
            "enterprise": rows,
            "evaluation_group": np.select([is_above, lessee], ["规上", "租赁"], "规下"),
            "tax_10k_cny": np.round(PAID * annual["tax"] * rng.lognormal(0, 0.12, n), 2),
            "value_added_10k_cny": np.where(is_above, np.round(value_added, 2), np.nan),
            "revenue_10k_cny": np.round(annual["revenue"], 1),
            "profit_10k_cny": np.where(is_above, np.round(annual["profit"], 1), np.nan),
            "land_mu": np.round(use["land_mu"].to_numpy()[rows] * changed, 2),
            "energy_tce": np.where(is_above, np.round(energy, 1), np.nan),
            "energy_basis": pd.Series("等价值", index=range(n)).where(is_above),
            "electricity_10k_kwh": np.round(annual["power"], 2),
        }
    )
    for name, share in POLLUTANTS.items():
        amount = emitted * share * rng.lognormal(0, 0.4, n)
        frame[name] = np.where(measured, np.round(amount, 4), np.nan)
    return frame.assign(
        employees_persons=np.maximum(2, np.rint(panel.employees[rows] * grown**0.4)),
        rd_10k_cny=np.where(is_above, np.round(research, 1), np.nan),
        exempt_reason=pd.Series(np.where(utility, UTILITY, TOO_YOUNG)).where(utility | young),
    )


def adjustments(
    rng: np.random.Generator, register: pd.DataFrame, evaluated: pd.DataFrame, year: int
) -> pd.DataFrame:
    """Bonuses, penalties, vetoes and changes of one evaluation year, enterprises above scale.

    Those that grew above scale in the data year are protected. Returns `enterprise`, `item`,
    `kind` (Chinese), `points`, `target_class`, `evidence`.
    """
    pool = evaluated.loc[evaluated["evaluation_group"] == "规上", "enterprise"].to_numpy()
    entered = register["listed_from"].to_numpy()[pool] // 12 == year - 1 - FIRST_YEAR
    grown = pool[entered & (register["entry"] == "upscaled").to_numpy()[pool]]
    parts = []
    for kind, frequency in FREQUENCY.items():
        able = grown if kind == "protect" else pool
        wanted = min(len(able), max(1, round(frequency * len(pool))))
        chosen = rng.choice(able, wanted, replace=False)
        item = rng.integers(0, len(ITEMS[kind]), len(chosen))
        grade = rng.choice(["B", "C"], len(chosen))
        parts.append(
            pd.DataFrame(
                {
                    "enterprise": chosen,
                    "item": [ITEMS[kind][i][0] for i in item],
                    "kind": KINDS[kind],
                    "points": np.array([ITEMS[kind][i][1] for i in item], dtype=float),
                    "target_class": grade if kind == "manual" else TARGETS.get(kind),
                    "evidence": [ITEMS[kind][i][2] for i in item],
                }
            )
        )
    rows = pd.concat(parts, ignore_index=True)
    return rows.sort_values(["enterprise", "item"], kind="stable", ignore_index=True)
