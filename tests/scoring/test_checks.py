import pandas as pd
import pytest

from analysis.scoring.checks import CHECKS, check
from tests.scoring.conftest import adjustments, evaluation

GOOD = """
uscc  tax_10k_cny  land_mu  revenue_10k_cny  rd_10k_cny  energy_tce  electricity_10k_kwh  employees_persons
a     100          10       5000             150         300         100                  50
b     120          12       6000             180         300         100                  60
c     90           9        4000             120         300         100                  40
"""  # noqa: E501


def parcels(rows: str) -> pd.DataFrame:
    lines = [line.split() for line in rows.strip().splitlines()]
    table = pd.DataFrame(lines, columns=["parcel_id", "uscc", "area_mu", "tenure", "valid_from"])
    return table.assign(
        area_mu=table["area_mu"].astype(float),
        valid_from=pd.to_datetime(table["valid_from"].replace("-", None)),
        certificate_no=table["valid_from"].replace("-", None),
        county_code="331003",
    )


def found(table, **kwargs):
    findings = check(table, **kwargs)
    return set(zip(findings["finding"], findings["uscc"], strict=True))


def test_good_data_have_no_findings():
    assert found(evaluation(GOOD)) == set()


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("tax_without_land", "land_mu", 0),
        ("tax_without_land", "land_mu", None),
        ("land_unit", "land_mu", 12 * 2000 / 3),  # m² typed as mu
        ("energy_missing_with_electricity", "energy_tce", 0),
        ("rd_above_revenue", "rd_10k_cny", 6001),
        ("rd_looks_like_share", "rd_10k_cny", 0.03),
        ("rd_looks_like_share", "rd_10k_cny", 3),
        ("no_employees", "employees_persons", 0),
    ],
)
def test_each_fault_of_the_data_is_found_and_only_it(name, column, value):
    table = evaluation(GOOD)
    table.loc[1, column] = value
    assert found(table) == {(name, "b")}


def test_a_mixed_energy_basis_names_the_minority():
    table = evaluation(GOOD).assign(energy_basis=["equivalent", "calorific", "equivalent"])
    assert found(table) == {("energy_basis_mixed", "b")}


def test_land_is_held_against_the_parcels():
    table = evaluation(GOOD)
    land = parcels(
        """
        p1 a 10 owned -
        p2 b 20 owned 2022-05-01
        p2 b 8 leased_out -
        p2 c 9 leased_in -
        p3 c 1 leased_out -
        """
    )
    assert found(table, parcels=land) == {
        ("leased_out_above_owned", "c"),  # lets 1 and owns nothing
        ("land_differs_from_parcels", "c"),  # 9 − 1 = 8, evaluated on 9
    }
    more = pd.concat([land, parcels("p2 a 12 leased_in -")], ignore_index=True)
    assert ("tenants_above_parcel", "b") in found(table, parcels=more)  # 9 + 12 on 20


def test_unchanged_land_with_a_new_certificate():
    table = evaluation(GOOD)
    last = evaluation(GOOD, year=2022)
    land = parcels("p1 a 10 owned 2022-05-01\np2 b 12 owned 2010-05-01")
    assert found(table, last_year=last, parcels=land) == {("land_unchanged_new_certificate", "a")}


def test_adjustments_are_held_against_the_roster():
    changes = adjustments(
        """uscc item kind points target_class evidence
        ghost x bonus 1 - -
        a case veto - D -
        a panel manual - A minutes"""
    )
    assert found(evaluation(GOOD), adjustments=changes) == {
        ("adjustment_of_unknown_enterprise", "ghost"),
        ("manual_above_veto", "a"),
    }


def test_findings_stand_in_the_order_of_the_list():
    table = evaluation(GOOD)
    table.loc[0, "employees_persons"] = 0
    table.loc[2, "land_mu"] = 0
    assert check(table)["finding"].tolist() == ["tax_without_land", "no_employees"]
    assert list(CHECKS).index("tax_without_land") < list(CHECKS).index("no_employees")
