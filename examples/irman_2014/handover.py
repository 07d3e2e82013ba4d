"""What Koperasi IRMAN takes over on 25 March 2014: the deed of hand-over, and who came over with which receivables.

The deed is data (`deed.toml`); persons, groups and their shares are invented, the totals are a worked opening entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from irman_ledger import Money, Month
from irman_ledger.books.desk import Desk
from irman_ledger.coop.procedures import post_deed, sign_deed
from irman_ledger.coop.programme import Deed, read_deed

PAPER = Path(__file__).resolve().parent / "deed.toml"
BEGIN = date(2014, 3, 25)
MARCH, APRIL, MAY, JUNE = (Month(2014, month) for month in (3, 4, 5, 6))
MEMBERS = 190
# District (kecamatan): its trade, and the day of the month on which its groups meet and pay.
DISTRICTS = {"Bantaeng": ("Bata Merah", 5), "Bissappu": ("Rumput Laut", 10), "Pa'jukukang": ("Ikan Keliling", 15)}
# What the worked opening entry says, in rupiah, debit above zero.
HANDED_OVER = {
    "Kas dan bank": (("1-1100", "1-1200"), 42_500_000),
    "Piutang pembiayaan (kontraktual)": (("1-1530",), 118_000_000),
    "Aset tetap hibah": (("1-3500", "1-3510"), 53_700_000),
    "Aset tetap hibah bersyarat": (("1-3520",), 8_000_000),
    "Persediaan": (("1-1740",), 5_750_000),
    "Aset biologis": (("1-1750",), 4_000_000),
    "Margin tangguhan": (("1-1580",), -4_200_000),
    "Penyisihan piutang": (("1-1590",), -14_360_000),
    "Tabungan mitra": (("2-1120",), -31_200_000),
    "Dana kelompok dan tanggung renteng": (("2-1660",), -3_900_000),
    "Dana kebajikan": (("2-1600",), -2_300_000),
    "Liabilitas hibah bersyarat": (("2-2170",), -8_000_000),
    "Modal hibah terikat - dana bergulir": (("3-1420",), -104_540_000),
    "Modal hibah terikat - aset tetap": (("3-1410",), -53_700_000),
    "Modal hibah tidak terikat": (("3-1430",), -9_750_000),
}
HALF, ONE, TWO, NONE = Fraction(1, 2), Fraction(1), Fraction(2), Fraction(0)
# What a loan pays each month from April on, in instalments, by the month of its oldest open one.
PAYS = {
    APRIL: (ONE, ONE, ONE),
    MARCH: (TWO, ONE, ONE),  # 1 to 30 days late
    Month(2014, 2): (ONE, ONE, ONE),  # 31 to 90
    Month(2013, 12): (HALF, HALF, HALF),  # 91 to 120
    Month(2013, 11): (NONE, HALF, NONE),  # 121 to 180
    Month(2013, 8): (NONE, NONE, NONE),  # more than 180
}


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner of the programme (mitra), now a member; `n` counts from 1."""

    n: int
    no: str
    group: str
    district: str

    @property
    def pays_on(self) -> int:
        return DISTRICTS[self.district][1]


@dataclass(frozen=True, slots=True)
class OldLoan:
    """A receivable taken over: its partner, one of its open instalments, and how many of them it pays each month."""

    no: str
    partner: Partner
    instalment: Money
    pays: tuple[Fraction, Fraction, Fraction]


def deed() -> Deed:
    """The paper."""
    return read_deed(PAPER.read_bytes(), file=PAPER.name)


def partners(paper: Deed) -> tuple[Partner, ...]:
    """190 members in 34 groups of five or six."""
    districts = {one.code: one.district or "" for one in paper.groups}
    return tuple(Partner(n, one.member, one.group or "", districts[one.group or ""]) for n, one in enumerate(paper.partners, 1))


def old_loans(paper: Deed, members: Sequence[Partner]) -> tuple[OldLoan, ...]:
    """118 receivables."""
    by_no = {one.no: one for one in members}
    return tuple(
        OldLoan(line.loan or "", by_no[line.member or ""], line.schedule[0].amount, PAYS[Month.of(line.schedule[0].due_on)])
        for line in paper.lines
        if line.kind == "receivable"
    )


def take_over(desk: Desk, paper: Deed) -> None:
    """Sign and post the deed; a second time adds nothing."""
    with desk.transaction() as tx:
        sign_deed(tx, paper, on=paper.on)
        post_deed(tx, paper)
