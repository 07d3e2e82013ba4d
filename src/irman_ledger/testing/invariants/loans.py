"""Of loans: what is lent is planned, and what is paid is accounted for."""

from __future__ import annotations

from collections.abc import Iterator

from irman_ledger.testing.invariants.material import Invariant, Material


def _planned(material: Material) -> Iterator[str]:
    for loan in material.view.loans():
        planned = sum(principal for principal, _interest in loan.plan)
        if planned != loan.lent_minor:
            yield f"loan {loan.no} lent {loan.lent_minor}, its plan repays {planned}"
        if any(principal < 0 or interest < 0 for principal, interest in loan.plan):
            yield f"loan {loan.no} has an instalment below zero"


def _outstanding(material: Material) -> Iterator[str]:
    for loan in material.view.loans():
        rest = loan.lent_minor - loan.principal_paid_minor
        if loan.outstanding_minor != rest or rest < 0:
            yield f"loan {loan.no} stands at {loan.outstanding_minor}, lent less paid is {rest}"


def _shared(material: Material) -> Iterator[str]:
    for payment in material.view.payments():
        if sum(payment.parts) != payment.amount_minor or any(part < 0 for part in payment.parts):
            yield f"{payment.name} of {payment.amount_minor} is shared into {payment.parts}"


def _settled(material: Material) -> Iterator[str]:
    for loan in material.view.loans():
        if loan.is_closed and loan.outstanding_minor:
            yield f"loan {loan.no} is paid off and stands at {loan.outstanding_minor}"
        if loan.is_closed and loan.unsettled_minor:
            yield f"loan {loan.no} is paid off, {loan.unsettled_minor} of it stands as accrued or not earned"


LOANS = (
    Invariant(21, "the planned principal is what was lent", _planned, ("loans",)),
    Invariant(23, "a loan stands at what was lent less the principal paid, never below zero", _outstanding, ("loans",)),
    Invariant(24, "the parts of a payment sum to the payment", _shared, ("payments",)),
    Invariant(25, "a loan that is paid off stands at zero, with nothing accrued or deferred", _settled, ("loans",)),
)
