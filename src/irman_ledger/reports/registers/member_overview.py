"""A member's life: history, and what they hold, owe and are owed on a day (ikhtisar anggota)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from irman_ledger.core.account import AccountKind
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.reports.dates import check_begun, day_label, day_of, heading_of_days
from irman_ledger.reports.paper import BLANK, NO_LABEL, Column, Layout, Row, Stamp, Statement, same
from irman_ledger.reports.refusals import NotBegunError
from irman_ledger.reports.registers.loan_card import late
from irman_ledger.reports.registers.member_card import STATUSES, member_facts
from irman_ledger.reports.source import LifeSource, stamp_of
from irman_ledger.reports.ties import tied

if TYPE_CHECKING:
    from irman_ledger.books.lives import AccountLife, HoldingLife, MemberChange, MemberLife

LAYOUT = Layout(
    name="member-overview",
    title=Label("Ikhtisar anggota", "Member overview"),
    texts=(Column("since", Label("Sejak", "Since")), Column("no", Label("Nomor", "Number"))),
    label=Label("Uraian", "Description"),
    columns=(Column("balance", Label("Saldo", "Balance")), Column("arrears", Label("Tunggakan", "Arrears"))),
    remark=Column("last", Label("Mutasi terakhir", "Last movement")),
)
_SECTIONS: Final = {
    "share": Label("Simpanan pokok dan wajib", "Shares"),
    "savings": Label("Rekening simpanan", "Savings accounts"),
    "loan": Label("Pinjaman", "Loans"),
    "cover": Label("Utang tanggung renteng kepada kelompok", "Debts to groups that paid"),
    "asset": Label("Aset yang dikelola", "Assets in custody"),
    "member": Label("Utang dan titipan anggota", "Due to and held for the member"),
}
_ADMITTED: Final = Label("Diterima sebagai anggota", "Admitted as a member")
_AGAIN: Final = Label("Diterima kembali sebagai anggota", "Admitted again as a member")
_UNPLACED: Final = Label("Tanpa kelompok", "Without a group")
_RESULTS: Final = (AccountKind.INCOME, AccountKind.EXPENSE)


def build_member_overview(life: MemberLife, bylaws: Bylaws, *, dated: Label = NO_LABEL, stamp: Stamp | None = None) -> Statement:
    """The overview of a member: the history, then a section for each kind of thing that they hold.

    Balances are positive on the side on which the account normally stands.

    Raises
    ------
    StatementDoesNotTieError
        ``report.does-not-tie``: a balance kept is not the sum of its lines.
    """
    rows = [Row(key="history", label=Label("Riwayat keanggotaan", "Membership"), kind="heading"), *_history(life.changes)]
    by_kind: dict[str, list[HoldingLife]] = {kind: [] for kind in _SECTIONS}
    for one in life.holdings:
        by_kind.setdefault(one.holding.subject.kind, []).append(one)
    for kind, some in by_kind.items():
        if some:
            rows += [BLANK, *_section(kind, some, bylaws)]
    paper = Statement(
        layout=LAYOUT,
        owner=bylaws.name,
        dated=dated,
        currency=bylaws.currency,
        rows=tuple(rows),
        facts=member_facts(life.member),
        stamp=stamp,
    )
    loans = (check for one in life.holdings if one.loan is not None for check in one.loan.checks)
    return tied(paper, dict.fromkeys((*(check for one in life.holdings for check in one.checks), *loans)))


def _history(changes: Iterable[MemberChange]) -> Iterator[Row]:
    for no, one in enumerate(changes):
        yield Row(key=f"history.{no}", label=_change(one), texts=(one.on, None))


def _change(one: MemberChange) -> Label:
    if one.status == "anggota":
        return _AGAIN if one.is_again else _ADMITTED
    if one.status is not None:
        return STATUSES[one.status]
    group = _UNPLACED if one.group is None else Label(f"Kelompok {one.group}", f"Group {one.group}")
    if one.district is None:
        return group
    return Label(f"{group.id}, Kecamatan {one.district}", f"{group.en}, district {one.district}")


def _section(kind: str, holdings: Iterable[HoldingLife], bylaws: Bylaws) -> Iterator[Row]:
    nothing = Money.zero(bylaws.currency)
    balance = arrears = nothing
    yield Row(key=kind, label=_SECTIONS.get(kind, same(kind)), kind="heading")
    for one in holdings:
        for no, row in enumerate(_holding(one, bylaws)):
            yield row
            if no == 0 or kind == "member":
                balance, arrears = balance + (row.amounts[0] or nothing), arrears + (row.amounts[1] or nothing)
    amounts = (balance, arrears if kind == "loan" else None)
    yield Row(key=f"{kind}.total", label=Label("Jumlah", "Total"), kind="subtotal", texts=(None, None), amounts=amounts)


def _holding(one: HoldingLife, bylaws: Bylaws) -> Iterator[Row]:
    """The holding with its first account, then its further ones, those of income and expense left out."""
    holding, loan = one.holding, one.loan
    accounts = [each for each in one.accounts if bylaws.chart[each.account].kind not in _RESULTS]
    first = next(iter(accounts), None)
    yield Row(
        key=str(holding.subject),
        label=_named(one, bylaws),
        texts=(holding.opened_on, holding.subject.no),
        amounts=(_balance(first, bylaws), None if loan is None else loan.arrears().total),
        remark=None if first is None else first.last.value_on,
    )
    for each in accounts[1:]:
        yield Row(
            key=f"{holding.subject}.{each.account}",
            label=_account(each, bylaws),
            level=1,
            texts=(None, None),
            amounts=(_balance(each, bylaws), None),
            remark=each.last.value_on,
        )


def _balance(account: AccountLife | None, bylaws: Bylaws) -> Money:
    if account is None:
        return Money.zero(bylaws.currency)
    return account.balance if bylaws.chart[account.account].normal == "debit" else -account.balance


def _named(one: HoldingLife, bylaws: Bylaws) -> Label:
    """The product, with how late or since when passive or closed it is; what has none is named by its account."""
    product, closed_on = bylaws.products.get(one.holding.product or ""), one.holding.closed_on
    if product is not None:
        label = product.label
    else:
        label = _account(one.accounts[0], bylaws) if one.accounts else same(one.holding.product or one.holding.subject.no)
    if one.loan is not None and one.loan.instalments_late():
        said = late(one.loan)
        return Label(f"{label.id}, menunggak {said.id}", f"{label.en}, {said.en} late")
    if one.dormant_since is not None and closed_on is None:
        day = day_label(one.dormant_since)
        return Label(f"{label.id}, pasif sejak {day.id}", f"{label.en}, passive since {day.en}")
    if closed_on is not None and (one.loan is None or one.loan.closed_on is not None):
        day = day_label(closed_on)
        return Label(f"{label.id}, ditutup {day.id}", f"{label.en}, closed {day.en}")
    return label


def _account(one: AccountLife, bylaws: Bylaws) -> Label:
    label = bylaws.chart[one.account].label
    return Label(f"{one.account} {label.id}", f"{one.account} {label.en}")


def member_overview(book: LifeSource, member: str, *, as_of: Month | date, stamped: bool = False) -> Statement:
    """A member's history and everything that they hold, with balances and arrears (Ikhtisar anggota).

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
        life = view.members.life(member, day)
        if day < life.member.opened_on:
            raise NotBegunError(field="as_of", subject=member, begins_on=life.member.opened_on, asked=day)
        return build_member_overview(life, view.bylaws_on(day), dated=heading_of_days((day,)), stamp=stamp_of(book, view, stamped))
