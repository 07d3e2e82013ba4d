"""The trial balance (neraca saldo): always printed, memorandum accounts apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from irman_ledger.core.balances import Balances
from irman_ledger.core.calendar import Month
from irman_ledger.core.chart import Chart
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.reports.dates import heading_of_days, read_days
from irman_ledger.reports.paper import BLANK, NO_LABEL, Column, Layout, Row, Stamp, Statement
from irman_ledger.reports.source import BookSource

LAYOUT = Layout(
    name="trial-balance",
    title=Label("Neraca saldo", "Trial balance"),
    texts=(Column("account", Label("Kode", "Code")),),
    label=Label("Nama akun", "Account"),
    columns=(Column("debit", Label("Debit", "Debit")), Column("credit", Label("Kredit", "Credit"))),
)
_UNKNOWN = Label("(tidak ada dalam bagan akun)", "(not in the chart)")
_MEMORANDUM = Label("Akun administratif (memorandum)", "Memorandum accounts")
_NOTE = Label(
    "PERHATIAN: jumlah debit dan kredit tidak sama. Periksa buku dengan `irman verify`.",
    "ATTENTION: debits and credits are not equal. Check the book with `irman verify`.",
)


def build_trial_balance(
    balances: Balances, chart: Chart, *, owner: str = "", dated: Label = NO_LABEL, zeros: bool = False, stamp: Stamp | None = None
) -> Statement:
    """The trial balance of these balances, units and funds added, in chart order.

    It refuses nothing: accounts that the chart does not have come last, and a difference is shown as such.
    """
    nets = {code: turnover.net for code, turnover in balances.by_account().items()}
    main = [a.code for a in chart if not a.is_memorandum] + sorted(code for code in nets if code not in chart)
    memorandum = [a.code for a in chart if a.is_memorandum]
    books = tuple(_part(main, nets, chart, balances.currency, zeros, "total"))
    aside = tuple(_part(memorandum, nets, chart, balances.currency, zeros, "total_memorandum"))
    rows = books
    if len(aside) > 1:  # more than its total: there is something to show
        rows = (*books, BLANK, Row(key="memorandum", label=_MEMORANDUM, kind="heading"), *aside)
    is_even = not any(row.key.startswith("difference") for row in rows)
    return Statement(
        layout=LAYOUT,
        owner=owner,
        dated=dated,
        currency=balances.currency,
        rows=rows,
        notes=() if is_even else (_NOTE,),
        stamp=stamp,
    )


def _part(codes: Sequence[str], nets: dict[str, int], chart: Chart, currency: str, zeros: bool, total: str) -> Iterator[Row]:
    debit = credit = 0
    for code in codes:
        net = nets.get(code, 0)
        if not net and not zeros:
            continue
        debit, credit = debit + max(net, 0), credit + max(-net, 0)
        label = chart[code].label if code in chart else _UNKNOWN
        yield Row(key=code, label=label, texts=(code,), amounts=_sides(net, currency))
    sums = (Money(debit, currency), Money(credit, currency))
    yield Row(key=total, label=Label("Jumlah", "Total"), kind="total", texts=("",), amounts=sums)
    if debit != credit:
        gap = Label("Selisih", "Difference")
        yield Row(key=total.replace("total", "difference"), label=gap, texts=("",), amounts=_sides(debit - credit, currency))


def _sides(net: int, currency: str) -> tuple[Money | None, Money | None]:
    return (None, Money(-net, currency)) if net < 0 else (Money(net, currency), None)


def trial_balance(
    book: BookSource, *, as_of: Month | date, known_at: int | None = None, zeros: bool = False, stamped: bool = False
) -> Statement:
    """The trial balance at the end of a day or a month (Neraca saldo); it is printed whatever it shows.

    Parameters
    ----------
    known_at
        As the book stood before this seq was recorded.
    zeros
        Print accounts with a balance of zero too.
    stamped
        Print the book and its checkpoint, size and root of its log, at the foot.

    Raises
    ------
    BeforeBookError
        ``report.before-book``
    """
    read = read_days(book, (as_of,), known_at=known_at, stamped=stamped, with_earlier=False)
    return build_trial_balance(
        read.figures[0].balances,
        read.bylaws.chart,
        owner=read.bylaws.name,
        dated=heading_of_days((as_of,)),
        zeros=zeros,
        stamp=read.stamp,
    )
