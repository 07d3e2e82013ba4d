"""Every loan with what it owes, how late it is, its grade and its allowance (daftar nominatif pinjaman)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.core.prudence import warnings
from irman_ledger.reports.paper import BLANK, Column, Layout, Row, Statement, same
from irman_ledger.reports.registers.portfolio import NOT_GRADED, ListedLoan, Portfolio, check_ties, counted, read_portfolio
from irman_ledger.reports.source import BookSource

LAYOUT = Layout(
    name="nominative",
    title=Label("Daftar nominatif pinjaman", "Nominative list of loans"),
    texts=(
        Column("loan", Label("No.", "No.")),
        Column("lent_on", Label("Cair", "Lent on")),
        Column("due_on", Label("Jatuh tempo", "Due on")),
        Column("days", Label("Hari", "Days")),
    ),
    label=Label("Peminjam dan produk", "Borrower and product"),
    columns=(
        Column("lent", Label("Pinjaman", "Lent")),
        Column("outstanding", Label("Sisa pokok", "Principal left")),
        Column("late_principal", Label("Tunggakan pokok", "Principal late")),
        Column("late_interest", Label("Tunggakan jasa", "Interest late")),
        Column("allowance", Label("Penyisihan", "Allowance")),
    ),
    remark=Column("grade", Label("Kolektibilitas", "Grade")),
)
_UNDONE = Label("dibalik kemudian", "reversed later")
_NOTE = Label(
    "Hari: umur tunggakan tertua, pokok atau jasa. Sisa pokok dan penyisihan sama dengan buku besar.",
    "Days: the age of the oldest arrears, principal or interest. Principal left and allowance equal the ledger.",
)


def build_nominative(portfolio: Portfolio) -> Statement:
    """The list, a group for each control account with its sum.

    Raises
    ------
    StatementDoesNotTieError
        ``report.does-not-tie``
    """
    check_ties(portfolio, LAYOUT)
    rows: list[Row] = []
    for account, loans in groupby(portfolio.loans, key=lambda one: one.account):
        rows += [*([BLANK] if rows else []), *_group(account, tuple(loans), portfolio)]
    many = counted(len(portfolio.loans))
    label = Label(f"Jumlah, {many.id}", f"Total, {many.en}")
    rows.append(_sum("total", label, portfolio.loans, portfolio, is_total=True))
    return Statement(
        layout=LAYOUT,
        owner=portfolio.bylaws.name,
        dated=portfolio.dated,
        currency=portfolio.bylaws.currency,
        rows=tuple(rows),
        notes=(_NOTE, *warnings(portfolio.above)),
        stamp=portfolio.stamp,
    )


def _group(account: str, loans: tuple[ListedLoan, ...], portfolio: Portfolio) -> Iterator[Row]:
    chart = portfolio.bylaws.chart
    name = Label(f"{account} {chart[account].label.id}", f"{account} {chart[account].label.en}") if account else _UNDONE
    yield Row(key=account, label=name, kind="heading")
    for one in loans:
        yield _loan(one)
    many = counted(len(loans))
    label = Label(f"Jumlah {account}, {many.id}", f"Total {account}, {many.en}")
    yield _sum(f"{account}.total", label, loans, portfolio, is_total=False)


def _loan(one: ListedLoan) -> Row:
    found = one.findings
    if found is None:
        amounts = (None, one.outstanding, None, None, one.booked)
        return Row(key=one.no, label=_UNDONE, texts=(one.no, None, None, None), amounts=amounts)
    late = found.arrears
    return Row(
        key=one.no,
        label=_borrower(one),
        texts=(one.no, one.lent_on, one.due_on, str(found.days) if found.days else "-"),
        amounts=(one.lent, one.outstanding, late.principal, late.interest, one.booked),
        remark=NOT_GRADED if found.grade is None else found.grade.label,
    )


def _borrower(one: ListedLoan) -> Label:
    names = one.name if isinstance(one.name, Label) else same(str(one.name))
    return Label(f"{one.member} {names.id}, {one.product}", f"{one.member} {names.en}, {one.product}")


def _sum(key: str, label: Label, loans: tuple[ListedLoan, ...], portfolio: Portfolio, *, is_total: bool) -> Row:
    found, currency = [one.findings for one in loans if one.findings is not None], portfolio.bylaws.currency
    amounts = (
        Money.total((one.lent for one in loans if one.lent is not None), currency),
        Money.total((one.outstanding for one in loans), currency),
        Money.total((one.arrears.principal for one in found), currency),
        Money.total((one.arrears.interest for one in found), currency),
        Money.total((one.booked for one in loans), currency),
    )
    return Row(key=key, label=label, kind="total" if is_total else "subtotal", texts=(None,) * 4, amounts=amounts)


def nominative(book: BookSource, *, as_of: Month | date, stamped: bool = False) -> Statement:
    """Every loan that owes something, with its arrears, grade and allowance (Daftar nominatif pinjaman).

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
    return build_nominative(read_portfolio(book, as_of, stamped=stamped, with_names=True))
