"""The question of passes: the register of work done, which a city may keep without any."""

from analysis.questions.permits.answer import answer
from analysis.questions.permits.quantities import QUANTITIES
from analysis.questions.permits.tables import RESULTS
from analysis.tables.activities import ACTIVITIES
from analysis.tables.question import Question, optional

QUESTION = Question(
    reads=(optional(ACTIVITIES),), answers=RESULTS, answer=answer, quantities=QUANTITIES
)
