"""Months are closed in order, when they are over and their clearing accounts are zero."""

from __future__ import annotations

from irman_ledger.books.charter import CloseMonth, MonthClosed
from irman_ledger.books.refusals import ClearingNotZeroError, MonthNotOverError, MonthOrderError
from irman_ledger.books.unit import Decision, Unit
from irman_ledger.core.calendar import Month
from irman_ledger.core.evidence.merkle import frontier_root
from irman_ledger.core.money import Money

READ_NETS = """SELECT account, sum(debit) - sum(credit) FROM irman_month_balance WHERE book = ? AND period <= ?
GROUP BY account ORDER BY account"""


def next_to_close(unit: Unit) -> Month:
    """The month after the last closed one, or the book's first."""
    closed_to = unit.head.closed_to
    return Month(closed_to // 100, closed_to % 100).next() if closed_to else Month.of(unit.identity.begins_on)


def decide_closing(unit: Unit, command: CloseMonth) -> Decision:
    """Whether the month can be closed now, and the totals it closes with."""
    month, wanted = command.month, next_to_close(unit)
    if month != wanted:
        raise MonthOrderError(field="month", month=month, wanted=wanted)
    if unit.today <= month.last_day:
        raise MonthNotOverError(field="month", month=month, today=unit.today)
    unit.flush()
    version, bylaws = unit.shelf.on(month.last_day)
    currency = unit.identity.currency
    debit = credit = 0
    for code, net in unit.reader.port.rows(READ_NETS, (unit.identity.book, month.period)):
        account = bylaws.chart[code]
        balance = Money(int(net), currency)
        if account.is_clearing and balance:
            raise ClearingNotZeroError(field="month", account=code, month=month, balance=balance)
        if not account.is_memorandum:
            debit += max(balance.minor, 0)
            credit += max(-balance.minor, 0)
    event = MonthClosed(
        on=month.last_day,
        month=month,
        size=unit.head.size,
        root=frontier_root(unit.head.size, unit.head.frontier).hex(),
        debit=Money(debit, currency),
        credit=Money(credit, currency),
    )
    return Decision(subject="book:BOOK", event=event, entry=None, state=None, index=None, bylaws_version=version, bylaws=bylaws)
