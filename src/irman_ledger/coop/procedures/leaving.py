"""A member leaves (anggota keluar): shares become a claim, loans are set off, what is left is owed and paid later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from irman_ledger.coop.loans import SetOffLoan
from irman_ledger.coop.members import EndMembership, OweLeaver
from irman_ledger.coop.members.events import Reason
from irman_ledger.coop.procedures.recorder import Recorder
from irman_ledger.coop.shares import ClaimShare, ReleaseShare
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command

__all__ = ["Recorded", "leave", "release_claims"]


class Recorded(Protocol):
    """What a recorder gives back: a receipt with its event."""

    @property
    def event(self) -> Any: ...


G = TypeVar("G", bound=Recorded)


def leave(
    tx: Recorder[G],
    *,
    member: str,
    on: date,
    reason: Reason,
    shares: Iterable[str],
    set_off: Iterable[tuple[str, Money]] = (),
    key: str,
    document: str | None = None,
) -> tuple[G, ...]:
    """Let a member go: by resignation, death or expulsion; a resignation is never refused for debts or for want of capital.

    Shares become a claim, on an entry each; the claim pays the leaver's loans, on an entry of its own, and what is left is
    owed to the leaver, to be paid by `PayLeaver` within the days that the bylaws name. Where the capital would fall below
    its floor, shares stay and their claim waits for `release_claims`, and so do loans and savings that are not settled.

    Parameters
    ----------
    shares
        The products of all share accounts that the member has, in the order in which they are claimed.
    set_off
        Loans, each with what is to be set off at most, in order; what the claim does not reach stays owed by the leaver.

    Returns
    -------
    tuple
        What `tx.record` gave: for the claims, the loans, the end of the membership, and the debt where one is left.

    Raises
    ------
    HoldingsRemainError
        ``member.holdings-remain``: shares that `shares` does not name.
    """
    steps = _Steps(tx, key, document)
    claimed = [steps.record(ClaimShare(member=member, product=product, on=on)).event for product in shares]
    left = _loans_paid(steps, [event.amount for event in claimed if not event.waits], set_off, on)
    steps.record(EndMembership(member=member, on=on, reason=reason, leaves_open=True))
    return _owed(steps, member, on, left)


def release_claims(
    tx: Recorder[G],
    *,
    member: str,
    on: date,
    shares: Iterable[str],
    set_off: Iterable[tuple[str, Money]] = (),
    key: str,
    document: str | None = None,
) -> tuple[G, ...]:
    """Let claims go that waited for enough capital: loans are set off and the rest is owed, as when a member leaves.

    Raises
    ------
    NotWaitingError
        ``share.not-waiting``
    BelowCapitalFloorError
        ``share.below-capital-floor``: there is still not enough.
    """
    steps = _Steps(tx, key, document)
    released = [steps.record(ReleaseShare(member=member, product=product, on=on)).event for product in shares]
    return _owed(steps, member, on, _loans_paid(steps, [event.amount for event in released], set_off, on))


@dataclass(slots=True)
class _Steps(Generic[G]):
    """Records one command after the other, each with a key of its own."""

    tx: Recorder[G]
    key: str
    document: str | None
    taken: list[G] = field(default_factory=list)

    def record(self, command: Command[Any]) -> G:
        """The next step."""
        receipt = self.tx.record(command, key=f"{self.key}/{len(self.taken) + 1}", document=self.document)
        self.taken.append(receipt)
        return receipt


def _loans_paid(steps: _Steps[G], claims: list[Money], set_off: Iterable[tuple[str, Money]], on: date) -> Money | None:
    """What is left of the claims after the loans; None where there were none."""
    if not claims:
        return None
    left = Money.total(claims, claims[0].currency)
    for loan, part in _reached(left, set_off):
        steps.record(SetOffLoan(loan=loan, on=on, amount=part))
        left -= part
    return left


def _reached(left: Money, set_off: Iterable[tuple[str, Money]]) -> Iterator[tuple[str, Money]]:
    for loan, most in set_off:
        part = min(left, most)
        if part.minor > 0:
            yield loan, part
            left -= part


def _owed(steps: _Steps[G], member: str, on: date, left: Money | None) -> tuple[G, ...]:
    if left:
        steps.record(OweLeaver(member=member, on=on, amount=left))
    return tuple(steps.taken)
