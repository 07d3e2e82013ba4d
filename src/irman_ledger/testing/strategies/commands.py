"""Every command of every module, given a situation: plausible ones, and ones that the book must refuse."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from irman_ledger.coop.general import JournalLine, PostJournal
from irman_ledger.coop.loans import PayOffLoan, RecoverLoan, RepayLoan, ReturnTitipan, SettleFromTitipan, WaivePenalty
from irman_ledger.coop.savings import ChargeFee, ChargeOverdraft, Withdraw
from irman_ledger.core.money import MAX_MINOR, Money
from irman_ledger.core.protocols import Command
from irman_ledger.errors import InvalidInputError
from irman_ledger.testing.strategies.asset_life import ASSET_LIFE
from irman_ledger.testing.strategies.banking import BANKING
from irman_ledger.testing.strategies.depositing import DEPOSITING
from irman_ledger.testing.strategies.draws import Maker
from irman_ledger.testing.strategies.grouping import GROUPING
from irman_ledger.testing.strategies.handing_over import HANDING_OVER
from irman_ledger.testing.strategies.helping import HELPING
from irman_ledger.testing.strategies.lending import LENDING
from irman_ledger.testing.strategies.office import OFFICE
from irman_ledger.testing.strategies.people import PEOPLE
from irman_ledger.testing.strategies.seizing import SEIZING
from irman_ledger.testing.strategies.situation import Situation
from irman_ledger.testing.strategies.stocking import STOCKING
from irman_ledger.testing.strategies.topping_up import TOPPING_UP

MAKERS: dict[str, Maker] = {
    **PEOPLE,
    **BANKING,
    **DEPOSITING,
    **LENDING,
    **TOPPING_UP,
    **SEIZING,
    **GROUPING,
    **HANDING_OVER,
    **HELPING,
    **OFFICE,
    **ASSET_LIFE,
    **STOCKING,
}
"""How a command of each kind is made."""


class NothingReadyError(InvalidInputError):
    """Commands asked for of kinds that the situation has nothing for."""

    code = "testing.nothing-ready"


def ready(situation: Situation, kinds: Iterable[str] | None = None) -> list[str]:
    """The kinds of command that the situation has what they need for, in order."""
    return sorted(kind for kind in (MAKERS if kinds is None else kinds) if MAKERS[kind].is_ready(situation))


@st.composite
def commands(draw: DrawFn, situation: Situation, kinds: Iterable[str] | None = None) -> Command[Any]:
    """A plausible command: of the kinds given, or of any; a book may still refuse it.

    Parameters
    ----------
    kinds
        As `Command.kind`: ``"savings.deposit"``; at least one of them must be ready.

    Raises
    ------
    NothingReadyError
        ``testing.nothing-ready``
    """
    there = ready(situation, kinds)
    if not there:
        raise NothingReadyError(field="kinds", value=kinds, reason="none of these has what it needs: ask `ready` first")
    kind = draw(st.sampled_from(there))
    return MAKERS[kind].make(draw, situation)


@st.composite
def hostile_commands(draw: DrawFn, situation: Situation, kinds: Iterable[str] | None = None) -> Command[Any]:
    """A well-formed command that is probably wrong: on another day, of another subject, product, box, amount or currency."""
    command = draw(commands(situation, kinds))
    spoilers = [_on_another_day, _of_nobody, _of_something_else, _too_much, _of_another_currency, _against_the_balance]
    for spoil in draw(st.permutations(spoilers)):
        spoilt = _well_formed(spoil, draw, situation, command)
        if spoilt is not None:
            return spoilt
    return command


Spoiler = Callable[[DrawFn, Situation, Command[Any]], Command[Any] | None]


def _well_formed(spoil: Spoiler, draw: DrawFn, situation: Situation, command: Command[Any]) -> Command[Any] | None:
    """The spoilt command; None where it cannot even be written down."""
    try:
        return spoil(draw, situation, command)
    except InvalidInputError:
        return None


def _on_another_day(draw: DrawFn, situation: Situation, command: Command[Any]) -> Command[Any]:
    assert situation.model.begins_on is not None, "a book to make commands for has a first day"
    days = [situation.model.begins_on - timedelta(days=1), situation.today + timedelta(days=1), situation.model.begins_on]
    if situation.model.closed_to is not None:
        days.append(situation.model.closed_to.last_day)
    return _changed(command, on=draw(st.sampled_from(days)))


def _of_nobody(draw: DrawFn, _situation: Situation, command: Command[Any]) -> Command[Any] | None:
    fields = "account", "member", "loan", "asset", "item", "product", "settle", "box", "group", "deed"
    names = [name for name in fields if _has(command, name)]
    return _changed(command, **{draw(st.sampled_from(names)): "TIDAK-ADA"}) if names else None


def _of_something_else(draw: DrawFn, situation: Situation, command: Command[Any]) -> Command[Any] | None:
    """Of any subject that is there, also a closed one, or one that the command should open."""
    kinds = {"account": "savings", "item": "stock", **{kind: kind for kind in ("loan", "asset", "member", "group", "deed")}}
    there = {name: situation.states(kind) for name, kind in kinds.items() if _has(command, name)}
    names = [name for name, states in there.items() if states]
    if not names:
        return None
    name = draw(st.sampled_from(names))
    return _changed(command, **{name: draw(st.sampled_from(there[name])).no})


def _too_much(draw: DrawFn, situation: Situation, command: Command[Any]) -> Command[Any] | None:
    if not isinstance(getattr(command, "amount", None), Money):
        return None
    return _changed(command, amount=situation.money(draw(st.sampled_from([MAX_MINOR, 10**13, 10**12]))))


def _of_another_currency(_draw: DrawFn, situation: Situation, command: Command[Any]) -> Command[Any] | None:
    amount = getattr(command, "amount", None)
    other = "USD" if situation.bylaws.currency != "USD" else "IDR"
    return _changed(command, amount=Money.from_minor(amount.minor, other)) if isinstance(amount, Money) else None


def _against_the_balance(draw: DrawFn, situation: Situation, command: Command[Any]) -> Command[Any] | None:
    match command:
        case (
            Withdraw()
            | ChargeFee()
            | ChargeOverdraft()
            | RepayLoan()
            | PayOffLoan()
            | SettleFromTitipan()
            | ReturnTitipan()
            | WaivePenalty()
            | RecoverLoan()
        ):
            return _changed(command, amount=command.amount + situation.money(draw(st.sampled_from([1, 100, 10**9]))))
        case PostJournal():
            return _changed(command, lines=_spoilt_lines(draw, situation, command.lines))
        case _:
            return None


def _spoilt_lines(draw: DrawFn, situation: Situation, lines: tuple[JournalLine, ...]) -> tuple[JournalLine, ...]:
    first, *rest = lines
    owned = [account.code for account in situation.bylaws.chart if account.owner is not None]
    spoilt = [
        replace(first, amount=first.amount + situation.money(2 * abs(first.amount.minor))),
        replace(first, account="TIDAK-ADA"),
        replace(first, subject="party:X"),
        replace(first, fund="LAIN"),
        *(replace(first, account=account) for account in owned[:1]),
    ]
    return (draw(st.sampled_from(spoilt)), *rest)


def _changed(command: Command[Any], **changes: Any) -> Command[Any]:
    changed: Command[Any] = replace(command, **changes)  # type: ignore[type-var]  # every command is a dataclass
    return changed


def _has(command: Any, name: str) -> bool:
    return any(item.name == name for item in fields(command)) and isinstance(getattr(command, name), str | None)


def any_kind() -> SearchStrategy[str]:
    """The kind of a command."""
    return st.sampled_from(sorted(MAKERS))
