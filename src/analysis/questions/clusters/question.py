"""The question of clusters: what it needs, and how it is answered."""

from analysis.questions.clusters.answer import answer, cells
from analysis.tables.question import Question

QUESTION = Question(
    name="clusters",
    needs=(("cluster_month", "employment_month"), "counties"),
    answer=answer,
    cells=cells,
    rules=("stars", "eligibility"),
)
