"""The trace of a document: every printed number and name, and the rows and files it came from.

It stands beside the document as a workbook, which `verify` reads, and as a page.
"""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from analysis.display.marks import MASK
from analysis.display.quantity_cards import listing
from analysis.documents.figures import WHY, Quantities, Sentences, is_place
from analysis.documents.fill import SHIPPED, Filled, Printed, name_of
from analysis.documents.names import PUBLISHED
from analysis.documents.places import EXAMPLES
from analysis.errors import DataError
from analysis.fingerprint import of_file
from analysis.tables.registry import answered_by, questions
from analysis.tables.release import Release

COLUMNS = {
    "n": ("序号", "No."),
    "place": ("书签", "Bookmark"),
    "where": ("位置", "Where"),
    "sentence": ("语句", "Sentence"),
    "quantity": ("指标", "Quantity"),
    "title": ("名称", "Title"),
    "printed": ("印出", "As printed"),
    "exact": ("精确值", "Exact value"),
    "unit": ("单位", "Unit"),
    "table": ("表", "Table"),
    "filter": ("筛选", "Filter"),
    "formula": ("算法", "Formula"),
    "files": ("原始文件", "Raw files"),
    "rules": ("规则文件", "Rule files"),
}
TRACE, FACTS = "trace", "facts"
"""The sheets of the workbook."""
CONFIGURED = "city.yaml"
EPOCH = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDTHS = {"sentence": 60, "files": 50, "formula": 30, "filter": 30}


def rows(filled: Filled, release: Release, lang: str) -> pd.DataFrame:
    """Return a row a place and what it names, as text; the columns are `COLUMNS`.

    A sentence names the quantities it speaks of. `n` is the place's number in the list of the
    year's report's figures: that which its template gives it, for the quantity that declares it, or
    the next of its quantity's where the place names nothing else.
    """
    sources = _Sources(release, lang)
    declared = {q.name: q.numbers for asked in questions().values() for q in asked.quantities}
    left = {name: list(numbers) for name, numbers in declared.items()}
    lines = []
    for printed in filled.printed:
        names, given = sources.named(printed), printed.place.number
        owners = [name for _, name in names if given in declared.get(name, ())]
        for kind, name in names:
            own = left.get(name, []) if len(names) == 1 and kind == "q" and given is None else []
            number = given if not owners or name in owners else None
            said = number or (own.pop(0) if own else "")
            lines.append(
                {**_place(printed, lang), "n": str(said), **sources.of(kind, name, printed)}
            )
    return pd.DataFrame(lines, columns=list(COLUMNS), dtype="str").fillna("")


def _place(printed: Printed, lang: str) -> dict[str, str]:
    return {
        "place": printed.id.replace("·", "_"),
        "where": printed.place.at.where(lang),
        "sentence": printed.sentence,
        "printed": printed.text,
    }


