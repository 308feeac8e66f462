"""The question of the medical reserve: its book is needed, the plan known where there is one."""

from analysis.questions.reserve.answer import answer
from analysis.questions.reserve.quantities import QUANTITIES
from analysis.questions.reserve.tables import RESULTS, STOCK_MOVES, STOCK_PLAN
from analysis.tables.question import Question, optional

QUESTION = Question(
    reads=(STOCK_MOVES, optional(STOCK_PLAN)),
    answers=RESULTS,
    answer=answer,
    quantities=QUANTITIES,
)
