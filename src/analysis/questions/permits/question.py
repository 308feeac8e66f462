"""The question of passes: the register of work done is needed, with passes in it."""

from analysis.questions.permits.answer import answer
from analysis.questions.permits.quantities import QUANTITIES
from analysis.questions.permits.tables import RESULTS
from analysis.tables.activities import ACTIVITIES
from analysis.tables.question import Question

QUESTION = Question(reads=(ACTIVITIES,), answers=RESULTS, answer=answer, quantities=QUANTITIES)
