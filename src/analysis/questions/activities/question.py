"""The question of trainings and events: the register of work is needed."""

from analysis.questions.activities.answer import answer
from analysis.questions.activities.quantities import QUANTITIES
from analysis.questions.activities.tables import RESULTS
from analysis.tables.activities import ACTIVITIES
from analysis.tables.question import Question

QUESTION = Question(
    reads=(ACTIVITIES,),
    answers=RESULTS,
    answer=answer,
    quantities=QUANTITIES,
)
