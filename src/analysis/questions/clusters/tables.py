"""What the clusters alone read, and all that is answered of them."""

from analysis.questions.clusters import input_tables, region_tables, result_tables

TABLES = input_tables.TABLES
RESULTS = (*result_tables.RESULTS, *region_tables.RESULTS)
