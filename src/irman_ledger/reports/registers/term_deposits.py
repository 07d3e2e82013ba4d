"""The register of term deposits: what was placed, until when, at what rate, and what it earned (daftar simpanan berjangka)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from irman_ledger.coop.savings.interest_terms import expense_accounts, interest_accounts
from irman_ledger.coop.savings.placement import Rollover
from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.core.prudence import AboveCap, prudence_on, warnings
from irman_ledger.reports.dates import heading_of_days
from irman_ledger.reports.paper import Column, Layout, Row, Statement
from irman_ledger.reports.registers.savings_book import ListedAccount, SavingsBook, read_savings
from irman_ledger.reports.source import BookSource
from irman_ledger.reports.ties import tied

LAYOUT = Layout(
    name="term-deposits",
    title=Label("Daftar simpanan berjangka", "Register of term deposits"),
    texts=(
        Column("deposit", Label("No.", "No.")),
        Column("placed_on", Label("Penempatan", "Placed on")),
        Column("due_on", Label("Jatuh tempo", "Due on")),
        Column("rate", Label("Tarif", "Rate")),
    ),
    label=Label("Anggota", "Member"),
    columns=(
        Column("principal", Label("Pokok", "Principal")),
        Column("earned", Label("Jasa diperoleh", "Interest earned")),
        Column("credited", Label("Jasa dibayar", "Interest paid")),
        Column("accrued", Label("Akrual di buku", "Accrued in the books")),
    ),
    remark=Column("rollover", Label("ARO", "Renews")),
)
_ROLLOVERS: Final[Mapping[Rollover, Label]] = {
    "none": Label("tidak", "no"),
    "principal": Label("pokok", "principal"),
    "principal-and-interest": Label("pokok+jasa", "all"),
}
_ENDED = Label("berakhir", "ended")
_OTHERS = Label("Bukan simpanan berjangka", "Not term deposits")
_NOTE = Label(
    "Jasa diperoleh: sejak penempatan pertama sampai hari ini, sebelum pajak. Pokok sama dengan buku besar."
    " ARO: yang ditempatkan lagi saat jatuh tempo.",
    "Interest earned: since the first placement up to this day, before tax. The principal equals the ledger."
    " Renews: what is placed anew when due.",
)


def term_deposits(book: BookSource, *, as_of: Month | date, stamped: bool = False) -> Statement:
    """Every term deposit that runs or waits to be paid out at the end of a day or month (Daftar simpanan berjangka).

    Each stands there with the term that ran on the day. What the deposits hold, with what else their control accounts hold, is the
    balance of these accounts in the ledger of that day. What was earned and not paid is accrued by the end of a month, so that on
    other days the books may know less of it.

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
        ``report.does-not-tie``
    """
    found = read_savings(book, as_of, is_listed=lambda one: one.state.placement is not None, stamped=stamped)
    paper = Statement(
        layout=LAYOUT,
        owner=found.bylaws.name,
        dated=heading_of_days((found.on,)),
        currency=found.bylaws.currency,
        rows=tuple(_rows(found)),
        facts=found.facts(),
        notes=(_NOTE, *warnings(_above(found))),
        stamp=found.stamp,
    )
    return tied(paper, found.checks)


def _above(found: SavingsBook) -> Iterator[AboveCap]:
    """The deposits that run above a cap in force on the day."""
    prudence = prudence_on(found.bylaws, found.on)
    if prudence is None:
        return
    for state in (one.position.state for one in found.accounts):
        if state.placement is not None and state.placement.ended_on is None:
            above = prudence.exceeded("deposit", state.no, state.placement.rate, "savings_rate")
            if above is not None:
                yield above


def _rows(found: SavingsBook) -> Iterator[Row]:
    nothing = Money.zero(found.bylaws.currency)
    expenses = expense_accounts(found.bylaws)
    every = interest_accounts(found.bylaws)
    sums = [nothing] * 4
    for one in found.accounts:
        credited, accrued = -one.position.on(*every), one.position.on(*(every - expenses))
        row = _deposit(one, found.on, credited, accrued)
        sums = [total + (amount or nothing) for total, amount in zip(sums, row.amounts, strict=True)]
        yield row
    if found.others:
        yield Row(key="others", label=_OTHERS, texts=(None,) * 4, amounts=(found.others, None, None, None))
    total = (sums[0] + found.others, *sums[1:])
    yield Row(key="total", label=Label("Jumlah", "Total"), kind="total", texts=(None,) * 4, amounts=total)


def _deposit(one: ListedAccount, on: date, credited: Money, accrued: Money) -> Row:
    state, placement = one.position.state, one.position.state.placement
    assert placement is not None, "only deposits were asked for"
    is_running = placement.ended_on is None
    return Row(
        key=state.no,
        label=one.saver,
        texts=(state.no, placement.begins_on, placement.matures_on, Label(placement.rate.text("id"), placement.rate.text("en"))),
        amounts=(one.balance, placement.earned(on + timedelta(days=1)), credited, accrued),
        remark=_ROLLOVERS[placement.rollover] if is_running else _ENDED,
    )
