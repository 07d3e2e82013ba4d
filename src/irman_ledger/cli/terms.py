"""The terms of a loan, read strictly from JSON, and the schedule that they give."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from irman_ledger.cli.fee_terms import fees_of
from irman_ledger.cli.given import CURRENCY, TermsError, count, money, rate, read, rounding, table
from irman_ledger.cli.plan import Plan
from irman_ledger.cli.rate_terms import changed, changes_of
from irman_ledger.core.calendar import Every, parse_date
from irman_ledger.core.label import Label

if TYPE_CHECKING:
    from irman_ledger.coop.loans.methods import Conventions
    from irman_ledger.core.money import Money
    from irman_ledger.core.schedule import Instalment

NEEDED: Final = ("principal", "method", "instalments", "disbursed_on")
PLAIN_KEYS: Final = (*NEEDED, "rate", "margin", "first_due_on", "every", "rounding", "fees", "rate_changes")
EVERY_KEYS: Final = ("months", "weeks", "days")


def plan_of(given: Any) -> Plan:
    """The schedule of these terms.

    Raises
    ------
    TermUnsupportedError
        ``calc.unsupported``
    InvalidInputError
        ``calc.terms``, and what money, rates, days and the methods refuse.
    """
    from irman_ledger.coop.loans.methods.effective import effective_rates
    from irman_ledger.coop.loans.methods.periods import periods, times
    from irman_ledger.coop.loans.methods.reading import CONVENTION_KEYS
    from irman_ledger.coop.loans.methods.remaking import Making

    terms = table("terms", given, (*PLAIN_KEYS, *CONVENTION_KEYS), needed=NEEDED)
    principal, number = money("principal", terms["principal"]), count("instalments", terms["instalments"])
    method = read("method", str, terms["method"])
    make, said = _maker(terms, principal, method)
    step, mode = rounding(terms.get("rounding", {}))
    every = Every(**{unit: count(f"every.{unit}", number) for unit, number in _every(terms).items()})
    first, begins = terms.get("first_due_on"), read("disbursed_on", parse_date, terms["disbursed_on"])
    first = None if first is None else read("first_due_on", parse_date, first)
    told = _conventions(terms)
    instalments = make(number, method=method, start_on=begins, first_due_on=first, every=every, step=step, mode=mode, conventions=told)
    changes = changes_of(terms, method, begins)
    if changes:
        making = Making(method=method, every=every, step=step, mode=mode, conventions=told)
        instalments = changed(instalments, principal, rate("rate", terms["rate"]), changes, begins, making)
        said = Label(said.id + "".join(one.said.id for one in changes), said.en + "".join(one.said.en for one in changes))
    up_front, fees = fees_of(terms.get("fees", []), principal, len(instalments), step, mode)
    spans = periods(begins, len(instalments), first, every, told)
    paid = [one.total + fee for one, fee in zip(instalments, fees, strict=True)]
    return Plan(
        principal=principal,
        instalments=instalments,
        said=said,
        is_sale="margin" in terms,
        fees=fees,
        up_front=up_front,
        effective=effective_rates(principal - up_front, paid, times(begins, spans, every, told), every),
    )


def _maker(terms: dict[str, Any], principal: Money, method: str) -> tuple[Callable[..., tuple[Instalment, ...]], Label]:
    """What makes the plan: a loan at a rate, or a sale with a margin."""
    from irman_ledger.coop.loans.methods import sale, schedule

    said = f"{principal}, {method}, "
    if "margin" in terms:
        if "rate" in terms:
            raise TermsError(field="margin", value=terms["margin"], reason="rate is given already")
        margin = money("margin", terms["margin"])
        return lambda number, **more: sale(principal, margin, number, **more), Label(f"{said}marjin {margin}", f"{said}margin {margin}")
    if "rate" not in terms:
        raise TermsError(field="rate", value=None, reason="is missing")
    yearly = rate("rate", terms["rate"])
    return lambda number, **more: schedule(principal, yearly, number, **more), Label(said + yearly.text("id"), said + yearly.text("en"))


def _every(terms: dict[str, Any]) -> dict[str, Any]:
    return table("every", terms.get("every", {"months": 1}), EVERY_KEYS)


def _conventions(terms: dict[str, Any]) -> Conventions:
    from irman_ledger.coop.loans.methods.reading import GRACE_KEYS, HOLIDAY_KEYS, read_conventions

    for name, keys in (("grace", GRACE_KEYS), ("holidays", HOLIDAY_KEYS)):
        table(name, terms.get(name, {}), keys)
    multiple = terms.get("instalment_multiple")
    if multiple is not None:
        read("instalment_multiple", str, multiple)
    return read_conventions(terms, CURRENCY)
