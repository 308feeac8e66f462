"""The demo city's key enterprises as stored, and their raw workbooks by plain pandas."""

import pandas as pd

from tests.questions.demo_city import DEMO


def book(stem: str) -> pd.DataFrame:
    """A workbook's rows under the headings of its second row, without notes."""
    cells = pd.read_excel(DEMO / "raw" / f"{stem}.xlsx", header=None, engine="calamine")
    rows = cells.iloc[2:].set_axis(cells.iloc[1], axis=1)
    return rows[rows.iloc[:, 2].notna()].reset_index(drop=True)


def listed_2022() -> list[str]:
    """The codes of the list of January 2022."""
    rows = book("压舱石企业清单")
    return rows.loc[rows["清单日期"].astype(str).str[:4] == "2022", "统一社会信用代码"].tolist()


def daily() -> pd.DataFrame:
    """One row an enterprise and day: `use`, `base`, `state`; what is no reading is missing."""
    rows = book("重点企业日报").rename(
        columns={"统一社会信用代码": "code", "日期": "day", "户号": "meter",
                 "当日电量（千瓦时）": "use", "基准电量（千瓦时）": "base", "生产状态": "state"}
    )  # fmt: skip
    rows["day"] = pd.to_datetime(rows["day"])
    rows = rows.astype({"use": float, "base": float})
    rows.loc[rows["use"] < 0, "use"] = None
    rows.loc[(rows["use"] == 0) & rows["state"].isin(["正常生产", "减产"]), "use"] = None
    twice = rows.drop_duplicates(["meter", "code"])["meter"].value_counts()
    both = rows["meter"].isin(twice.index[twice > 1])  # one meter of two enterprises
    rows.loc[both, ["use", "base"]] /= 2
    days = rows.groupby(["code", "day"]).agg(
        use=("use", lambda values: values.sum(skipna=False)), base=("base", "sum"),
        state=("state", "first"),
    )  # fmt: skip
    return days.reset_index()
