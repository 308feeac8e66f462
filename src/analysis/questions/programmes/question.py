"""The question of programmes: titles are needed; the library says how far they are."""

from analysis.questions.programmes.answer import answer
from analysis.questions.programmes.disclosure import DISCLOSURE
from analysis.questions.programmes.tables import RESULTS
from analysis.registers.catalogue import CATALOGUE
from analysis.tables.projects import PROJECT_MONTH, PROJECTS
from analysis.tables.question import Question, optional
from analysis.tables.recognitions import RECOGNITIONS

QUESTION = Question(
    reads=(RECOGNITIONS, optional(PROJECTS), optional(PROJECT_MONTH)),
    rules=(CATALOGUE,),
    answers=RESULTS,
    answer=answer,
    disclosure=DISCLOSURE,
)
