"""What Koperasi IRMAN takes over on 25 March 2014: people, receivables, savings, equipment and funds.

Persons, groups and their shares are invented; the totals are a worked opening entry. Nothing is drawn by lot: each run makes the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from irman_ledger import Money, Month, idr
from irman_ledger.coop.assets import ReceiveAsset
from irman_ledger.coop.general import TakeOverBalance
from irman_ledger.coop.loans import TakeOverLoan
from irman_ledger.coop.members import RegisterGroup, TakeOverMember
from irman_ledger.coop.savings import TakeOverSavings
from irman_ledger.core.protocols import Command
from irman_ledger.core.rounding import HALF_UP
from irman_ledger.core.schedule import Instalment

BEGIN = date(2014, 3, 25)
MARCH, APRIL, MAY, JUNE = (Month(2014, month) for month in (3, 4, 5, 6))
MEMBERS, GROUPS, BORROWERS = 190, 34, 118
# District (kecamatan): its trade, how many groups, and the day of the month on which they meet and pay.
DISTRICTS = {
    "Bantaeng": ("Bata Merah", 11, 5),
    "Bissappu": ("Rumput Laut", 12, 10),
    "Pa'jukukang": ("Ikan Keliling", 11, 15),
}
# What the hand-over paper says, in rupiah, debit above zero.
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
# Balances that stand for themselves; receivables, savings, equipment and group funds come over one by one.
BALANCES = (  # account, subject, amount, fund: 5.1 million at the bank are the revolving fund's
    ("1-1100", "cash:KAS", 12_500_000, "UMUM"),
    ("1-1200", "cash:BANK", 24_900_000, "UMUM"),
    ("1-1200", "cash:BANK", 5_100_000, "BERGULIR"),
    ("1-1740", None, 5_750_000, "UMUM"),
    ("1-1750", None, 4_000_000, "UMUM"),
    ("2-1600", None, -2_300_000, "UMUM"),
    ("3-1420", None, -104_540_000, "BERGULIR"),
    ("3-1430", None, -9_750_000, "UMUM"),
)
EQUIPMENT = (  # description, category, fair value, useful life in months, the group that keeps it
    ("Mesin olah rumput laut", "PERALATAN", 9_600_000, 48, 12),
    ("Para-para jemur", "PERALATAN", 6_000_000, 48, 13),
    ("Freezer", "PERALATAN", 5_400_000, 36, 24),
    ("Sepeda motor dan boks ikan", "KENDARAAN", 15_000_000, 48, 25),
    ("Sampan", "KENDARAAN", 9_000_000, 60, 14),
    ("Cetakan bata", "PERALATAN", 1_200_000, 12, 1),
    ("Tali dan pelampung", "PERALATAN", 7_500_000, 24, 15),
    ("Mesin bata, kembali ke donor bila tidak dipakai 24 bulan", "BERSYARAT", 8_000_000, 60, 2),
)
HELD_IN_TRUST = idr(6_000_000)


@dataclass(frozen=True, slots=True)
class Grade:
    """Loans of one bucket of days late: how many, the month of the oldest open instalment, the allowance in percent.

    Parameters
    ----------
    pays
        What one of them pays each month from April on, in instalments.
    """

    count: int
    open_since: Month
    percent: int
    pays: tuple[Fraction, Fraction, Fraction]


HALF, ONE, TWO, NONE = Fraction(1, 2), Fraction(1), Fraction(2), Fraction(0)
GRADES = (  # each loan owes a million on average: 76, 14, 12, 2, 4 and 10 million
    Grade(76, APRIL, 1, (ONE, ONE, ONE)),
    Grade(14, MARCH, 5, (TWO, ONE, ONE)),  # 1 to 30 days late
    Grade(12, Month(2014, 2), 5, (ONE, ONE, ONE)),  # 31 to 90
    Grade(2, Month(2013, 12), 15, (HALF, HALF, HALF)),  # 91 to 120
    Grade(4, Month(2013, 11), 50, (NONE, HALF, NONE)),  # 121 to 180
    Grade(10, Month(2013, 8), 100, (NONE, NONE, NONE)),  # more than 180
)


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner of the programme (mitra), now a member; `n` counts from 1."""

    n: int
    group: int
    district: str

    @property
    def no(self) -> str:
        return f"A-{self.n:03d}"

    @property
    def pays_on(self) -> int:
        return DISTRICTS[self.district][2]


@dataclass(frozen=True, slots=True)
class OldLoan:
    """A receivable taken over: its partner, grade and one of its ten open instalments."""

    no: str
    partner: Partner
    grade: Grade
    instalment: Money


