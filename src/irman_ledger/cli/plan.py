"""A repayment schedule as `irman calc` gives it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.core.schedule import Instalment

if TYPE_CHECKING:
    from irman_ledger.coop.loans.methods.effective import Effective


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A schedule, what it costs, and in a few words what it is of.

    Parameters
    ----------
    is_sale
        Its principal is a cost and its interest a margin.
    fees
        Of each instalment.
    up_front
        Fees kept back from what is paid out.
    effective
        None: no rate explains it.
    """

    principal: Money
    instalments: tuple[Instalment, ...]
    said: Label
    is_sale: bool
    fees: tuple[Money, ...]
    up_front: Money
    effective: Effective | None

    @property
    def interest(self) -> Money:
        """The sum of all interest."""
        return Money.total((one.interest for one in self.instalments), self.principal.currency)

    @property
    def fees_paid(self) -> Money:
        """The sum of the fees that instalments bring."""
        return Money.total(self.fees, self.principal.currency)

    @property
    def paid_out(self) -> Money:
        """What the borrower receives."""
        return self.principal - self.up_front

    @property
    def effective_rates(self) -> tuple[str | None, str | None]:
        """The yearly cost in percent: without, and with interest on interest; None where it is not known."""
        from irman_ledger.coop.loans.methods.effective import percent

        rates = (None, None) if self.effective is None else (self.effective.nominal, self.effective.compounded)
        nominal, compounded = (None if rate is None else percent(rate) for rate in rates)
        return nominal, compounded

    def rows(self) -> Iterator[tuple[Instalment, Money, Money]]:
        """Each instalment with its fees and the principal that is left after it."""
        left = self.principal
        for one, fee in zip(self.instalments, self.fees, strict=True):
            left -= one.principal
            yield one, fee, left

    def as_json(self) -> dict[str, Any]:
        """The output of `schemas/calc-schedule.schema.json`."""
        rows = [
            {
                "no": one.no,
                "due_on": one.due_on.isoformat(),
                **_amounts(one.principal, one.interest, fee),
                "balance": left.plain(),
            }
            for one, fee, left in self.rows()
        ]
        nominal, compounded = self.effective_rates
        return {
            "instalments": rows,
            "totals": _amounts(self.principal, self.interest, self.fees_paid),
            "fees_at_disbursement": self.up_front.plain(),
            "paid_out": self.paid_out.plain(),
            "effective_rate": None if nominal is None else {"value": nominal, "per": "year"},
            "effective_rate_compounded": None if compounded is None else {"value": compounded, "per": "year"},
        }


def _amounts(principal: Money, interest: Money, fees: Money) -> dict[str, str]:
    total = principal + interest + fees
    return {"principal": principal.plain(), "interest": interest.plain(), "fees": fees.plain(), "total": total.plain()}