class _Sources:
    """What stands behind a name of a template."""

    def __init__(self, release: Release, lang: str) -> None:
        self.release, self.lang = release, lang
        every = {q.name: (n, q) for n, asked in questions().items() for q in asked.quantities}
        self.questions = {name: question for name, (question, _) in every.items()}
        self.places = {name for name, (_, quantity) in every.items() if is_place(quantity)}
        self.spoken = Sentences(Quantities(release, lang, draft=True)).known
        self._listed: dict[str, pd.DataFrame] = {}

    def named(self, printed: Printed) -> list[tuple[str, str]]:
        """What a place names, kind and name; of a sentence the quantities it speaks of."""
        names: list[tuple[str, str]] = []
        for kind, name in printed.place.names:
            said = kind == "say" and name in self.spoken
            names += [("q", spoken) for spoken in self.spoken[name][2]] if said else [(kind, name)]
        return names

    def of(self, kind: str, name: str, printed: Printed) -> dict[str, str]:
        """Columns of one name: a quantity, an example, a name of the city, a sentence."""
        if kind == "q" or (kind == "rank" and name in self.places):
            return {"quantity": name, **self._quantity(name)}
        if kind == "rank":
            ranked = {"quantity": f"rank.{name}", "exact": "" if printed.missing else printed.text}
            return {**self._quantity(name), **ranked}
        if kind == EXAMPLES:
            named = {"quantity": f"{EXAMPLES}({name})", "filter": name}
            if printed.missing:
                return named
            found = {"exact": printed.text, "table": PUBLISHED}
            return {**named, **found, **self._files(answered_by(PUBLISHED))}
        if kind == "names":
            found = {"quantity": f"names.{name}", "exact": printed.text, "files": CONFIGURED}
            return {**found, "filter": f"document.names.{name}"}
        return {"quantity": f"say.{name}", "exact": printed.text}

    def _quantity(self, name: str) -> dict[str, str]:
        question = self.questions.get(name)
        if question is None:
            return {"exact": WHY["unknown"][self.lang == "en"]}
        try:
            listed = self._of_question(question)
        except DataError as error:
            return {"exact": error.zh if self.lang == "zh" else error.en}
        if name not in listed.index:
            return {"exact": WHY["missing"][self.lang == "en"]}
        about = listed.loc[name]
        kept = {column: about[column] for column in ("title", "unit", "table", "filter", "formula")}
        return {**kept, "exact": exact(self.release, name), **self._files(question)}

    def _of_question(self, question: str) -> pd.DataFrame:
        if question not in self._listed:
            listed = listing(self.release, question, self.lang)
            self._listed[question] = listed.set_index("quantity")
        return self._listed[question]

    def _files(self, question: str) -> dict[str, str]:
        made_of = self.release.provenance(question)
        files = [
            f"{source['path']} ({source.get('rows', '–')}; sha256 {source['sha256']})"
            for source in made_of["sources"]
        ]
        rules = [f"{name} {version}" for name, version in made_of["rules"].items()]
        return {"files": "\n".join(files), "rules": "\n".join(rules)}


def exact(release: Release, name: str) -> str:
    """Return a quantity's value in full, for the release's county: 876, 10.6321…; *** if withheld.

    Raises
    ------
    DataError
        If its question cannot be answered.
    """
    row = Quantities(release, "zh", draft=True).row(name)
    if row is None:
        return ""
    value = "" if pd.isna(row["value"]) else repr(float(row["value"])).removesuffix(".0")
    return MASK if row["masked"] else value


def facts(template: Path, release: Release, lang: str) -> dict[str, str]:
    """Return what a document was made of, for `verify`: names only, no folder of this machine."""
    return {
        "template": name_of(template, lang) if template.parent == SHIPPED else template.name,
        "template_sha256": of_file(template),
        "city": str(release.facts["city_folder"]),
        "county": release.county,
        "period": release.period,
        "audience": release.audience,
        "lang": lang,
        "package": str(release.facts["package"]),
    }


def workbook(trace: pd.DataFrame, made_of: Mapping[str, str], lang: str) -> bytes:
    """Return the trace as a workbook; the same trace gives the same bytes."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {**SAFE, "in_memory": True}) as book:
        book.set_properties({"created": EPOCH})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        head = book.add_format({"bold": True, "bg_color": "#F3F3F3"})
        sheet = book.add_worksheet(TRACE)
        for column, title in enumerate(titles(lang).values()):
            sheet.write_string(0, column, title, head)
        for line, row in enumerate(trace.itertuples(index=False), 1):
            for column, text in enumerate(row):
                sheet.write_string(line, column, text, wrapped)
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(COLUMNS):
            sheet.set_column(column, column, WIDTHS.get(name, 14))
        about = book.add_worksheet(FACTS)
        for line, (name, value) in enumerate(made_of.items()):
            about.write_string(line, 0, name)
            about.write_string(line, 1, value)
        about.set_column(0, 1, 40)
    return out.getvalue()


def read(file: Path) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return the trace and the facts of a workbook.

    Raises
    ------
    DataError
        If the file is not there or is no trace.
    """
    if not file.is_file():
        raise DataError(f"找不到溯源表：{file}", f"no trace beside the document: {file}")
    try:
        sheets = pd.read_excel(
            file, sheet_name=[TRACE, FACTS], header=None, dtype="str", engine="calamine"
        )
    except ValueError as error:
        raise DataError(f"{file}不是溯源表：{error}", f"{file} is no trace: {error}") from error
    found = sheets[TRACE].iloc[1:].fillna("").set_axis([*COLUMNS], axis=1)
    return found.reset_index(drop=True), dict(sheets[FACTS].itertuples(index=False))


def titles(lang: str) -> dict[str, str]:
    """Return what the columns are called."""
    return {name: zh if lang == "zh" else en for name, (zh, en) in COLUMNS.items()}
