"""The question of the city among its province's: what the province publishes is needed."""

from analysis.questions.peers.answer import PeersSettings, answer
from analysis.questions.peers.quantities import QUANTITIES
from analysis.questions.peers.tables import PEER_MONTH, RESULTS
from analysis.tables.question import Question

QUESTION = Question(
    reads=(PEER_MONTH,),
    answers=RESULTS,
    answer=answer,
    settings=PeersSettings,
    quantities=QUANTITIES,
)
