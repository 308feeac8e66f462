"""The register as bureaus keep it: ticks, months, empty parts of a key."""

import pandas as pd
import pytest
import yaml

from analysis.intake import check
from tests.questions.titles.conftest import CITY

HEADINGS = "称号,级别,年度,批次,社会信用代码,企业名称,县区,认定时间,有效期至,支持资金（万元）,举例"
ROW = "专精特新,省级,2022,,91990001MA0000017X,甲公司,甲县,2022.8.30,2025年8月,50,√"


@pytest.fixture
def checked(tmp_path):
    def check_rows(*rows: str):
        declared = CITY.model_dump(exclude={"feeds"}, exclude_defaults=True)
        feed = {"table": "recognitions", "files": "台账.csv", "vintage": "2022-12-15"}
        text = yaml.safe_dump(declared | {"feeds": [feed]}, allow_unicode=True)
        (tmp_path / "city.yaml").write_text(text, encoding="utf-8")
        (tmp_path / "raw").mkdir(exist_ok=True)
        raw = "\n".join([HEADINGS, *rows])
        (tmp_path / "raw" / "台账.csv").write_text(raw, encoding="utf-8")
        return check(tmp_path)

    return check_rows


def test_a_month_ends_a_title_on_its_last_day_and_a_tick_marks_an_example(checked):
    found = checked(
        ROW, ROW.replace("91990001MA0000017X", "").replace("√", "").replace("甲公", "乙公")
    )
    assert not found.errors, [fault.zh for fault in found.errors]
    rows = found.tables["recognitions"]
    assert rows["valid_until"].unique().tolist() == [pd.Timestamp("2025-08-31")]
    assert rows.set_index("holder_name")["example"].to_dict() == {"甲公司": True, "乙公司": False}
    assert rows["holder_id"].isna().sum() == 1


def test_the_same_entry_twice_is_refused_though_it_has_no_batch(checked):
    (fault,) = checked(ROW, ROW).errors
    assert (fault.kind, fault.row) == ("duplicate_key", 3)


def test_a_level_that_is_none_is_refused(checked):
    (fault,) = checked(ROW.replace("省级", "部级")).errors
    assert (fault.kind, fault.column) == ("not_listed", "级别")
