"""The slip for the final tax withheld from a member's interest of a month (bukti potong PPh final)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from irman_ledger.coop.savings.tax import FinalTax, rule_of
from irman_ledger.coop.savings.taxing import Booked
from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate
from irman_ledger.reports.dates import check_begun, day_label, heading_of_months, months_of
from irman_ledger.reports.paper import BOARD, Column, Fact, Layout, Row, Statement, same
from irman_ledger.reports.refusals import NoSlipError, ReportInputError
from irman_ledger.reports.registers.names import ERASED
from irman_ledger.reports.registers.tax_book import Credited, read_tax
from irman_ledger.reports.source import BookSource, ViewSource, stamp_of
from irman_ledger.reports.ties import tied
from irman_ledger.reports.words import amount_in_words

LAYOUT = Layout(
    name="tax-slip",
    title=Label("Bukti pemotongan PPh final jasa simpanan", "Slip for final tax withheld on interest on savings"),
    texts=(
        Column("on", Label("Tanggal", "Date")),
        Column("account", Label("Simpanan", "Savings")),
        Column("voucher", Label("No. bukti", "Voucher no.")),
    ),
    label=Label("Uraian", "Narration"),
    columns=(
        Column("interest", Label("Jasa bruto", "Interest")),
        Column("tax", Label("PPh final", "Final tax")),
        Column("net", Label("Jasa bersih", "Net")),
    ),
)


def tax_slip(book: BookSource, member: str, *, period: Month, stamped: bool = False) -> Statement:
    """What a member was credited of interest in a month, and the tax withheld from it, also at 0 % (Bukti potong PPh final).

    It lists the records that the recap of the month adds up for this member, and is refused where that recap does not tie.

    Parameters
    ----------
    period
        One month, by booking; a reversal stands on the slip of the month in which it is booked.
    stamped
        Print the book and its checkpoint, size and root of its log, at the foot.

    Raises
    ------
    UnknownSubjectError
        ``subject.unknown``
    NoSlipError
        ``report.no-slip``: the member was credited nothing.
    ReportInputError
        ``report.input``: more than one month.
    BeforeBookError
        ``report.before-book``
    StatementDoesNotTieError
        ``report.does-not-tie``

    Notes
    -----
    The number is made of the month and the number of the member, as ``BP/2014-05/A-001``. There is one slip for the two, so that
    nothing booked or reversed later, for this member or another, gives it another number: a running count would move where a slip
    before it appears or falls away, and the number of the first voucher where that voucher is followed by one of an earlier day.
    """
    first, last = span = months_of(period)
    if first != last:
        raise ReportInputError(field="period", value=f"{first}..{last}", reason="must be one month")
    check_begun(book, first, field="period")
    with book.read() as view:
        bylaws = view.bylaws_on(last.last_day)
        who = _named(view, member)
        found = read_tax(view, span, bylaws)
        own = [one for one in found.credited if one.member == member]
        if not own:
            raise NoSlipError(field="member", member=member, month=first)
        total = _total(own, bylaws.currency)
        paper = Statement(
            layout=LAYOUT,
            owner=bylaws.name,
            dated=heading_of_months((span,)),
            currency=bylaws.currency,
            rows=tuple(_rows(own, total)),
            facts=(
                Fact("number", Label("Nomor", "Number"), f"BP/{first}/{member}"),
                Fact("member", Label("Anggota", "Member"), who),
                *_rules(first, found.policies),
            ),
            notes=tuple(_words(total.amounts[1])),
            signatures=BOARD[2:],
            stamp=stamp_of(book, view, stamped),
        )
        return tied(paper, found.checks)


def _named(view: ViewSource, member: str) -> Label:
    name = view.members.get(member).name.value
    shown = ERASED if name is None else same(name)
    return Label(f"{member} {shown.id}", f"{member} {shown.en}")


def _rules(month: Month, policies: Iterable[Booked]) -> Iterator[Fact]:
    """The rule of the month; twice where products treat the threshold itself differently."""
    flags = {one.withholding.is_taxed_at_threshold for one in policies if one.withholding is not None}
    for flag in sorted(flags):
        rule = rule_of(month, is_taxed_at_threshold=flag)
        yield Fact("rule.at-threshold" if flag else "rule", Label("Aturan", "Rule"), _rule(rule))


def _rule(rule: FinalTax) -> Label:
    part, since = Rate.once(rule.part).plain().rpartition("/")[0], day_label(rule.from_on)
    above = Label("mulai", "from") if rule.is_taxed_at_threshold else Label("di atas", "above")
    return Label(
        f"{rule.source}, sejak {since.id}: {above.id} {rule.threshold} sebulan {part.replace('.', ',')} dari seluruh jasa, selain itu 0%",
        f"{rule.source}, since {since.en}: {above.en} {rule.threshold} a month {part} of all interest, else 0%",
    )


def _rows(own: Sequence[Credited], total: Row) -> Iterator[Row]:
    for one in own:
        record = one.record
        yield Row(
            key=f"{record.seq}.{one.account}",
            label=same(record.narration),
            texts=(record.booked_on, one.account, None if record.voucher is None else str(record.voucher)),
            amounts=(one.interest, one.tax, one.net),
        )
    yield total


def _total(own: Sequence[Credited], currency: str) -> Row:
    interest, tax = Money.total((one.interest for one in own), currency), Money.total((one.tax for one in own), currency)
    return Row(key="total", label=Label("Jumlah", "Total"), kind="total", texts=(None,) * 3, amounts=(interest, tax, interest - tax))


def _words(tax: Money | None) -> Iterator[Label]:
    """The tax in words; what is given back in a month of corrections has none."""
    if tax is not None and tax.minor >= 0:
        yield Label(f"Terbilang PPh final: {amount_in_words(tax, 'id')}", f"Final tax in words: {amount_in_words(tax, 'en')}")
