"""Published statements as balances by account of the sample chart, and how a test writes balances."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from irman_ledger.core.balances import Balances
from irman_ledger.reports import Figures
from irman_ledger.reports.dates import day_label

# "Koperasi Sejahtera Selalu", class case, trial balance of May 2010: foots at 189,000,000.
# Source: https://123dok.com/document/zk6p5vey-bab-akuntansi-koperasi-simpan-pinjam.html
SEJAHTERA_SELALU = {
    "1-1100": 54_900_000,
    "1-1500": 108_000_000,
    "1-3400": 22_000_000,
    "1-1710": 2_000_000,
    "5-3120": 1_200_000,
    "5-2120": 900_000,
    "3-1100": -100_000_000,
    "3-1200": -5_000_000,
    "2-1300": -60_000_000,
    "2-1100": -12_000_000,
    "2-1690": -6_000_000,
    "4-1100": -3_600_000,
    "4-1120": -2_400_000,
}

# KSP Karyawan Yayasan Abu Hafsin, members' report of 2012. Its two lines of current assets add up to 196,424,307; printed is
# 196,434,307, and only with that does the balance sheet balance. Source: apriatulkhoiriyah.blogspot.com/2014/12
ABU_HAFSIN_2012 = {
    "1-1100": 50_120_400,
    "1-1500": 146_303_907,
    "1-3400": 1_150_000,
    "1-3930": -150_000,
    "2-1100": -1_502_700,
    "2-1550": -2_603_444,
    "2-1690": -6_823_443,
    "2-1560": -6_243_321,
    "2-1530": -2_500_000,
    "3-1100": -630_000,
    "3-1200": -84_250_200,
    "3-1300": -18_920_000,
    "3-1500": -33_412_699,
    "3-1400": -1_856_000,
    "3-1610": -38_692_500,
}


def balances(rupiah: Mapping[str, int], currency: str = "IDR") -> Balances:
    """Balances of whole rupiah by account, debit positive."""
    return Balances.of(currency, ((code, "UMUM", "UMUM", max(one, 0) * 100, max(-one, 0) * 100) for code, one in rupiah.items()))


def column(rupiah: Mapping[str, int], *, on: date = date(2014, 5, 31), earlier: Mapping[str, int] | None = None) -> Figures:
    """One column of a statement."""
    return Figures(
        key=on.isoformat(), label=day_label(on), balances=balances(rupiah), earlier=None if earlier is None else balances(earlier)
    )
