"""July to December 2014 at Koperasi IRMAN: what becomes of the things that were handed over; all of it invented.

A freezer goes to another group, the fund lends without charge, a crop is partly lost and the rest harvested, a count finds a boat
missing, and the storm that took it is written up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from handover import OldLoan, Partner

from irman_ledger import Book, Month, idr
from irman_ledger.books.desk import Desk, Item
from irman_ledger.coop.assets import AmendAsset, InspectAsset, LoseAsset, RepairAsset
from irman_ledger.coop.general import MoveBetweenFunds
from irman_ledger.coop.loans import DisburseLoan, RepayLoan
from irman_ledger.coop.partners import DropPartner
from irman_ledger.coop.procedures import harvest
from irman_ledger.coop.stock import BuyStock, LoseStock, OpenStock, SellStock
from irman_ledger.core.protocols import Command
from irman_ledger.core.quantity import Quantity
from irman_ledger.core.rounding import HALF_UP

MONTHS = JULY, AUGUST, SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER = tuple(Month(2014, number) for number in range(7, 13))
FREEZER, BOAT, ROPES = "AP-03", "AP-05", "AP-07"
LINES, DRIED = "BL-01", "RL-01"
BORROWERS = (3, 40, 77, 114, 151, 188)  # by number of the partner; each takes 1,500,000 out of the revolving fund in July


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What happened, and the paper that says so."""

    command: Command[Any]
    document: str | None


def play(book: Book, desk: Desk, members: Sequence[Partner], loans: Sequence[OldLoan]) -> None:
    """Record it; a second run records nothing more."""
    for month in MONTHS:
        papers = sorted(_papers(month, members, loans), key=lambda one: one.command.on)
        desk.record_all(Item(command=one.command, key=f"{month}/{n:04d}", document=one.document) for n, one in enumerate(papers, 1))
        if month == OCTOBER:
            _harvest(desk)
        if book.closed_to is None or book.closed_to < month:
            desk.end_month(month)
            if month < DECEMBER:
                desk.close_month(month)


def _papers(month: Month, members: Sequence[Partner], loans: Sequence[OldLoan]) -> Iterator[Paper]:
    yield from _instalments(month, loans)
    yield from _revolving(month, members)
    match month:
        case Month(month=7):
            moved = AmendAsset(asset=FREEZER, on=_day(month, 5), group="K-26", location="Pasar Lambocca")
            yield Paper(command=moved, document="BA pindah 01")
            # What went to the bank in May and June was money of the revolving fund: it gets that of the bank for its own in the box.
            for box, from_fund, to_fund in (("BANK", "UMUM", "BERGULIR"), ("KAS", "BERGULIR", "UMUM")):
                put_right = MoveBetweenFunds(
                    box=box,
                    on=_day(month, 1),
                    from_fund=from_fund,
                    to_fund=to_fund,
                    amount=idr(40_000_000),
                    reason="setoran bank Mei dan Juni",
                )
                yield Paper(command=put_right, document="BM koreksi dana 01")
        case Month(month=8):
            lines = OpenStock(item=LINES, product="BUDIDAYA", description="Rumput laut, musim kedua", on=_day(month, 1), group="K-14")
            yield Paper(command=lines, document=None)
            yield Paper(command=BuyStock(item=LINES, on=_day(month, 3), quantity=Quantity.parse("200"), cost=idr(3_000_000)), document=None)
        case Month(month=9):
            lost = LoseStock(item=LINES, on=_day(month, 12), quantity=Quantity.parse("50"), purpose="tali putus oleh ombak")
            yield Paper(command=lost, document="BA gagal panen 01")
            yield from _count(month)
        case Month(month=10):
            gone = LoseAsset(asset=BOAT, on=_day(month, 2), how="destroyed", reason="badai 28 September")
            yield Paper(command=gone, document="BA kehilangan 01")
            dried = OpenStock(item=DRIED, product="HASIL", description="Rumput laut kering", on=_day(month, 4))
            yield Paper(command=dried, document=None)
        case Month(month=11):
            sold = SellStock(item=DRIED, on=_day(month, 8), quantity=Quantity.parse("300"), proceeds=idr(3_150_000))
            yield Paper(command=sold, document="nota jual 02")
            lent = MoveBetweenFunds(
                box="KAS",
                on=_day(month, 14),
                from_fund="UMUM",
                to_fund="PROGRAM",
                amount=idr(250_000),
                reason="perbaikan tali, rapat 04/2014",
            )
            yield Paper(command=lent, document=None)
            repaired = RepairAsset(asset=ROPES, on=_day(month, 15), cost=idr(250_000), reason="ganti pelampung")
            yield Paper(command=repaired, document=None)
        case _:
            for n in (12, 60):
                yield Paper(command=DropPartner(partner=f"A-{n:03d}", on=_day(month, 10), reason="independent"), document=None)


def _instalments(month: Month, loans: Sequence[OldLoan]) -> Iterator[Paper]:
    """Who paid in June goes on, to the last instalment."""
    for loan in loans:
        paid, each = sum(loan.pays, Fraction(0)), loan.pays[-1]
        before = paid + each * MONTHS.index(month)
        times = min(each, 10 - before)
        if times > 0:
            amount = loan.instalment.times(times, step=idr(1), mode=HALF_UP)
            yield Paper(command=RepayLoan(loan=loan.no, on=_day(month, loan.partner.pays_on), amount=amount), document=None)


def _revolving(month: Month, members: Sequence[Partner]) -> Iterator[Paper]:
    """Loans without charge: five pay each month, one does not."""
    for n, number in enumerate(BORROWERS, 1):
        loan = f"QB-{n:02d}"
        if month == JULY:
            lent = DisburseLoan(
                loan=loan, member=members[number - 1].no, product="QARDH", on=_day(month, 20), principal=idr(1_500_000), instalments=10
            )
            yield Paper(command=lent, document=f"SPP-{loan}")
        elif n < len(BORROWERS):
            yield Paper(command=RepayLoan(loan=loan, on=_day(month, 20), amount=idr(150_000)), document=None)


def _count(month: Month) -> Iterator[Paper]:
    """The count of September: the boat is not found, ropes and floats are broken."""
    for number in range(1, 9):
        asset = f"AP-{number:02d}"
        condition = None if asset == BOAT else "broken" if asset == ROPES else "good"
        seen = InspectAsset(asset=asset, on=_day(month, 30), condition=condition, by="pengawas")
        yield Paper(command=seen, document="BA opname 01")


def _harvest(desk: Desk) -> None:
    """150 lines are left: 450 kg dried, at 2,850,000 less costs to sell."""
    with desk.transaction() as tx:
        harvest(
            tx,
            item=LINES,
            into=DRIED,
            on=_day(OCTOBER, 5),
            quantity=Quantity.parse("150"),
            harvested=Quantity.parse("450"),
            value=idr(2_850_000),
            key="panen/2",
            document="BA panen 02",
        )


def _day(month: Month, number: int) -> date:
    return date(month.year, month.month, number)
