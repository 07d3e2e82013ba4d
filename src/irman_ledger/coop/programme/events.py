"""What happened to deeds of hand-over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from irman_ledger.coop.programme.shape import PartyRole
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Event

TotalBy = Literal["class", "title", "fund"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedTotal:
    """What comes to the cooperative in one class, under one title, or into one fund."""

    by: TotalBy
    key: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signed, without a name: that stands on the paper."""

    role: PartyRole
    organisation: str
    position: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedDrafted(Event):
    """A deed was drawn up (konsep berita acara).

    Parameters
    ----------
    sha256
        Of the whole paper in its canonical form; the paper itself is kept outside.
    gaps
        What it lacks to be signed.
    supersedes
        The deed that it replaces.
    """

    kind: ClassVar[str] = "deed.drafted"

    deed: str
    on: date
    sha256: str
    totals: tuple[DeedTotal, ...]
    gross: Money
    owed: Money
    gaps: tuple[str, ...]
    supersedes: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedSubmitted(Event):
    """A draft was laid before the parties."""

    kind: ClassVar[str] = "deed.submitted"

    deed: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedSigned(Event):
    """The parties and witnesses signed; nothing is edited from then on."""

    kind: ClassVar[str] = "deed.signed"

    deed: str
    on: date
    sha256: str
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedPosted(Event):
    """What the deed hands over is in the book."""

    kind: ClassVar[str] = "deed.posted"

    deed: str
    on: date
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedRejected(Event):
    """The parties did not agree."""

    kind: ClassVar[str] = "deed.rejected"

    deed: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedSuperseded(Event):
    """A later version took its place."""

    kind: ClassVar[str] = "deed.superseded"

    deed: str
    on: date
    by: str


DeedEvent = DeedDrafted | DeedSubmitted | DeedSigned | DeedPosted | DeedRejected | DeedSuperseded
