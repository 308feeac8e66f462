"""Did a county's industry grow by itself, or with its industry and with everything?"""

from itertools import pairwise
from typing import Literal

import numpy as np
import pandas as pd

from analysis.choices import one_of
from analysis.errors import DataError
from analysis.face.frames import by_label, levels

METHODS = ("classic", "esteban_marquillas", "arcelus", "gerfin")
Method = Literal["classic", "esteban_marquillas", "arcelus", "gerfin"]


def shift_share(
    base: pd.DataFrame | pd.Series,
    end: pd.DataFrame | pd.Series,
    *later: pd.DataFrame | pd.Series,
    method: Method = "classic",
    reference: tuple[pd.Series, ...] | None = None,
) -> pd.DataFrame:
    """Shift-share analysis (偏离—份额分析) of the change of every county and industry.

    Parameters
    ----------
    base, end
        Counties × industries, levels ≥ 0 of one unit; or one county by industry (a Series), which
        needs a `reference`. Labels need not be in one order; a cell that one of them lacks is
        left out and stays missing.
    later
        Further years, in order: effects of adjacent years are added up (Barff and Knight's dynamic
        analysis), Gerfin's factors multiplied. Years, or the same months of years; never months.
    method
        "classic" (Dunn): reference, mix and local effect, and the end value of an industry that
        the reference had not. "esteban_marquillas": the first two, and the local effect split in
        competitive, allocation and entry (of a cell without base). "arcelus": each rate on the
        homothetic base and on the difference from it. "gerfin": growth factors of each county.
    reference
        Industry → level of each year, from outside (the province), which may have further
        industries; by default the counties together.

    Returns
    -------
    DataFrame
        Index (county, industry), of `gerfin` county; a column an effect, in the unit of `base`,
        and `change`, which is their sum; of `gerfin` the structural and the location factor, and
        their product.

    Raises
    ------
    DataError
        If levels are negative, infinite or no numbers, labels stand twice, two years have none in
        common, a reference lacks industries or a year, or had nothing of an industry that a county
        had.

    References
    ----------
    Formulas and sources: `analysis.clusters.shift_share`, `analysis.clusters.dynamic`.

    Examples
    --------
    >>> import pandas as pd
    >>> base = pd.DataFrame({"steel": [40, 160], "cloth": [60, 740]}, index=["East", "Rest"])
    >>> end = pd.DataFrame({"steel": [46, 174], "cloth": [66, 814]}, index=["East", "Rest"])
    >>> effects = shift_share(base, end)
    >>> shown = ["reference_effect", "mix_effect", "local_effect", "change"]
    >>> effects.loc[("East", "steel"), shown].round(3).tolist()
    [4.0, 0.0, 2.0, 6.0]
    """
    one_of("method", method, METHODS)
    years = [levels(_frame(year, base)) for year in (base, end, *later)]
    if isinstance(base, pd.Series) and reference is None:
        raise DataError(
            "只有一个县时须给出参照：reference=(基期, 期末)",
            "one county alone needs a reference=(base, end)",
        )
    if reference is not None and not isinstance(reference, tuple | list):
        raise DataError(
            "reference每年一列：(基期, 期末)", "the reference is a Series a year: (base, end)"
        )
    if reference is not None and len(reference) != len(years):
        raise DataError(
            f"reference有{len(reference)}年，数据有{len(years)}年",
            f"the reference has {len(reference)} years, the data {len(years)}",
        )
    counties, industries = years[0].index, years[0].columns
    for year in years[1:]:
        _refuse_apart(years[0].index, year.index)
        _refuse_apart(years[0].columns, year.columns)
        counties = counties.union(year.index, sort=False)
        industries = industries.union(year.columns, sort=False)
    cells = [year.reindex(index=counties, columns=industries) for year in years]
    pairs = [
        _effects(a, b, method, None if reference is None else (reference[i], reference[i + 1]))
        for i, (a, b) in enumerate(pairwise(cells))
    ]
    if method == "gerfin":
        factors = {name: np.prod([pair[name] for pair in pairs], axis=0) for name in pairs[0]}
        return pd.DataFrame(factors, index=counties)
    index = pd.MultiIndex.from_product(
        [counties, industries], names=[counties.name or "county", industries.name or "industry"]
    )
    table = pd.DataFrame(
        {name: np.sum([pair[name] for pair in pairs], axis=0).ravel() for name in pairs[0]},
        index=index,
    )
    return table.assign(change=table.sum(axis=1, skipna=False))


def _frame(
    year: pd.DataFrame | pd.Series, base: pd.DataFrame | pd.Series
) -> pd.DataFrame | pd.Series:
    """One county is a row, in each year under the name it has in the first."""
    if not (isinstance(year, pd.Series) and isinstance(base, pd.Series)):
        return year
    return year.to_frame(0 if base.name is None else base.name).T


def _refuse_apart(labels: pd.Index, others: pd.Index) -> None:
    """Raise a DataError if two years have no label in common: nothing would be left."""
    if labels.nlevels != others.nlevels or labels.intersection(others).empty:
        one, other = (", ".join(map(str, each[:5])) for each in (labels, others))
        raise DataError(
            f"两年没有相同的标签：{one}；{other}",
            f"two years have no label in common: {one}; {other}",
        )


def _effects(
    base: pd.DataFrame,
    end: pd.DataFrame,
    method: Method,
    reference: tuple[pd.Series, pd.Series] | None,
) -> dict[str, np.ndarray]:
    """The effects of one pair of years, each (county, industry), of `gerfin` (county,)."""
    from analysis.clusters import shift_share as model

    b, e = base.to_numpy(), end.to_numpy()
    against = None
    if reference is not None:
        had, has = (by_label(year, base.columns, "reference", further=True) for year in reference)
        without = base.columns[(had.to_numpy() == 0) & (np.nan_to_num(b).sum(axis=0) > 0)]
        if len(without):
            listed = ", ".join(map(str, without))
            raise DataError(
                f"参照在基期没有而县里有的行业：{listed}",
                f"industries that the reference had nothing of and a county had: {listed}",
            )
        whole = [float(pd.Series(year).sum()) for year in reference]
        against = model.Reference(
            had.to_numpy()[None, :], has.to_numpy()[None, :], *(np.full((1, 1), x) for x in whole)
        )
    if method == "gerfin":
        return model.gerfin(b, e, against)
    if method == "arcelus":
        return model.arcelus(b, e, against)
    effects = model.dunn(b, e, against)
    if method == "esteban_marquillas":
        effects.pop("local_effect")
        split = model.esteban_marquillas(b, e, against)
        effects |= {name: split[name] for name in model.ESTEBAN_MARQUILLAS}
    return effects
