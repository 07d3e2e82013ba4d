"""The ledger of one account with its running balance (buku besar)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from irman_ledger.core.account import Account
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.reports.dates import Months, check_begun, heading_of_months, months_of
from irman_ledger.reports.paper import NO_LABEL, Column, Fact, Layout, Row, Stamp, Statement, same
from irman_ledger.reports.source import BookSource, stamp_of

if TYPE_CHECKING:
    from irman_ledger.books.records import RunningMovement

LAYOUT = Layout(
    name="ledger",
    title=Label("Buku besar", "Ledger"),
    texts=(Column("date", Label("Tanggal", "Date")), Column("voucher", Label("Bukti", "Voucher"))),
    label=Label("Uraian", "Narration"),
    columns=(
        Column("debit", Label("Debit", "Debit")),
        Column("credit", Label("Kredit", "Credit")),
        Column("balance", Label("Saldo", "Balance")),
    ),
)
_SIDES = {"debit": Label("Debit", "Debit"), "credit": Label("Kredit", "Credit")}


def build_ledger(
    account: Account,
    opening: Money,
    movements: Iterable[RunningMovement],
    *,
    owner: str = "",
    dated: Label = NO_LABEL,
    stamp: Stamp | None = None,
) -> Statement:
    """The ledger of an account: opening balance, a row a movement, turnovers and closing balance.

    Parameters
    ----------
    opening
        Debit positive. On paper a balance is positive on the side on which the account normally stands.
    """
    currency = opening.currency
    sign = 1 if account.normal == "debit" else -1
    balance, debit, credit = opening.minor, 0, 0
    rows = [
        Row(
            key="opening",
            label=Label("Saldo awal", "Opening balance"),
            texts=(None, None),
            amounts=(None, None, Money(sign * balance, currency)),
        )
    ]
    found = tuple(movements)
    subjects = {one.subject for one in found if one.subject is not None}
    for no, one in enumerate(found):
        minor = one.amount.minor
        balance, debit, credit = balance + minor, debit + max(minor, 0), credit + max(-minor, 0)
        rows.append(_movement(one, no, Money(sign * balance, currency), is_named=len(subjects) == 1))
    closing = (Money(debit, currency), Money(credit, currency), Money(sign * balance, currency))
    rows.append(
        Row(
            key="closing",
            label=Label("Mutasi dan saldo akhir", "Turnover and closing balance"),
            kind="total",
            texts=(None, None),
            amounts=closing,
        )
    )
    name = Label(f"{account.code} {account.label.id}", f"{account.code} {account.label.en}")
    assert account.normal is not None  # the account fills it in
    facts = [
        Fact("account", Label("Akun", "Account"), name),
        Fact("normal", Label("Saldo normal", "Normal balance"), _SIDES[account.normal]),
    ]
    if len(subjects) == 1:
        facts.append(Fact("subject", Label("Buku pembantu", "Subsidiary"), subjects.pop().no))
    return Statement(layout=LAYOUT, owner=owner, dated=dated, currency=currency, rows=tuple(rows), facts=tuple(facts), stamp=stamp)


def _movement(one: RunningMovement, no: int, balance: Money, *, is_named: bool) -> Row:
    """One line; `is_named`: its subject is that of every line and stands at the head."""
    narration = one.narration
    if one.subject is not None and not is_named and one.subject.no not in narration:
        narration = f"{narration} [{one.subject.no}]"
    sides = (one.amount, None) if one.amount.minor > 0 else (None, -one.amount)
    return Row(
        key=f"{one.seq}.{no}",
        label=same(narration),
        texts=(one.booked_on, str(one.voucher) if one.voucher is not None else ""),
        amounts=(*sides, balance),
    )


def ledger(book: BookSource, account: str, *, period: Months, stamped: bool = False) -> Statement:
    """One account over a month or several, with its running balance (Buku besar).

    Parameters
    ----------
    account
        Its code; a control account shows the subject of each line.
    stamped
        Print the book and its checkpoint, size and root of its log, at the foot.

    Raises
    ------
    UnknownAccountError
        ``account.unknown``
    BeforeBookError
        ``report.before-book``
    """
    check_begun(book, period, field="period")
    first, last = months_of(period)
    with book.read() as view:
        bylaws = view.bylaws_on(last.last_day)
        return build_ledger(
            bylaws.chart[account],
            view.balance_before(account, first.first_day),
            view.account_movements(account, (first, last)),
            owner=bylaws.name,
            dated=heading_of_months((period,)),
            stamp=stamp_of(book, view, stamped),
        )
