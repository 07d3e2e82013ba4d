"""What each fund has and owes, fund beside fund, each balanced by itself (laporan dana)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from irman_ledger.core.balances import Balances
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.fund import FundKind
from irman_ledger.core.journal import GENERAL
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.reports.dates import heading_of_days, read_days
from irman_ledger.reports.engine import Figures, build, list_of_differences
from irman_ledger.reports.paper import BOARD, Statement
from irman_ledger.reports.refusals import Difference, StatementDoesNotTieError
from irman_ledger.reports.source import BookSource
from irman_ledger.reports.statements import balance_sheet
from irman_ledger.reports.statements.distributable import fund_label

TOTAL: Final = "total"
SPEC = replace(balance_sheet.SPEC, name="fund-statement", title=Label("Laporan dana", "Statement of funds"))
_TOTAL = Label("Jumlah", "Total")
_GAP = Label("jumlah dana dikurangi jumlah buku", "sum of the funds less the book")
_KINDS: Final[Mapping[FundKind, Label]] = {
    "restricted": Label("terikat", "restricted"),
    "trust": Label("amanah", "held in trust"),
    "social": Label("sosial", "social"),
}


def fund_statement(
    book: BookSource,
    *,
    as_of: Month | date,
    known_at: int | None = None,
    zeros: bool = False,
    signed: bool = False,
    stamped: bool = False,
) -> Statement:
    """The balance sheet with a column for each fund that has something, and one for all of them (Laporan dana).

    Parameters
    ----------
    as_of
        A day, or the end of a month.
    known_at
        As the book stood before this seq was recorded.
    zeros
        Print lines that are zero in every column too.
    signed
        Leave room for the board to sign.
    stamped
        Print the book and its checkpoint, size and root of its log, at the foot.

    Raises
    ------
    StatementDoesNotTieError
        ``report.does-not-tie``: the halves of a fund do not meet, or the funds do not add up to the book.
    BeforeBookError
        ``report.before-book``
    """
    read = read_days(book, (as_of,), known_at=known_at, stamped=stamped)
    whole, bylaws = read.figures[0], read.bylaws
    funds = _funds(whole.balances, bylaws)
    paper = build(
        SPEC,
        (*(_of_fund(whole, fund, bylaws) for fund in funds), replace(whole, key=TOTAL, label=_TOTAL)),
        bylaws.chart,
        owner=bylaws.name,
        dated=heading_of_days((as_of,)),
        zeros=zeros,
        signatures=BOARD if signed else (),
        stamp=read.stamp,
    )
    return replace(_added_up(paper), notes=tuple(_note(fund, bylaws) for fund in funds if fund in bylaws.funds))


def _funds(balances: Balances, bylaws: Bylaws) -> tuple[str, ...]:
    """The general fund, and the others that have a balance on some account of the books: first in the order of the bylaws."""
    held = {key.fund for key, turnover in balances.items() if turnover.net and key.account not in bylaws.chart.memorandum}
    return (GENERAL, *(fund for fund in bylaws.funds if fund in held), *sorted(held - {GENERAL} - bylaws.funds.keys()))


def _of_fund(whole: Figures, fund: str, bylaws: Bylaws) -> Figures:
    earlier = None if whole.earlier is None else _only(whole.earlier, fund)
    return Figures(key=fund, label=fund_label(fund, bylaws), balances=_only(whole.balances, fund), earlier=earlier)


def _only(balances: Balances, fund: str) -> Balances:
    return Balances.of(balances.currency, (row for row in balances.rows() if row[2] == fund))


def _added_up(paper: Statement) -> Statement:
    differences = []
    for key, amounts in paper.figures.items():
        gap = Money.total(amounts[:-1], paper.currency) - amounts[-1]
        if gap:
            nothing = (Money.zero(paper.currency),) * (len(amounts) - 1)
            differences.append(Difference(key=key, reason=_GAP, amounts=(*nothing, gap)))
    if differences:
        raise StatementDoesNotTieError(title=paper.title, differences=tuple(differences), paper=list_of_differences(differences, paper))
    return paper


def _note(code: str, bylaws: Bylaws) -> Label:
    fund = bylaws.funds[code]
    kind, capital = _KINDS[fund.kind], bylaws.chart[fund.capital].label
    return Label(
        f"{fund.label.id} ({code}): dana {kind.id}; modalnya akun {fund.capital} {capital.id}.",
        f"{fund.label.en} ({code}): {kind.en}; its capital is account {fund.capital} {capital.en}.",
    )
