"""The question of first sets' proofs: the sheet of products that apply is needed; the register
of titles says which of them were recommended.
"""

from analysis.questions.first_set_proofs.answer import answer
from analysis.questions.first_set_proofs.disclosure import DISCLOSURE
from analysis.questions.first_set_proofs.quantities import QUANTITIES
from analysis.questions.first_set_proofs.rules import CONDITIONS
from analysis.questions.first_set_proofs.tables import RESULTS
from analysis.registers.catalogue import CATALOGUE
from analysis.tables.enterprises import ENTERPRISES
from analysis.tables.first_sets import FIRST_SET_PRODUCTS
from analysis.tables.question import Question, optional
from analysis.tables.recognitions import RECOGNITIONS

QUESTION = Question(
    reads=(FIRST_SET_PRODUCTS, optional(RECOGNITIONS, ENTERPRISES)),
    answers=RESULTS,
    answer=answer,
    rules=(CONDITIONS, CATALOGUE),
    disclosure=DISCLOSURE,
    quantities=QUANTITIES,
)
