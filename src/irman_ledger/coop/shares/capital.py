"""What the bylaws say about the shares as capital: whether they are equity, and below which capital none is paid back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NoReturn, get_args

from irman_ledger.coop.shares.refusals import CapitalPolicyError
from irman_ledger.core.account import AccountKind
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Facts, TotalOf
from irman_ledger.core.money import Money
from irman_ledger.errors import InvalidInputError

ShareClass = Literal["equity", "liability", "equity-with-floor"]
NAME = "capital"
_KEYS = frozenset({"class", "floor", "accounts"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CapitalPolicy:
    """What the members' shares are on the balance sheet (klasifikasi simpanan pokok dan wajib).

    In the bylaws, ``[policies.capital]``: ``class = "equity"``, ``"liability"`` or ``"equity-with-floor"``, the last with
    ``floor``, an amount as text, and ``accounts``, a list.

    Parameters
    ----------
    classification
        Equity unless the bylaws say otherwise (UU 25/1992, art. 41); with a floor, because shares are paid back only down to it.
    floor
        The capital below which no share is paid back, more than zero.
    accounts
        The accounts that the floor counts: shares, reserves, donated capital.
    """

    classification: ShareClass
    floor: Money | None = None
    accounts: tuple[str, ...] = ()


def parse(terms: Mapping[str, object], bylaws: Bylaws) -> CapitalPolicy:
    """The policy, read strictly.

    Raises
    ------
    CapitalPolicyError
        ``share.capital-policy``
    """
    for key, value in terms.items():
        if key not in _KEYS:
            _refuse(key, value, f"is not a key of this policy; known are {', '.join(sorted(_KEYS))}")
    classification = _class(terms)
    if classification != "equity-with-floor":
        for key in ("floor", "accounts"):
            if key in terms:
                _refuse(key, terms[key], "has no meaning without a floor")
        if classification == "liability":
            _check_liabilities(bylaws)
        return CapitalPolicy(classification=classification)
    return CapitalPolicy(classification=classification, floor=_floor(terms, bylaws), accounts=_accounts(terms, bylaws))


def floor_asks(bylaws: Bylaws) -> tuple[TotalOf, ...]:
    """What must be known before shares are paid back; nothing where there is no floor."""
    policy = bylaws.policy(NAME, parse)
    return (TotalOf(policy.accounts),) if policy is not None and policy.floor is not None else ()


def missing_capital(control: str, amount: Money, facts: Facts, bylaws: Bylaws) -> Money:
    """By how much the capital would fall below the floor without this amount; zero where it would not, or counts no such shares."""
    policy, nothing = bylaws.policy(NAME, parse), Money.zero(facts.currency)
    if policy is None or policy.floor is None or control not in policy.accounts:
        return nothing
    return max(policy.floor - (-facts.total(TotalOf(policy.accounts)) - amount), nothing)


def _class(terms: Mapping[str, object]) -> ShareClass:
    match terms.get("class"):
        case "equity" | "liability" | "equity-with-floor" as found:
            return found
        case other:
            _refuse("class", other, f"must be one of {', '.join(get_args(ShareClass))}")


def _check_liabilities(bylaws: Bylaws) -> None:
    # What a paper says and where it prints the amounts must agree.
    for product in bylaws.products.values():
        account = product.terms.get("account")
        equity = {one.code for one in bylaws.chart if one.kind is AccountKind.EQUITY}
        if product.module == "shares" and account in equity:
            _refuse("class", "liability", f"does not fit product {product.code}, which stands on equity account {account}")


def _floor(terms: Mapping[str, object], bylaws: Bylaws) -> Money:
    value = terms.get("floor")
    if not isinstance(value, int | str) or isinstance(value, bool):
        _refuse("floor", value, 'must be a whole number or text such as "500.000.000"')
    try:
        floor = Money.parse(str(value), bylaws.currency)
    except InvalidInputError as error:
        raise CapitalPolicyError(field="floor", key="floor", value=value, reason=error.message("en")) from error
    if floor.minor <= 0:
        _refuse("floor", value, "must be more than zero")
    return floor


def _accounts(terms: Mapping[str, object], bylaws: Bylaws) -> tuple[str, ...]:
    value = terms.get("accounts")
    if not isinstance(value, list) or not value or len(set(map(str, value))) != len(value):
        _refuse("accounts", value, "must be a list of accounts, each once")
    for code in value:
        if not isinstance(code, str) or code not in bylaws.chart or bylaws.chart[code].normal != "credit":
            _refuse("accounts", code, "is not an account of the chart on the credit side")
    return tuple(value)


def _refuse(key: str, value: object, reason: str) -> NoReturn:
    raise CapitalPolicyError(field=key, key=key, value=value, reason=reason)
