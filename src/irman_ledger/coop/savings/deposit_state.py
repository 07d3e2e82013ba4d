"""What is left of a deposit after each of its events."""

from __future__ import annotations

from dataclasses import replace

from irman_ledger.coop.savings.deposit_events import (
    DepositBroken,
    DepositInstructed,
    DepositMatured,
)
from irman_ledger.coop.savings.placement import Placement


def placement_after(placement: Placement, event: DepositInstructed | DepositMatured | DepositBroken) -> Placement:
    """The term that runs after the event, or what is left of it."""
    if isinstance(event, DepositInstructed):
        return replace(placement, rollover=event.rollover, pay_to=event.pay_to)
    if isinstance(event, DepositBroken):
        return placement.ended(event.on, event.earned)
    if event.renewed is None:
        return placement.ended(event.matured_on, event.earned)
    return placement.renewed(event.renewed.principal, event.renewed.rate)
