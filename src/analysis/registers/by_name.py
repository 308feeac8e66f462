"""Find what one list names in another by the name, where there is no code to go by.

A name is compared as it is spoken: full or half width, spaces, brackets and dashes do not matter.
A name that several have tells none of them.
"""

import re
import unicodedata

import pandas as pd

_NO_WORD = re.compile(r"[\W_]+")


def spoken(names: pd.Series) -> pd.Series:
    """Return names without what is not spoken; missing where nothing is left.

    Examples
    --------
    >>> import pandas as pd
    >>> spoken(pd.Series(["ＡＢ—1号 项目（一期）", "( )"])).tolist()
    ['ab1号项目一期', nan]
    """
    said = names.map(
        lambda name: _NO_WORD.sub("", unicodedata.normalize("NFKC", name)).casefold(),
        na_action="ignore",
    ).astype("str")
    return said.where(said != "")


def by_name(names: pd.Series, known: pd.Series) -> pd.DataFrame:
    """Return whom names mean: `code`, missing unless just one has the name; `namesakes`.

    Parameters
    ----------
    names
        The names to find.
    known
        Code → name. A code that stands twice under one name is one.

    Examples
    --------
    >>> import pandas as pd
    >>> known = pd.Series({"P1": "East works", "P2": "West works", "P3": "West-works"})
    >>> by_name(pd.Series(["EAST WORKS", "West works", "North"]), known).values.tolist()
    [['P1', 1], [nan, 2], [nan, 0]]
    """
    pairs = pd.DataFrame({"name": spoken(known.astype("str")), "code": known.index})
    pairs = pairs.dropna().drop_duplicates()
    counts = pairs.groupby("name")["code"].agg(["first", "size"])
    said = spoken(names.astype("str"))
    number = said.map(counts["size"]).fillna(0).astype(int)
    code = said.map(counts["first"]).astype("str")
    return pd.DataFrame({"code": code.where(number == 1), "namesakes": number})
