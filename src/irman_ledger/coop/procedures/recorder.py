"""What a procedure records its commands with."""

from __future__ import annotations

from typing import Any, Protocol, TypeVar

from irman_ledger.core.protocols import Command

R = TypeVar("R", covariant=True)


class Recorder(Protocol[R]):
    """What takes commands one after the other: a transaction of a desk."""

    def record(self, command: Command[Any], *, key: str, document: str | None = None) -> R:
        """Take one command."""
        ...
