"""Loans by the age of their arrears (umur tunggakan)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.reports.paper import Column, Layout, Row, Statement
from irman_ledger.reports.registers.portfolio import ListedLoan, Portfolio, check_ties, counted, percent, read_portfolio
from irman_ledger.reports.source import BookSource

LAYOUT = Layout(
    name="aging",
    title=Label("Umur tunggakan pinjaman", "Aging of loan arrears"),
    texts=(),
    label=Label("Umur tunggakan", "Age of arrears"),
    columns=(
        Column("outstanding", Label("Sisa pokok", "Principal left")),
        Column("late_principal", Label("Tunggakan pokok", "Principal late")),
        Column("late_interest", Label("Tunggakan jasa", "Interest late")),
    ),
    remark=Column("share", Label("Bagian", "Share")),
)
BUCKETS: Final = (0, 30, 60, 90, 180, 270)
"""The last day of each bucket; the one behind them has no end."""
_AT_RISK: Final = 30
_NONE = Label("tidak menunggak", "not late")
_NOTE = Label(
    "Tiap pinjaman masuk menurut tunggakannya yang tertua, pokok atau jasa. Sisa pokok sama dengan buku besar.",
    "Each loan stands by its oldest arrears, principal or interest. Principal left equals the ledger.",
)


def build_aging(portfolio: Portfolio) -> Statement:
    """The loans by age; `amount("at_risk")` is the principal of those that are late by more than 30 days.

    Raises
    ------
    StatementDoesNotTieError
        ``report.does-not-tie``
    """
    check_ties(portfolio, LAYOUT)
    whole, currency = Money.total((one.outstanding for one in portfolio.loans), portfolio.bylaws.currency), portfolio.bylaws.currency
    rows = tuple(_rows(portfolio.loans, whole, currency))
    at_risk = Money.total((one.outstanding for one in portfolio.loans if _days(one) > _AT_RISK), currency)
    share = percent(at_risk, whole)
    risk = Label(
        f"Pinjaman yang menunggak lebih dari {_AT_RISK} hari (PAR{_AT_RISK}): {at_risk.text()}, {share.id} dari sisa pokok.",
        f"Loans late by more than {_AT_RISK} days (PAR{_AT_RISK}): {at_risk.text()}, {share.en} of the principal left.",
    )
    return Statement(
        layout=LAYOUT,
        owner=portfolio.bylaws.name,
        dated=portfolio.dated,
        currency=currency,
        rows=rows,
        notes=(risk, _NOTE),
        stamp=portfolio.stamp,
        figures={"at_risk": (at_risk,)},
    )


def _days(one: ListedLoan) -> int:
    return 0 if one.findings is None else one.findings.days


def _rows(loans: Sequence[ListedLoan], whole: Money, currency: str) -> Iterator[Row]:
    after = -1
    for last in (*BUCKETS, None):
        inside = [one for one in loans if after < _days(one) and (last is None or _days(one) <= last)]
        yield _row(f"to_{last}" if last is not None else "beyond", _bucket(after, last), inside, whole, currency)
        after = after if last is None else last
    yield _row("total", Label("Jumlah", "Total"), loans, whole, currency, is_total=True)


def _bucket(after: int, last: int | None) -> Label:
    if last == 0:
        return _NONE
    if last is None:
        return Label(f"lebih dari {after} hari", f"over {after} days")
    return Label(f"{after + 1} - {last} hari", f"{after + 1} - {last} days")


def _row(key: str, label: Label, loans: Sequence[ListedLoan], whole: Money, currency: str, *, is_total: bool = False) -> Row:
    found = [one.findings.arrears for one in loans if one.findings is not None]
    amounts = (
        Money.total((one.outstanding for one in loans), currency),
        Money.total((one.principal for one in found), currency),
        Money.total((one.interest for one in found), currency),
    )
    many = counted(len(loans))
    name = Label(f"{label.id} ({many.id})", f"{label.en} ({many.en})")
    return Row(key=key, label=name, kind="total" if is_total else "line", amounts=amounts, remark=percent(amounts[0], whole))


def aging(book: BookSource, *, as_of: Month | date, stamped: bool = False) -> Statement:
    """The loans by the age of their arrears (Umur tunggakan pinjaman).

    Parameters
    ----------
    as_of
        As booked up to this day, or to the end of this month.
    stamped
        Print the book and its checkpoint, size and root of its log, at the foot.

    Raises
    ------
    StatementDoesNotTieError
        ``report.does-not-tie``: the list does not add up to the control accounts.
    BeforeBookError
        ``report.before-book``
    """
    return build_aging(read_portfolio(book, as_of, stamped=stamped))
