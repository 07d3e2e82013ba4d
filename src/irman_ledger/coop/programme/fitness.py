"""What a deed lacks to be signed; a draft may lack it."""

from __future__ import annotations

from collections.abc import Iterator

from irman_ledger.coop.programme.deed import Deed, DeedLine, Stipulation
from irman_ledger.coop.programme.refusals import (
    ConditionIncompleteError,
    ConditionMissingError,
    PhysicalConditionMissingError,
    SignaturesMissingError,
    TitleMissingError,
)
from irman_ledger.coop.programme.shape import PartyRole
from irman_ledger.errors import RefusedError

SIGNERS: tuple[PartyRole, ...] = ("transferor", "transferee", "witness")
"""Whose signatures a deed needs; an implementer may sign too."""


def gaps(deed: Deed) -> Iterator[RefusedError]:
    """Each thing that stands in the way of signing, in the order of the paper."""
    there = {one.role for one in deed.parties}
    for role in SIGNERS:
        if role not in there:
            yield SignaturesMissingError(field="parties", deed=deed.no, missing=role)
    for one in deed.stipulations:
        yield from _condition(one)
    for line in deed.lines:
        yield from _line(deed, line)


def check_fit(deed: Deed) -> None:
    """Refuse a deed that cannot be signed, by the first of its gaps."""
    for gap in gaps(deed):
        raise gap


def _condition(one: Stipulation) -> Iterator[RefusedError]:
    if one.kind in ("condition", "return-on-event"):
        missing = [name for name in ("test", "until", "return_to") if getattr(one, name) is None]
        if missing:
            yield ConditionIncompleteError(field="stipulations", stipulation=one.code, missing=", ".join(missing))


def _line(deed: Deed, line: DeedLine) -> Iterator[RefusedError]:
    if line.result != "accepted":
        return
    if line.title is None:
        yield TitleMissingError(field="title", line=line.no)
    if line.kind in ("equipment", "building") and line.condition is None:
        yield PhysicalConditionMissingError(field="condition", line=line.no)
    kinds = {deed.stipulation(code).kind for code in line.stipulations}
    if line.title == "conditional-grant" and not kinds & {"condition", "return-on-event"}:
        yield ConditionMissingError(field="stipulations", line=line.no)
