"""A ledger as the invariants look at it: a small protocol that any app's tables can be shown through.

Amounts are whole minor units (sen), debit positive: what is looked at may be wrong, so nothing here refuses it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, runtime_checkable

GENERAL = "UMUM"


@dataclass(frozen=True, slots=True)
class ViewLine:
    """One line.

    Parameters
    ----------
    subject
        Who it concerns (``savings:SS-001``, or whatever the app has); None: nobody.
    unit, fund
        Dimensions; each balances by itself.
    """

    account: str
    amount_minor: int
    subject: str | None = None
    unit: str = GENERAL
    fund: str = GENERAL


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewEntry:
    """One entry.

    Parameters
    ----------
    no
        Its place in the order of recording.
    on
        When it happened; its months and floors go by this day, or for months by `booked_on` where it is given.
    key
        What the app recognises a repeated request by.
    reverses
        The number of the entry that it reverses.
    """

    no: int
    on: date
    lines: tuple[ViewLine, ...]
    booked_on: date | None = None
    key: str | None = None
    reverses: int | None = None

    @property
    def month_on(self) -> date:
        """The day that its month goes by."""
        return self.booked_on or self.on


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewAccount:
    """What must be known of an account.

    Parameters
    ----------
    kind
        ``asset``, ``liability``, ``equity``, ``income``, ``expense`` or ``memorandum``.
    normal
        ``debit`` or ``credit``; None: the side of its kind.
    floored
        No subject on it (or the account, where lines carry none) may stand on the other side on any day.
    cash
        Cash or a cash equivalent.
    clearing
        Zero whenever a month is closed.
    """

    code: str
    kind: str
    normal: str | None = None
    floored: bool = False
    cash: bool = False
    clearing: bool = False
    opened_on: date | None = None
    closed_on: date | None = None

    @property
    def sign(self) -> int:
        """1 where debit is the normal side, else -1."""
        return 1 if (self.normal or ("debit" if self.kind in ("asset", "expense") else "credit")) == "debit" else -1


@dataclass(frozen=True, slots=True)
class ViewClosing:
    """A closed month: its last day, and the number of the last entry that was recorded before the closing."""

    last_day: date
    last_no: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewLoan:
    """A loan: what was lent, its plan as pairs of principal and interest, what is still owed, and whether it is paid off.

    Beside that stands what of its interest is earned and not paid, and what of its fees is not earned: both without their signs.
    """

    no: str
    lent_minor: int
    plan: tuple[tuple[int, int], ...]
    principal_paid_minor: int
    outstanding_minor: int
    is_closed: bool = False
    unsettled_minor: int = 0


@dataclass(frozen=True, slots=True)
class ViewPayment:
    """A payment and the parts it was shared into."""

    name: str
    amount_minor: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ViewPrivate:
    """A personal value that is kept beside its commitment."""

    owner: str
    value: str
    salt: bytes
    commitment: bytes


@runtime_checkable
class LedgerView(Protocol):
    """What every ledger can show: its entries, its balances as it gives them, and its control accounts.

    What is asked for beyond that is shown by further methods, each of which brings more invariants: see `FullLedgerView`.
    """

    def entries(self) -> Iterable[ViewEntry]:
        """All entries in the order of recording."""
        ...

    def balances(self, as_of: date | None = None) -> Mapping[str, int]:
        """What the app says that each account stands at, by the end of a month day, or now; zero may be left out."""
        ...

    def controls(self) -> Mapping[str, Mapping[str, int]]:
        """By control account, what the app says that each of its subjects stands at now; zero may be left out."""
        ...


class FullLedgerView(LedgerView, Protocol):
    """All that a view may show; a method that a view does not have makes its invariants not applicable."""

    def accounts(self) -> Iterable[ViewAccount]:
        """The chart of accounts."""
        ...

    def closings(self) -> Iterable[ViewClosing]:
        """The closed months, in order."""
        ...

    def numbers(self) -> Mapping[str, Sequence[int]]:
        """Series of numbers that must have no gap and no repetition, each in order."""
        ...

    def turnovers(self, month: date) -> Mapping[str, tuple[int, int]]:
        """Debit and credit of each account within the month that a day lies in, as the app says."""
        ...

    def balances_known_before(self, no: int) -> Mapping[str, int]:
        """What the app says that each account stood at before an entry was recorded."""
        ...

    def loans(self) -> Iterable[ViewLoan]:
        """All loans."""
        ...

    def payments(self) -> Iterable[ViewPayment]:
        """All payments that were shared into parts."""
        ...

    def leaves(self) -> Sequence[bytes]:
        """The hashes of the records, in order, of a log as RFC 6962 has it."""
        ...

    def root(self) -> bytes:
        """What the app says that the root of the log is."""
        ...

    def findings(self) -> Sequence[str]:
        """What the app's own verification finds wrong."""
        ...

    def private_values(self) -> Iterable[ViewPrivate]:
        """The personal values that are kept with salt and commitment."""
        ...
