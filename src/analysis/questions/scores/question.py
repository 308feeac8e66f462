"""The question of the evaluation: its data are needed."""

from analysis.questions.scores.answer import POLICY, SCHEMES, ScoresSettings, answer
from analysis.questions.scores.disclosure import DISCLOSURE
from analysis.questions.scores.tables import RESULTS
from analysis.tables.enterprises import ENTERPRISES
from analysis.tables.evaluation import EVALUATION, EVALUATION_ADJUSTMENTS, LAND_PARCELS
from analysis.tables.question import Question, optional

QUESTION = Question(
    reads=(EVALUATION, optional(EVALUATION_ADJUSTMENTS, LAND_PARCELS, ENTERPRISES)),
    answers=RESULTS,
    answer=answer,
    disclosure=DISCLOSURE,
    rules=(SCHEMES, POLICY),
    settings=ScoresSettings,
)
