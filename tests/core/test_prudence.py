"""What a warning about a cap says."""

from __future__ import annotations

from datetime import date
from typing import Any

from irman_ledger.core.prudence import AboveCap, warnings
from irman_ledger.core.rate import Rate

CAP: dict[str, Any] = {"most": Rate.parse("24%/year"), "rules": "PERMENKOP_8_2023", "from_on": date(2023, 6, 20)}


def above(no: str, rate: str = "2.5%/month", kind: Any = "loan") -> AboveCap:
    return AboveCap(kind=kind, no=no, rate=Rate.parse(rate), **CAP)


def test_nothing_is_said_of_nothing() -> None:
    assert warnings(()) == ()


def test_each_kind_is_a_sentence_of_its_own() -> None:
    products, loans = warnings([above("REGULER", "30%/year", "product"), above("PJ-001"), above("PJ-002")])
    assert (
        products.id
        == "PERHATIAN: 1 produk di atas batas 24% per tahun (PERMENKOP_8_2023, berlaku sejak 20 Juni 2023): REGULER (30% per tahun)."
    )
    assert loans.en == (
        "ATTENTION: 2 running loans above the cap of 24% a year (PERMENKOP_8_2023, in force since 20 June 2023): "
        "PJ-001 (2.5% a month), PJ-002 (2.5% a month)."
    )


def test_many_are_counted_and_twenty_are_named() -> None:
    (said,) = warnings(above(f"PJ-{no:03}") for no in range(1, 24))
    assert said.id.startswith("PERHATIAN: 23 pinjaman berjalan di atas batas 24% per tahun")
    assert said.id.endswith("PJ-020 (2,5% per bulan) dan 3 lainnya.")
    assert said.en.endswith("PJ-020 (2.5% a month) and 3 more.")
