"""Result tables in, safe tables out: nothing leaves by another way."""

import pandas as pd

from analysis.choices import Audience
from analysis.errors import DataError
from analysis.tables.result import ResultTable


def protect(
    frame: pd.DataFrame,
    declared: ResultTable,
    pattern: pd.DataFrame | None,
    audience: Audience,
    county: str | pd.Series | None = None,
) -> pd.DataFrame:
    """Return what `audience` may see of a result table.

    Parameters
    ----------
    frame
        The validated result table.
    declared
        Its declaration: which columns name a cell, which are withheld together.
    pattern
        The cells of the whole city: `declared.cells` and `masked`. None if no cell of the city is
        withheld (its source has protected it already).
    audience
        "public", "county" or "internal".
    county
        For the audience "county": the county that knows its own figures; or, of a table that is
        cut up and handed to several, the county that receives each row.

    Returns
    -------
    DataFrame
        The table with a boolean column `masked`; masked measures are missing in the data itself.
        A cell that the pattern does not know is masked: unknown is not safe.

    Raises
    ------
    DataError
        If a table of enterprises is asked for by anyone outside the bureau.
    """
    if audience == "internal":
        return frame.assign(masked=False)
    frame = _bare(frame)
    if declared.secret:
        raise DataError(
            f"表“{declared.zh}”含企业数据，仅供内部使用",
            f"table {declared.name!r} holds enterprises and is internal",
        )
    if not declared.cells or pattern is None:
        return frame.assign(masked=False)
    keys = list(declared.cells)
    judged = frame.merge(pattern[[*keys, "masked"]], on=keys, how="left", validate="many_to_one")
    masked = judged["masked"].astype("boolean").fillna(True).astype(bool).to_numpy()
    if audience == "county" and "county_code" in frame:
        masked = masked & (frame["county_code"] != county).to_numpy()
    safe = frame.assign(masked=masked)
    safe.loc[masked, list(declared.measures)] = float("nan")
    return safe


def _bare(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows without what a frame says of others: categories, notes of its own."""
    coded = [name for name in frame if isinstance(frame[name].dtype, pd.CategoricalDtype)]
    bare = frame.astype({name: frame[name].cat.categories.dtype for name in coded})
    bare.attrs = {}
    return bare
