"""What a share product says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from irman_ledger.coop.shares.refusals import SharesTermsError
from irman_ledger.core.bylaws import Bylaws, Product
from irman_ledger.core.money import Money
from irman_ledger.errors import InvalidInputError

_KEYS = frozenset({"account", "fixed_amount", "excess", "minimum", "return", "statuses"})
_STATUSES = ("anggota", "calon")


@dataclass(frozen=True, slots=True, kw_only=True)
class SharesTerms:
    """The terms of one share product (ketentuan simpanan pokok, simpanan wajib).

    In the bylaws: ``account``; ``fixed_amount`` and ``minimum``, amounts as text; ``excess = "refuse"`` or ``"accept"``;
    ``return = "on-leaving"`` or ``"free"``; ``statuses``, a list. All but ``account`` may be left out.

    Parameters
    ----------
    control
        The ledger account: ``subject_kind = "share"``, ``owner = "shares"``, on the credit side, floored.
    fixed_amount
        What a member holds at most (pokok); None: no limit.
    accepts_excess
        Whether payments above `fixed_amount` are taken nevertheless; by default they are refused.
    minimum
        The smallest single payment.
    returns_freely
        Whether shares are returned to members who stay; by default they are not (UU 25/1992, explanation of art. 41).
    statuses
        Who may pay; by default members and candidates.
    """

    control: str
    fixed_amount: Money | None = None
    accepts_excess: bool = False
    minimum: Money | None = None
    returns_freely: bool = False
    statuses: frozenset[str] = frozenset(_STATUSES)


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
        accepts_excess=_choice(product, "excess", ("refuse", "accept")) == "accept",
        minimum=_amount(product, "minimum", bylaws),
        returns_freely=_choice(product, "return", ("on-leaving", "free")) == "free",
        statuses=_statuses(product),
    )
    if terms.fixed_amount is None and "excess" in product.terms:
        _refuse(product, "excess", product.terms["excess"], "has no meaning without fixed_amount")
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


def _amount(product: Product, key: str, bylaws: Bylaws) -> Money | None:
    value = product.terms.get(key)
    if value is None:
        return None
    if not isinstance(value, int | str) or isinstance(value, bool):
        _refuse(product, key, value, 'must be a whole number or text such as "100.000"')
    try:
        amount = Money.parse(str(value), bylaws.currency)
    except InvalidInputError as error:
        raise SharesTermsError(field=key, product=product.code, key=key, value=value, reason=error.message("en")) from error
    if amount.minor <= 0:
        _refuse(product, key, value, "must be more than zero")
    return amount


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
