"""How a payment is shared over instalments, from terms read strictly from JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Final, get_args

from irman_ledger.cli.given import TermsError, amount_of, count, money, read, rows, table, word
from irman_ledger.core.calendar import parse_date
from irman_ledger.core.money import Money
from irman_ledger.core.schedule import Instalment

NEEDED: Final = ("unpaid", "on", "amount")
KEYS: Final = (*NEEDED, "allocation", "early_payment", "runs_from")
INSTALMENT_KEYS: Final = ("no", "due_on", "principal", "interest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What a payment settled, what found nothing to settle, and what is unpaid after it."""

    on: date
    amount: Money
    principal: Money
    interest: Money
    excess: Money
    is_paid_off: bool
    unpaid: tuple[Instalment, ...]

    def as_json(self) -> dict[str, Any]:
        """The output of `schemas/calc-allocation.schema.json`."""
        left = [
            {"no": one.no, "due_on": one.due_on.isoformat(), "principal": one.principal.plain(), "interest": one.interest.plain()}
            for one in self.unpaid
        ]
        amounts = {"principal": self.principal.plain(), "interest": self.interest.plain(), "excess": self.excess.plain()}
        return {**amounts, "is_paid_off": self.is_paid_off, "unpaid": left}


def share_of(given: Any) -> Share:
    """How a payment is shared; ``calc.terms``, ``calc.unsupported``, and what money and days refuse."""
    from irman_ledger.coop.loans import allocation as loans

    terms = table("terms", given, KEYS, needed=NEEDED)
    unpaid = instalments_of("unpaid", terms["unpaid"])
    on, amount = read("on", parse_date, terms["on"]), money("amount", terms["amount"])
    if amount.minor <= 0:
        raise TermsError(field="amount", value=amount, reason="must be more than zero")
    parts = [
        word(name, part, get_args(loans.Part)) for name, part in rows("allocation", terms.get("allocation", ["interest", "principal"]))
    ]
    if sorted(parts) != sorted(get_args(loans.Part)):
        raise TermsError(field="allocation", value=", ".join(parts), reason="must name each part once")
    early = word("early_payment", terms.get("early_payment", "next-instalment"), get_args(loans.EarlyPayment))
    began_on = read("runs_from", parse_date, terms["runs_from"]) if "runs_from" in terms else on
    running = loans.running_instalment(unpaid, began_on, on, early)  # type: ignore[arg-type]  # one of its words
    demands = loans.payable(unpaid, on, early, running)  # type: ignore[arg-type]  # one of its words
    found = loans.allocate(amount, demands, on, parts)  # type: ignore[arg-type]  # its words
    is_paid_off = (early in loans.TAKES_ALL or len(demands) == len(unpaid)) and amount >= Money.total(one.total for one in demands)
    return Share(
        on=on,
        amount=amount,
        principal=found.principal,
        interest=found.interest,
        excess=found.excess,
        is_paid_off=is_paid_off,
        unpaid=() if is_paid_off else loans.open_instalments(unpaid, found.principal, found.interest),
    )


def instalments_of(field: str, given: Any) -> tuple[Instalment, ...]:
    """A list of instalments in order of number and due date."""
    found = tuple(_instalment(name, item) for name, item in rows(field, given))
    for place, (one, following) in enumerate(pairwise(found), 1):
        if following.no <= one.no or following.due_on < one.due_on:
            raise TermsError(field=f"{field}.{place}", value=following.no, reason="must be in order of number and due date")
    return found


def _instalment(name: str, given: Any) -> Instalment:
    item = table(name, given, INSTALMENT_KEYS, needed=INSTALMENT_KEYS)
    parts = {part: amount_of(f"{name}.{part}", item[part]) for part in ("principal", "interest")}
    return Instalment(no=count(f"{name}.no", item["no"]), due_on=read(f"{name}.due_on", parse_date, item["due_on"]), **parts)
