"""How strongly is a county specialised in an industry?

The location quotient divides the industry's share in the county by its share in the reference:
1 is the reference's structure, 2 twice its share. Its symmetric form (LQ − 1)/(LQ + 1) lies in
[−1, 1) and treats half and double alike.

Florence, P. S. (1939), *Report on the Location of Industry*; Laursen, K. (1998), DRUID WP 98-20.
"""

import numpy as np

from analysis.clusters.cells import Array, ratio


def location_quotient(
    values: Array, reference_share: Array | None = None, county_total: Array | None = None
) -> Array:
    """Location quotient of every cell of an array (…, county, industry) of levels ≥ 0.

    Missing cells do not enter the sums and stay missing. A county with nothing and an industry
    without reference have no quotient. `reference_share` replaces the share of each industry
    in the sum of the counties, for example by the national one; `county_total`, (…, county, 1), the
    sum of each county's industries, where the array does not hold all.
    """
    known = np.nan_to_num(values)
    total = known.sum(axis=-1, keepdims=True) if county_total is None else county_total
    share = ratio(values, total)
    if reference_share is None:
        industry = known.sum(axis=-2, keepdims=True)
        reference_share = ratio(industry, known.sum(axis=(-2, -1), keepdims=True))
    return ratio(share, reference_share)


def symmetric(quotient: Array) -> Array:
    """The quotient mapped to [−1, 1), 0 being the structure of the reference."""
    return (quotient - 1) / (quotient + 1)
