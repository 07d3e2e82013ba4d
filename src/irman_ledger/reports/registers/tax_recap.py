"""The month's interest on savings and the final tax withheld from it, member by member (rekapitulasi PPh final jasa simpanan)."""

from __future__ import annotations

from collections.abc import Iterator

from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.reports.dates import Months, check_begun, heading_of_months, months_of
from irman_ledger.reports.paper import Column, Layout, Row, Statement, same
from irman_ledger.reports.registers.names import ERASED
from irman_ledger.reports.registers.tax_book import TaxBook, read_tax
from irman_ledger.reports.source import BookSource, ViewSource, stamp_of
from irman_ledger.reports.ties import tied

LAYOUT = Layout(
    name="tax-recap",
    title=Label("Rekapitulasi PPh final jasa simpanan", "Final tax on interest on savings"),
    texts=(Column("member", Label("Anggota", "Member")),),
    label=Label("Nama", "Name"),
    columns=(
        Column("interest", Label("Jasa bruto", "Interest")),
        Column("tax", Label("PPh final", "Final tax")),
        Column("net", Label("Jasa bersih", "Net")),
    ),
)


def tax_recap(book: BookSource, *, period: Months, stamped: bool = False) -> Statement:
    """What members were credited of interest in a month or some months, and the tax on it (Rekapitulasi PPh final jasa simpanan).

    A member who was withheld nothing stands there too, since a slip is due at 0 % as well. Reversals of the period count in it. The tax
    is what the entries of interest credited to the tax account of the ledger.

    Parameters
    ----------
    period
        By booking month.
    stamped
        Print the book and its checkpoint, size and root of its log, at the foot.

    Raises
    ------
    BeforeBookError
        ``report.before-book``
    StatementDoesNotTieError
        ``report.does-not-tie``: what was withheld and what was paid on is not what moved on the tax account.
    """
    first, last = span = months_of(period)
    check_begun(book, first, field="period")
    with book.read() as view:
        bylaws = view.bylaws_on(last.last_day)
        found = read_tax(view, span, bylaws)
        paper = Statement(
            layout=LAYOUT,
            owner=bylaws.name,
            dated=heading_of_months((span,)),
            currency=bylaws.currency,
            rows=tuple(_rows(view, found, bylaws.currency)),
            stamp=stamp_of(book, view, stamped),
        )
        return tied(paper, found.checks)


def _rows(view: ViewSource, found: TaxBook, currency: str) -> Iterator[Row]:
    sums: dict[str, tuple[Money, Money]] = {}
    nothing = Money.zero(currency)
    for one in found.credited:
        interest, tax = sums.get(one.member, (nothing, nothing))
        sums[one.member] = interest + one.interest, tax + one.tax
    for member, (interest, tax) in sorted(sums.items()):
        if interest or tax:
            name = view.members.get(member).name.value
            label = ERASED if name is None else same(name)
            yield Row(key=member, label=label, texts=(member,), amounts=(interest, tax, interest - tax))
    interest, tax = (Money.total((each[no] for each in sums.values()), currency) for no in (0, 1))
    label = Label("Jumlah", "Total")
    yield Row(key="total", label=label, kind="total", texts=(None,), amounts=(interest, tax, interest - tax))
