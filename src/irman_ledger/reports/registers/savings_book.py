"""The savings accounts and deposits that a register lists, tied to the ledger of its day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from irman_ledger.books.lives import Kept
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.reports.dates import check_begun, day_of, whole_month
from irman_ledger.reports.paper import Fact, Stamp, same
from irman_ledger.reports.registers.names import ERASED
from irman_ledger.reports.source import BookSource, stamp_of

if TYPE_CHECKING:
    from irman_ledger.books.savings_positions import SavingsPosition


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedAccount:
    """A line of the register: the account, who holds it and what it holds."""

    position: SavingsPosition
    name: Label
    balance: Money

    @property
    def saver(self) -> Label:
        """Number and name of the member."""
        return Label(f"{self.position.state.member} {self.name.id}", f"{self.position.state.member} {self.name.en}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingsBook:
    """What a register lists.

    Parameters
    ----------
    others
        What other accounts hold on the control accounts of those listed.
    ledger
        The balances of these control accounts, credit positive.
    checks
        For each of them the ledger against the listed and the others.
    """

    bylaws: Bylaws
    on: date
    accounts: tuple[ListedAccount, ...]
    others: Money
    ledger: Mapping[str, Money]
    checks: tuple[Kept, ...]
    stamp: Stamp | None

    @property
    def total(self) -> Money:
        """What the accounts listed hold."""
        return Money.total((one.balance for one in self.accounts), self.bylaws.currency)

    def facts(self) -> tuple[Fact, ...]:
        """Each control account with its balance in the ledger."""
        return tuple(Fact(f"control.{code}", _named(code, self.bylaws), amount) for code, amount in self.ledger.items())


def read_savings(book: BookSource, as_of: Month | date, *, is_listed: Callable[[SavingsPosition], bool], stamped: bool) -> SavingsBook:
    """The accounts of a kind that were open on a day, or still held something, in order of number.

    Raises
    ------
    BeforeBookError
        ``report.before-book``
    """
    check_begun(book, as_of, field="as_of")
    on = day_of(as_of)
    with book.read() as view:
        bylaws = view.bylaws_on(on)
        chosen = [one for one in view.savings.positions(on) if is_listed(one)]
        names = view.members.names(one.state.member for one in chosen)
        found = []
        for one in chosen:
            balance = one.on(one.state.control)
            if one.state.closed_on is None or one.state.closed_on > on or balance:
                name = names[one.state.member].value
                found.append(ListedAccount(position=one, name=ERASED if name is None else same(name), balance=balance))
        balances = view.balances(as_of=whole_month(as_of))
        ledger = {code: -balances.net(code) for code in sorted({one.position.state.control for one in found})}
        others, nos = Money.zero(bylaws.currency), {one.position.state.no for one in found}
        checks = []
        for code, kept in ledger.items():
            beside = -Money.total(
                (amount for subject, amount in view.subject_balances(code, on).items() if subject.no not in nos), kept.currency
            )
            listed = Money.total((one.balance for one in found if one.position.state.control == code), kept.currency)
            others += beside
            checks.append(Kept(code, kept, listed + beside))
        return SavingsBook(
            bylaws=bylaws,
            on=on,
            accounts=tuple(found),
            others=others,
            ledger=ledger,
            checks=tuple(checks),
            stamp=stamp_of(book, view, stamped),
        )


def _named(code: str, bylaws: Bylaws) -> Label:
    label = bylaws.chart[code].label
    return Label(f"{code} {label.id}", f"{code} {label.en}")
