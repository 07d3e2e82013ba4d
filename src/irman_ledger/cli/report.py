"""`irman report`"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from irman_ledger.cli.options import MONTHS, book_argument, book_option, lang_option, open_book
from irman_ledger.core.calendar import Month

Span = tuple[Month, Month]


@click.command("report")
@book_argument
@click.argument("name")
@click.option("--as-of", type=MONTHS, help="The month it is drawn up to.")
@click.option("--against", type=MONTHS, help="The comparative column.")
@click.option("--period", type=MONTHS, help="A month or a span, 2014-01..2014-05.")
@click.option("--account", help="An account of the chart (ledger).")
@click.option("--member", help="A member (member-card).")
@click.option("--seq", type=int, help="A record (voucher).")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A file to write to.")
@lang_option
@book_option
def command(book: str, name: str, form: str, out: Path | None, lang: str, book_id: str | None, **given: Any) -> None:
    """Draw the paper NAME of BOOK: neraca, phu, neraca-saldo, jurnal, buku-besar, kartu-anggota, bukti."""
    opened = open_book(book, book_id)
    paper = _paper(opened, name, given)
    text = getattr(paper, form)(lang)
    if out is None:
        click.echo(text, nl=not text.endswith("\n"))
    else:
        out.write_text(text, "utf-8")
    opened.close()


def _paper(book: Any, name: str, given: dict[str, Any]) -> Any:
    import irman_ledger.reports as reports

    as_of = given["as_of"][1] if given["as_of"] else None
    match name:
        case "neraca" | "balance-sheet":
            against = given["against"][1] if given["against"] else None
            return reports.balance_sheet(book, as_of=_need(as_of, "--as-of"), against=against)
        case "neraca-saldo" | "trial-balance":
            return reports.trial_balance(book, as_of=_need(as_of, "--as-of"))
        case "phu" | "income-statement":
            return reports.income_statement(book, period=_need(given["period"], "--period"), against=given["against"])
        case "jurnal" | "journal":
            return reports.journal(book, period=_need(given["period"], "--period"))
        case "buku-besar" | "ledger":
            return reports.ledger(book, _need(given["account"], "--account"), period=_need(given["period"], "--period"))
        case "kartu-anggota" | "member-card":
            return reports.member_card(book, _need(given["member"], "--member"), as_of=_need(as_of, "--as-of"))
        case "bukti" | "voucher":
            return reports.voucher(book, _need(given["seq"], "--seq"))
        case _:
            raise click.UsageError(f"no paper is named {name!r}: {', '.join(sorted(reports.STATEMENTS))}")


def _need(value: Any, option: str) -> Any:
    if value is None:
        raise click.UsageError(f"this paper needs {option}")
    return value
