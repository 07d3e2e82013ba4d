"""Personal values on their way into the books: sealed with a salt, kept apart, erased on request."""

from __future__ import annotations

import json
import os
from dataclasses import fields, replace
from functools import cache
from typing import Any, get_args, get_type_hints

from irman_ledger.books.port import Port
from irman_ledger.books.unit import hash_of
from irman_ledger.books.wire import dump
from irman_ledger.core.evidence.private import Private
from irman_ledger.core.protocols import Command

READ_COMMAND = "SELECT command FROM irman_record WHERE book = ? AND seq = ?"
READ_PRIVATE = "SELECT salt, value FROM irman_private WHERE book = ? AND commitment = ?"
READ_KEPT = "SELECT commitment FROM irman_private WHERE book = ? AND subject = ? AND value IS NOT NULL"
ERASE = "UPDATE irman_private SET salt = NULL, value = NULL WHERE book = ? AND subject = ? AND value IS NOT NULL"
SALT_BYTES = 32


@cache
def private_fields(kind: Any) -> tuple[str, ...]:
    """The fields of a command that hold personal values."""
    hints = get_type_hints(kind)
    return tuple(item.name for item in fields(kind) if Private in (hints[item.name], *get_args(hints[item.name])))


def seal(command: Command[Any]) -> tuple[Command[Any], tuple[Private, ...]]:
    """The command with every personal value sealed under a fresh salt, and those values, to be kept if it is recorded."""
    kind: Any = type(command)
    names = private_fields(kind)
    if not names:
        return command, ()
    sealed: dict[str, Private] = {}
    for name in names:
        value = getattr(command, name)
        if value is not None:
            sealed[name] = value.sealed(os.urandom(SALT_BYTES))
    if not sealed:
        return command, ()
    return replace(command, **sealed), tuple(sealed.values())  # type: ignore[type-var]  # every command is a dataclass


def is_same(command: Command[Any], port: Port, book: int, seq: int, digest: bytes) -> bool:
    """Whether a command is the one that record `seq` was made of.

    Personal values are sealed with the salts of that record first; one that was erased since counts as equal.
    """
    kind: Any = type(command)
    names = private_fields(kind)
    if names:
        found = port.row(READ_COMMAND, (book, seq))
        stored = {} if found is None else json.loads(found[0])
        if stored.get("kind") != kind.kind:
            return False  # another kind of command may have an open field of the same name
        sealed = {}
        for name in names:
            value, kept = getattr(command, name), stored.get(name)
            if value is not None and kept is not None:
                commitment = bytes.fromhex(kept["commitment"])
                row = port.row(READ_PRIVATE, (book, commitment))
                erased = row is None or row[0] is None
                sealed[name] = Private.committed(commitment) if erased or row is None else value.sealed(bytes(row[0]))
            elif value is not None:
                return False
        command = replace(command, **sealed) if sealed else command  # type: ignore[type-var]  # every command is a dataclass
    return hash_of(dump(command)) == digest
