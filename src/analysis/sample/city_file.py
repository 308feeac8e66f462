"""The city's folder around its raw files: `city.yaml` and the README."""

from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from analysis.sample.world import Sample
from analysis.tables.city import City
from analysis.tables.disclosure_rules import DisclosureRules

NAMES = {
    "demo": ("云渚市（合成数据）", "Yunzhu City (synthetic)"),
    "nation": ("合成全国（合成数据）", "Synthetic nation"),
}
SOURCE = (
    "合成数据：由 analysis sample 生成，不含任何真实企业",
    "SYNTHETIC: written by `analysis sample`, no real enterprise in it",
)

GIVEN = {
    "city_name": {"云渚市": "Yunzhu City"},
    "event_counties": {
        "柘麓县": "Zhelu County",
        "漪泽县": "Yize County",
        "鹿原县": "Luyuan County",
    },
    "event_industries": {
        "自行车": "bicycles",
        "服装": "clothing",
        "橡塑制品": "rubber and plastics",
    },
    "expo_project": {"云渚教育机器人生产项目（虚构）": "Yunzhu teaching robots (fictitious)"},
    "green_project": {"云渚余热利用示范项目（虚构）": "Yunzhu use of waste heat (fictitious)"},
    "textile_applicant": {"云渚服装设计园（虚构）": "Yunzhu clothing design park (fictitious)"},
    "textile_park": {"云渚服装创意设计园区（虚构）": "Yunzhu creative clothing park (fictitious)"},
    "brand": {"云渚织造品牌（虚构）": "Yunzhu Weaving (fictitious)"},
    "regional_brand": {"云渚毛纺区域品牌（虚构）": "Yunzhu Wool (fictitious)"},
    "chemical_park_applicant": {
        "云渚循环化工园区（虚构）": "Yunzhu circular chemical park (fictitious)"
    },
    "supplied_counties": {"砚浔区": "Yanxun District", "岚浦县": "Lanpu County"},
    "supplied_units": {
        "市第一医院（虚构）": "the city's first hospital (fictitious)",
        "市疾控中心（虚构）": "the city's centre for disease control (fictitious)",
    },
}
"""Names that no register holds, for the documents of the demo city: Chinese → English."""
DOCUMENT = {
    "names": {name: [{"zh": zh, "en": en} for zh, en in of.items()] for name, of in GIVEN.items()}
}


def city_yaml(
    counties: pd.DataFrame, feeds: list[dict[str, Any]], samples: dict[str, Sample]
) -> str:
    """Return the text of `city.yaml`, checked against the model of the city's configuration.

    The targets for the whole city stand first, then those of the counties by indicator.
    """
    zh, en = NAMES["demo" if len(counties) <= 18 else "nation"]
    targets = [target for sample in samples.values() for target in sample.targets]
    indicators = list(dict.fromkeys(target.indicator for target in targets))
    targets.sort(key=lambda t: (t.county != "city", indicators.index(t.indicator)))
    declared = {
        "name": {"zh": zh, "en": en},
        "synthetic": True,
        "currency": "CNY",
        "festivals": ["spring_festival"],
        "shocks": ["2020-02", "2020-03", "2022-04"],
        "period": "2022-11",
        "measure": {"table": "industry_month", "column": "output_ytd_10k_cny", "kind": "flow"},
        "industries": "gbt4754_2017",
        "questions": {name: sample.settings for name, sample in samples.items() if sample.settings},
        "document": DOCUMENT,
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
        "targets": [target.model_dump(exclude_unset=True) for target in targets],
    }
    City.model_validate(declared)
    return yaml.safe_dump(declared, allow_unicode=True, sort_keys=False, width=100)


def disclosure_yaml() -> str:
    """Return the text of an example of `disclosure.yaml`: every rule, as it is by default."""
    rules = DisclosureRules().model_dump(exclude={"released_by_source"})
    head = "# 保密规则，不得外发。The rules of disclosure: never hand them out.\n"
    return head + yaml.safe_dump(rules, sort_keys=False)


def write_readme(folder: Path, command: str, samples: dict[str, Sample], files: list[str]) -> None:
    """Write the README in both languages: what the data are, how they were made, their licence."""
    met = [sample.calibrated for sample in samples.values() if sample.calibrated]
    planted = [note for sample in samples.values() for note in sample.planted]
    text = README.format(
        command=command,
        calibrated_zh="、".join(zh for zh, _ in met),
        calibrated_en=", ".join(en for _, en in met),
        planted_zh="；\n".join(f"`{note.file}` 列出有意放入{note.zh}" for note in planted),
        planted_en=";\n".join(f"`{note.file}` lists {note.en}" for note in planted),
        files="\n".join(f"- `{file}`" for file in files),
    )
    (folder / "README.md").write_text(text, encoding="utf-8", newline="\n")


README = """\
# SYNTHETIC 合成数据

**本目录全部数据为合成数据。** 县名、企业、信用代码均为虚构：信用代码的区划段使用
GB/T 2260从未启用的代码，企业名称都带有“（虚构）”字样。数据按公开发布的总量校准
（规上企业约1,666家、{calibrated_zh}等），原始文件仿照各部门导出的版式：
标题行、合并表头、单位行（万元、亿元、千元混用）、合计行、“***”、GBK编码。
不得作为任何地区的统计数据引用。

**Every figure in this folder is synthetic.** Counties, enterprises and credit codes are
invented: the region within a code is one that GB/T 2260 never gave, and every enterprise's
name says （虚构）, “fictional”. Totals are calibrated to published figures (about 1,666
enterprises above scale, {calibrated_en} …); the raw files have the layouts that
bureaus export: title rows, merged headings, unit lines (万元, 亿元 and 千元 mixed), rows of
sums, `***`, GBK. Do not cite them as statistics of any place.

## 如何生成 How it was made

    {command}

同样的参数得到同样的文件。{planted_zh}，供检查功能测试。

The same parameters give the same files. {planted_en}, for testing the checks.

## 文件 Files

{files}

## 许可 Licence

CC0 1.0 (public domain dedication). 数据全部由程序生成。All of it is generated.
"""