def partners() -> tuple[Partner, ...]:
    """190 members in 34 groups of five or six."""
    districts = [district for district, (_, count, _) in DISTRICTS.items() for _ in range(count)]
    groups = [(n - 1) * GROUPS // MEMBERS + 1 for n in range(1, MEMBERS + 1)]
    return tuple(Partner(n, group, districts[group - 1]) for n, group in enumerate(groups, 1))


def old_loans(members: Sequence[Partner]) -> tuple[OldLoan, ...]:
    """118 receivables, spread evenly over members and grades."""
    owing = [one for one in members if one.n * BORROWERS // MEMBERS != (one.n - 1) * BORROWERS // MEMBERS]
    places = sorted(range(BORROWERS), key=lambda k: k * 37 % BORROWERS)  # 37 and 118 have no common part: each place once
    graded = [(grade, amount) for grade in GRADES for amount in _amounts(grade.count)]
    found = []
    for place, (grade, amount) in zip(places, graded, strict=True):
        found.append(OldLoan(f"PB-{place + 1:03d}", owing[place], grade, idr(amount // 10)))
    return tuple(sorted(found, key=lambda loan: loan.no))


def _amounts(count: int) -> list[int]:
    """So many amounts that they come to a million each on average."""
    return [800_000, 1_000_000, 1_200_000] * (count // 3) + [1_000_000] * (count % 3)


# --- the take-over ---


def taken_over(members: Sequence[Partner]) -> Iterator[Command[Any]]:
    """Everything that the old books leave, against the clearing account that must be zero when March is closed."""
    yield from _people(members)
    weights = [3 + one.n * 7 % 5 for one in members]
    for one, amount in zip(members, idr(31_200_000).split(weights, step=idr(1_000)), strict=True):
        yield TakeOverSavings(
            account=f"TM-{one.n:03d}", member=one.no, product="MITRA", opened_on=date(2012, 1, 2), amount=amount, on=BEGIN
        )
    yield from _receivables(old_loans(members))
    for n, (what, category, value, life, keeper) in enumerate(EQUIPMENT, 1):
        is_on_condition = category == "BERSYARAT"
        yield ReceiveAsset(
            asset=f"AP-{n:02d}",
            description=what,
            category=category,
            on=BEGIN,
            title="conditional-grant" if is_on_condition else "restricted-grant",
            value=idr(value),
            fund="PROGRAM",
            group=f"K-{keeper:02d}",
            useful_life_months=life,
        )
    sizes = Counter(one.group for one in members)
    for group, amount in zip(sizes, idr(3_900_000).split(sizes.values(), step=idr(1_000)), strict=True):
        yield TakeOverBalance(account="2-1660", subject=f"group:K-{group:02d}", amount=-amount, on=BEGIN)
    for account, subject, rupiah, fund in BALANCES:
        yield TakeOverBalance(account=account, subject=subject, amount=idr(rupiah), fund=fund, on=BEGIN)
    yield ReceiveAsset(
        asset="AT-01",
        description="Timbangan dan lemari arsip, milik donor",
        category="TITIPAN",
        on=BEGIN,
        title="custody",
        value=HELD_IN_TRUST,
    )


def _people(members: Sequence[Partner]) -> Iterator[Command[Any]]:
    for group, one in {one.group: one for one in members}.items():
        trade = DISTRICTS[one.district][0]
        yield RegisterGroup(group=f"K-{group:02d}", name=f"Kelompok {trade} {group:02d}", district=one.district, on=BEGIN)
    for one in members:
        yield TakeOverMember(
            member=one.no,
            name=f"Anggota {one.n:03d}",
            group=f"K-{one.group:02d}",
            joined_on=date(2014, 3, 1),
            status="anggota",
            on=BEGIN,
        )


def _receivables(loans: Sequence[OldLoan]) -> Iterator[Command[Any]]:
    """Each loan by its contract, its part of the margin within the price, and the allowance of its grade."""
    margins = idr(4_200_000).split((loan.instalment.minor for loan in loans), step=idr(100))
    for loan, margin in zip(loans, margins, strict=True):
        months = [loan.grade.open_since.plus(k) for k in range(10)]
        days = [date(month.year, month.month, loan.partner.pays_on) for month in months]
        plan = tuple(Instalment(no=no, due_on=on, principal=loan.instalment, interest=idr(0)) for no, on in enumerate(days, 3))
        contract = loan.grade.open_since.plus(-3)
        owed = loan.instalment * 10
        yield TakeOverLoan(
            loan=loan.no,
            member=loan.partner.no,
            product="PEMBIAYAAN",
            on=BEGIN,
            contract_on=date(contract.year, contract.month, loan.partner.pays_on),
            principal_outstanding=owed,
            schedule=plan,
        )
        allowance = owed.times(Fraction(loan.grade.percent, 100), step=idr(1), mode=HALF_UP)
        for account, amount in (("1-1580", margin), ("1-1590", allowance)):
            yield TakeOverBalance(account=account, subject=f"loan:{loan.no}", amount=-amount, fund="BERGULIR", on=BEGIN)
