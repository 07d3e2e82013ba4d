"""What the bylaws say about the quality of a product's loans: the rule sets that grade them and set money aside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeVar

from irman_ledger.coop.loans.allowance import AllowanceRules, allowance_rules, read_percent
from irman_ledger.coop.loans.collectability import CollectabilityRules, Grade, collectability_rules
from irman_ledger.core.account import AccountKind, Side
from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.regulations import RuleSetUnknownError
from irman_ledger.core.rounding import Rounding
from irman_ledger.errors import InvalidInputError

if TYPE_CHECKING:
    from irman_ledger.coop.loans.terms_reading import Reader

_R = TypeVar("_R")
_GRADES: Final = tuple(grade.value for grade in Grade)


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowanceTerms:
    """How an allowance is made.

    Parameters
    ----------
    rules
        The rule set, with the percentages that the bylaws put in place of its own.
    account, expense
        Where it stands loan by loan, and where it is charged.
    margin
        The account of margin not earned yet, which is no part of the base; None: the product has none.
    step, mode
        The one rounding of the target: by default to one whole unit of the currency, half up.
    """

    rules: AllowanceRules
    account: str
    expense: str
    margin: str | None
    step: Money
    mode: Rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityTerms:
    """How the loans of a product are graded.

    Parameters
    ----------
    collateral
        The pair of memorandum accounts on which collateral is kept loan by loan, the debit one first; None: it does not count.
    collateral_counted
        Which part of its value counts.
    allowance
        None: nothing is set aside.
    suspense
        The pair of memorandum accounts for late interest of problem loans, the debit one first; None: it is not kept.
    """

    collectability: CollectabilityRules
    collateral: tuple[str, str] | None
    collateral_counted: Rate
    allowance: AllowanceTerms | None
    suspense: tuple[str, str] | None


def read_quality(table: Reader) -> QualityTerms:
    """The table ``quality`` of a product's terms.

    Parameters
    ----------
    table
        ``collectability`` (the code of a rule set), and where they are wanted ``collateral`` (``account``, ``contra``, ``counted`` =
        "100%"),
        ``suspense`` (``account``, ``contra``) and ``allowance``: ``rules``, ``account``, ``expense``, ``margin``, ``rounding``,
        ``percent`` (by grade, in place of the rule set's own).
    """
    table.check_keys(("collectability", "collateral", "allowance", "suspense"), ("collectability",))
    rules = _chosen(table, "collectability", collectability_rules)
    collateral, counted = _collateral(table.table("collateral")) if "collateral" in table.terms else (None, Rate.once(1))
    allowance = _allowance(table.table("allowance"), rules) if "allowance" in table.terms else None
    suspense = _suspense(table.table("suspense")) if "suspense" in table.terms else None
    return QualityTerms(collectability=rules, collateral=collateral, collateral_counted=counted, allowance=allowance, suspense=suspense)


def _chosen(table: Reader, key: str, find: Callable[[str], _R]) -> _R:
    code = table.typed(key, str, "the code of a rule set")
    try:
        return find(code)
    except RuleSetUnknownError as error:
        table.refuse(key, code, error.message())


def _collateral(table: Reader) -> tuple[tuple[str, str], Rate]:
    table.check_keys(("account", "contra", "counted"), ("account", "contra"))
    return _pair(table), _percent(table, "counted", table.terms.get("counted", "100%"))


def _suspense(table: Reader) -> tuple[str, str]:
    table.check_keys(("account", "contra"), ("account", "contra"))
    return _pair(table)


def _pair(table: Reader) -> tuple[str, str]:
    return _side(table, "account", AccountKind.MEMORANDUM, "debit"), _side(table, "contra", AccountKind.MEMORANDUM, "credit")


def _allowance(table: Reader, grading: CollectabilityRules) -> AllowanceTerms:
    table.check_keys(("rules", "account", "expense", "margin", "rounding", "percent"), ("rules", "account", "expense"))
    rules = _chosen(table, "rules", allowance_rules)
    own = table.table("percent", {})
    own.check_keys(_GRADES)
    percent = {**rules.percent, **{Grade(key): _percent(own, key, value) for key, value in own.terms.items()}}
    for grade in grading.grades:
        if grade not in percent:
            table.refuse("rules", rules.code, f"sets nothing aside for {grade}, which {grading.code} gives; name it in percent")
    step, mode = table.rounding()
    return AllowanceTerms(
        rules=replace(rules, percent=percent),
        account=_side(table, "account", AccountKind.ASSET, "credit"),
        expense=table.of_loans("expense", AccountKind.EXPENSE, (None, "loan")),
        margin=_side(table, "margin", AccountKind.ASSET, "credit") if "margin" in table.terms else None,
        step=step,
        mode=mode,
    )


def _side(table: Reader, key: str, kind: AccountKind, normal: Side) -> str:
    account = table.account(key, kind, subject="loan", owners=("loans", None))
    if account.normal != normal:
        table.refuse(key, account.code, f'must be an account with normal = "{normal}"')
    return account.code


def _percent(table: Reader, key: str, value: object) -> Rate:
    try:
        return read_percent(value)
    except InvalidInputError as error:
        table.refuse(key, value, error.message())
