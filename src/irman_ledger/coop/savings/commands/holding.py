"""A part of a balance is held, and let go again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.savings.commands.checks import check_day, check_movement
from irman_ledger.coop.savings.events import HoldReleased, SavingsHeld
from irman_ledger.core.codes import checked_code, checked_reason
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject, subject_of


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldSavings(Command[SavingsHeld]):
    """Hold a part of the balance (blokir simpanan), as a pledge or for a dispute; nothing is booked.

    Until it is let go each withdrawal must leave it, the closing one too, whatever its day. Fees and corrections of the office
    are not bound by it.

    Parameters
    ----------
    hold
        Its number, not in use on this account.
    amount
        More than zero; with what is held already not more than what may be withdrawn on any day from `on` on.
    reason
        Why, for the auditor; not empty, and without a person's name.

    Raises
    ------
    HoldExistsError, TooManyHoldsError, HoldNotCoveredError
        ``savings.hold-exists``, ``savings.too-many-holds``, ``savings.hold-not-covered``
    """

    kind: ClassVar[str] = "savings.hold"
    account: str
    hold: str
    on: date
    amount: Money
    reason: str

    def __post_init__(self) -> None:
        check_movement(self.account, self.on, self.amount)
        checked_code(self.hold, field="hold")
        checked_reason(self.reason)

    def subjects(self) -> tuple[Subject, ...]:
        """The account."""
        return (subject_of("savings", self.account),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseHold(Command[HoldReleased]):
    """Let a held part of the balance go (membuka blokir); nothing is booked.

    Raises
    ------
    UnknownHoldError
        ``savings.unknown-hold``
    """

    kind: ClassVar[str] = "savings.release-hold"
    account: str
    hold: str
    on: date

    def __post_init__(self) -> None:
        checked_code(self.account, field="account")
        checked_code(self.hold, field="hold")
        check_day(self.account, "on", self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The account."""
        return (subject_of("savings", self.account),)
