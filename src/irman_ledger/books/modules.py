"""Every module the books know: those of the cooperative and the books' own charter."""

from __future__ import annotations

from typing import Any

from irman_ledger.books import charter
from irman_ledger.coop import register
from irman_ledger.core.protocols import Command, Event, Module

COMMANDS: dict[str, type[Command[Any]]] = register.COMMANDS
CHARTER: tuple[type[Command[Any]], ...] = (charter.OpenBook, charter.AdoptBylaws, charter.CloseMonth, charter.ReverseRecord)
STORED_COMMANDS: dict[str, type[Command[Any]]] = {**COMMANDS, **{command.kind: command for command in CHARTER}}
"""Also what the books record on their own account, which nobody sends."""
EVENTS: dict[str, type[Event]] = {**register.EVENTS, **{event.kind: event for event in charter.EVENTS}}
RULES_VERSION = 1
FOLD_VERSION = 1

MEMBERS: Module = register.MODULES[0]


def state_class(subject_kind: str) -> type[Any] | None:
    """The class of the states of a kind of subject; None where no module keeps one."""
    module = register.module_of_subject(subject_kind)
    return None if module is None else module.subject_kinds[subject_kind]
