"""A group pays an instalment that a member does not pay (tanggung renteng)."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol, TypeVar

from irman_ledger.coop.loans import CoverLoan
from irman_ledger.coop.members import CoverMember
from irman_ledger.coop.procedures.recorder import Recorder
from irman_ledger.core.money import Money
from irman_ledger.errors import RefusedError

__all__ = ["LoanOfAnotherError", "cover_instalment"]


class _Recorded(Protocol):
    @property
    def event(self) -> Any: ...


G = TypeVar("G", bound=_Recorded)


class LoanOfAnotherError(RefusedError):
    """A loan covered for somebody who does not owe it."""

    code = "procedures.loan-of-another"
    text = {"en": "loan {loan} is not owed by {member}", "id": "pinjaman {loan} bukan pinjaman {member}"}


def cover_instalment(
    tx: Recorder[G], *, member: str, loan: str, group: str, on: date, amount: Money, key: str, document: str | None = None
) -> tuple[G, G]:
    """Settle what is due on a member's loan from the fund of a group, to which the member then owes it; no money moves.

    The loan is no later for it than if the member had paid. What the member owes the group stands in memorandum accounts, and how long,
    apart from the loan; `RepayCover` brings it back into the fund.

    Parameters
    ----------
    group
        The member's own group; or a wider one, such as the assembly of several groups, registered as a group with a fund.

    Returns
    -------
    tuple
        What `tx.record` gave for the group and for the loan.

    Raises
    ------
    BelowFloorError
        ``balance.below-zero``: the fund does not hold the amount.
    PaymentAheadError, PaymentExceedsDebtError
        ``loan.payment-ahead``, ``loan.payment-exceeds-debt``: so much is not due on the day.
    LoanOfAnotherError
        ``procedures.loan-of-another``
    """
    paid = tx.record(CoverMember(member=member, group=group, loan=loan, on=on, amount=amount), key=f"{key}/1", document=document)
    settled = tx.record(CoverLoan(loan=loan, on=on, amount=amount, group=group), key=f"{key}/2", document=document)
    if settled.event.member != member:
        raise LoanOfAnotherError(field="loan", loan=loan, member=member)
    return paid, settled
