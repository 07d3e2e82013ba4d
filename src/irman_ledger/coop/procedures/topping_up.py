"""A new, bigger loan ends an older one of the same member (kompensasi pinjaman, top-up)."""

from __future__ import annotations

from typing import Any, Protocol, TypeVar

from irman_ledger.coop.loans import DisburseLoan, PayOutRest, ReplaceLoan
from irman_ledger.coop.procedures.recorder import Recorder
from irman_ledger.coop.savings import Deposit
from irman_ledger.errors import InvalidInputError

__all__ = ["top_up"]


class _Recorded(Protocol):
    @property
    def event(self) -> Any: ...


G = TypeVar("G", bound=_Recorded)


def top_up(
    tx: Recorder[G], *, new: DisburseLoan, key: str, settle: str | None = None, savings: str | None = None, document: str | None = None
) -> tuple[G, ...]:
    """End a member's loan with a new one, and pay out what is left of that.

    The old loan is paid off by its product's own rule, through the clearing account `set_off`; it counts towards no limit any more
    when the new one is looked at. What the new one's fees and the payoff leave goes out by an entry of its own. The new loan keeps
    how bad the old one was, where its product says so.

    Parameters
    ----------
    new
        The new loan, with the old one as `replaces`.
    settle
        The cash box or bank account that pays out the rest; the default one where it is not given.
    savings
        The savings account that takes the rest in place of that.

    Returns
    -------
    tuple
        What `tx.record` gave for the old loan, the new one, the rest, and the savings account.

    Raises
    ------
    TopUpNotAgreedError, TopUpTooSmallError
        ``loan.top-up-not-agreed``, ``loan.top-up-too-small``
    NotReplacedError
        ``loan.not-replaced``: the old loan is another member's.
    """
    if new.replaces is None:
        raise InvalidInputError(field="replaces", value=new.replaces, reason="must be the loan that the new one ends")
    ended = tx.record(ReplaceLoan(loan=new.replaces, on=new.on, by=new.loan), key=f"{key}/1", document=document)
    begun = tx.record(new, key=f"{key}/2", document=document)
    rest = begun.event.replaces.rest
    if not rest:
        return ended, begun
    out = PayOutRest(loan=new.loan, on=new.on, settle=settle, savings=savings)
    paid = tx.record(out, key=f"{key}/3", document=document)
    if savings is None:
        return ended, begun, paid
    taken = tx.record(Deposit(account=savings, on=new.on, amount=rest, is_set_off=True), key=f"{key}/4", document=document)
    return ended, begun, paid, taken
