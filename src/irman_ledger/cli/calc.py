"""`irman calc`"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from irman_ledger.core.calendar import Every, parse_date
from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import Rounding
from irman_ledger.errors import InvalidInputError

KNOWN = {"principal", "rate", "method", "instalments", "every", "disbursed_on", "first_due_on", "rounding"}


@click.group("calc")
def command() -> None:
    """Calculate without a book."""


@command.command("schedule")
@click.argument("terms", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="JSON in place of a table.")
def schedule(terms: Path, as_json: bool) -> None:
    """The repayment schedule of the loan described in TERMS (JSON; amounts and rates are strings)."""
    from irman_ledger.books.wire import parse_json

    result = calculate(parse_json(terms.read_bytes()))
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False, indent=2))
        return
    click.echo(f"{'no':>4}  {'due on':<10}{'principal':>18}{'interest':>16}{'total':>18}{'balance':>20}")
    for row in result["instalments"]:
        figures = [Money.parse(row[name]).text(symbol=False) for name in ("principal", "interest", "total", "balance")]
        click.echo(f"{row['no']:>4}  {row['due_on']:<10}{figures[0]:>18}{figures[1]:>16}{figures[2]:>18}{figures[3]:>20}")


def calculate(given: dict[str, Any]) -> dict[str, Any]:
    """Terms in, instalments and totals out; a term that the library does not know yet is refused."""
    from irman_ledger.coop.loans.methods import schedule as plan_of

    if not isinstance(given, dict):
        raise InvalidInputError(field="terms", value="…", reason="must be an object")
    for name in sorted(given.keys() - KNOWN):
        raise InvalidInputError(field=name, value=given[name], reason="is not supported")
    for name in ("principal", "rate", "method", "instalments", "disbursed_on"):
        if name not in given:
            raise InvalidInputError(field=name, value=None, reason="is missing")
    principal = Money.parse(given["principal"])
    rounding = given.get("rounding", {"step": "1", "mode": "half-up"})
    first = given.get("first_due_on")
    plan = plan_of(
        principal,
        Rate.parse(f"{given['rate']['value']}/{given['rate']['per']}"),
        given["instalments"],
        method=given["method"],
        start_on=parse_date(given["disbursed_on"]),
        first_due_on=None if first is None else parse_date(first),
        every=Every(**given.get("every", {"months": 1})),
        step=Money.parse(rounding["step"]),
        mode=Rounding(rounding["mode"]),
    )
    rows, left = [], principal
    for item in plan:
        left -= item.principal
        row = {"no": item.no, "due_on": item.due_on.isoformat(), "principal": item.principal.plain(), "interest": item.interest.plain()}
        rows.append({**row, "total": item.total.plain(), "balance": left.plain()})
    interest = Money.total((item.interest for item in plan), "IDR")
    return {"instalments": rows, "totals": {"principal": principal.plain(), "interest": interest.plain()}}
