"""What the clusters alone read, and all that is answered of them."""

from analysis.questions.clusters import region_tables, result_tables

RESULTS = (*result_tables.RESULTS, *region_tables.RESULTS)
