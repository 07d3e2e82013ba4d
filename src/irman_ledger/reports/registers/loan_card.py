"""A loan's life: its terms, where it stands, its plan and its payments (kartu pinjaman)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from irman_ledger.coop.loans.methods.effective import percent
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.chart import Chart
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate
from irman_ledger.reports.dates import check_begun, day_label, day_of, heading_of_days
from irman_ledger.reports.paper import BLANK, NO_LABEL, Cell, Column, Fact, Layout, Row, Stamp, Statement, same
from irman_ledger.reports.refusals import NotBegunError
from irman_ledger.reports.registers.names import ERASED
from irman_ledger.reports.source import LifeSource, stamp_of
from irman_ledger.reports.ties import tied

if TYPE_CHECKING:
    from irman_ledger.books.loan_life import InstalmentLife, LoanLife, LoanPayment
    from irman_ledger.coop.loans.topping_up import LoanHistory

LAYOUT = Layout(
    name="loan-card",
    title=Label("Kartu pinjaman", "Loan card"),
    texts=(Column("date", Label("Tanggal", "Date")), Column("voucher", Label("Bukti/status", "Voucher/status"))),
    label=Label("Uraian", "Narration"),
    columns=(
        Column("principal", Label("Pokok", "Principal")),
        Column("interest", Label("Jasa", "Interest")),
        Column("penalty", Label("Denda", "Penalty")),
        Column("paid", Label("Dibayar", "Paid")),
        Column("left", Label("Sisa", "Left")),
    ),
)
_METHODS: Final = {
    "flat": Label("bunga tetap", "flat interest"),
    "declining": Label("bunga menurun", "declining interest"),
    "annuity": Label("anuitas", "annuity"),
    "interest-only": Label("bunga saja, pokok di akhir", "interest only, principal at the end"),
    "bullet": Label("sekaligus di akhir", "all at the end"),
}
_SALES: Final = {
    "proportional": Label("margin proporsional", "margin earned proportionally"),
    "annuity": Label("margin anuitas", "margin earned by annuity"),
}
_PAID: Final = Label("lunas", "paid")
_IN_PART: Final = Label("sebagian", "paid in part")
_RELEASED: Final = Label("tidak ditagih", "not claimed")
_WRITTEN_OFF: Final = Label("dihapus buku", "written off")
_TOTAL: Final = Label("Jumlah", "Total")
_REASONS: Final = {
    "opened": Label("akad", "contract"),
    "rescheduled": Label("penjadwalan ulang", "agreed anew"),
    "rate": Label("suku bunga berubah", "rate changed"),
    "early": Label("angsuran dipercepat", "money came early"),
    "drawn": Label("dicairkan lagi", "more was paid out"),
    "charged": Label("bunga dibebankan", "interest charged"),
    "renewed": Label("diperpanjang", "renewed"),
}

Section = Callable[["LoanLife", Bylaws], Iterator[Row]]


def build_loan_card(life: LoanLife, bylaws: Bylaws, *, name: Cell = None, dated: Label = NO_LABEL, stamp: Stamp | None = None) -> Statement:
    """The card of a loan: terms above, then section after section; one without rows is left out.

    Raises
    ------
    StatementDoesNotTieError
        ``report.does-not-tie``: the balance kept is not the sum of the loan's lines, the plan is not what was lent, or the
        control account is not the sum of its loans.
    """
    rows: list[Row] = []
    for section in SECTIONS:
        found = tuple(section(life, bylaws))
        rows += [BLANK, *found] if rows and found else found
    paper = Statement(
        layout=LAYOUT,
        owner=bylaws.name,
        dated=dated,
        currency=bylaws.currency,
        rows=tuple(rows),
        facts=tuple(_facts(life, bylaws, name)),
        stamp=stamp,
    )
    return tied(paper, life.checks)


# --- the terms ---


def _facts(life: LoanLife, bylaws: Bylaws, name: Cell) -> Iterator[Fact]:
    loan, plan = life.loan, life.plan
    product = bylaws.products.get(loan.product)
    label = same("") if product is None else Label(f" {product.label.id}", f" {product.label.en}")
    yield Fact("loan", Label("No. pinjaman", "Loan no."), loan.no)
    yield Fact("member", Label("Anggota", "Member"), loan.member)
    yield Fact("name", Label("Nama", "Name"), name)
    yield Fact("product", Label("Produk", "Product"), Label(f"{loan.product}{label.id}", f"{loan.product}{label.en}"))
    if life.rate is not None and life.method is not None:
        method = _METHODS.get(life.method, same(life.method))
        text = Label(f"{life.rate.text('id')}, {method.id}", f"{life.rate.text('en')}, {method.en}")
        yield Fact("rate", Label("Tarif jasa", "Rate"), text)
    yield from _rate_now(life)
    yield from _effective(life)
    yield from _price(life)
    yield Fact("contract", Label("Akad", "Contract"), day_label(loan.contract_on))
    yield Fact("opened", _came(life), day_label(loan.opened_on))
    yield from _plans(life)
    yield Fact("instalments", Label("Angsuran", "Instalments"), _span(len(plan), plan[0].due_on, plan[-1].due_on))
    codes = (loan.receivable, loan.interest_income) if loan.sale is None else (loan.receivable, loan.sale.deferred, loan.sale.income)
    accounts = [_account(bylaws.chart, code) for code in codes]
    yield Fact("accounts", Label("Akun", "Accounts"), Label("; ".join(one.id for one in accounts), "; ".join(one.en for one in accounts)))
    yield from _chain(life)
    yield Fact("status", Label("Status", "Status"), _status(life))
    if life.quality is not None:
        graded, label = day_label(life.quality.assessed_on), life.quality.grade.label
        text = Label(f"{label.id}, dinilai {graded.id}", f"{label.en}, assessed on {graded.en}")
        yield Fact("grade", Label("Kolektibilitas", "Grade"), text)


def _chain(life: LoanLife) -> Iterator[Fact]:
    """The older loan that it ended, and the newer one that ended it."""
    old, new = life.loan.replaces, life.loan.replaced
    if old is not None:
        settled = old.settled.text(symbol=False)
        text = Label(f"{old.loan}, dilunasi {settled}", f"{old.loan}, of which it settled {settled}")
        if old.history is not None:
            bad = _history(old.history)
            text = Label(f"{text.id}; {bad.id}", f"{text.en}; {bad.en}")
        yield Fact("replaces", Label("Menggantikan", "Replaces"), text)
    if new is not None and life.closed_on is not None:
        yield Fact("replaced", Label("Digantikan oleh", "Replaced by"), same(new.by))


def _history(was: LoanHistory) -> Label:
    days = Label(f"{was.days} hari", f"{was.days} days late")
    return days if was.grade is None else Label(f"{was.grade.label.id}, {days.id}", f"{was.grade.label.en}, {days.en}")


def _rate_now(life: LoanLife) -> Iterator[Fact]:
    """The rate at which it runs, where that is not the one of the contract any more, and since when."""
    changes = [after for before, after in pairwise(life.plans) if after.rate != before.rate]
    if changes and changes[-1].rate is not None and changes[-1].rate != life.rate:
        rate, since = changes[-1].rate, day_label(changes[-1].since)
        text = Label(f"{rate.text('id')} sejak {since.id}", f"{rate.text('en')} since {since.en}")
        yield Fact("rate_now", Label("Tarif kini", "Rate now"), text)


def _effective(life: LoanLife) -> Iterator[Fact]:
    """Of a loan that earns by its effective rate: that rate, and the cost and the day from which it runs; of now, not of the day."""
    effective = None if life.loan.recognition is None else life.loan.recognition.effective
    if effective is None:
        return
    rate, cost, since = effective.rate, effective.received.text(symbol=False), day_label(effective.from_on)
    shown = Rate.parse(f"{percent(rate.value)}/{rate.per}")
    text = Label(f"{shown.text('id')} atas {cost} sejak {since.id}", f"{shown.text('en')} of {cost} since {since.en}")
    yield Fact("effective", Label("Bunga efektif", "Effective rate"), text)


def _plans(life: LoanLife) -> Iterator[Fact]:
    """The plans that it had, the one in force last: since when, at which rate, how many instalments, and why.

    Of a line of credit, which has a new one with whatever is drawn or charged, those by which it was agreed.
    """
    is_line = life.loan.commitment is not None and life.loan.commitment.line is not None
    agreed = [one for one in life.plans if not is_line or one.reason in ("opened", "renewed")]
    for one in agreed if len(agreed) > 1 else ():
        since, why, count = day_label(one.since), _REASONS[one.reason], len(one.plan)
        at = ("", "") if one.rate is None else (f" suku bunga {one.rate.text('id')},", f" rate {one.rate.text('en')},")
        yield Fact(
            f"plan_{one.no}",
            Label(f"Rencana ke-{one.no}", f"Plan {one.no}"),
            Label(f"sejak {since.id},{at[0]} {count} baris ({why.id})", f"since {since.en},{at[1]} {count} rows ({why.en})"),
        )


def _price(life: LoanLife) -> Iterator[Fact]:
    """What was lent; of a sale, its price, its margin, and how that is earned."""
    sale = life.loan.sale
    if sale is None:
        yield Fact("principal", Label("Pokok", "Principal"), life.lent)
        yield from _agreed(life)
        return
    yield Fact("price", Label("Harga jual", "Price"), life.lent)
    yield Fact("margin", Label("Margin", "Margin"), sale.margin)
    yield Fact("method", Label("Pengakuan", "Recognition"), _SALES["annuity" if sale.curve else "proportional"])


def _agreed(life: LoanLife) -> Iterator[Fact]:
    """Of a loan in parts, the whole sum and what of it may still be drawn."""
    agreed = life.loan.commitment
    if agreed is None:
        return
    left = next((one.balance for one in life.others if one.account == agreed.account), life.lent - life.lent)
    whole, rest = agreed.agreed.text(symbol=False), left.text(symbol=False)
    yield Fact("agreed", Label("Plafon", "Agreed"), Label(f"{whole}, belum ditarik {rest}", f"{whole}, {rest} not drawn"))
    if agreed.line is not None:
        ends, word = day_label(agreed.line.expires_on), "Jatuh tempo plafon" if agreed.is_open else "Jatuh tempo"
        yield Fact("expires", Label(word, "Expires"), ends)
        yield Fact("uncharged", Label("Bunga belum dibebankan", "Interest not charged"), life.uncharged)


def _came(life: LoanLife) -> Label:
    if life.rate is not None:
        return Label("Pencairan", "Paid out")
    return Label("Saldo awal", "Taken over") if life.method is None else Label("Penjualan", "Sold")


def _span(count: int, first: date, last: date) -> Label:
    begins, ends = day_label(first), day_label(last)
    return Label(f"{count}, jatuh tempo {begins.id} s.d. {ends.id}", f"{count}, due {begins.en} to {ends.en}")


def _account(chart: Chart, code: str) -> Label:
    return Label(f"{code} {chart[code].label.id}", f"{code} {chart[code].label.en}")


def _status(life: LoanLife) -> Label:
    if life.closed_on is not None:
        ended, word = day_label(life.closed_on), _PAID if life.written_off_on is None else Label("selesai", "settled")
        return Label(f"{word.id} {ended.id}", f"{'paid off' if word is _PAID else word.en} on {ended.en}")
    if life.written_off_on is not None:
        off = day_label(life.written_off_on)
        return Label(f"dihapus buku {off.id}, masih ditagih", f"written off on {off.en}, still claimed")
    count = life.instalments_late()
    if not count:
        return Label("tanpa tunggakan", "no arrears")
    return Label(f"menunggak {late(life).id}", f"in arrears, {late(life).en}")


def late(life: LoanLife) -> Label:
    """``2 angsuran, 51 hari``: how many instalments are late, and since when the oldest is."""
    count, days = life.instalments_late(), life.days_late()
    instalments, counted = "instalment" if count == 1 else "instalments", "day" if days == 1 else "days"
    return Label(f"{count} angsuran, {days} hari", f"{count} {instalments}, {days} {counted}")


# --- where it stands ---


def _standing(life: LoanLife, bylaws: Bylaws) -> Iterator[Row]:
    """The open instalments: late, due on the day, and to come; together the balance of the loan and the interest of its plan."""
    if life.is_over:
        return
    currency, day = bylaws.currency, day_label(life.on)
    open_ones = [one.unpaid for one in life.instalments()]
    parts = (
        ("late", Label("Tunggakan", "Arrears"), [one for one in open_ones if one.due_on < life.on]),
        ("today", Label("Jatuh tempo hari ini", "Due on the day"), [one for one in open_ones if one.due_on == life.on]),
        ("later", Label("Belum jatuh tempo", "Not yet due"), [one for one in open_ones if one.due_on > life.on]),
    )
    yield Row(key="standing", label=Label(f"Kedudukan per {day.id}", f"Standing on {day.en}"), kind="heading")
    for key, label, some in (*parts, ("outstanding", Label("Sisa pinjaman", "Outstanding"), open_ones)):
        principal, interest = (Money.total(each, currency) for each in ((x.principal for x in some), (x.interest for x in some)))
        if key != "today" or principal or interest:
            yield Row(
                key=f"standing.{key}",
                label=label,
                kind="subtotal" if key == "outstanding" else "line",
                texts=(None, None),
                amounts=(principal, interest, *_with(life.penalty_due if key in ("late", "outstanding") else None, principal + interest)),
            )


def _with(penalty: Money | None, owed: Money) -> tuple[Money | None, None, Money]:
    """The penalty that is due, nothing paid, and what is left with it."""
    return (penalty, None, owed + penalty) if penalty else (None, None, owed)


# --- the plan ---


def _plan(life: LoanLife, bylaws: Bylaws) -> Iterator[Row]:
    instalments, currency = life.instalments(), bylaws.currency
    yield Row(key="plan", label=Label("Jadwal angsuran", "Plan"), kind="heading")
    left = Money.zero(currency)
    for one in instalments:
        rest = Money.zero(currency) if life.is_over else one.unpaid.total
        left += rest
        yield Row(
            key=f"plan.{one.planned.no}",
            label=Label(f"Angsuran {one.planned.no}", f"Instalment {one.planned.no}"),
            texts=(one.planned.due_on, _state_of(one, life)),
            amounts=(one.planned.principal, one.planned.interest, None, one.paid, rest),
        )
    principal, interest, paid = (
        Money.total(each, currency)
        for each in (
            (one.planned.principal for one in instalments),
            (one.planned.interest for one in instalments),
            (one.paid for one in instalments),
        )
    )
    yield Row(key="plan.total", label=_TOTAL, kind="subtotal", texts=(None, None), amounts=(principal, interest, None, paid, left))


def _state_of(one: InstalmentLife, life: LoanLife) -> Label | None:
    if not one.unpaid.total:
        return _PAID
    if life.closed_on is not None and life.written_off_on is None:
        return _RELEASED
    if life.written_off_on is not None:
        return _WRITTEN_OFF
    days = (life.on - one.planned.due_on).days
    if days > 0:
        return Label(f"lewat {days} hari", f"{days} {'day' if days == 1 else 'days'} late")
    return _IN_PART if one.paid else None


# --- what happened ---


def _payments(life: LoanLife, bylaws: Bylaws) -> Iterator[Row]:
    yield Row(key="payments", label=Label("Pencairan dan pembayaran", "Paid out and paid in"), kind="heading")
    nothing = Money.zero(bylaws.currency)
    for one in life.payments:
        parts = (one.principal or None, one.interest or None, one.penalty or None, one.paid or None)
        yield Row(
            key=f"payments.{one.seq}",
            label=same(_narration(one, life.loan.no)),
            texts=(one.value_on, str(one.voucher) if one.voucher is not None else None),
            amounts=(*((None, None, None, None) if one.is_opening else parts), one.outstanding),
        )
    settled = [one for one in life.payments if not one.is_opening]
    each = [(one.principal, one.interest, one.penalty, one.paid) for one in settled]
    sums = [sum(parts, start=nothing) for parts in zip(*each, strict=True)] or [nothing] * 4
    yield Row(key="payments.total", label=_TOTAL, kind="subtotal", texts=(None, None), amounts=(*sums, life.outstanding))


def _narration(one: LoanPayment, loan: str) -> str:
    """Which loan it is stands at the head, so that its narrations leave it out."""
    narration = one.narration.removesuffix(f" {loan}").removesuffix(" pinjaman")
    return narration if one.document is None else f"{narration} ({one.document})"


# --- what else stands on it ---


def _others(life: LoanLife, bylaws: Bylaws) -> Iterator[Row]:
    """Balances of further accounts, on the side on which each normally stands, with the day and voucher of the last movement."""
    if not life.others:
        return
    yield Row(key="others", label=Label("Saldo akun lain atas pinjaman ini", "Other accounts of this loan"), kind="heading")
    for one in life.others:
        balance = one.balance if bylaws.chart[one.account].normal == "debit" else -one.balance
        yield Row(
            key=f"others.{one.account}",
            label=_account(bylaws.chart, one.account),
            texts=(one.last.value_on, str(one.last.voucher) if one.last.voucher is not None else None),
            amounts=(None, None, None, None, balance),
        )


SECTIONS: Final[tuple[Section, ...]] = (_standing, _plan, _payments, _others)
"""What stands on the card, in this order; a further section is a function and a word here."""


def loan_card(book: LifeSource, loan: str, *, as_of: Month | date, stamped: bool = False) -> Statement:
    """A loan with its terms, plan, payments and arrears (Kartu pinjaman).

    Parameters
    ----------
    as_of
        What was booked up to this day, or to the end of this month; arrears are counted on it.
    stamped
        Print the book and its checkpoint, size and root of its log, at the foot.

    Raises
    ------
    UnknownSubjectError
        ``subject.unknown``
    BeforeBookError, NotBegunError
        ``report.before-book``, ``report.not-begun``
    StatementDoesNotTieError
        ``report.does-not-tie``
    """
    check_begun(book, as_of, field="as_of")
    day = day_of(as_of)
    with book.read() as view:
        life = view.loans.life(loan, day)
        if day < life.begins_on:
            raise NotBegunError(field="as_of", subject=loan, begins_on=life.begins_on, asked=day)
        name = view.members.get(life.loan.member).name.value
        return build_loan_card(
            life,
            view.bylaws_on(day),
            name=ERASED if name is None else name,
            dated=heading_of_days((day,)),
            stamp=stamp_of(book, view, stamped),
        )
