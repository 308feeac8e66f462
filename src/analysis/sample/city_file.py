"""The city's folder around its raw files: `city.yaml` and the README."""

from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from analysis.tables.city import City

GROWTH_TARGET_PCT = 8.0
VALUE_ADDED_TARGET_PCT = 7.0
ELECTRICITY_TARGET_PCT = 5.0
CLUSTER_TARGET_PCT = 15.0
NAMES = {
    "demo": ("云渚市（合成数据）", "Yunzhu City (synthetic)"),
    "nation": ("合成全国（合成数据）", "Synthetic nation"),
}
SOURCE = (
    "合成数据：由 analysis sample 生成，不含任何真实企业",
    "SYNTHETIC: written by `analysis sample`, no real enterprise in it",
)


def city_yaml(
    counties: pd.DataFrame, output_2021_10k_cny: pd.Series, feeds: list[dict[str, Any]]
) -> str:
    """Return the text of `city.yaml`, checked against the model of the city's configuration.

    `output_2021_10k_cny` is the year's output by county, from which the levels of the targets
    follow.
    """
    zh, en = NAMES["demo" if len(counties) <= 18 else "nation"]
    declared = {
        "name": {"zh": zh, "en": en},
        "synthetic": True,
        "currency": "CNY",
        "period": "2022-11",
        "measure": {"table": "industry_month", "column": "output_ytd_10k_cny", "kind": "flow"},
        "industries": "gbt4754_2017",
        "scheme": "huangyan_2022",
        "policy": "template",
        "disclosure": {"minimum_units": 3, "p_percent": 15.0},
        "source": {"zh": SOURCE[0], "en": SOURCE[1]},
        "licence": "CC0-1.0",
        "counties": [
            {
                "code": row.county_code,
                "name": {"zh": row.name_zh, "en": row.name_en},
                "kind": row.kind,
                "group": row.group,
            }
            for row in counties.itertuples()
        ],
        "feeds": feeds,
        "targets": [
            _target("output", "city", 2022, GROWTH_TARGET_PCT, "growth_pct", "%"),
            _target("value_added", "city", 2022, VALUE_ADDED_TARGET_PCT, "growth_pct", "%"),
            _target("electricity", "city", 2022, ELECTRICITY_TARGET_PCT, "growth_pct", "%"),
            _target("cluster_revenue", "city", 2022, CLUSTER_TARGET_PCT, "growth_pct", "%"),
            _target("cluster_revenue", "city", 2023, CLUSTER_TARGET_PCT, "growth_pct", "%"),
            *(
                _target(
                    "output",
                    str(code),
                    2022,
                    float(round(value * (1 + GROWTH_TARGET_PCT / 100), -4)),
                    "level",
                    "万元",
                )
                for code, value in output_2021_10k_cny.items()
            ),
            *(
                _target(indicator, str(code), 2022, growth, "growth_pct", "%")
                for indicator, growth in (
                    ("value_added", VALUE_ADDED_TARGET_PCT),
                    ("electricity", ELECTRICITY_TARGET_PCT),
                )
                for code in output_2021_10k_cny.index
            ),
        ],
    }
    City.model_validate(declared)
    return yaml.safe_dump(declared, allow_unicode=True, sort_keys=False, width=100)


def write_readme(folder: Path, command: str, files: list[str]) -> None:
    """Write the README in both languages: what the data are, how they were made, their licence."""
    listed = "\n".join(f"- `{file}`" for file in files)
    (folder / "README.md").write_text(
        README.format(command=command, files=listed), encoding="utf-8", newline="\n"
    )


def _target(
    indicator: str, county: str, year: int, value: float, kind: str, unit: str
) -> dict[str, Any]:
    return {
        "indicator": indicator,
        "county": county,
        "year": year,
        "value": value,
        "kind": kind,
        "unit": unit,
    }


README = """\
# SYNTHETIC 合成数据

**本目录全部数据为合成数据。** 县名、企业、信用代码均为虚构：信用代码的区划段使用
GB/T 2260从未启用的代码，企业名称都带有“（虚构）”字样。数据按公开发布的总量校准
（规上企业约1,666家、37个行业大类、46个特色产业集群等），原始文件仿照各部门导出的版式：
标题行、合并表头、单位行（万元、亿元、千元混用）、合计行、“***”、GBK编码。
不得作为任何地区的统计数据引用。

**Every figure in this folder is synthetic.** Counties, enterprises and credit codes are
invented: the region within a code is one that GB/T 2260 never gave, and every enterprise's
name says （虚构）, “fictional”. Totals are calibrated to published figures (about 1,666
enterprises above scale, 37 industries, 46 clusters …); the raw files have the layouts that
bureaus export: title rows, merged headings, unit lines (万元, 亿元 and 千元 mixed), rows of
sums, `***`, GBK. Do not cite them as statistics of any place.

## 如何生成 How it was made

    {command}

同样的参数得到同样的文件。`planted_faults.csv` 列出有意放入评价数据的填报错误
（约百分之一），供检查功能测试。

The same parameters give the same files. `planted_faults.csv` lists the reporting errors
planted in about one percent of the evaluation data, for testing the checks.

## 文件 Files

{files}

## 许可 Licence

CC0 1.0 (public domain dedication). 数据全部由程序生成。All of it is generated.
"""
