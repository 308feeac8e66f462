import pytest

from analysis.errors import DataError
from analysis.scoring import evaluate, load_scheme
from tests.scoring.conftest import SCHEMES
from tests.scoring.schemes import QUOTAS, TAX_PER_MU, scheme, text
from tests.scoring.test_classes import firms


@pytest.mark.parametrize("path", sorted(SCHEMES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_shipped_scheme_reads(path):
    assert load_scheme(path).source


@pytest.mark.parametrize(
    ("right", "wrong", "line_starts", "why"),
    [
        ("weight: 100", "weight: 90", "indicators:", "weights add up to 90"),
        ("percent: 5", "percent: 6", "classes:", "quotas add up to 101%, not 100%"),
        ("weight: 100", "weight: 100\n        wieght: 1", "wieght: 1", "Extra inputs"),
        ("numerator: tax_10k", "numerator: tax_1k", "numerator:", r"unknown columns \['tax_1k_cny"),
        ("name: D", "name: E", "scheme:", r"classes \['E'\] not in"),
        ("value: 100", "value: 0", "benchmark:", "greater than 0"),
        ("percent: 40", "percent: x", "- {name: B", "valid decimal"),
    ],
)
def test_a_fault_names_its_line(tmp_path, right, wrong, line_starts, why):
    content = text().replace(right, wrong)
    path = tmp_path / "wrong.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=why) as raised:
        load_scheme(path)
    named = int(raised.value.en.split("line ")[1].split(",")[0])
    assert content.splitlines()[named - 1].strip().startswith(line_starts)


def test_all_faults_are_said_at_once(tmp_path):
    path = tmp_path / "wrong.yaml"
    path.write_text(
        text().replace("year: 2023", "year: 1023").replace("rule", "r"), encoding="utf-8"
    )
    path.write_text(path.read_text().replace("source: test", "sauce: test"), encoding="utf-8")
    with pytest.raises(DataError) as raised:
        load_scheme(path)
    for said in ("line 3, year", "sauce", "source"):
        assert said in raised.value.en


def test_a_doubled_key_is_refused(tmp_path):
    path = tmp_path / "wrong.yaml"
    path.write_text(text() + "year: 2024\n", encoding="utf-8")
    with pytest.raises(DataError, match="duplicate key year"):
        load_scheme(path)


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(DataError, match="rule file not found"):
        load_scheme(tmp_path / "none.yaml")


def test_reverse_needs_lower(tmp_path):
    wrong = TAX_PER_MU.replace("family: ratio", "family: reverse")
    with pytest.raises(DataError, match="reverse needs direction lower"):
        scheme(tmp_path, indicators=wrong)


def test_ordered_ties_must_end_with_the_code(tmp_path):
    with pytest.raises(DataError, match="end with uscc"):
        scheme(tmp_path, classes=QUOTAS + "      ties: {by: [tax_per_mu]}\n")


def test_a_scheme_by_size_needs_the_size(tmp_path):
    rules = scheme(tmp_path, classes=QUOTAS.replace("[county_code]", "[county_code, size]"))
    table = firms([3, 2, 1])
    with pytest.raises(DataError, match=r"divides by \['size'\]"):
        evaluate(table, rules)
    sized = evaluate(table.assign(size="small"), rules).enterprises
    assert sized["class"].notna().all()
