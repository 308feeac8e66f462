"""The question of resumption: daily reports, the dated list and the register."""

from analysis.questions.resumption.answer import FESTIVALS, RESUMPTION, answer
from analysis.questions.resumption.disclosure import DISCLOSURE
from analysis.questions.resumption.quantities import QUANTITIES
from analysis.questions.resumption.tables import RESULTS
from analysis.tables.enterprises import ENTERPRISES
from analysis.tables.key_enterprises import BALLAST, ENTERPRISE_DAY
from analysis.tables.question import Question

QUESTION = Question(
    reads=(BALLAST, ENTERPRISE_DAY, ENTERPRISES),
    answers=RESULTS,
    answer=answer,
    rules=(FESTIVALS, RESUMPTION),
    disclosure=DISCLOSURE,
    quantities=QUANTITIES,
)
