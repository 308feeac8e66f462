"""The question of first sets' proofs: the sheet of products that apply is needed."""

from analysis.questions.first_set_proofs.answer import answer
from analysis.questions.first_set_proofs.disclosure import DISCLOSURE
from analysis.questions.first_set_proofs.quantities import QUANTITIES
from analysis.questions.first_set_proofs.rules import CONDITIONS
from analysis.questions.first_set_proofs.tables import PRODUCTS, RESULTS
from analysis.tables.question import Question

QUESTION = Question(
    reads=(PRODUCTS,),
    answers=RESULTS,
    answer=answer,
    rules=(CONDITIONS,),
    disclosure=DISCLOSURE,
    quantities=QUANTITIES,
)
