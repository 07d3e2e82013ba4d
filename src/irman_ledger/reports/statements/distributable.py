"""The part of the result that members may share: nothing of another fund, and no grant (SHU yang dapat dibagi)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from irman_ledger.coop.assets.grants import NAME, parse
from irman_ledger.core.account import AccountKind
from irman_ledger.core.balances import Balances
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.chart import Chart
from irman_ledger.core.journal import GENERAL
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.reports.dates import Months, Read, read_spans
from irman_ledger.reports.engine import RESULT_KINDS
from irman_ledger.reports.paper import BLANK, Row, Statement
from irman_ledger.reports.source import BookSource

LINE = "grant_income"
_ROLES = ("income", "settled")
_HEAD = Label("Bagian SHU yang tidak dibagi", "Parts of the surplus that are not shared")
_GRANTS = Label("Pendapatan hibah dana umum", "Grant income of the general fund")
_TOTAL = Label("P. SHU yang dapat dibagi (O - dana - hibah)", "P. Distributable surplus (O - funds - grants)")


def grant_accounts(versions: Iterable[Bylaws]) -> frozenset[str]:
    """Income that is grants: what a policy `grants` named, of any version, and what stands on the line of grant income."""
    found: set[str] = set()
    for bylaws in versions:
        policy = bylaws.policy(NAME, parse)
        if policy is not None:
            found |= {policy.accounts[role] for role in _ROLES if role in policy.accounts}
        found |= {account.code for account in bylaws.chart.of_kind(AccountKind.INCOME) if account.line == LINE}
    return frozenset(found)


def results_of_funds(balances: Balances, chart: Chart) -> Mapping[str, Money]:
    """Income less expense of each fund, in order of code, the general one among them only if it has some."""
    sums: dict[str, int] = {}
    for key, turnover in balances.items():
        if key.account in chart and chart[key.account].kind in RESULT_KINDS:
            sums[key.fund] = sums.get(key.fund, 0) - turnover.net
    return {fund: Money(minor, balances.currency) for fund, minor in sorted(sums.items())}


def distributable(balances: Balances, chart: Chart, grants: frozenset[str]) -> Money:
    """Income less expense of the general fund, grants left out."""
    whole = results_of_funds(balances, chart).get(GENERAL, Money.zero(balances.currency))
    return whole - _granted(balances, grants)


def distributable_surplus(book: BookSource, *, period: Months, known_at: int | None = None) -> Money:
    """What members may share of the result of some months, after tax; closing entries are left out (SHU yang dapat dibagi).

    Parameters
    ----------
    period
        A month, or a first and a last one.
    known_at
        As the book stood before this seq was recorded.

    Raises
    ------
    BeforeBookError
        ``report.before-book``

    Notes
    -----
    The result of the general fund without the income accounts of grants: whatever treatment the bylaws choose, no grant, no
    release of one, no gain on one that goes back and no result of another fund is in it. The wear of given things is, where
    they lie in the general fund.
    """
    read = read_spans(book, (period,), known_at=known_at, stamped=False)
    return distributable(read.figures[0].balances, read.bylaws.chart, grant_accounts(read.versions))


def with_distributable(paper: Statement, read: Read) -> Statement:
    """The income statement with what is not shared below it, where a fund or a grant has a result."""
    grants, chart = grant_accounts(read.versions), read.bylaws.chart
    columns = [one.balances for one in read.figures]
    by_fund = [results_of_funds(one, chart) for one in columns]
    zero = Money.zero(paper.currency)
    rows = [
        Row(key=f"fund.{fund}", label=fund_label(fund, read.bylaws), level=1, amounts=tuple(one.get(fund, zero) for one in by_fund))
        for fund in sorted({fund for one in by_fund for fund in one} - {GENERAL})
    ]
    rows.append(Row(key="grants.general", label=_GRANTS, level=1, amounts=tuple(_granted(one, grants) for one in columns)))
    shown = [row for row in rows if any(row.amounts)]
    total = Row(key="distributable", label=_TOTAL, kind="total", amounts=tuple(distributable(one, chart, grants) for one in columns))
    figures = {**paper.figures, **{row.key: tuple(one or zero for one in row.amounts) for row in (*rows, total)}}
    added = (BLANK, Row(key="not_shared", label=_HEAD, kind="heading"), *shown, total) if shown else ()
    return replace(paper, rows=(*paper.rows, *added), figures=figures)


def fund_label(fund: str, bylaws: Bylaws) -> Label:
    """What a fund is called; its code, where the bylaws no longer have it."""
    if fund == GENERAL:
        return Label("Dana umum", "General fund")
    return bylaws.funds[fund].label if fund in bylaws.funds else Label(fund, fund)


def _granted(balances: Balances, grants: frozenset[str]) -> Money:
    return -balances.net_where(lambda key: key.fund == GENERAL and key.account in grants)
