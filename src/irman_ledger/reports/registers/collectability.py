"""Loans by grade, with the allowance that they should have and that they have (rekapitulasi kolektibilitas)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from irman_ledger.coop.loans import Grade, allowance_rules, target
from irman_ledger.coop.loans.terms import parse
from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.core.prudence import warnings
from irman_ledger.core.rounding import HALF_UP
from irman_ledger.reports.paper import Column, Layout, Row, Statement
from irman_ledger.reports.registers.portfolio import NOT_GRADED, ListedLoan, Portfolio, check_ties, counted, percent, read_portfolio
from irman_ledger.reports.source import BookSource

LAYOUT = Layout(
    name="collectability",
    title=Label("Rekapitulasi kolektibilitas pinjaman", "Collectability of loans"),
    label=Label("Kolektibilitas", "Grade"),
    columns=(
        Column("outstanding", Label("Sisa pokok", "Principal left")),
        Column("collateral", Label("Agunan dihitung", "Collateral counted")),
        Column("target", Label("Penyisihan wajib", "Allowance required")),
        Column("booked", Label("Penyisihan dibukukan", "Allowance booked")),
    ),
    remark=Column("share", Label("Bagian", "Share")),
)
_WEIGHTS: Final = "RPM_2009"


def build_collectability(portfolio: Portfolio) -> Statement:
    """The loans by grade.

    `amount("problem")` is the principal of those that are substandard or worse, `amount("weighted")` their risk weight (RPM),
    `amount("missing")` what the allowance booked lacks, `amount("suspended")` the late interest kept in memorandum.

    Raises
    ------
    StatementDoesNotTieError
        ``report.does-not-tie``
    """
    check_ties(portfolio, LAYOUT)
    currency, loans = portfolio.bylaws.currency, portfolio.loans
    whole = Money.total((one.outstanding for one in loans), currency)
    rows = tuple(_rows(portfolio, whole))
    problem = Money.total((one.outstanding for one in loans if _is_problem(one)), currency)
    weighted = Money.total((_weight(one) for one in loans), currency)
    missing = Money.total((one.findings.target for one in loans if one.findings is not None), currency)
    missing -= Money.total((one.booked for one in loans), currency)
    suspended = Money.total((one.findings.suspended_before for one in loans if one.findings is not None), currency)
    return Statement(
        layout=LAYOUT,
        owner=portfolio.bylaws.name,
        dated=portfolio.dated,
        currency=currency,
        rows=rows,
        notes=(*_ratios(problem, weighted, whole), *_suspended(suspended), *_missing(missing), *warnings(portfolio.above)),
        stamp=portfolio.stamp,
        figures={"problem": (problem,), "weighted": (weighted,), "missing": (missing,), "suspended": (suspended,)},
    )


def _grade(one: ListedLoan) -> Grade | None:
    return None if one.findings is None else one.findings.grade


def _is_problem(one: ListedLoan) -> bool:
    grade = _grade(one)
    return grade is not None and grade.is_problem


def _weight(one: ListedLoan) -> Money:
    """The risk of a problem loan; only the grades that the rule weighs have one."""
    rules, grade, nothing = allowance_rules(_WEIGHTS), _grade(one), one.outstanding - one.outstanding
    if grade is None or grade not in rules.percent:
        return nothing
    # To whole rupiah, half up: one rounding a loan.
    whole = Money(100, nothing.currency)
    return target(one.outstanding, grade, rules, collateral=nothing, margin=nothing, step=whole, mode=HALF_UP)


def _rows(portfolio: Portfolio, whole: Money) -> Iterator[Row]:
    currency, loans = portfolio.bylaws.currency, portfolio.loans
    for grade in _grades(portfolio):
        inside = [one for one in loans if _grade(one) is grade]
        if grade is not None or inside:
            key, label = (grade.value, grade.label) if grade is not None else ("not-graded", NOT_GRADED)
            yield _row(key, label, inside, whole, currency)
    yield _row("total", Label("Jumlah", "Total"), loans, whole, currency, is_total=True)


def _grades(portfolio: Portfolio) -> tuple[Grade | None, ...]:
    """Those that the bylaws can give, those that loans have, and none at all."""
    found: set[Grade | None] = {_grade(one) for one in portfolio.loans}
    for product in portfolio.bylaws.products.values():
        if product.module == "loans":
            quality = portfolio.bylaws.terms(product.code, "loans", parse).quality
            found |= set() if quality is None else set(quality.collectability.grades)
    return (*(grade for grade in Grade if grade in found), None)


def _row(key: str, label: Label, loans: Sequence[ListedLoan], whole: Money, currency: str, *, is_total: bool = False) -> Row:
    found = [one.findings for one in loans if one.findings is not None]
    amounts = (
        Money.total((one.outstanding for one in loans), currency),
        Money.total((one.collateral for one in found), currency),
        Money.total((one.target for one in found), currency),
        Money.total((one.booked for one in loans), currency),
    )
    many = counted(len(loans))
    name = Label(f"{label.id} ({many.id})", f"{label.en} ({many.en})")
    return Row(key=key, label=name, kind="total" if is_total else "line", amounts=amounts, remark=percent(amounts[0], whole))


def _ratios(problem: Money, weighted: Money, whole: Money) -> tuple[Label, ...]:
    share, risk = percent(problem, whole), percent(weighted, whole)
    return (
        Label(
            f"Pinjaman bermasalah (kurang lancar, diragukan, macet): {problem.text()}, {share.id} dari sisa pokok.",
            f"Problem loans (substandard, doubtful, loss): {problem.text()}, {share.en} of the principal left.",
        ),
        Label(
            f"Risiko pinjaman bermasalah (RPM, 50/75/100%): {weighted.text()}, {risk.id} dari sisa pokok.",
            f"Risk weight of problem loans (RPM, 50/75/100%): {weighted.text()}, {risk.en} of the principal left.",
        ),
    )


def _suspended(suspended: Money) -> tuple[Label, ...]:
    if not suspended:
        return ()
    return (
        Label(
            f"Jasa pinjaman bermasalah dalam penyelesaian, dicatat secara administratif: {suspended.text()}.",
            f"Late interest of problem loans, kept in memorandum: {suspended.text()}.",
        ),
    )


def _missing(missing: Money) -> tuple[Label, ...]:
    if not missing:
        return ()
    more, amount = missing.minor > 0, abs(missing).text()
    return (
        Label(
            f"PERHATIAN: penyisihan yang dibukukan {'kurang' if more else 'lebih'} {amount} dari yang wajib; "
            "nilailah pinjaman pada tanggal ini (loan.assess).",
            f"ATTENTION: the allowance booked is {amount} {'less' if more else 'more'} than required; "
            "assess the loans as of this day (loan.assess).",
        ),
    )


def collectability(book: BookSource, *, as_of: Month | date, stamped: bool = False) -> Statement:
    """The loans by grade, with their allowances (Rekapitulasi kolektibilitas pinjaman).

    Parameters
    ----------
    as_of
        As booked up to this day, or to the end of this month.
    stamped
        Print the book and its checkpoint, size and root of its log, at the foot.

    Raises
    ------
    StatementDoesNotTieError
        ``report.does-not-tie``: the list does not add up to the control accounts.
    BeforeBookError
        ``report.before-book``
    """
    return build_collectability(read_portfolio(book, as_of, stamped=stamped))
