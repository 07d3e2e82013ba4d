"""A command with its envelope, as a desk is given it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from irman_ledger.core.codes import checked_code, checked_text
from irman_ledger.core.protocols import Command
from irman_ledger.errors import InvalidInputError

Asked = tuple[Command[Any], str, str | None, date | None]
"""A command with its cash box, its key, the number of its paper and its booking day: checked, and light enough to wait by the thousand."""
KEY_LENGTH_MAX = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One command of a batch with its envelope."""

    command: Command[Any]
    key: str
    document: str | None = None
    booked_on: date | None = None

    def __post_init__(self) -> None:
        check_key(self.key)
        if self.document is not None:
            checked_text(self.document, field="document")
        if self.booked_on is not None and type(self.booked_on) is not date:
            raise InvalidInputError(field="booked_on", value=self.booked_on, reason="must be a day")


def check_key(key: str) -> None:
    """Refuse a key that is no code of at most 200 characters."""
    checked_code(key, field="key", length_max=KEY_LENGTH_MAX)


def unpacked(item: Item) -> Asked:
    """What is recorded, as a batch keeps it."""
    return item.command, item.key, item.document, item.booked_on
