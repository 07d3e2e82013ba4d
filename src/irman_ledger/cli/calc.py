"""`irman calc`: calculations that need no book."""

from __future__ import annotations

import json
from pathlib import Path

import click

from irman_ledger.cli.options import lang_option
from irman_ledger.cli.plan import Plan
from irman_ledger.cli.rows import text_of
from irman_ledger.cli.terms import plan_of
from irman_ledger.cli.values import FILE
from irman_ledger.core.label import Label
from irman_ledger.errors import Lang


@click.group("calc")
def command() -> None:
    """Calculate without a book (menghitung tanpa buku)."""


@command.command("schedule")
@click.argument("terms", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="JSON in place of a table.")
@lang_option
def schedule(terms: Path, as_json: bool, lang: Lang) -> None:
    """The repayment schedule of the loan that TERMS describes (jadwal angsuran).

    TERMS is a JSON object; - reads standard input. Amounts and rates are strings. Its keys: principal, rate {value, per}, method,
    instalments, disbursed_on, and, where wanted, first_due_on, every {months, weeks or days}, rounding {step, mode}. The form of
    input and output stands in schemas/calc-schedule.schema.json.
    """
    from irman_ledger.books.wire import parse_json

    plan = plan_of(parse_json(text_of(terms)))
    if as_json:
        click.echo(json.dumps(plan.as_json(), ensure_ascii=False, indent=2))
    else:
        click.echo(_paper(plan, lang), nl=False)


def _paper(plan: Plan, lang: Lang) -> str:
    from irman_ledger.reports.paper import Column, Layout, Row, Statement, same

    heads = (Label("Pokok", "Principal"), Label("Jasa", "Interest"), Label("Angsuran", "Instalment"), Label("Sisa pokok", "Balance"))
    keys = ("principal", "interest", "total", "balance")
    columns = tuple(Column(key, head) for key, head in zip(keys, heads, strict=True))
    layout = Layout(
        name="calc-schedule",
        title=Label("Jadwal angsuran", "Repayment schedule"),
        texts=(Column("no", Label("No.", "No.")), Column("due_on", Label("Jatuh tempo", "Due on"))),
        columns=columns,
    )
    rows = [
        Row(key=str(one.no), label=same(""), texts=(str(one.no), one.due_on), amounts=(one.principal, one.interest, one.total, left))
        for one, left in plan.rows()
    ]
    sums = (plan.principal, plan.interest, plan.principal + plan.interest, None)
    rows.append(Row(key="total", label=Label("Jumlah", "Total"), kind="total", texts=(None, None), amounts=sums))
    said = plan.said
    return Statement(layout=layout, owner="", dated=said, currency=plan.principal.currency, rows=tuple(rows)).text(lang)
