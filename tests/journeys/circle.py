"""A group that answers for its members: it meets every month, and pays for whoever stays away; and two term deposits."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from irman_ledger import Month, idr
from irman_ledger.coop.loans import DisburseLoan
from irman_ledger.coop.procedures import MeetingSheet, SheetItem, SheetRow, record_meeting
from irman_ledger.coop.procedures.meeting_sheet import ItemKind
from irman_ledger.coop.savings import BreakDeposit, OpenDeposit, PayOutDeposit

if TYPE_CHECKING:
    from tests.journeys.cooperative import Cooperative

GROUP = "K-03"
MEMBERS = tuple(f"A-{no:03}" for no in range(13, 19))
AWAY = "A-016"
ROUND = 12
"""A loan of ten instalments is given anew every so many months."""


def meet(coop: Cooperative, month: Month, place: int) -> None:
    """Loans of 400,000 over 10 months at 24 % a year, flat: 40,000 and 8,000 on the 28th of every month."""
    turn, on = place % ROUND, date(month.year, month.month, 28)
    if turn == 1:
        for no in MEMBERS:
            loan, amount = _loan(no, place), idr(400_000)
            coop.take(DisburseLoan(loan=loan, member=no, product="REGULER", on=on, principal=amount, instalments=10, settle="BANK"))
    if 2 <= turn <= 11:
        with coop.desk.transaction() as tx:
            record_meeting(tx, _sheet(on, place, turn), key=f"rapat {place}")


def _sheet(on: date, place: int, turn: int) -> MeetingSheet:
    """In the second month all bring 10,000 for the fund; in the third others pay for one, in the fourth the fund; then it is repaid."""
    rows, cash = [], 0
    for no in MEMBERS:
        items, pays = [], not (no == AWAY and turn in (3, 4))
        if pays:
            items += [_item("loan", 48_000, _loan(no, place - turn + 1)), _item("savings", 5_000, f"SS-{no[2:]}")]
            cash += 53_000
        if turn == 2:
            items.append(_item("fund", 10_000))
            cash += 10_000
        if turn == 3:
            items.append(_item("for-others", 9_600) if pays else _item("covered-members", 48_000, _loan(no, place - turn + 1)))
            cash += 9_600 if pays else 0
        if turn == 4 and not pays:
            items.append(_item("covered-fund", 48_000, _loan(no, place - turn + 1)))
        if turn == 5 and no == AWAY:
            items.append(_item("repaid", 96_000))
            cash += 96_000
        rows.append(SheetRow(member=no, attendance="present" if pays else "absent", items=tuple(items)))
    return MeetingSheet(group=GROUP, on=on, cash=idr(cash), rows=tuple(rows))


def place_deposits(coop: Cooperative, month: Month, place: int) -> None:
    """One pays its interest every month and is placed anew; the other grows and is broken after three months."""
    on = month.first_day + timedelta(9)
    if place == 1:
        coop.take(
            OpenDeposit(
                deposit="SB-001",
                member="A-004",
                product="BERJANGKA",
                on=on,
                amount=idr(6_000_000),
                months=3,
                rollover="principal",
                pay_to="SS-004",
            )
        )
        grows = OpenDeposit(
            deposit="SB-002",
            member="A-005",
            product="BERJANGKA",
            on=on,
            amount=idr(2_000_000),
            months=1,
            payment="at-maturity",
            rollover="principal-and-interest",
        )
        coop.take(grows)
    if place == 4:
        broken_on = month.first_day + timedelta(4)
        coop.take(BreakDeposit(deposit="SB-002", on=broken_on))
        coop.take(PayOutDeposit(deposit="SB-002", on=broken_on, settle="BANK"))


def _loan(no: str, place: int) -> str:
    return f"PT-{place:02}-{no[2:]}"


def _item(kind: ItemKind, rupiah: int, no: str | None = None) -> SheetItem:
    return SheetItem(item=kind, no=no, amount=idr(rupiah))
