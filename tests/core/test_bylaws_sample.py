"""The sample bylaws `ksp`: a chart and products of a savings-and-loan cooperative that the modules understand."""

from __future__ import annotations

import importlib
from datetime import date
from pathlib import Path

import pytest

from irman_ledger.coop.loans import terms as loan_terms
from irman_ledger.coop.loans.methods import schedule
from irman_ledger.core.account import AccountKind
from irman_ledger.core.bylaws import Bylaws, Product
from irman_ledger.core.bylaws_toml import read_bylaws, read_sample
from irman_ledger.core.journal import Entry, credit, debit
from irman_ledger.core.money import idr
from irman_ledger.core.rate import Rate
from irman_ledger.core.subject import Subject

SAMPLE_FILE = Path(__file__).resolve().parents[2] / "src" / "irman_ledger" / "core" / "samples" / "ksp.toml"


def test_the_sample_is_read_from_the_file_that_is_shipped() -> None:
    assert read_sample("ksp") == read_bylaws(SAMPLE_FILE)
    assert Bylaws.sample("ksp").source == SAMPLE_FILE.read_bytes().decode("utf-8")


@pytest.mark.parametrize("product", read_sample("ksp").products.values(), ids=lambda product: product.code)
def test_each_product_of_the_sample_is_understood_by_its_module(product: Product) -> None:
    terms = importlib.import_module(f"irman_ledger.coop.{product.module}.terms")
    assert read_sample("ksp").terms(product.code, product.module, terms.parse)


def test_the_sample_has_the_products_and_boxes_of_a_savings_and_loan_cooperative() -> None:
    bylaws = read_sample("ksp")
    assert {code: product.module for code, product in bylaws.products.items()} == {
        "POKOK": "shares",
        "WAJIB": "shares",
        "PENYETARAAN": "shares",
        "PENYERTAAN": "shares",
        "SUKARELA": "savings",
        "PENDIDIKAN": "savings",
        "MITRA": "savings",
        "KORAN": "savings",
        "BERJANGKA": "savings",
        "TERPROGRAM": "savings",
        "REGULER": "loans",
        "MENURUN": "loans",
        "BERTAHAP": "loans",
        "RK": "loans",
        "ANUITAS": "loans",
        "MENGAMBANG": "loans",
        "UMUM": "loans",
        "PEMBIAYAAN": "loans",
        "AKRUAL": "loans",
        "EFEKTIF": "loans",
        "JUAL-BELI": "loans",
        "CICILAN-MITRA": "loans",
        "QARDH": "loans",
        "PERALATAN": "assets",
        "KENDARAAN": "assets",
        "BERSYARAT": "assets",
        "INVENTARIS": "assets",
        "TANAH": "assets",
        "TITIPAN": "assets",
        "HASIL": "stock",
        "BAHAN": "stock",
        "BUDIDAYA": "stock",
        "TERNAK": "stock",
    }
    assert [(box.code, box.account, box.series_in, box.series_out) for box in bylaws.boxes.values()] == [
        ("KAS", "1-1100", "BKM", "BKK"),
        ("BANK", "1-1200", "BBM", "BBK"),
    ]
    assert (bylaws.box(None).code, bylaws.memorial_series, bylaws.time_zone) == ("KAS", "BM", "Asia/Makassar")


def test_every_role_of_the_sample_is_filled() -> None:
    assert read_sample("ksp").roles == {
        "takeover": "1-1910",
        "in_transit": "1-1920",
        "correction": "1-1930",
        "set_off": "1-1940",
        "savings_transfer": "1-1950",
        "mutual": "1-1960",
        "between_funds": "1-1970",
        "prior_year": "3-1620",
        "prior_year_carried": "4-9900",
        "surplus": "3-1610",
        "cash_difference": "5-9120",
    }


@pytest.mark.parametrize(
    ("code", "subject", "owner", "normal", "is_floored"),
    [
        ("1-1100", "cash", None, "debit", True),
        ("1-1200", "cash", None, "debit", False),
        ("1-1500", "loan", "loans", "debit", True),
        ("1-1590", "loan", None, "credit", False),
        ("1-3500", "asset", "assets", "debit", False),
        ("1-3950", "asset", "assets", "credit", False),
        ("1-1745", "stock", "stock", "debit", True),
        ("1-1755", "stock", "stock", "debit", True),
        ("2-1100", "savings", "savings", "credit", True),
        ("2-1130", "savings", "savings", "credit", False),
        ("2-1660", "group", None, "credit", True),
        ("3-1100", "share", "shares", "credit", True),
        ("3-1200", "share", "shares", "credit", True),
        ("3-1300", "share", "shares", "credit", True),
        ("2-2200", "share", "shares", "credit", True),
        ("2-1630", "member", "members", "credit", True),
        ("4-1100", "loan", "loans", "credit", False),
        ("2-1400", None, None, "credit", False),
    ],
)
def test_the_control_accounts_of_the_sample(code: str, subject: str | None, owner: str | None, normal: str, is_floored: bool) -> None:
    account = read_sample("ksp").chart[code]
    assert (account.subject_kind, account.owner, account.normal, account.is_floored) == (subject, owner, normal, is_floored)


