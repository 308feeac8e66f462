"""The question of stops: lines and their stops are needed, electricity is known or not."""

from analysis.questions.kilns.answer import answer
from analysis.questions.kilns.disclosure import DISCLOSURE
from analysis.questions.kilns.quantities import QUANTITIES
from analysis.questions.kilns.tables import LINE_STOPS, LINES, RESULTS
from analysis.questions.kilns.windows import WINDOWS, KilnSettings
from analysis.tables.enterprises import ENTERPRISE_MONTH
from analysis.tables.question import Question, optional

QUESTION = Question(
    reads=(LINES, LINE_STOPS, optional(ENTERPRISE_MONTH)),
    answers=RESULTS,
    answer=answer,
    rules=(WINDOWS,),
    settings=KilnSettings,
    disclosure=DISCLOSURE,
    quantities=QUANTITIES,
)
