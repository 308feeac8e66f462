"""How strongly is each county specialised in each industry?"""

from collections.abc import Mapping

import pandas as pd

from analysis.errors import DataError
from analysis.face.frames import by_label, by_name, levels, within_whole


def location_quotient(
    values: pd.DataFrame,
    *,
    totals: Mapping | pd.Series | None = None,
    reference: Mapping | pd.Series | None = None,
    reference_total: float | None = None,
    symmetric: bool = False,
) -> pd.DataFrame:
    """Location quotients (区位熵): an industry's share in a county over its share in the reference.

    Parameters
    ----------
    values
        Counties × industries, levels ≥ 0 of one unit. A missing cell stays missing and adds
        nothing to the sums.
    totals
        County → its level of everything, where `values` do not hold all of its industries; by
        default the sum of its row.
    reference
        Industry → the reference's level (a nation's), which may have further industries; by
        default the sum of the column.
    reference_total
        The reference's level of everything, where `reference` does not hold all; by default the
        sum of `reference`, or of `totals`.
    symmetric
        Map quotients to (LQ − 1)/(LQ + 1), in [−1, 1), 0 being the reference's share.

    Returns
    -------
    DataFrame
        Labelled as `values`. Missing where the county has nothing, or the reference nothing of
        the industry.

    Raises
    ------
    DataError
        If values are negative, infinite or no numbers, labels stand twice, `totals` and
        `reference` lack labels or their numbers, or a total is less than its parts: it names all
        of them.

    References
    ----------
    Florence, P. S. (1939), *Report on the Location of Industry*; Laursen, K. (1998), DRUID WP
    98-20, of the symmetric form.

    Examples
    --------
    >>> import pandas as pd
    >>> jobs = pd.DataFrame({"steel": [80, 20], "cloth": [20, 80]}, index=["East", "West"])
    >>> location_quotient(jobs).loc["East"].tolist()
    [1.6, 0.4]
    >>> nation = {"cloth": 700, "steel": 300}
    >>> location_quotient(jobs, reference=nation).loc["East"].round(3).tolist()
    [2.667, 0.286]
    """
    from analysis.clusters import location_quotient as model

    cells = levels(values)
    added = cells.sum(axis=1)
    whole = added if totals is None else by_label(totals, cells.index, "totals")
    within_whole(added, whole, "totals")
    if reference is None:
        of_industry, of_all = cells.sum(), whole.sum()
    else:
        listed = by_name(reference, "reference")
        of_industry = by_label(listed, cells.columns, "reference", further=True)
        of_all = listed.sum()
    if reference_total is not None:
        told = by_name({"all": reference_total}, "reference_total")
        if told.empty:
            raise DataError("reference_total为空", "reference_total is missing")
        of_all = told["all"]
    if of_industry.sum() > of_all * (1 + 1e-9):
        raise DataError(
            f"参照的行业合计{of_industry.sum():g}大于其总数{of_all:g}",
            f"the industries of the reference add up to {of_industry.sum():g}, more than its "
            f"total of {of_all:g}",
        )
    quotient = model.location_quotient(
        cells.to_numpy(), (of_industry / of_all).to_numpy(), whole.to_numpy()[:, None]
    )
    found = model.symmetric(quotient) if symmetric else quotient
    return pd.DataFrame(found, index=cells.index, columns=cells.columns)
