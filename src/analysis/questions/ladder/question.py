"""The question of the ladder: the register of titles is needed, annual reports only for screens."""

from analysis.questions.ladder.answer import answer
from analysis.questions.ladder.candidates import LadderSettings
from analysis.questions.ladder.disclosure import DISCLOSURE
from analysis.questions.ladder.input_tables import FIRM_YEAR
from analysis.questions.ladder.quantities import QUANTITIES
from analysis.questions.ladder.standards import STANDARDS
from analysis.questions.ladder.tables import RESULTS
from analysis.registers.catalogue import CATALOGUE
from analysis.tables.enterprises import ENTERPRISES
from analysis.tables.question import Question, optional
from analysis.tables.recognitions import RECOGNITIONS

QUESTION = Question(
    reads=(RECOGNITIONS, optional(FIRM_YEAR), optional(ENTERPRISES)),
    answers=RESULTS,
    answer=answer,
    rules=(CATALOGUE, STANDARDS),
    settings=LadderSettings,
    disclosure=DISCLOSURE,
    quantities=QUANTITIES,
)
