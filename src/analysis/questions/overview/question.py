"""The question of the front page: it quotes the figures of the questions it tells of."""

from analysis.questions.overview.answer import answer
from analysis.questions.overview.disclosure import DISCLOSURE
from analysis.questions.overview.quoted import quotes
from analysis.questions.overview.rules import FRONT
from analysis.questions.overview.settings import OverviewSettings
from analysis.questions.overview.tables import RESULTS
from analysis.tables.industry import EMPLOYMENT_MONTH, INDUSTRY_MONTH
from analysis.tables.question import Question, one_of, optional
from analysis.tables.territory import TARGETS

QUESTION = Question(
    reads=(one_of(INDUSTRY_MONTH, EMPLOYMENT_MONTH), optional(TARGETS)),
    answers=RESULTS,
    answer=answer,
    rules=(FRONT,),
    settings=OverviewSettings,
    quotes=quotes,
    disclosure=DISCLOSURE,
)
