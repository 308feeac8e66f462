"""The demo city's key enterprises as stored, and their raw workbooks by plain pandas."""

import shutil
from pathlib import Path

import pandas as pd
import yaml

from analysis.intake import ingest
from analysis.tables.question import Question
from analysis.tables.store import Store

DEMO = Path(__file__).parents[3] / "data" / "demo-city"


def store_of(question: Question, folder: Path) -> Store:
    """Read what the question reads into a store of its own."""
    city = folder / "demo-city"
    (city / "raw").mkdir(parents=True)
    declared = yaml.safe_load((DEMO / "city.yaml").read_text(encoding="utf-8"))
    read = {table.name for table in question.tables}
    declared["feeds"] = [feed for feed in declared["feeds"] if feed["table"] in read]
    for feed in declared["feeds"]:
        for path in (DEMO / "raw").glob(feed["files"]):
            shutil.copy(path, city / "raw")
    text = yaml.safe_dump(declared, allow_unicode=True)
    (city / "city.yaml").write_text(text, encoding="utf-8")
    assert not ingest(city).errors
    return Store(city / "store")


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
