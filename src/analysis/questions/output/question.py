"""The question of output: a panel is needed, the rest optional."""

from analysis.questions.output.answer import FESTIVALS, answer
from analysis.questions.output.cells import cells
from analysis.tables.question import Question

QUESTION = Question(
    name="output",
    needs=(("industry_month", "employment_month"), "counties"),
    answer=answer,
    cells=cells,
    rules=(FESTIVALS,),
)
