"""What the clusters alone read, and all that is answered of them."""

from analysis.questions.clusters import estimate_tables, region_tables, result_tables

RESULTS = (*result_tables.RESULTS, estimate_tables.ESTIMATES, *region_tables.RESULTS)
