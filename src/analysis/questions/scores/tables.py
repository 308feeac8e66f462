"""What the evaluation answers."""

from analysis.questions.scores import class_tables, enterprise_tables, policy_tables
from analysis.tables.dictionary import Table

TABLES: tuple[Table, ...] = ()
RESULTS = (*enterprise_tables.RESULTS, *class_tables.RESULTS, *policy_tables.RESULTS)
