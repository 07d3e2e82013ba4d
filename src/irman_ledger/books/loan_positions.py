"""All loans of a book with their plans and balances on a day, read in three statements however many they are."""

from __future__ import annotations

from datetime import date
from typing import Literal

from irman_ledger.books.reader import SEALED, Reader, day
from irman_ledger.coop.loans.assessing import LoanPosition
from irman_ledger.core.money import Money
from irman_ledger.core.schedule import Instalment

_LOANS = "subject >= 'loan:' AND {0}subject < 'loan;'"
_SUBJECTS = f"""SELECT subject, member, group_no, product, opened_on, closed_on, state FROM irman_subject
WHERE book = ? AND {_LOANS.format("")} ORDER BY subject"""
_BALANCES = f"""SELECT l.subject, l.account, sum(l.amount) FROM {SEALED} WHERE l.book = ? AND l.{_LOANS.format("l.")}
 AND substr(l.subject, 1, 5) <> 'cash:' AND l.{{by}} <= ? GROUP BY l.subject, l.account"""
_PLANS = f"""SELECT s.subject, s.no, s.due_on, s.principal, s.interest FROM irman_schedule s JOIN (
 SELECT x.subject, max(x.seq) AS seq FROM irman_schedule x JOIN irman_record r ON r.book = x.book AND r.seq = x.seq
 WHERE x.book = ? AND x.{_LOANS.format("x.")} AND r.{{by}} <= ? GROUP BY x.subject
) v ON v.subject = s.subject AND v.seq = s.seq WHERE s.book = ? ORDER BY s.subject, s.no"""


def loan_positions(reader: Reader, on: date, *, by: Literal["booked_on", "value_on"]) -> tuple[LoanPosition, ...]:
    """Every loan that stood at the end of a day, in order of number; one whose opening was reversed later is left out.

    Parameters
    ----------
    by
        The date by which a line, or a plan, belongs to the day.
    """
    book, currency, until = reader.book, reader.currency, on.isoformat()
    balances: dict[str, dict[str, Money]] = {}
    for subject, account, amount in reader.port.rows(_BALANCES.format(by=by), (book, until)):
        if amount:
            balances.setdefault(subject, {})[account] = Money(int(amount), currency)
    plans: dict[str, list[Instalment]] = {}
    for subject, no, due_on, principal, interest in reader.port.rows(_PLANS.format(by=by), (book, until, book)):
        line = Instalment(no=no, due_on=day(due_on), principal=Money(principal, currency), interest=Money(interest, currency))
        plans.setdefault(subject, []).append(line)
    rows = (reader.row_of(columns) for columns in reader.port.rows(_SUBJECTS, (book,)))
    return tuple(
        LoanPosition(loan=row.state, plan=tuple(plans[row.subject]), balances=balances.get(row.subject, {}))
        for row in rows
        if row is not None and row.subject in plans
    )
