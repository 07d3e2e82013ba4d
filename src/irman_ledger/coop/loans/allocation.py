"""Which parts of which instalments a payment settles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal, assert_never

from irman_ledger.coop.loans.penalties import PenaltyDue
from irman_ledger.core.money import Money
from irman_ledger.core.schedule import Instalment

Part = Literal["interest", "principal"]
Bucket = Literal["penalty", "interest", "principal"]
EarlyPayment = Literal["next-instalment", "principal", "refuse", "titipan", "shorten", "re-level"]

INTEREST_FIRST: Final[tuple[Part, ...]] = ("interest", "principal")
TAKES_ALL: Final[tuple[EarlyPayment, ...]] = ("next-instalment", "principal")
"""What early money does where it may settle the whole debt."""
PENALTY_FIRST: Final[tuple[Bucket, ...]] = ("penalty", *INTEREST_FIRST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """How a payment is shared.

    Parameters
    ----------
    excess
        What found nothing to settle.
    cut
        What is still unpaid of an instalment that is paid in part before its day; None: no such instalment.
    """

    principal: Money
    interest: Money
    excess: Money
    cut: Instalment | None
    penalty: Money


def open_instalments(plan: Sequence[Instalment], paid_principal: Money, paid_interest: Money) -> tuple[Instalment, ...]:
    """The plan less what is paid, oldest first, principal and interest apart; instalments paid in full are left out."""
    principal_left, interest_left = paid_principal, max(paid_interest, Money.zero(paid_interest.currency))
    unpaid = []
    for instalment in plan:
        principal, interest = min(instalment.principal, principal_left), min(instalment.interest, interest_left)
        principal_left, interest_left = principal_left - principal, interest_left - interest
        if principal != instalment.principal or interest != instalment.interest:
            rest = replace(instalment, principal=instalment.principal - principal, interest=instalment.interest - interest)
            unpaid.append(rest)
    return tuple(unpaid)


def payable(unpaid: Sequence[Instalment], on: date, early: EarlyPayment, running_no: int | None) -> tuple[Instalment, ...]:
    """What may be paid on a day, in order.

    Parameters
    ----------
    early
        ``next-instalment``: everything, interest included; ``refuse``: what is due by the day; ``titipan``: the same, for what
        comes before its time is held for the member; ``principal``: what is due, the instalment whose period is running, then
        the principal of the later ones without their interest; ``shorten`` and ``re-level``: what is due and the next instalment,
        for more than that makes the plan anew.
    running_no
        The number that `running_instalment` gives.
    """
    match early:
        case "next-instalment":
            return tuple(unpaid)
        case "refuse" | "titipan":
            return tuple(one for one in unpaid if one.due_on <= on)
        case "shorten" | "re-level":
            return tuple(one for one in unpaid if one.due_on <= on or one.no == running_no)
        case "principal":
            stripped = (one if one.due_on <= on or one.no == running_no else _without_interest(one) for one in unpaid)
            return tuple(one for one in stripped if one.total)
        case _:
            assert_never(early)


def _without_interest(instalment: Instalment) -> Instalment:
    return replace(instalment, interest=Money.zero(instalment.interest.currency))


def running_instalment(plan: Sequence[Instalment], began_on: date, on: date, early: EarlyPayment = "principal") -> int | None:
    """The number of the next instalment, not due yet; for ``principal`` only where its period began before the day."""
    for instalment in plan:
        if instalment.due_on > on:
            return instalment.no if began_on < on or early != "principal" else None
        began_on = max(began_on, instalment.due_on)
    return None


def allocate(
    amount: Money, demands: Sequence[Instalment], on: date, order: Sequence[Bucket], penalties: Sequence[PenaltyDue] = ()
) -> Allocation:
    """A payment shared over what may be paid: instalment by instalment, oldest first.

    Parameters
    ----------
    demands
        As `payable` gives them.
    order
        Of the parts within an instalment that is due; within one that is not, interest comes first. It names the penalty where
        there are penalties.
    penalties
        Of instalments that were late, paid or not, as `penalty_due` gives them.
    """
    left, cut, nothing = amount, None, Money.zero(amount.currency)
    paid: dict[Bucket, Money] = {"penalty": nothing, "interest": nothing, "principal": nothing}
    demanded, penalised = {one.no: one for one in demands}, {one.no: one.amount for one in penalties}
    for no in sorted({*demanded, *penalised}):
        if not left:
            break
        demand = demanded.get(no)
        parts: dict[Bucket, Money] = {
            "penalty": penalised.get(no, nothing),
            "interest": nothing if demand is None else demand.interest,
            "principal": nothing if demand is None else demand.principal,
        }
        is_ahead = demand is not None and demand.due_on > on
        for part in INTEREST_FIRST if is_ahead else order:
            taken = min(parts[part], left)
            parts[part], left, paid[part] = parts[part] - taken, left - taken, paid[part] + taken
        if demand is not None and is_ahead and any(parts.values()):
            cut = replace(demand, principal=parts["principal"], interest=parts["interest"])
    return Allocation(principal=paid["principal"], interest=paid["interest"], penalty=paid["penalty"], excess=left, cut=cut)
