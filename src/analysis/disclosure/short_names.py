"""What an enterprise is called in short: its name without the place, the legal form, the trade."""

import re
from collections import Counter
from collections.abc import Collection, Iterable

from analysis.disclosure.decoding import folded

FORM = re.compile(
    r"(?:股份有限公司|有限责任公司|有限公司|集团公司|总公司|分公司|公司|集团|工厂|总厂|分厂|厂|合作社)+$"
)
PLACE = re.compile(r"^[^省市区县旗]{1,6}?(?:省|自治区|市|区|县|旗|新区)")
TAIL = re.compile(r"[（(][^（）()]*[）)]\s*$")
CALLED = ("公司", "集团", "厂", "股份")
"""What follows the brand where an enterprise is meant."""
CORE = 4
"""Letters that a name without place and form must keep to be found by itself."""
BRAND = 2
SHARED = 3
"""So many enterprises of one brand make it a word of the language."""


def short_names(names: Iterable[str], ordinary: Collection[str]) -> set[str]:
    """Return the short names, folded, of enterprises.

    Of 云渚区恒瑞虚拟纺织有限公司 these are 恒瑞虚拟纺织, and 恒瑞 where 公司, 集团, 厂 or 股份
    follows.

    Parameters
    ----------
    names
        Full names.
    ordinary
        Names of places and industries: what is part of one of them is no brand.
    """
    cores = {core for name in names if (core := _core(name))}
    language = "\n".join(ordinary)
    brands = Counter(core[:BRAND] for core in cores if len(core) >= CORE)
    found = {core for core in cores if len(core) >= CORE and core not in language}
    for brand, times in brands.items():
        if times < SHARED and brand not in language:
            found.update(brand + called for called in CALLED)
    return found


def _core(name: str) -> str:
    """The folded name without place, tail in brackets and legal form; empty where it has none."""
    whole = TAIL.sub("", name).strip()
    core = FORM.sub("", whole)
    return folded(PLACE.sub("", core)).replace("\n", "") if core != whole else ""
