"""The question of upgrading: the register of titles is needed, or reports of electronics."""

from analysis.questions.upgrading.answer import answer
from analysis.questions.upgrading.disclosure import DISCLOSURE
from analysis.questions.upgrading.quantities import QUANTITIES
from analysis.questions.upgrading.settings import UpgradingSettings
from analysis.questions.upgrading.tables import RESULTS
from analysis.registers.catalogue import CATALOGUE
from analysis.tables.enterprises import ENTERPRISE_MONTH, ENTERPRISES
from analysis.tables.projects import PROJECT_MONTH, PROJECTS
from analysis.tables.question import Question, one_of, optional
from analysis.tables.recognitions import RECOGNITIONS

QUESTION = Question(
    reads=(
        one_of(RECOGNITIONS, ENTERPRISE_MONTH),
        optional(ENTERPRISES, PROJECTS, PROJECT_MONTH),
    ),
    answers=RESULTS,
    answer=answer,
    rules=(CATALOGUE,),
    settings=UpgradingSettings,
    disclosure=DISCLOSURE,
    quantities=QUANTITIES,
)
