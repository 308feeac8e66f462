"""The question of the clusters: their reports, or a panel of industries, are needed."""

from analysis.questions.clusters.answer import ELIGIBILITY, STARS, TARGET, answer
from analysis.questions.clusters.disclosure import DISCLOSURE
from analysis.questions.clusters.input_tables import (
    CLUSTER_MEMBERS,
    CLUSTER_MONTH,
    CLUSTERS,
    ESTABLISHMENTS_QUARTER,
)
from analysis.questions.clusters.quantities import QUANTITIES
from analysis.questions.clusters.tables import RESULTS
from analysis.tables.enterprises import ENTERPRISE_MONTH, ENTERPRISES
from analysis.tables.indicator import GROWTH, LEVEL, Figures, Indicator
from analysis.tables.industry import EMPLOYMENT_MONTH, INDUSTRY_MONTH
from analysis.tables.question import Question, one_of, optional
from analysis.tables.territory import COUNTIES, INDUSTRIES, TARGETS

QUESTION = Question(
    reads=(
        COUNTIES,
        one_of(CLUSTER_MONTH, EMPLOYMENT_MONTH, INDUSTRY_MONTH),
        optional(CLUSTERS, CLUSTER_MEMBERS, ENTERPRISES, ENTERPRISE_MONTH),
        optional(ESTABLISHMENTS_QUARTER, INDUSTRIES, TARGETS),
    ),
    answers=RESULTS,
    answer=answer,
    disclosure=DISCLOSURE,
    rules=(STARS, ELIGIBILITY),
    indicators={
        TARGET: Indicator(
            "集群营业收入",
            "revenue of the clusters",
            figures={LEVEL: Figures("cluster_revenue"), GROWTH: Figures("cluster_revenue_growth")},
        )
    },
    quantities=QUANTITIES,
)
