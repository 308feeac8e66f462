"""The question of hazards: their register is needed, the list of units and the visits known."""

from analysis.questions.hazards.answer import answer
from analysis.questions.hazards.disclosure import DISCLOSURE
from analysis.questions.hazards.quantities import QUANTITIES
from analysis.questions.hazards.tables import RESULTS, UNITS
from analysis.tables.activities import ACTIVITIES
from analysis.tables.cases import CASES
from analysis.tables.question import Question, optional

QUESTION = Question(
    reads=(CASES, optional(UNITS), optional(ACTIVITIES)),
    answers=RESULTS,
    answer=answer,
    disclosure=DISCLOSURE,
    quantities=QUANTITIES,
)
