"""The modules of the cooperative, and which of them a command, an event or a subject belongs to."""

from __future__ import annotations

from typing import Any

from irman_ledger.coop import assets, general, loans, members, partners, programme, savings, seized, shares, stock
from irman_ledger.core.protocols import Command, Event, Module, MonthEndStep
from irman_ledger.errors import InvalidInputError

MODULES: tuple[Module, ...] = (
    members.MODULE,
    shares.MODULE,
    savings.MODULE,
    loans.MODULE,
    assets.MODULE,
    seized.MODULE,
    programme.MODULE,
    partners.MODULE,
    stock.MODULE,
    general.MODULE,
)

COMMANDS: dict[str, type[Command[Any]]] = {command.kind: command for module in MODULES for command in module.commands}
EVENTS: dict[str, type[Event]] = {event.kind: event for module in MODULES for event in module.events}
MONTH_END: tuple[MonthEndStep, ...] = tuple(step for module in MODULES for step in module.month_end)
_BY_TYPE: dict[type[Any], Module] = {kind: module for module in MODULES for kind in (*module.commands, *module.events)}
_BY_SUBJECT: dict[str, Module] = {kind: module for module in MODULES for kind in module.subject_kinds}


class UnknownCommandError(InvalidInputError):
    """An object that is not a command of any module."""

    code = "command.unknown"


def module_of(thing: Command[Any] | Event) -> Module:
    """The module that a command or an event belongs to."""
    module = _BY_TYPE.get(type(thing))
    if module is None:
        raise UnknownCommandError(field="command", value=type(thing).__name__, reason="is not a command of this library")
    return module


def module_of_subject(kind: str) -> Module | None:
    """The module that owns subjects of a kind; None for kinds that only lines carry (cash boxes, parties)."""
    return _BY_SUBJECT.get(kind)
