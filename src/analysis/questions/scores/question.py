"""The question of scores: what it needs, and how it is answered."""

from analysis.questions.scores.answer import answer, cells
from analysis.tables.question import Question

QUESTION = Question(
    name="scores",
    needs=("evaluation",),
    answer=answer,
    cells=cells,
    rules=("schemes", "policy"),
)
