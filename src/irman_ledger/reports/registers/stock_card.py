"""The card of one item of inventory or biological assets, in quantity and value (kartu persediaan)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from irman_ledger.books.lives import Kept
from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject
from irman_ledger.reports.dates import check_begun, day_of, heading_of_days
from irman_ledger.reports.paper import Column, Fact, Layout, Row, Statement, same
from irman_ledger.reports.source import BookSource, stamp_of
from irman_ledger.reports.ties import tied

if TYPE_CHECKING:
    from irman_ledger.books.stock_reader import StockMovement

LAYOUT = Layout(
    name="stock-card",
    title=Label("Kartu persediaan", "Stock card"),
    texts=(
        Column("on", Label("Tanggal", "Date")),
        Column("quantity_in", Label("Masuk", "In")),
        Column("quantity_out", Label("Keluar", "Out")),
        Column("quantity", Label("Sisa", "Left")),
    ),
    label=Label("Uraian", "Description"),
    columns=(
        Column("value_in", Label("Nilai masuk", "Value in")),
        Column("value_out", Label("Nilai keluar", "Value out")),
        Column("balance", Label("Saldo", "Balance")),
    ),
)


def stock_card(book: BookSource, item: str, *, as_of: Month | date, stamped: bool = False) -> Statement:
    """Every movement of an item up to the end of a day or month, with what is left after each (Kartu persediaan).

    What was reversed by that day is left out.

    Parameters
    ----------
    item
        The number of the item.
    as_of
        As booked up to this day, or to the end of this month.
    stamped
        Print the book and its checkpoint, size and root of its log, at the foot.

    Raises
    ------
    BeforeBookError
        ``report.before-book``
    UnknownSubjectError
        ``subject.unknown``
    StatementDoesNotTieError
        ``report.does-not-tie``: it does not add up to what the item stands at in the ledger.
    """
    check_begun(book, as_of, field="as_of")
    on = day_of(as_of)
    with book.read() as view:
        bylaws, card = view.bylaws_on(on), view.stock.card(item, on)
        state, running, rows = card.state, Money.zero(bylaws.currency), []
        for movement in card.movements:
            running += movement.amount
            rows.append(_row(movement, running))
        kept = view.subject_balances(state.account, on).get(Subject("stock", item), Money.zero(bylaws.currency))
        paper = Statement(
            layout=LAYOUT,
            owner=bylaws.name,
            dated=heading_of_days((on,)),
            currency=bylaws.currency,
            rows=tuple(rows),
            facts=(
                Fact("item", Label("Barang", "Item"), same(f"{state.no} {state.description}")),
                Fact("unit", Label("Satuan", "Unit"), same(state.unit)),
                Fact("product", Label("Jenis", "Kind"), same(state.product)),
                Fact("control", Label("Akun", "Account"), same(state.account)),
            ),
            stamp=stamp_of(book, view, stamped),
        )
    return tied(paper, (Kept(state.account, kept, running),))


def _row(movement: StockMovement, running: Money) -> Row:
    before, after = movement.before.quantity, movement.state.quantity
    came = (after - before).text() if after > before else None
    left = (before - after).text() if after < before else None
    amount = movement.amount
    return Row(
        key=str(movement.seq),
        label=same(movement.narration),
        texts=(movement.value_on, came, left, after.text()),
        amounts=(amount if amount.minor > 0 else None, -amount if amount.minor < 0 else None, running),
    )
