"""The question of key enterprises: the list, daily and monthly reports and the register."""

from analysis.questions.key_enterprises.answer import answer
from analysis.questions.key_enterprises.disclosure import DISCLOSURE
from analysis.questions.key_enterprises.quantities import QUANTITIES
from analysis.questions.key_enterprises.rule import WARNING
from analysis.questions.key_enterprises.tables import RESULTS
from analysis.tables.enterprises import ENTERPRISE_MONTH, ENTERPRISES
from analysis.tables.key_enterprises import BALLAST, ENTERPRISE_DAY
from analysis.tables.question import Question

QUESTION = Question(
    reads=(BALLAST, ENTERPRISE_DAY, ENTERPRISE_MONTH, ENTERPRISES),
    answers=RESULTS,
    answer=answer,
    rules=(WARNING,),
    disclosure=DISCLOSURE,
    quantities=QUANTITIES,
)
