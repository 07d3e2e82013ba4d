"""One day of a cash box or bank account: what it held, what came in and went out, and what it held then (kas harian)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from irman_ledger.books.lives import Kept
from irman_ledger.books.reader import SEALED
from irman_ledger.core.bylaws import Box, UnknownBoxError
from irman_ledger.core.money import Money

if TYPE_CHECKING:
    from irman_ledger.books.records import RunningMovement
    from irman_ledger.books.view import View

# By the index (book, account, booked_on): what is asked for lies on the day and after it, and never costs the history before.
_LATER = f"""SELECT coalesce(sum(l.amount), 0), coalesce(sum(CASE WHEN l.subject = ? THEN l.amount ELSE 0 END), 0)
 FROM {SEALED} WHERE l.book = ? AND l.account = ? AND l.account <> '' AND l.booked_on > ?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CashDay:
    """A box on one booking day.

    Parameters
    ----------
    opening, closing
        Before and after the day, debit positive.
    movements
        In order of record, each with the balance after it.
    check
        The balance of the ledger account on the day, and that of all its boxes.
    """

    box: Box
    on: date
    opening: Money
    closing: Money
    movements: tuple[RunningMovement, ...]
    check: Kept


def cash_day(view: View, code: str, on: date) -> CashDay:
    """One day of a box, with the bylaws of that day; `UnknownBoxError` where there is none of this code."""
    box = view.bylaws_on(on).boxes.get(code)
    if box is None:
        raise UnknownBoxError(field="box", box=code)
    currency, account = view.identity.currency, box.account
    found = view.port.row(_LATER, (box.subject.text, view.identity.book, account, on.isoformat()))
    assert found is not None
    all_later, later = (Money(int(minor), currency) for minor in found)
    kept = view.subject_balances(account)
    closing = kept.get(box.subject, Money.zero(currency)) - later
    lines = [one for one in view.account_movements(account, on) if one.subject == box.subject]
    opening = balance = closing - Money.total((one.amount for one in lines), currency)
    movements = []
    for one in lines:
        balance += one.amount
        movements.append(replace(one, balance=balance))
    total = Money.total(kept.values(), currency) - all_later
    return CashDay(
        box=box,
        on=on,
        opening=opening,
        closing=closing,
        movements=tuple(movements),
        check=Kept(account, view.balance_before(account, on + timedelta(days=1)), total),
    )
