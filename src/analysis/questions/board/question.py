"""The question of the year's targets: it quotes the figures of the questions they are of."""

from analysis.questions.board.answer import answer
from analysis.questions.board.disclosure import DISCLOSURE
from analysis.questions.board.quantities import QUANTITIES
from analysis.questions.board.quoted import quotes
from analysis.questions.board.rules import LIGHTS, SCHEDULES
from analysis.questions.board.tables import RESULTS
from analysis.tables.question import Question
from analysis.tables.territory import TARGETS

QUESTION = Question(
    reads=(TARGETS,),
    answers=RESULTS,
    answer=answer,
    rules=(LIGHTS, SCHEDULES),
    quantities=QUANTITIES,
    quotes=quotes,
    disclosure=DISCLOSURE,
)
