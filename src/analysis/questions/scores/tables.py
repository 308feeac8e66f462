"""What the evaluation answers."""

from analysis.questions.scores import class_tables, enterprise_tables, policy_tables

RESULTS = (*enterprise_tables.RESULTS, *class_tables.RESULTS, *policy_tables.RESULTS)
