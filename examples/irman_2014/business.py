"""What happens at Koperasi IRMAN from April to June 2014; all of it invented.

The groups meet once a month and bring shares, savings and instalments; new loans are paid out on the 20th.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from handover import APRIL, JUNE, MAY, OldLoan, Partner

from irman_ledger import Month, idr
from irman_ledger.books.desk import Desk, Item
from irman_ledger.coop.general import JournalLine, PostJournal
from irman_ledger.coop.loans import DisburseLoan, RepayLoan
from irman_ledger.coop.procedures import move_amount, transfer_cash
from irman_ledger.coop.savings import Deposit, OpenSavings, Withdraw
from irman_ledger.coop.shares import PayShare
from irman_ledger.core.protocols import Command
from irman_ledger.core.rounding import HALF_UP
from irman_ledger.core.subject import Subject

MONTHS = (APRIL, MAY, JUNE)
# New loans: the month, principal and monthly instalment with 2 % of interest, and who takes one (by place among those without a debt).
NEW_LOANS = (
    (APRIL, 2_000_000, 240_000, (0, 12, 24, 36, 48, 60)),
    (MAY, 1_500_000, 180_000, (4, 13, 22, 31, 40, 49, 58, 67)),
    (JUNE, 2_500_000, 300_000, (7, 20, 33, 46, 59)),
)
KAS, BANK = ("1-1100", "cash:KAS"), ("1-1200", "cash:BANK")
MEMORIALS = (  # month (None: each), day, narration, amount, debit and credit, each an account with its subject
    (None, 28, "Honor petugas lapangan", 600_000, ("5-3120", None), KAS),
    (None, 28, "Transport penagihan", 250_000, ("5-3200", None), KAS),
    (None, 28, "Listrik dan pulsa", 150_000, ("5-3150", None), KAS),
    (None, 28, "Alat tulis dan formulir", 100_000, ("5-3130", None), KAS),
    (None, 30, "Jasa giro", 45_000, BANK, ("4-9120", None)),
    (APRIL, 12, "Rapat anggota", 1_500_000, ("5-4120", None), KAS),
    (APRIL, 26, "Perawatan rumput laut di laut", 600_000, ("1-1750", None), KAS),
)
DRIED_WEED_SOLD, ITS_COST = 5_700_000, 5_400_000
HARVEST, GROWN = 5_200_000, 4_600_000


def business(month: Month, members: Sequence[Partner], loans: Sequence[OldLoan]) -> list[Item]:
    """The papers of a month in order of day, each with its key."""
    found = [*_meetings(month, members), *_instalments(month, loans), *_new_loans(month, members, loans)]
    found += [*_other_savings(month, members), *_memorials(month)]
    found.sort(key=lambda pair: pair[0].on)
    return [Item(command=command, key=f"{month}/{n:04d}", document=paper) for n, (command, paper) in enumerate(found, 1)]


Paper = tuple[Command[Any], str | None]


def _meetings(month: Month, members: Sequence[Partner]) -> Iterator[Paper]:
    """Pokok in two parts, wajib each month, savings as each can; some are late and some bring nothing."""
    place = MONTHS.index(month)
    for one in members:
        on, paper = _day(month, one.pays_on), f"{one.group}/{month}"
        is_slow = one.n % 10 == 0
        if month == APRIL or month == (JUNE if is_slow else MAY):
            yield PayShare(member=one.no, product="POKOK", on=on, amount=idr(50_000)), paper
        times = (1, 0, 2)[place] if one.n % 12 == 0 else 1
        if times:
            yield PayShare(member=one.no, product="WAJIB", on=on, amount=idr(10_000) * times), paper
        if (one.n + place) % 5:
            yield Deposit(account=f"TM-{one.n:03d}", on=on, amount=idr(5_000 * (1 + one.n * 3 % 4))), paper


def _instalments(month: Month, loans: Sequence[OldLoan]) -> Iterator[Paper]:
    for loan in loans:
        times = loan.pays[MONTHS.index(month)]
        if times:
            on = _day(month, loan.partner.pays_on)
            amount = loan.instalment.times(times, step=idr(1), mode=HALF_UP)
            yield RepayLoan(loan=loan.no, on=on, amount=amount), f"{loan.partner.group}/{month}"


def _new_loans(month: Month, members: Sequence[Partner], loans: Sequence[OldLoan]) -> Iterator[Paper]:
    owing = {loan.partner.no for loan in loans}
    free = [one for one in members if one.no not in owing]
    on = _day(month, 20)
    for taken, principal, instalment, places in NEW_LOANS:
        for n, place in enumerate(places, 1):
            loan = f"PJ-{taken.month:02d}{n:02d}"
            if taken == month:
                member, owed = free[place].no, idr(principal)
                command = DisburseLoan(loan=loan, member=member, product="REGULER", on=on, principal=owed, instalments=10, settle="BANK")
                yield command, f"SPP-{loan}"
            elif taken < month:
                yield RepayLoan(loan=loan, on=on, amount=idr(instalment)), None


def _other_savings(month: Month, members: Sequence[Partner]) -> Iterator[Paper]:
    for one in members[::6]:
        account = f"SS-{one.n:03d}"
        if month == APRIL:
            yield OpenSavings(account=account, member=one.no, product="SUKARELA", on=_day(month, 7)), None
        yield (
            Deposit(account=account, on=_day(month, 17), amount=idr(100_000 + 50_000 * (one.n % 4)) if month == APRIL else idr(25_000)),
            None,
        )
    if month == MAY:
        for one in members[15::16]:
            yield Withdraw(account=f"TM-{one.n:03d}", on=_day(month, 27), amount=idr(50_000)), None
    if month == JUNE:
        for one in members[::24]:
            yield Withdraw(account=f"SS-{one.n:03d}", on=_day(month, 26), amount=idr(100_000)), "uang sekolah"


def _memorials(month: Month) -> Iterator[Paper]:
    for only, day, narration, amount, debit, credit in MEMORIALS:
        if only in (None, month):
            yield _journal(_day(month, day), narration, (*debit, amount), (*credit, -amount)), None
    if month == MAY:
        grown = (("1-1740", None, HARVEST), ("1-1750", None, -GROWN), ("4-9150", None, GROWN - HARVEST))
        yield _journal(_day(month, 9), "Panen rumput laut", *grown), "berita acara panen 01"
        sold = ((*BANK, DRIED_WEED_SOLD), ("1-1740", None, -ITS_COST), ("4-9190", None, ITS_COST - DRIED_WEED_SOLD))
        yield _journal(_day(month, 24), "Penjualan rumput laut kering 600 kg", *sold), "nota jual 01"


def _day(month: Month, number: int) -> date:
    return date(month.year, month.month, number)


def _journal(on: date, narration: str, *lines: tuple[str, str | None, int]) -> PostJournal:
    given = tuple(JournalLine(account=account, subject=subject, amount=idr(amount)) for account, subject, amount in lines)
    return PostJournal(on=on, narration=narration, lines=given)


def month_end(desk: Desk, month: Month) -> None:
    """Money over the need of the cash box goes to the bank; in May two mistakes are put right."""
    with desk.transaction() as tx:
        transfer_cash(tx, from_box="KAS", to_box="BANK", on=_day(month, 30), amount=idr(20_000_000), key=f"setor-bank/{month}")
    if month == MAY:
        on = _day(month, 28)
        twice = desk.record(_journal(on, "Alat tulis dan formulir", ("5-3130", None, 100_000), (*KAS, -100_000)), key="salah/1")
        desk.reverse(twice.seq, on=on, reason="bukti yang sama dicatat dua kali", key="salah/1/balik")
        theirs, ours = Subject("savings", "TM-008"), Subject("savings", "TM-009")
        with desk.transaction() as tx:
            reason = "setoran TM-009 tercatat pada TM-008"
            move_amount(tx, source=theirs, target=ours, on=_day(month, 5), amount=idr(5_000), reason=reason, key="salah/2")
