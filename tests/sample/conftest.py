from pathlib import Path

import pandas as pd
import pytest

from analysis.intake import Intake, check

DEMO = Path(__file__).parents[2] / "data" / "demo-city"


@pytest.fixture(scope="session")
def demo() -> Intake:
    return check(DEMO)


@pytest.fixture(scope="session")
def latest(demo: Intake) -> dict[str, pd.DataFrame]:
    """The tables with the newest vintage of each output figure."""
    output = demo.tables["industry_month"].sort_values("vintage")
    key = ["county_code", "industry_code", "period"]
    return demo.tables | {"industry_month": output.drop_duplicates(key, keep="last")}
