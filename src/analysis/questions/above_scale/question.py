"""The question of the list above scale: its events and the register are needed."""

from analysis.questions.above_scale.answer import INDICATOR, answer
from analysis.questions.above_scale.batches import BATCHES
from analysis.questions.above_scale.chances import CHANCES
from analysis.questions.above_scale.disclosure import DISCLOSURE
from analysis.questions.above_scale.quantities import NET, QUANTITIES
from analysis.questions.above_scale.tables import CANDIDATE_MONTH, RESULTS
from analysis.tables.enterprises import ENTERPRISE_MONTH, ENTERPRISES, ROSTER_EVENTS
from analysis.tables.projects import PROJECT_MONTH, PROJECTS
from analysis.tables.question import Question, optional
from analysis.tables.territory import TARGETS

QUESTION = Question(
    reads=(
        *(ROSTER_EVENTS, ENTERPRISES),
        *(optional(CANDIDATE_MONTH), optional(ENTERPRISE_MONTH), optional(TARGETS)),
        *(optional(PROJECTS), optional(PROJECT_MONTH)),
    ),
    answers=RESULTS,
    answer=answer,
    rules=(BATCHES, CHANCES),
    indicators={INDICATOR: NET},
    disclosure=DISCLOSURE,
    quantities=QUANTITIES,
)
