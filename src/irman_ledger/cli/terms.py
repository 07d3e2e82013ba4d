"""The terms of a loan, read strictly from JSON, and the schedule that they give."""

from __future__ import annotations

from typing import Any, Final

from irman_ledger.cli.given import count, money, rate, read, rounding, table
from irman_ledger.cli.plan import Plan
from irman_ledger.core.calendar import Every, parse_date
from irman_ledger.core.label import Label

NEEDED: Final = ("principal", "rate", "method", "instalments", "disbursed_on")
KEYS: Final = (*NEEDED, "first_due_on", "every", "rounding")
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
    from irman_ledger.coop.loans.methods import schedule

    terms = table("terms", given, KEYS, needed=NEEDED)
    principal, yearly = money("principal", terms["principal"]), rate("rate", terms["rate"])
    step, mode = rounding(terms.get("rounding", {}))
    every = table("every", terms.get("every", {"months": 1}), EVERY_KEYS)
    first = terms.get("first_due_on")
    instalments = schedule(
        principal,
        yearly,
        count("instalments", terms["instalments"]),
        method=read("method", str, terms["method"]),
        start_on=read("disbursed_on", parse_date, terms["disbursed_on"]),
        first_due_on=None if first is None else read("first_due_on", parse_date, first),
        every=Every(**{unit: count(f"every.{unit}", number) for unit, number in every.items()}),
        step=step,
        mode=mode,
    )
    said = Label(f"{principal}, {terms['method']}, {yearly.text('id')}", f"{principal}, {terms['method']}, {yearly.text('en')}")
    return Plan(principal=principal, instalments=instalments, said=said)