def test_the_accounts_of_one_statement_line_are_of_one_kind_and_side() -> None:
    kinds: dict[str, set[tuple[AccountKind, str | None]]] = {}
    for account in read_sample("ksp").chart:
        kinds.setdefault(account.line, set()).add((account.kind, account.normal))
    assert {line for line, found in kinds.items() if len(found) > 1} == {""}


def test_every_account_that_is_not_cash_clearing_or_memorandum_names_its_cash_flow_activity() -> None:
    chart = read_sample("ksp").chart
    without = [account.code for account in chart if account.cash_flow is None and not account.is_memorandum]
    assert without == [
        "1-1100",
        "1-1110",
        "1-1190",
        "1-1200",
        "1-1210",
        "1-1910",
        "1-1920",
        "1-1930",
        "1-1940",
        "1-1950",
        "1-1960",
        "1-1970",
    ]
    assert [account.code for account in chart if account.is_cash] == without[:5]
    assert [account.code for account in chart if account.is_clearing] == without[5:]


def test_memorandum_accounts_come_in_pairs_of_opposite_sides() -> None:
    pairs = read_sample("ksp").chart.of_kind(AccountKind.MEMORANDUM)
    assert [(account.code, account.normal) for account in pairs] == [
        ("9-1100", "debit"),
        ("9-1190", "credit"),
        ("9-1200", "debit"),
        ("9-1290", "credit"),
        ("9-1300", "debit"),
        ("9-1390", "credit"),
        ("9-1400", "debit"),
        ("9-1490", "credit"),
        ("9-1500", "debit"),
        ("9-1550", "debit"),
        ("9-1559", "credit"),
        ("9-1590", "credit"),
        ("9-1600", "debit"),
        ("9-1690", "credit"),
        ("9-1700", "debit"),
        ("9-1790", "credit"),
    ]
    assert len({account.subject_kind for account in pairs[:8]}) == 1


def test_the_regular_loan_of_two_million_over_ten_months_is_repaid_by_240_000_a_month() -> None:
    reguler = read_sample("ksp").terms("REGULER", "loans", loan_terms.parse)
    assert (reguler.rate, reguler.method, reguler.allocation) == (Rate.yearly("24%"), "flat", ("interest", "principal"))
    plan = schedule(idr(2_000_000), reguler.rate, 10, method=reguler.method, start_on=date(2014, 4, 10), step=reguler.step)
    assert {(one.principal, one.interest) for one in plan} == {(idr(200_000), idr(40_000))}
    assert (len(plan), plan[0].due_on, plan[-1].due_on) == (10, date(2014, 5, 10), date(2015, 2, 10))


def test_the_chart_takes_a_hand_over_of_programme_assets_and_their_liabilities_and_grants() -> None:
    kas, loan, asset = Subject("cash", "KAS"), Subject("loan", "PB-001"), Subject("asset", "AP-001")
    lines = (
        debit("1-1100", idr(42_500_000), kas),
        debit("1-1530", idr(118_000_000), loan),
        debit("1-3500", idr(53_700_000), asset),
        debit("1-3520", idr(8_000_000), asset),
        debit("1-1740", idr(5_750_000)),
        debit("1-1750", idr(4_000_000)),
        credit("1-1580", idr(4_200_000), loan),
        credit("1-1590", idr(14_360_000), loan),
        credit("2-1120", idr(31_200_000), Subject("savings", "TM-001")),
        credit("2-1660", idr(3_900_000), Subject("group", "RL-03")),
        credit("2-1600", idr(2_300_000)),
        credit("2-2170", idr(8_000_000), asset),
        credit("3-1420", idr(104_540_000)),
        credit("3-1410", idr(53_700_000), asset),
        credit("3-1430", idr(9_750_000)),
    )
    chart = read_sample("ksp").chart
    assert Entry(chart=chart, on=date(2014, 3, 25), narration="Serah terima aset program", lines=lines).total == idr(231_950_000)
    owners = {line.account: chart[line.account].owner for line in lines if chart[line.account].owner}
    assert owners == {
        "1-1530": "loans",
        "1-3500": "assets",
        "1-3520": "assets",
        "2-1120": "savings",
        "2-2170": "assets",
        "3-1410": "assets",
    }
