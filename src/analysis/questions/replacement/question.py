"""The question of capacity replacement: plans and the lines they retire are needed."""

from analysis.questions.replacement.answer import answer
from analysis.questions.replacement.quantities import QUANTITIES
from analysis.questions.replacement.ratios import RATIOS
from analysis.questions.replacement.tables import PLANS, RESULTS, RETIRED
from analysis.tables.question import Question

QUESTION = Question(
    reads=(PLANS, RETIRED),
    answers=RESULTS,
    answer=answer,
    rules=(RATIOS,),
    quantities=QUANTITIES,
)
