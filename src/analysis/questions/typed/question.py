"""The question of quoted figures: the sheet where they are typed is needed."""

from analysis.questions.typed.answer import answer
from analysis.questions.typed.quantities import QUANTITIES
from analysis.questions.typed.tables import RESULTS, TYPED
from analysis.tables.question import Question

QUESTION = Question(reads=(TYPED,), answers=RESULTS, answer=answer, quantities=QUANTITIES)
