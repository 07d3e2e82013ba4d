"""What ends a loan on a day, from terms read strictly from JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, get_args

from irman_ledger.cli.given import CURRENCY, TermsError, amount_of, count, rate, read, rounding, rows, table, word
from irman_ledger.cli.loan_terms import instalments_of
from irman_ledger.core.calendar import parse_date
from irman_ledger.core.money import Money
from irman_ledger.core.schedule import Instalment

if TYPE_CHECKING:
    from irman_ledger.coop.loans.payoff import Payoff
    from irman_ledger.coop.loans.penalties import Payment, PenaltyDue, PenaltyTerms

NEEDED: Final = ("plan", "runs_from", "on")
KEYS: Final = (*NEEDED, "payments", "payoff", "rounding", "penalty")
PAYMENT_KEYS: Final = ("on", "principal", "interest")
PENALTY_KEYS: Final = ("per", "rate", "amount", "of", "grace_days", "counts_from", "cap", "cap_rate", "rounding", "settled", "since")
_PARTS: Final = ("principal", "interest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The payoff of a day, and the instalments whose penalties it bears."""

    payoff: Payoff
    penalties: tuple[PenaltyDue, ...]

    def as_json(self) -> dict[str, Any]:
        """The output of `schemas/calc-payoff.schema.json`."""
        parts = {part: getattr(self.payoff, part).plain() for part in (*_PARTS, "penalty", "total")}
        return {**parts, "penalties": [{"no": one.no, "amount": one.amount.plain()} for one in self.penalties]}


def ending_of(given: Any) -> Ending:
    """What ends a loan; ``calc.terms``, ``calc.unsupported``, and what money, rates and days refuse."""
    from irman_ledger.coop.loans.payoff import PayoffInterest, payoff

    terms = table("terms", given, KEYS, needed=NEEDED)
    plan, on = instalments_of("plan", terms["plan"]), read("on", parse_date, terms["on"])
    payments = _payments(terms.get("payments", []), plan, on)
    step, mode = rounding(terms.get("rounding", {}))
    penalties = _penalties(terms["penalty"], plan, payments, on) if "penalty" in terms else ()
    paid = {part: _sum(payments, part) for part in _PARTS}
    found = payoff(
        plan,
        paid["principal"],
        paid["interest"],
        on,
        interest=word("payoff", terms.get("payoff", "whole"), get_args(PayoffInterest)),  # type: ignore[arg-type]  # one of its words
        runs_from=read("runs_from", parse_date, terms["runs_from"]),
        step=step,
        mode=mode,
        penalty=Money.total((one.amount for one in penalties), CURRENCY),
    )
    return Ending(payoff=found, penalties=penalties)


def _payments(given: Any, plan: tuple[Instalment, ...], on: date) -> list[Payment]:
    from irman_ledger.coop.loans.penalties import Payment

    payments = []
    for name, item in rows("payments", given):
        one = table(name, item, PAYMENT_KEYS, needed=PAYMENT_KEYS)
        day = read(f"{name}.on", parse_date, one["on"])
        if day > on:
            raise TermsError(field=f"{name}.on", value=day.isoformat(), reason=f"is after {on.isoformat()}")
        payments.append(Payment(on=day, **{part: amount_of(f"{name}.{part}", one[part]) for part in _PARTS}))
        for part in _PARTS:
            if _sum(payments, part) > _sum(plan, part):
                raise TermsError(field=f"{name}.{part}", value=one[part], reason="pays more than the plan has")
    return payments


def _penalties(given: Any, plan: tuple[Instalment, ...], payments: list[Payment], on: date) -> tuple[PenaltyDue, ...]:
    from irman_ledger.coop.loans.penalties import penalty_due

    terms = table("penalty", given, PENALTY_KEYS, needed=("per",))
    since = read("penalty.since", parse_date, terms["since"]) if "since" in terms else None
    settled = amount_of("penalty.settled", terms.get("settled", "0"))
    return penalty_due(plan, payments, _penalty_terms(terms), on, settled=settled, since=since)


def _penalty_terms(terms: dict[str, Any]) -> PenaltyTerms:
    from irman_ledger.coop.loans.penalties import GRACE_MAX, CountsFrom, Of, PenaltyTerms, Per

    per = word("penalty.per", terms["per"], get_args(Per))
    if ("amount" in terms) == ("rate" in terms):
        raise TermsError(field="penalty.amount", value=terms.get("amount"), reason="give amount or rate, one of the two")
    grace = count("penalty.grace_days", terms.get("grace_days", 0))
    if not 0 <= grace <= GRACE_MAX:
        raise TermsError(field="penalty.grace_days", value=grace, reason=f"must be 0 to {GRACE_MAX}")
    step, mode = rounding(terms.get("rounding", {}), name="penalty.rounding")
    return PenaltyTerms(
        per=per,  # type: ignore[arg-type]  # one of its words, as the two below
        rate=rate("penalty.rate", terms["rate"], ("day" if per == "day" else "once",)) if "rate" in terms else None,
        amount=amount_of("penalty.amount", terms["amount"]) if "amount" in terms else None,
        of=word("penalty.of", terms.get("of", "instalment"), get_args(Of)),  # type: ignore[arg-type]
        grace_days=grace,
        counts_from=word("penalty.counts_from", terms.get("counts_from", "grace"), get_args(CountsFrom)),  # type: ignore[arg-type]
        cap=amount_of("penalty.cap", terms["cap"]) if "cap" in terms else None,
        cap_rate=rate("penalty.cap_rate", terms["cap_rate"], ("once",)) if "cap_rate" in terms else None,
        step=step,
        mode=mode,
        **dict.fromkeys(("income", "waived", "waived_contra"), ""),  # where it is booked does not change what it is
    )


def _sum(some: Sequence[Payment] | Sequence[Instalment], part: str) -> Money:
    return Money.total((getattr(one, part) for one in some), CURRENCY)
