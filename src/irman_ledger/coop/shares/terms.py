"""What a share product says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NoReturn

from irman_ledger.coop.shares.monthly import MonthlyRate
from irman_ledger.coop.shares.refusals import SharesTermsError
from irman_ledger.core.bylaws import Bylaws, Product
from irman_ledger.core.codes import checked_code
from irman_ledger.core.money import Money
from irman_ledger.errors import InvalidInputError

_KEYS = frozenset({"account", "fixed_amount", "excess", "excess_account", "instalments", "minimum", "return", "statuses", "monthly"})
INSTALMENTS_MAX = 120
_RATE_KEYS = frozenset({"from_on", "category", "amount"})
_STATUSES = ("anggota", "calon")


@dataclass(frozen=True, slots=True, kw_only=True)
class SharesTerms:
    """The terms of one share product (ketentuan simpanan pokok, simpanan wajib).

    In the bylaws: ``account``; ``fixed_amount`` and ``minimum``, amounts as text; ``excess = "refuse"``, ``"accept"`` or
    ``"titipan"``, the last with ``excess_account``; ``instalments``, a whole number; ``return = "on-leaving"`` or ``"free"``;
    ``statuses``, a list; ``monthly``, tables of ``from_on``, ``amount`` and, for one category of members, ``category``. All but
    ``account`` may be left out.

    Parameters
    ----------
    control
        The ledger account: ``subject_kind = "share"``, ``owner = "shares"``, on the credit side, floored.
    fixed_amount
        What a member holds at most (pokok); None: no limit.
    accepts_excess
        Whether payments above `fixed_amount` are taken nevertheless; by default they are refused.
    excess_account
        Where what is above `fixed_amount` is held for the member instead (titipan), ``subject = "member"``; None: nowhere.
    instalments
        In how many payments at most `fixed_amount` is paid; None: in any number.
    minimum
        The smallest single payment.
    returns_freely
        Whether shares are returned to members who stay; by default they are not (UU 25/1992, explanation of art. 41).
    statuses
        Who may pay; by default members and candidates.
    rates
        What is billed each month, in order of `from_on`; none: nothing.
    """

    control: str
    fixed_amount: Money | None = None
    accepts_excess: bool = False
    excess_account: str | None = None
    instalments: int | None = None
    minimum: Money | None = None
    returns_freely: bool = False
    statuses: frozenset[str] = frozenset(_STATUSES)
    rates: tuple[MonthlyRate, ...] = ()


def parse(product: Product, bylaws: Bylaws) -> SharesTerms:
    """The terms, read strictly.

    Raises
    ------
    SharesTermsError
        ``share.terms``: an unknown or missing key, a wrong form, an account that cannot hold shares.
    """
    if "/" in product.code:
        # The number of a share account is member/product: the last stroke must part them.
        _refuse(product, "code", product.code, 'must not have "/" in it')
    for key, value in product.terms.items():
        if key not in _KEYS:
            _refuse(product, key, value, f"is not a term of a share product; known are {', '.join(sorted(_KEYS))}")
    terms = SharesTerms(
        control=_control(product, bylaws),
        fixed_amount=_amount(product, "fixed_amount", bylaws),
        accepts_excess=_choice(product, "excess", ("refuse", "accept", "titipan")) == "accept",
        excess_account=_excess_account(product, bylaws),
        instalments=_instalments(product),
        minimum=_amount(product, "minimum", bylaws),
        returns_freely=_choice(product, "return", ("on-leaving", "free")) == "free",
        statuses=_statuses(product),
        rates=_rates(product, bylaws),
    )
    for key in ("excess", "instalments"):
        if terms.fixed_amount is None and key in product.terms:
            _refuse(product, key, product.terms[key], "has no meaning without fixed_amount")
    if terms.fixed_amount is not None and terms.minimum is not None and terms.minimum > terms.fixed_amount:
        _refuse(product, "minimum", product.terms["minimum"], "is more than fixed_amount")
    return terms


def _control(product: Product, bylaws: Bylaws) -> str:
    value = product.terms.get("account")
    if not isinstance(value, str) or value not in bylaws.chart:
        _refuse(product, "account", value, "is missing" if value is None else "is not an account of the chart")
    account = bylaws.chart[value]
    if account.subject_kind != "share" or account.owner != "shares":
        _refuse(product, "account", value, 'is an account without subject_kind = "share" and owner = "shares"')
    if account.normal != "credit" or not account.is_floored:
        # Without a floor a reversal could leave a member below zero.
        _refuse(product, "account", value, "must stand on the credit side and be floored")
    return value


def _excess_account(product: Product, bylaws: Bylaws) -> str | None:
    value = product.terms.get("excess_account")
    if product.terms.get("excess") != "titipan":
        if value is not None:
            _refuse(product, "excess_account", value, 'has no meaning without excess = "titipan"')
        return None
    if not isinstance(value, str) or value not in bylaws.chart:
        _refuse(product, "excess_account", value, "is missing" if value is None else "is not an account of the chart")
    account = bylaws.chart[value]
    if account.subject_kind != "member" or account.owner not in (None, "shares") or account.normal != "credit":
        _refuse(product, "excess_account", value, 'must take subject = "member", be open to the shares and stand on the credit side')
    return value


def _instalments(product: Product) -> int | None:
    value = product.terms.get("instalments")
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= INSTALMENTS_MAX:
        _refuse(product, "instalments", value, f"must be 1 to {INSTALMENTS_MAX}")
    return value


def _amount(product: Product, key: str, bylaws: Bylaws) -> Money | None:
    value = product.terms.get(key)
    if value is None:
        return None
    amount = _money(product, key, value, bylaws)
    if amount.minor <= 0:
        _refuse(product, key, value, "must be more than zero")
    return amount


def _money(product: Product, key: str, value: object, bylaws: Bylaws) -> Money:
    if not isinstance(value, int | str) or isinstance(value, bool):
        _refuse(product, key, value, 'must be a whole number or text such as "100.000"')
    try:
        return Money.parse(str(value), bylaws.currency)
    except InvalidInputError as error:
        raise SharesTermsError(field=key, product=product.code, key=key, value=value, reason=error.message("en")) from error


def _rates(product: Product, bylaws: Bylaws) -> tuple[MonthlyRate, ...]:
    tables = product.terms.get("monthly", [])
    if not isinstance(tables, list):
        _refuse(product, "monthly", tables, "must be a list of tables")
    rates = sorted((_rate(product, table, bylaws) for table in tables), key=lambda rate: (rate.from_on, rate.category or ""))
    for rate, after in pairwise(rates):
        if (rate.from_on, rate.category) == (after.from_on, after.category):
            _refuse(product, "monthly", after.from_on.isoformat(), "is given twice for the same category")
    return tuple(rates)


def _rate(product: Product, table: object, bylaws: Bylaws) -> MonthlyRate:
    if not isinstance(table, Mapping) or not {"from_on", "amount"} <= table.keys() <= _RATE_KEYS:
        _refuse(product, "monthly", table, "must be a table of from_on, amount and perhaps category")
    from_on, category = table["from_on"], table.get("category")
    if type(from_on) is not date or from_on.day != 1:
        _refuse(product, "monthly.from_on", from_on, "must be the first day of a month")
    try:
        category = None if category is None else checked_code(category, field="category")
    except InvalidInputError as error:
        raise SharesTermsError(field="monthly", product=product.code, key="monthly.category", value=category, reason=str(error)) from error
    amount = _money(product, "monthly.amount", table["amount"], bylaws)
    if amount.minor < 0:
        _refuse(product, "monthly.amount", table["amount"], "is below zero")
    return MonthlyRate(from_on=from_on, category=category, amount=amount)


def _choice(product: Product, key: str, choices: tuple[str, ...]) -> str:
    value = product.terms.get(key, choices[0])
    if not isinstance(value, str) or value not in choices:
        _refuse(product, key, value, f"must be one of {', '.join(choices)}")
    return value


def _statuses(product: Product) -> frozenset[str]:
    value = product.terms.get("statuses", _STATUSES)
    if not isinstance(value, list | tuple) or not value:
        _refuse(product, "statuses", value, "must be a list of statuses")
    for status in value:
        if status not in _STATUSES:
            _refuse(product, "statuses", status, f"is not a status that may hold shares; known are {', '.join(_STATUSES)}")
    return frozenset(value)


def _refuse(product: Product, key: str, value: object, reason: str) -> NoReturn:
    raise SharesTermsError(field=key, product=product.code, key=key, value=value, reason=reason)
