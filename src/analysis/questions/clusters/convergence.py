"""Do the small catch up? The convergence tests in words; an open interval claims nothing."""

import pandas as pd

from analysis.tables.release import Release

SUBJECTS = {"clusters": ("集群", "clusters"), "counties": ("各县", "counties")}


def paragraph(release: Release, lang: str) -> list[str]:
    """One paragraph: β of clusters and of counties, then the spread of the counties by year.

    A slope whose 95 % interval spans zero says neither way; a speed is given only where it does
    not. Empty where there are too few units for either test.
    """
    rows = release.table("cluster_spread")
    said = []
    for subject, names in SUBJECTS.items():
        beta = rows[(rows["subject"] == subject) & (rows["form"] == "beta")]
        if len(beta):
            name = names[0] if lang == "zh" else names[1]
            said.append(_slope(name, beta.set_index("statistic")["estimate"], lang))
    sigma = rows[rows["form"] == "sigma"].pivot_table(
        index="period", columns="statistic", values="estimate"
    )
    if len(sigma) > 1:
        said.append(_spread(sigma, lang))
    return ["".join(said) if lang == "zh" else " ".join(said)] if said else []


def _slope(name: str, beta: pd.Series, lang: str) -> str:
    zh = lang == "zh"
    n, slope, error = beta["n"], beta["slope"], beta["standard_error"]
    low, high = beta["slope_lower"], beta["slope_upper"]
    if zh:
        said = (
            f"{name}的β为{slope:.3f}（稳健标准误{error:.3f}，"
            f"95%区间{low:.3f}至{high:.3f}，n＝{n:.0f}）："
        )
    else:
        said = (
            f"β of the {name} is {slope:.3f} (robust error {error:.3f}, 95% interval "
            f"{low:.3f} to {high:.3f}, n = {n:.0f}): "
        )
    if low <= 0 <= high:
        return said + (
            "区间含零，不能说收敛或发散。"
            if zh
            else "the interval spans zero, neither convergence nor divergence can be claimed."
        )
    if low > 0:
        return said + ("大者增长更快，差距扩大。" if zh else "the larger grew faster.")
    speed = beta["speed_pct"]
    pace = "" if pd.isna(speed) else f"，每年{speed:.1f}%" if zh else f", {speed:.1f}% a year"
    return said + (
        f"小者增长更快{pace}（基期的偶然低值也有同样表现）。"
        if zh
        else f"the smaller grew faster{pace} (a chance low in the base year looks the same)."
    )


def _spread(sigma: pd.DataFrame, lang: str) -> str:
    n = sigma["n"].iloc[0]
    years = [str(period)[:4] for period in sigma.index]
    values = [f"{value:.3f}" for value in sigma["sd_log"]]
    if lang == "zh":
        listed = "、".join(f"{y}年{v}" for y, v in zip(years, values, strict=True))
        return f"σ（各县规模对数的标准差，n＝{n:.0f}）：{listed}。"
    listed = ", ".join(f"{v} ({y})" for y, v in zip(years, values, strict=True))
    return f"σ, the standard deviation of the counties' log size (n = {n:.0f}): {listed}."
