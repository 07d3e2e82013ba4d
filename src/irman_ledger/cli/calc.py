"""`irman calc`: calculations that need no book."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from irman_ledger.cli.calc_papers import allocation_paper, earned_paper, payoff_paper, tax_paper
from irman_ledger.cli.loan_terms import share_of
from irman_ledger.cli.options import lang_option
from irman_ledger.cli.payoff_terms import ending_of
from irman_ledger.cli.plan_paper import schedule_paper
from irman_ledger.cli.rows import text_of
from irman_ledger.cli.savings_terms import earned_as_json, earned_of, tax_of
from irman_ledger.cli.terms import plan_of
from irman_ledger.cli.values import FILE
from irman_ledger.errors import Lang


@click.group("calc")
def command() -> None:
    """Calculate without a book (menghitung tanpa buku)."""


@command.command("schedule")
@click.argument("terms", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="JSON in place of a table.")
@lang_option
def schedule(terms: Path, as_json: bool, lang: Lang) -> None:
    """Schedule of a loan (jadwal angsuran).

    TERMS is a JSON object that describes the loan; - reads standard input. Amounts and rates are strings. Its keys: principal,
    rate {value, per} (or margin, of a sale), method, instalments, disbursed_on, and, where wanted, first_due_on, every {months,
    weeks or days}, rounding {step, mode}, day_count, instalment_multiple, remainder, grace {principal, interest_payment,
    interest_free}, idle_months, due_after_days, holidays, fees, rate_changes
    [{from_on, rate}] and others. The form of input and output stands in
    schemas/calc-schedule.schema.json.
    """
    plan = plan_of(_read(terms))
    click.echo(_json(plan.as_json()) if as_json else schedule_paper(plan, lang), nl=False)


@command.command("savings-interest")
@click.argument("terms", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="JSON in place of a table.")
@lang_option
def savings_interest(terms: Path, as_json: bool, lang: Lang) -> None:
    """Interest that savings earned (jasa simpanan).

    TERMS is a JSON object; - reads standard input. Its keys: method (lowest, average, weighted-average, daily), basis (month
    or a day count such as ACT/365F), from_on, to_on, opening, rate {value, per} or tiers [{from, below, rate}], and, where
    wanted, movements [{on, amount}], counts_last_day, earns_from, rounding {step, mode}, compounding (none, monthly, daily:
    what is earned in these days earns in them), compounding_decimals. The form stands in
    schemas/calc-savings-interest.schema.json.
    """
    earned = earned_of(_read(terms))
    click.echo(_json(earned_as_json(earned)) if as_json else earned_paper(earned, lang), nl=False)


@command.command("tax")
@click.argument("terms", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="JSON in place of a table.")
@lang_option
def tax(terms: Path, as_json: bool, lang: Lang) -> None:
    """Tax on a month's savings interest (PPh final).

    TERMS is a JSON object; - reads standard input. Its keys: month, interest (of the month to date, over all accounts of the
    member), and, where wanted, withheld (in the month before), taxed_at_threshold. The form stands in schemas/calc-tax.schema.json.
    """
    found = tax_of(_read(terms))
    click.echo(_json(found.as_json()) if as_json else tax_paper(found, lang), nl=False)


@command.command("allocation")
@click.argument("terms", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="JSON in place of a table.")
@lang_option
def allocation(terms: Path, as_json: bool, lang: Lang) -> None:
    """What a payment settles (pembagian angsuran).

    TERMS is a JSON object; - reads standard input. Its keys: unpaid [{no, due_on, principal, interest}], on, amount, and, where
    wanted, allocation (the order of the parts), early_payment (next-instalment, principal, refuse), runs_from. The form stands in
    schemas/calc-allocation.schema.json.
    """
    found = share_of(_read(terms))
    click.echo(_json(found.as_json()) if as_json else allocation_paper(found, lang), nl=False)


@command.command("payoff")
@click.argument("terms", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="JSON in place of a table.")
@lang_option
def payoff(terms: Path, as_json: bool, lang: Lang) -> None:
    """What ends a loan on a day (pelunasan dipercepat).

    TERMS is a JSON object; - reads standard input. Its keys: plan [{no, due_on, principal, interest}], runs_from (the day the
    first period begins), on, and, where wanted, payments [{on, principal, interest}], payoff (whole, to-next-due, to-date),
    rounding {step, mode}, penalty {per, rate or amount, of, grace_days, counts_from, cap, cap_rate, rounding, settled, since}. The
    form stands in schemas/calc-payoff.schema.json.
    """
    found = ending_of(_read(terms))
    click.echo(_json(found.as_json()) if as_json else payoff_paper(found, lang), nl=False)


def _read(terms: Path) -> Any:
    from irman_ledger.books.wire import parse_json

    return parse_json(text_of(terms))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
