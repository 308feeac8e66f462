"""The question of investment: the library of projects and its monthly dispatch are needed."""

from analysis.questions.investment.answer import answer
from analysis.questions.investment.bulletin import RULES, InvestmentSettings
from analysis.questions.investment.disclosure import DISCLOSURE
from analysis.questions.investment.quantities import QUANTITIES
from analysis.questions.investment.tables import CRITICISMS, RESULTS
from analysis.tables.projects import PROJECT_MONTH, PROJECTS
from analysis.tables.question import Question, optional

QUESTION = Question(
    reads=(PROJECTS, PROJECT_MONTH, optional(CRITICISMS)),
    answers=RESULTS,
    rules=(RULES,),
    settings=InvestmentSettings,
    answer=answer,
    disclosure=DISCLOSURE,
    quantities=QUANTITIES,
)
