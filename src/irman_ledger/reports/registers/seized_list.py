"""The register of foreclosed collateral, which adds up to its control account (daftar agunan yang diambil alih)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from irman_ledger.books.lives import Kept
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.reports.dates import check_begun, day_of, heading_of_days, whole_month
from irman_ledger.reports.paper import Column, Fact, Layout, Row, RowKind, Statement
from irman_ledger.reports.source import BookSource, stamp_of
from irman_ledger.reports.ties import tied

if TYPE_CHECKING:
    from irman_ledger.books.seized_positions import SeizedPosition

LAYOUT = Layout(
    name="seized-list",
    title=Label("Daftar agunan yang diambil alih", "Register of foreclosed collateral"),
    texts=(
        Column("seized", Label("No.", "No.")),
        Column("taken_on", Label("Diambil alih", "Taken over")),
        Column("valued_on", Label("Dinilai", "Valued")),
        Column("loan", Label("Pinjaman", "Loan")),
    ),
    label=Label("Uraian", "Description"),
    columns=(
        Column("cost", Label("Nilai perolehan", "Cost")),
        Column("written_down", Label("Penurunan nilai", "Written down")),
        Column("carrying", Label("Nilai tercatat", "Carrying amount")),
        Column("surplus", Label("Terutang kepada anggota", "Owed to the member")),
    ),
)


def seized_list(book: BookSource, *, as_of: Month | date, stamped: bool = False) -> Statement:
    """The foreclosed collateral that is held at the end of a day or month (Daftar agunan yang diambil alih).

    What is gone stays on the list as long as something is owed to its member.

    Parameters
    ----------
    as_of
        As booked up to this day, or to the end of this month.
    stamped
        Print the book and its checkpoint, size and root of its log, at the foot.

    Raises
    ------
    BeforeBookError
        ``report.before-book``
    StatementDoesNotTieError
        ``report.does-not-tie``: it does not add up to the control account.
    """
    check_begun(book, as_of, field="as_of")
    on = day_of(as_of)
    with book.read() as view:
        bylaws = view.bylaws_on(on)
        positions = view.loans.seized(on)
        listed = [one for one in positions if one.state.closed_on is None or one.carrying or one.state.surplus]
        balances = view.balances(as_of=whole_month(as_of))
        ledger = {code: balances.net(code) for code in sorted(_controls(bylaws) | {one.state.account for one in positions})}
        paper = Statement(
            layout=LAYOUT,
            owner=bylaws.name,
            dated=heading_of_days((on,)),
            currency=bylaws.currency,
            rows=(*(_row(one) for one in listed), _total(listed, bylaws.currency)),
            facts=tuple(Fact(f"control.{code}", _named(code, bylaws), amount) for code, amount in ledger.items()),
            stamp=stamp_of(book, view, stamped),
        )
    checks = (Kept(code, amount, _sum(listed, code, amount.currency)) for code, amount in ledger.items())
    return tied(paper, checks)


def _controls(bylaws: Bylaws) -> set[str]:
    return {account.code for account in bylaws.chart if account.subject_kind == "seized"}


def _sum(listed: Sequence[SeizedPosition], code: str, currency: str) -> Money:
    return Money.total((one.carrying for one in listed if one.state.account == code), currency)


def _row(one: SeizedPosition) -> Row:
    state = one.state
    who = Label(f"{state.member}, {state.description}", f"{state.member}, {state.description}")
    return Row(
        key=state.no,
        label=who,
        texts=(state.no, state.opened_on, state.valued_on, state.loan),
        amounts=_amounts(one),
    )


def _amounts(one: SeizedPosition) -> tuple[Money | None, Money | None, Money | None, Money | None]:
    surplus = one.state.surplus
    if one.state.closed_on is not None and not one.carrying:
        return None, None, None, surplus
    return one.state.cost, one.state.cost - one.carrying, one.carrying, surplus


def _total(listed: Sequence[SeizedPosition], currency: str) -> Row:
    columns = zip(*(_amounts(one) for one in listed), strict=True) if listed else ((), (), (), ())
    amounts = tuple(Money.total((amount for amount in column if amount is not None), currency) for column in columns)
    kind: RowKind = "total"
    return Row(key="total", label=Label("Jumlah", "Total"), kind=kind, texts=(None,) * 4, amounts=amounts)


def _named(code: str, bylaws: Bylaws) -> Label:
    label = bylaws.chart[code].label
    return Label(f"{code} {label.id}", f"{code} {label.en}")
