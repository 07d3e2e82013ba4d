"""A member's shares, savings and loans with every movement and running balance (kartu anggota)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from irman_ledger.books.lives import all_movements
from irman_ledger.core.account import AccountKind
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.chart import Chart
from irman_ledger.core.facts import Holding
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject
from irman_ledger.reports.dates import check_begun, day_label, day_of, heading_of_days
from irman_ledger.reports.paper import BLANK, NO_LABEL, Cell, Column, Fact, Layout, Row, Stamp, Statement, same
from irman_ledger.reports.registers.names import ERASED
from irman_ledger.reports.source import BookSource, MemberSource, ViewSource, stamp_of

if TYPE_CHECKING:
    from irman_ledger.books.records import RunningMovement

LAYOUT = Layout(
    name="member-card",
    title=Label("Kartu anggota", "Member card"),
    texts=(Column("date", Label("Tanggal", "Date")), Column("voucher", Label("Bukti", "Voucher"))),
    label=Label("Uraian", "Narration"),
    columns=(
        Column("debit", Label("Debit", "Debit")),
        Column("credit", Label("Kredit", "Credit")),
        Column("income", Label("Jasa dibayar", "Interest paid")),
        Column("balance", Label("Saldo", "Balance")),
    ),
)
_KINDS = {
    "share": Label("Simpanan", "Shares"),
    "savings": Label("Simpanan", "Savings"),
    "loan": Label("Pinjaman", "Loan"),
    "cover": Label("Utang tanggung renteng kepada kelompok", "Debt to a group that paid"),
    "asset": Label("Aset", "Asset"),
    "member": Label("Utang dan titipan anggota", "Due to and held for the member"),
}
STATUSES = {
    "calon": Label("Calon anggota", "Candidate member"),
    "anggota": Label("Anggota", "Member"),
    "keluar": Label("Keluar", "Left"),
    "non-anggota": Label("Bukan anggota", "Non-member"),
}


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that a member holds, with all its lines in order of value date and seq."""

    holding: Holding
    movements: tuple[RunningMovement, ...]


def build_member_card(
    member: MemberSource, held: Iterable[Held], bylaws: Bylaws, *, dated: Label = NO_LABEL, stamp: Stamp | None = None
) -> Statement:
    """The card of a member: for each holding and each of its accounts the movements, with the balance after each.

    Balances are positive on the side on which the account normally stands. What a loan earned stands in a column of its own,
    beside the principal that the same voucher repaid.
    """
    rows: list[Row] = []
    for one in held:
        if rows:
            rows.append(BLANK)
        rows.extend(_holding(one, bylaws))
    return Statement(
        layout=LAYOUT, owner=bylaws.name, dated=dated, currency=bylaws.currency, rows=tuple(rows), facts=member_facts(member), stamp=stamp
    )


def member_facts(member: MemberSource) -> tuple[Fact, ...]:
    """Who it is: number, name, status, group and district."""
    name: Cell = ERASED if member.name.value is None else member.name.value
    facts = [
        Fact("member", Label("No. anggota", "Member no."), member.no),
        Fact("name", Label("Nama", "Name"), name),
        Fact("status", Label("Status", "Status"), STATUSES.get(member.status, same(member.status))),
    ]
    if member.group is not None:
        facts.append(Fact("group", Label("Kelompok", "Group"), member.group))
    if member.district is not None:
        facts.append(Fact("district", Label("Kecamatan", "District"), member.district))
    return tuple(facts)


def _holding(held: Held, bylaws: Bylaws) -> Iterator[Row]:
    holding, chart = held.holding, bylaws.chart
    key = str(holding.subject)
    yield Row(key=key, label=_heading(holding, bylaws), kind="heading")
    by_account: dict[str, dict[int, int]] = {}
    income: dict[int, int] = {}
    known: dict[int, RunningMovement] = {}
    for one in held.movements:
        known[one.seq] = one
        place = income if chart[one.account].kind is AccountKind.INCOME else by_account.setdefault(one.account, {})
        place[one.seq] = place.get(one.seq, 0) + one.amount.minor
    accounts = [code for code in by_account if chart[code].kind is not AccountKind.EXPENSE]
    first = True
    for code in accounts:
        label = Label(f"{code} {chart[code].label.id}", f"{code} {chart[code].label.en}")
        yield Row(key=f"{key}.{code}", label=label, kind="heading", level=1)
        yield from _account(f"{key}.{code}", by_account[code], income if first else {}, known, chart, code, bylaws.currency)
        first = False
    if not accounts:
        yield Row(key=f"{key}.none", label=Label("belum ada mutasi", "no movement yet"), level=1)


