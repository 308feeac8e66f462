"""Beside the figures on clusters: words for those who cannot see them, and the limits."""

from analysis.tables.release import Release

FIGURES = {
    "own_effects": (
        "本县各集群增速分解为三项的条形图",
        "Bars: growth of the county's clusters in three effects",
    ),
    "county_effects": (
        "各县增速分解为三项的条形图",
        "Bars: growth of the counties in three effects",
    ),
    "quadrants": (
        "专业化与竞争力四象限散点图",
        "Scatter: specialisation against competitiveness",
    ),
    "funnel": (
        "增速与标准误的漏斗图，灰色为偶然波动范围",
        "Funnel: growth against its standard error, chance in grey",
    ),
    "ranks": (
        "各集群上年与本年增速位次的连线图",
        "Lines: ranks of the clusters a year ago and now",
    ),
    "months": (
        "本县各集群逐月增速小图",
        "Small panels: growth of the county's clusters month by month",
    ),
    "taxes": (
        "税金增速与营业收入增速的散点图",
        "Scatter: growth of taxes against growth of revenue",
    ),
    "chains": (
        "各产业链各类龙头户数的方格图",
        "Grid: leaders by chain and role",
    ),
}


def described(figure: str, lang: str) -> str:
    """Return what a figure shows, for those who cannot see it."""
    return FIGURES[figure][0 if lang == "zh" else 1]


def limits(release: Release, lang: str) -> list[str]:
    """Return what the figures rest on and what they do not tell, of what this city has."""
    return (
        _of_lists(release.city.whole.zh, lang) if release.has("cluster_lists") else _of_cells(lang)
    )


def _of_lists(whole: str, lang: str) -> list[str]:
    if lang == "zh":
        return [
            "增速只用同一张表的本期与上年同期（可比口径）；两种口径不相加；"
            "报送企业不超过3家的不作评价。",
            f"行业增速取{whole}规上企业营业收入，集群含规下企业，故集群的竞争力效应之和不为零；"
            "“县×行业”的为零。",
            "完成概率取自剩余月份的预测区间（历史不足两年时按往年偏离）；"
            "倍增按可比增速逐年连乘；收缩增速为经验贝叶斯估计。",
            "中小企业占比为集群营业收入减去名单中大型企业；主导产业占比与面积没有报表，不作判断。",
        ]
    return [
        "Growth compares this period with the same period in the same form; two scopes are never "
        "added; nothing is claimed from three reporting enterprises.",
        "Industry growth is that of all enterprises above scale, while clusters include smaller "
        "ones, so the clusters' local effects need not cancel; those of counties and industries "
        "do.",
        "The probability follows from the forecast of the months left (from how far past years "
        "strayed where history is short); doubling chains comparable rates; shrunk growth is "
        "empirical Bayes.",
        "The share of small enterprises is the cluster's revenue less that of the large ones "
        "listed; no form tells the leading industry's share or the area, so neither is judged.",
    ]


def _of_cells(lang: str) -> list[str]:
    if lang == "zh":
        return [
            "增速为今年以来月均就业人数与上年同样各月之比；缺任一月的“县×行业”不参与比较，也不作填补。",
            "行业增速取同样可比的各县之和，故各县的竞争力效应之和为零。",
            "收缩增速为经验贝叶斯估计，标准误由各行业单位数推得；数据来源已作保密处理。",
        ]
    return [
        "Growth compares mean employment of the year's months so far with that of the same months "
        "a year ago; a county's industry that lacks one of them is left out, not filled in.",
        "Industry growth is that of the same cells over all counties, so the counties' local "
        "effects cancel.",
        "Shrunk growth is empirical Bayes; its standard error follows from the number of "
        "establishments. What would tell of one of them has been withheld by the source.",
    ]
