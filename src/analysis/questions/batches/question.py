"""The question of the three batches: the list is needed; its minimum is a target of the city."""

from analysis.questions.batches.answer import INDICATORS, answer
from analysis.questions.batches.quantities import QUANTITIES
from analysis.questions.batches.tables import RESULTS
from analysis.tables.cases import CASES
from analysis.tables.enterprises import ENTERPRISE_MONTH
from analysis.tables.question import Question, optional
from analysis.tables.territory import TARGETS

QUESTION = Question(
    reads=(CASES, optional(ENTERPRISE_MONTH, TARGETS)),
    answers=RESULTS,
    answer=answer,
    indicators=INDICATORS,
    quantities=QUANTITIES,
)
