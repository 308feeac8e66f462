"""The question of issues: the register of matters is needed."""

from analysis.questions.help.answer import answer
from analysis.questions.help.disclosure import DISCLOSURE
from analysis.questions.help.quantities import QUANTITIES
from analysis.questions.help.tables import RESULTS
from analysis.tables.cases import CASES
from analysis.tables.question import Question

QUESTION = Question(
    reads=(CASES,),
    answers=RESULTS,
    answer=answer,
    disclosure=DISCLOSURE,
    quantities=QUANTITIES,
)
