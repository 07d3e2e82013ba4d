"""A small book of assets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from irman_ledger.coop.assets import TakeOverAsset
from irman_ledger.core.account import Account, AccountKind
from irman_ledger.core.bylaws import Box, Bylaws, Product
from irman_ledger.core.chart import Chart
from irman_ledger.core.label import Label
from irman_ledger.core.money import idr
from irman_ledger.testing.model import NaiveBook

ASSET: Mapping[str, Any] = {"kind": AccountKind.ASSET, "subject_kind": "asset", "owner": "assets"}
EQUIPMENT: Mapping[str, object] = {"account": "1-3500", "depreciation_account": "1-3950"}
TERMS: Mapping[str, Mapping[str, object]] = {"PERALATAN": EQUIPMENT, "TANAH": {"account": "1-3100"}}


def account(code: str, name: str, **more: Any) -> Account:
    return Account(code=code, label=Label(name, name), line="line", **more)


def bylaws(terms: Mapping[str, Mapping[str, object]] = TERMS) -> Bylaws:
    return Bylaws(
        name="Koperasi uji",
        from_on=date(2014, 1, 1),
        currency="IDR",
        time_zone="Asia/Makassar",
        chart=Chart(
            (
                account("1-1100", "Kas", kind=AccountKind.ASSET, subject_kind="cash", is_cash=True),
                account("1-1710", "Perlengkapan", kind=AccountKind.ASSET),
                account("1-1800", "Barang", kind=AccountKind.ASSET, subject_kind="asset"),
                account("1-3100", "Tanah", **ASSET),
                account("1-3500", "Aset program", **ASSET),
                account("1-3950", "Akumulasi penyusutan", **ASSET, normal="credit"),
                account("2-1000", "Utang barang", kind=AccountKind.LIABILITY, subject_kind="asset", owner="assets"),
                account("3-9000", "Saldo awal", kind=AccountKind.EQUITY, is_clearing=True),
            )
        ),
        products={code: Product(code, "assets", Label("Aset", "Asset"), given) for code, given in terms.items()},
        boxes={"KAS": Box("KAS", Label("Kas", "Cash"), "1-1100", "BKM", "BKK")},
        default_box="KAS",
        roles={"takeover": "3-9000"},
    )


def book() -> NaiveBook:
    return NaiveBook(bylaws())


def freezer(**more: Any) -> TakeOverAsset:
    """A freezer of 5,400,000 with 36 months to go, at the cooperative's own place."""
    terms: dict[str, Any] = {
        "asset": "AT-003",
        "description": "Freezer 300 liter",
        "category": "PERALATAN",
        "on": date(2014, 3, 25),
        "cost": idr(5_400_000),
        "accumulated_depreciation": idr(0),
        "useful_life_months": 36,
        **more,
    }
    return TakeOverAsset(**terms)