def _account(
    key: str,
    amounts: Mapping[int, int],
    income: Mapping[int, int],
    known: Mapping[int, RunningMovement],
    chart: Chart,
    code: str,
    currency: str,
) -> Iterator[Row]:
    sign = 1 if chart[code].normal == "debit" else -1
    balance = debit = credit = 0
    for seq, one in known.items():
        if seq not in amounts and seq not in income:
            continue
        minor = amounts.get(seq, 0)
        balance, debit, credit = balance + minor, debit + max(minor, 0), credit + max(-minor, 0)
        paid = Money(-income[seq], currency) if seq in income else None
        yield Row(
            key=f"{key}.{seq}",
            label=same(one.narration),
            texts=(one.value_on, str(one.voucher) if one.voucher is not None else ""),
            amounts=(*_sides(minor, currency), paid, Money(sign * balance, currency)),
        )
    earned = Money(-sum(income.values()), currency) if income else None
    sums = (Money(debit, currency), Money(credit, currency), earned, Money(sign * balance, currency))
    yield Row(key=f"{key}.total", label=Label("Jumlah dan saldo", "Total and balance"), kind="subtotal", amounts=sums)


def _sides(minor: int, currency: str) -> tuple[Money | None, Money | None]:
    if not minor:
        return None, None
    return (Money(minor, currency), None) if minor > 0 else (None, Money(-minor, currency))


def _heading(holding: Holding, bylaws: Bylaws) -> Label:
    kind = _KINDS.get(holding.subject.kind, same(holding.subject.kind))
    product = bylaws.products.get(holding.product or "")
    name = kind if product is None else product.label
    ended = holding.closed_on
    closed = Label("", "") if ended is None else Label(f" (ditutup {day_label(ended).id})", f" (closed {day_label(ended).en})")
    return Label(f"{name.id} - {holding.subject.no}{closed.id}", f"{name.en} - {holding.subject.no}{closed.en}")


def member_card(book: BookSource, member: str, *, as_of: Month | date, stamped: bool = False) -> Statement:
    """Everything that a member holds or held, with its movements (Kartu anggota).

    Parameters
    ----------
    as_of
        Movements booked up to this day, or to the end of this month; they stand in order of value date.
    stamped
        Print the book and its checkpoint, size and root of its log, at the foot.

    Raises
    ------
    BeforeBookError
        ``report.before-book``
    """
    check_begun(book, as_of, field="as_of")
    day = day_of(as_of)
    with book.read() as view:
        bylaws = view.bylaws_on(day)
        known = view.members.get(member)
        order = {kind: place for place, kind in enumerate(_KINDS)}
        holdings = sorted(
            (one for one in view.members.positions(member) if one.opened_on <= day),
            key=lambda one: (order.get(one.subject.kind, len(order)), one.subject.no),
        )
        held = [Held(one, _movements(view, one.subject, day)) for one in holdings]
        held += _own(view, Subject("member", member), day)
        return build_member_card(known, held, bylaws, dated=heading_of_days((day,)), stamp=stamp_of(book, view, stamped))


def _own(view: ViewSource, subject: Subject, day: date) -> list[Held]:
    """What is owed to the member as such: shares of a leaver, surplus, instalments in advance."""
    movements = _movements(view, subject, day)
    if not movements:
        return []
    holding = Holding(subject=subject, product=None, opened_on=movements[0].value_on, closed_on=None, balances={})
    return [Held(holding, movements)]


def _movements(view: ViewSource, subject: Subject, day: date) -> tuple[RunningMovement, ...]:
    return tuple(one for one in all_movements(view, subject) if one.booked_on <= day)
