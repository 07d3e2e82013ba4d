"""What can be asked of deeds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final, get_args

from irman_ledger.coop.programme.events import (
    DeedDrafted,
    DeedPosted,
    DeedRejected,
    DeedSigned,
    DeedSubmitted,
    DeedSuperseded,
    DeedTotal,
    Signature,
    TotalBy,
)
from irman_ledger.coop.programme.shape import PartyRole
from irman_ledger.core.calendar import DateMalformedError
from irman_ledger.core.codes import checked_code, checked_reason
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError

ITEMS_MAX: Final = 40
_HASH: Final = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDeed(Command[DeedDrafted]):
    """Enter a deed by its hash and totals; `irman_ledger.coop.programme.draft_of` makes it from a deed.

    Parameters
    ----------
    deed
        Number and version: ``BAST-01/2014/v1``.
    totals
        At most 40.
    gross, owed
        All that comes, and all debts that come with it.
    gaps
        Codes of what it lacks to be signed, at most 40.
    supersedes
        The deed that it replaces.
    """

    kind: ClassVar[str] = "deed.draft"

    deed: str
    on: date
    sha256: str
    totals: tuple[DeedTotal, ...]
    gross: Money
    owed: Money
    gaps: tuple[str, ...] = ()
    supersedes: str | None = None

    def __post_init__(self) -> None:
        _check(self.deed, self.on)
        _check_hash(self.sha256)
        for field in ("totals", "gaps"):
            if not isinstance(getattr(self, field), tuple) or len(getattr(self, field)) > ITEMS_MAX:
                raise InvalidInputError(field=field, value=getattr(self, field), reason=f"must be a tuple of at most {ITEMS_MAX}")
        for one in self.totals:
            if not isinstance(one, DeedTotal) or one.by not in get_args(TotalBy):
                raise InvalidInputError(field="totals", value=one, reason=f"must be totals by {', '.join(get_args(TotalBy))}")
            checked_code(one.key, field="totals")
        for field, amount in (("gross", self.gross), ("owed", self.owed), *(("totals", one.amount) for one in self.totals)):
            if not isinstance(amount, Money) or (field == "owed" and amount.minor < 0):
                raise InvalidInputError(field=field, value=amount, reason="must be money; debts zero or more")
        for gap in self.gaps:
            checked_code(gap, field="gaps")
        if self.supersedes is not None and checked_code(self.supersedes, field="supersedes") == self.deed:
            raise InvalidInputError(field="supersedes", value=self.supersedes, reason="must be another deed")

    def subjects(self) -> tuple[Subject, ...]:
        """The deed."""
        return (Subject("deed", self.deed),)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitDeed(Command[DeedSubmitted]):
    """Lay a draft before the parties."""

    kind: ClassVar[str] = "deed.submit"

    deed: str
    on: date

    def __post_init__(self) -> None:
        _check(self.deed, self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The deed."""
        return (Subject("deed", self.deed),)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignDeed(Command[DeedSigned]):
    """Say that the parties have signed the paper with this hash.

    Parameters
    ----------
    signatures
        At least of a transferor, a transferee and a witness; at most 40.

    Raises
    ------
    DeedNotReadyError, SignaturesMissingError, DeedChangedError
        ``deed.not-ready``, ``deed.signatures-missing``, ``deed.changed``
    """

    kind: ClassVar[str] = "deed.sign"

    deed: str
    on: date
    sha256: str
    signatures: tuple[Signature, ...]

    def __post_init__(self) -> None:
        _check(self.deed, self.on)
        _check_hash(self.sha256)
        if not isinstance(self.signatures, tuple) or len(self.signatures) > ITEMS_MAX:
            raise InvalidInputError(field="signatures", value=self.signatures, reason=f"must be a tuple of at most {ITEMS_MAX}")
        for one in self.signatures:
            if not isinstance(one, Signature) or one.role not in get_args(PartyRole):
                raise InvalidInputError(field="signatures", value=one, reason=f"must be by a {', '.join(get_args(PartyRole))}")
            checked_code(one.organisation, field="organisation", length_max=200)
            checked_code(one.position, field="position", length_max=200)

    def subjects(self) -> tuple[Subject, ...]:
        """The deed."""
        return (Subject("deed", self.deed),)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostDeed(Command[DeedPosted]):
    """Say that what a signed deed hands over is in the book: the last step of `irman_ledger.coop.procedures.post_deed`."""

    kind: ClassVar[str] = "deed.post"

    deed: str
    on: date
    sha256: str

    def __post_init__(self) -> None:
        _check(self.deed, self.on)
        _check_hash(self.sha256)

    def subjects(self) -> tuple[Subject, ...]:
        """The deed."""
        return (Subject("deed", self.deed),)


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectDeed(Command[DeedRejected]):
    """Say that the parties did not agree on a draft.

    Parameters
    ----------
    reason
        Not empty, and without a person's name.
    """

    kind: ClassVar[str] = "deed.reject"

    deed: str
    on: date
    reason: str

    def __post_init__(self) -> None:
        _check(self.deed, self.on)
        checked_reason(self.reason)

    def subjects(self) -> tuple[Subject, ...]:
        """The deed."""
        return (Subject("deed", self.deed),)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupersedeDeed(Command[DeedSuperseded]):
    """Put a later version in the place of a deed that is not posted.

    Parameters
    ----------
    by
        The later one, which says that it replaces this.
    """

    kind: ClassVar[str] = "deed.supersede"

    deed: str
    on: date
    by: str

    def __post_init__(self) -> None:
        _check(self.deed, self.on)
        checked_code(self.by, field="by")

    def subjects(self) -> tuple[Subject, ...]:
        """The deed, then the later one."""
        return Subject("deed", self.deed), Subject("deed", self.by)


DeedCommand = DraftDeed | SubmitDeed | SignDeed | PostDeed | RejectDeed | SupersedeDeed


def _check(deed: str, on: object) -> None:
    checked_code(deed, field="deed")
    if type(on) is not date:
        raise DateMalformedError(field="on", value=on)


def _check_hash(value: object) -> None:
    if not isinstance(value, str) or _HASH.fullmatch(value) is None:
        raise InvalidInputError(field="sha256", value=value, reason="must be 64 hexadecimal digits")
