"""Score enterprises by a scheme written as data: explained, comparable over years, checked.

``load_scheme`` reads the rules, ``evaluate`` scores one table, ``evaluate_city`` gives every
result table of one year.
"""

from analysis.scoring.engine import Evaluation, evaluate
from analysis.scoring.evaluation_year import evaluate_city
from analysis.scoring.scheme import Scheme, load_scheme
from analysis.tables.rules import rules_hash

__all__ = ["Evaluation", "Scheme", "evaluate", "evaluate_city", "load_scheme", "rules_hash"]
