"""The question of titles: the register is needed; the list of enterprises knows further names."""

from analysis.questions.titles.answer import answer
from analysis.questions.titles.disclosure import DISCLOSURE
from analysis.questions.titles.quantities import QUANTITIES
from analysis.questions.titles.tables import RESULTS
from analysis.registers.catalogue import CATALOGUE
from analysis.tables.enterprises import ENTERPRISES
from analysis.tables.question import Question, optional
from analysis.tables.recognitions import RECOGNITIONS

QUESTION = Question(
    reads=(RECOGNITIONS, optional(ENTERPRISES)),
    answers=RESULTS,
    answer=answer,
    rules=(CATALOGUE,),
    disclosure=DISCLOSURE,
    quantities=QUANTITIES,
)
