"""The question of output: one panel of counties and industries is needed, the rest is optional."""

from analysis.questions.output.answer import FESTIVALS, answer
from analysis.questions.output.disclosure import DISCLOSURE
from analysis.questions.output.industry_groups import GROUPINGS, OutputSettings
from analysis.questions.output.quantities import QUANTITIES, TARGETED
from analysis.questions.output.result_tables import INDICATORS
from analysis.questions.output.tables import COUNTY_MONTH, ELECTRICITY_MONTH, RESULTS
from analysis.tables.enterprises import ENTERPRISE_MONTH, ENTERPRISES
from analysis.tables.indicator import GROWTH, Indicator
from analysis.tables.industry import EMPLOYMENT_MONTH, INDUSTRY_MONTH
from analysis.tables.question import Question, one_of, optional
from analysis.tables.territory import COUNTIES, INDUSTRIES, TARGETS

QUESTION = Question(
    reads=(
        COUNTIES,
        one_of(INDUSTRY_MONTH, EMPLOYMENT_MONTH),
        optional(COUNTY_MONTH, ELECTRICITY_MONTH, ENTERPRISE_MONTH, ENTERPRISES, INDUSTRIES),
        optional(TARGETS),
    ),
    answers=RESULTS,
    answer=answer,
    disclosure=DISCLOSURE,
    rules=(FESTIVALS, GROUPINGS),
    settings=OutputSettings,
    indicators={
        name: Indicator(
            zh,
            en,
            (GROWTH,) if name == "value_added" else Indicator.kinds,
            TARGETED[name],
        )
        for name, (zh, en) in INDICATORS.items()
    },
    parameters={"indicator": INDICATORS},
    quantities=QUANTITIES,
)
