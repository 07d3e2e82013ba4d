"""The reader of share accounts: what is held, what was billed, and who is behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from irman_ledger.books.reader import SubjectRow
from irman_ledger.coop.shares.monthly import Billed, MonthlyDue, due
from irman_ledger.core.calendar import Month
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject
from irman_ledger.errors import UnknownSubjectError

if TYPE_CHECKING:
    from irman_ledger.books.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareView:
    """A share account; `balance` is what the member holds, zero or more, and `control` the account it stands on.

    `waits`: the member has left, and the claim waits for enough capital (menunggu).
    """

    no: str
    member: str
    product: str
    control: str
    opened_on: date
    closed_on: date | None
    waits: bool
    balance: Money
    _carried: Money = field(repr=False)
    _billed: Billed = field(repr=False)

    @property
    def is_billed(self) -> bool:
        """Whether any month was billed."""
        return bool(self._billed)

    def due(self, on: date) -> MonthlyDue:
        """How it stands against the bills of the months that are over on a day; of an account without bills all is zero."""
        paid = self.balance - self._carried if self._billed else Money.zero(self.balance.currency)
        return due(self._billed, paid, on)


class SharesReader:
    """Share accounts of a snapshot."""

    def __init__(self, view: View) -> None:
        self._view = view

    def get(self, no: str) -> ShareView:
        """One share account (``A-001/WAJIB``) as it stands now; `UnknownSubjectError` where there is none."""
        row = self._view.reader.subject(f"share:{no}")
        if row is None or row.state is None:
            raise UnknownSubjectError(field="share", subject=no)
        kept = self._view.reader.balances(row.subject).get(row.state.control)
        return _of(row, Money(0 if kept is None else -kept.balance, self._view.identity.currency))

    def arrears(self, as_of: Month | date, *, product: str | None = None) -> tuple[tuple[ShareView, MonthlyDue], ...]:
        """Every share account with bills and how it stands at the end of a day or month, in order of number.

        What was booked up to the day counts as paid, so that the accounts add up to their control account of that day; months
        billed later for months that were over by then count too.

        Parameters
        ----------
        product
            Of one product only; None: of all.
        """
        on = as_of.last_day if isinstance(as_of, Month) else as_of
        rows = [row for row in self._rows() if row.state.billed and product in (None, row.state.product)]
        held: dict[Subject, Money] = {}
        for control in sorted({row.state.control for row in rows}):
            held.update(self._view.subject_balances(control, as_of=on))
        nothing = Money.zero(self._view.identity.currency)
        views = (_of(row, -held.get(Subject.parse(row.subject), nothing)) for row in rows)
        return tuple((view, view.due(on)) for view in views)

    def _rows(self) -> Iterator[SubjectRow]:
        sql = "SELECT subject FROM irman_subject WHERE book = ? AND subject >= 'share:' AND subject < 'share;'"
        found = self._view.reader.subjects([subject for (subject,) in self._view.port.rows(sql, (self._view.identity.book,))])
        return (row for row in sorted(found, key=lambda row: row.subject) if row.state is not None)


def _of(row: SubjectRow, balance: Money) -> ShareView:
    state: Any = row.state
    return ShareView(
        no=state.no,
        member=state.member,
        product=state.product,
        control=state.control,
        opened_on=state.opened_on,
        closed_on=state.closed_on,
        waits=state.waits,
        balance=balance,
        _carried=state.carried or Money.zero(balance.currency),
        _billed=state.billed,
    )
