"""What a page says where it shows some of the counties only."""

from analysis.tables.release import Release


def shown_counties(release: Release, lang: str) -> str:
    """Say which counties figures and lists show; empty where they show all."""
    if release.shows_all:
        return ""
    near, every = len(release.neighbours), len(release.city.counties)
    if lang == "zh":
        return (
            f"图表只列同一地级市的{near}个县（市、区）及其集群；"
            f"位次、中位数、合计与参照增速按全部{every:,}个县（市、区）计算。"
        )
    return (
        f"Figures and lists show the {near} counties of the same prefecture city and their "
        f"clusters; ranks, medians, sums and reference growth are those of all {every:,} counties."
    )
