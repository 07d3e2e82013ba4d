"""A group on one paper: its members with shares, savings, loans and arrears, its fund, and what is owed to it (kartu kelompok)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from irman_ledger.core.account import AccountKind
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.reports.dates import check_begun, day_of, heading_of_days
from irman_ledger.reports.paper import BLANK, NO_LABEL, Column, Fact, Layout, Row, Stamp, Statement, same
from irman_ledger.reports.registers.names import ERASED
from irman_ledger.reports.source import LifeSource, stamp_of
from irman_ledger.reports.ties import tied

if TYPE_CHECKING:
    from irman_ledger.books.group_lives import GroupDebt, GroupLife
    from irman_ledger.books.lives import HoldingLife, MemberLife

LAYOUT = Layout(
    name="group-card",
    title=Label("Kartu kelompok", "Group card"),
    texts=(Column("no", Label("Nomor", "Number")),),
    label=Label("Nama", "Name"),
    columns=(
        Column("shares", Label("Pokok, wajib", "Shares")),
        Column("savings", Label("Simpanan", "Savings")),
        Column("loans", Label("Pinjaman", "Loans")),
        Column("arrears", Label("Tunggakan", "Arrears")),
        Column("owed", Label("Utang kelompok", "Owed to groups")),
    ),
    remark=Column("days", Label("Hari", "Days")),
)


def build_group_card(life: GroupLife, bylaws: Bylaws, *, dated: Label = NO_LABEL, stamp: Stamp | None = None) -> Statement:
    """The card of a group; days are those of the loan that is latest, those of a debt to a group stand in its own row.

    Raises
    ------
    StatementDoesNotTieError
        ``report.does-not-tie``: a balance kept is not the sum of its lines.
    """
    rows = [*_members(life, bylaws)]
    if life.debts:
        heading = Label("Utang tanggung renteng", "Debts to groups that paid")
        rows += [BLANK, Row(key="debts", label=heading, kind="heading"), *_debts(life.debts, life.on)]
    facts = (
        Fact("group", Label("Kelompok", "Group"), life.no),
        Fact("name", Label("Nama kelompok", "Name of the group"), life.name),
        Fact("district", Label("Kecamatan", "District"), life.district or "-"),
        Fact("meetings", Label("Rapat", "Meetings"), str(life.meetings)),
        Fact("met_on", Label("Rapat terakhir", "Last meeting"), life.met_on or "-"),
        Fact("fund", Label("Dana kelompok", "Group fund"), life.fund),
    )
    paper = Statement(layout=LAYOUT, owner=bylaws.name, dated=dated, currency=bylaws.currency, rows=tuple(rows), facts=facts, stamp=stamp)
    holdings = [holding for member in life.members for holding in member.holdings]
    loans = (check for one in holdings if one.loan is not None for check in one.loan.checks)
    return tied(paper, dict.fromkeys((*life.checks, *(check for one in holdings for check in one.checks), *loans)))


def _members(life: GroupLife, bylaws: Bylaws) -> Iterator[Row]:
    sums = [Money.zero(bylaws.currency)] * 5
    for member in life.members:
        amounts = _amounts(member, life.debts, bylaws)
        sums = [total + amount for total, amount in zip(sums, amounts, strict=True)]
        name = member.member.name.value
        late = max((one.loan.days_late() for one in member.holdings if one.loan is not None), default=0)
        yield Row(
            key=member.member.no,
            label=ERASED if name is None else same(name),
            texts=(member.member.no,),
            amounts=amounts,
            remark=same(str(late)) if late else None,
        )
    yield Row(key="total", label=Label("Jumlah", "Total"), kind="total", texts=(None,), amounts=tuple(sums))


def _amounts(member: MemberLife, debts: Iterable[GroupDebt], bylaws: Bylaws) -> tuple[Money, Money, Money, Money, Money]:
    nothing = Money.zero(bylaws.currency)
    shares, savings, loans = (_held(member.holdings, kind, bylaws) for kind in ("share", "savings", "loan"))
    arrears = sum((one.loan.arrears().total for one in member.holdings if one.loan is not None), start=nothing)
    owed = sum((one.owed for one in debts if one.member == member.member.no), start=nothing)
    return -shares, -savings, loans, arrears, owed


def _held(holdings: Iterable[HoldingLife], kind: str, bylaws: Bylaws) -> Money:
    """What stands on the control accounts of a kind of holding: its first account that is neither of the result nor beside the books."""
    total = Money.zero(bylaws.currency)
    for one in holdings:
        if one.holding.subject.kind == kind:
            plain = (each for each in one.accounts if bylaws.chart[each.account].kind not in _BESIDE)
            first = next(plain, None)
            total += first.balance if first is not None else Money.zero(bylaws.currency)
    return total


_BESIDE = (AccountKind.INCOME, AccountKind.EXPENSE, AccountKind.MEMORANDUM)


def _debts(debts: Iterable[GroupDebt], on: date) -> Iterator[Row]:
    for one in debts:
        label = Label(f"kepada kelompok {one.group}", f"to group {one.group}")
        amounts = (None, None, None, None, one.owed)
        yield Row(key=f"debt.{one.member}/{one.group}", label=label, texts=(one.member,), amounts=amounts, remark=same(str(one.days(on))))


def group_card(book: LifeSource, group: str, *, as_of: Month | date, stamped: bool = False) -> Statement:
    """The members of a group with what they hold and owe, its fund, and the debts to it (Kartu kelompok).

    Parameters
    ----------
    as_of
        What was booked up to this day, or to the end of this month; arrears and days are counted on it.
    stamped
        Print the book and its checkpoint, size and root of its log, at the foot.

    Raises
    ------
    UnknownSubjectError
        ``subject.unknown``
    BeforeBookError
        ``report.before-book``
    StatementDoesNotTieError
        ``report.does-not-tie``
    """
    check_begun(book, as_of, field="as_of")
    day = day_of(as_of)
    with book.read() as view:
        life = view.members.group_life(group, day)
        return build_group_card(life, view.bylaws_on(day), dated=heading_of_days((day,)), stamp=stamp_of(book, view, stamped))
