"""The register of inventories and biological assets, which adds up to their control accounts (daftar persediaan)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from irman_ledger.books.lives import Kept
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.core.rounding import HALF_UP, round_ratio
from irman_ledger.reports.dates import check_begun, day_of, heading_of_days, whole_month
from irman_ledger.reports.paper import Column, Fact, Layout, Row, Statement, same
from irman_ledger.reports.source import BookSource, stamp_of
from irman_ledger.reports.ties import tied

if TYPE_CHECKING:
    from irman_ledger.books.stock_reader import StockPosition

LAYOUT = Layout(
    name="stock-list",
    title=Label("Daftar persediaan dan aset biologis", "Register of inventories and biological assets"),
    texts=(
        Column("item", Label("No.", "No.")),
        Column("product", Label("Jenis", "Kind")),
        Column("fund", Label("Dana", "Fund")),
        Column("group", Label("Kelompok", "Group")),
        Column("counted_on", Label("Opname", "Counted")),
        Column("quantity", Label("Kuantitas", "Quantity")),
        Column("unit", Label("Satuan", "Unit")),
    ),
    label=Label("Uraian", "Description"),
    columns=(
        Column("unit_value", Label("Nilai satuan", "Unit value")),
        Column("cost", Label("Sebelum penurunan", "Before write-down")),
        Column("written_down", Label("Penurunan nilai", "Written down")),
        Column("carrying", Label("Nilai tercatat", "Carrying amount")),
    ),
)


def stock_list(book: BookSource, *, as_of: Month | date, stamped: bool = False) -> Statement:
    """The items that there is something of at the end of a day or month (Daftar persediaan).

    The unit value is the carrying amount by the quantity, rounded half up to the sen; it is shown and never booked.

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
        ``report.does-not-tie``: it does not add up to the control accounts.
    """
    check_begun(book, as_of, field="as_of")
    on = day_of(as_of)
    with book.read() as view:
        bylaws = view.bylaws_on(on)
        positions = view.stock.positions(on)
        listed = [one for one in positions if one.state.quantity or one.carrying]
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
    return {account.code for account in bylaws.chart if account.subject_kind == "stock"}


def _sum(listed: Sequence[StockPosition], code: str, currency: str) -> Money:
    return Money.total((one.carrying for one in listed if one.state.account == code), currency)


def _row(one: StockPosition) -> Row:
    state = one.state
    texts = (state.no, state.product, state.fund, state.group, state.counted_on, state.quantity.text(), state.unit)
    return Row(key=state.no, label=same(state.description), texts=texts, amounts=(_unit_value(one), *_amounts(one)))


def _unit_value(one: StockPosition) -> Money | None:
    if not one.state.quantity:
        return None
    return Money(round_ratio(one.carrying.minor * 100, one.state.quantity.hundredths, HALF_UP), one.carrying.currency)


def _amounts(one: StockPosition) -> tuple[Money, Money, Money]:
    written_down = one.state.written_down or Money.zero(one.carrying.currency)
    return one.carrying + written_down, written_down, one.carrying


def _total(listed: Sequence[StockPosition], currency: str) -> Row:
    columns = zip(*(_amounts(one) for one in listed), strict=True) if listed else ((), (), ())
    amounts = tuple(Money.total(column, currency) for column in columns)
    return Row(key="total", label=Label("Jumlah", "Total"), kind="total", texts=(None,) * 7, amounts=(None, *amounts))


def _named(code: str, bylaws: Bylaws) -> Label:
    label = bylaws.chart[code].label
    return Label(f"{code} {label.id}", f"{code} {label.en}")
