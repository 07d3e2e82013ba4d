"""What the bylaws say about an asset category."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NoReturn, TypedDict, get_args

from irman_ledger.coop.assets.depreciation import METHODS, FirstMonth, Method
from irman_ledger.coop.assets.refusals import AssetTermsError
from irman_ledger.core.account import AccountKind, Side
from irman_ledger.core.bylaws import Bylaws, Product
from irman_ledger.core.money import Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import Rounding
from irman_ledger.core.terms import TermsReader

_BASE: Final = ("account", "contra", "depreciation_account")
_DEPRECIATION: Final = ("expense", "method", "rate", "first_month", "rounding")
_CARE: Final = ("impairment_account", "impairment_expense", "repair_expense", "capitalise_from")
_KINDS: Final = (AccountKind.ASSET, AccountKind.MEMORANDUM)


@dataclass(frozen=True, slots=True, kw_only=True)
class DepreciationTerms:
    """How a category is depreciated at the end of each month.

    Parameters
    ----------
    expense
        The account that bears it.
    rate
        Of a year, for the declining method.
    """

    expense: str
    method: Method
    rate: Rate | None
    first_month: FirstMonth
    step: Money
    mode: Rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetTerms:
    """The terms of an asset category (golongan aset).

    Parameters
    ----------
    account
        The control account of cost; of things that are another's, a memorandum account.
    contra
        The other memorandum account; None: the things are the cooperative's own.
    depreciation_account
        The control account of accumulated depreciation, on the credit side; None: not depreciated (land).
    depreciation
        None: not depreciated by the end of the month.
    impairment_account, impairment_expense
        Accumulated impairment, on the credit side, and the account that bears it; None: not impaired.
    repair_expense, capitalise_from
        The account of repairs, and from what cost on a repair stands in the cost of the asset; None: no such limit.
    """

    category: str
    account: str
    contra: str | None
    depreciation_account: str | None
    depreciation: DepreciationTerms | None
    impairment_account: str | None = None
    impairment_expense: str | None = None
    repair_expense: str | None = None
    capitalise_from: Money | None = None


def parse(product: Product, bylaws: Bylaws) -> AssetTerms:
    """The terms of a category, read strictly.

    Its own things: ``account`` and, unless it is land, ``depreciation_account``, with ``expense`` where the end of the month
    depreciates it: by ``method`` (``straight-line``, ``declining`` with a ``rate``), ``first_month`` and ``rounding``. Things of
    another: ``account`` and ``contra``, both memorandum accounts.

    Raises
    ------
    AssetTermsError
        ``asset.terms-malformed``, with category, key and value.
    """

    def refuse(key: str, value: object, reason: str) -> NoReturn:
        raise AssetTermsError(field=key, category=product.code, value=value, reason=reason)

    reader = TermsReader(product.terms, bylaws, refuse)
    reader.check_keys((*_BASE, *_DEPRECIATION, *_CARE), needed=("account",))
    account = _control(reader, "account", "debit", _KINDS)
    if bylaws.chart[account].is_memorandum:
        return _of_another(reader, product.code, account)
    if "contra" in product.terms:
        reader.refuse("contra", product.terms["contra"], "stands with a memorandum account only")
    care = _care(reader)
    if "depreciation_account" not in product.terms:
        for key in _DEPRECIATION:
            if key in product.terms:
                reader.refuse(key, product.terms[key], "needs a depreciation_account")
        return AssetTerms(category=product.code, account=account, contra=None, depreciation_account=None, depreciation=None, **care)
    worn = _control(reader, "depreciation_account", "credit", (AccountKind.ASSET,))
    return AssetTerms(
        category=product.code, account=account, contra=None, depreciation_account=worn, depreciation=_depreciation(reader), **care
    )


def _of_another(reader: TermsReader, category: str, account: str) -> AssetTerms:
    for key in ("depreciation_account", *_DEPRECIATION, *_CARE[:2], _CARE[3]):
        if key in reader.terms:
            reader.refuse(key, reader.terms[key], "is not for things of another, which are not depreciated")
    contra = _control(reader, "contra", "credit", (AccountKind.MEMORANDUM,))
    repairs = _expense(reader, "repair_expense")
    return AssetTerms(
        category=category, account=account, contra=contra, depreciation_account=None, depreciation=None, repair_expense=repairs
    )


def _depreciation(reader: TermsReader) -> DepreciationTerms | None:
    if "expense" not in reader.terms:
        for key in _DEPRECIATION:
            if key in reader.terms:
                reader.refuse(key, reader.terms[key], "needs an expense account")
        return None
    method = reader.choice("method", METHODS, "straight-line")
    if (method == "declining") != ("rate" in reader.terms):
        reader.refuse("rate", reader.terms.get("rate"), "belongs to the method declining, and to no other")
    rate = reader.rate("rate") if method == "declining" else None
    if rate is not None and not 0 < rate.to("year").value < 1:
        reader.refuse("rate", rate.plain(), "must be more than 0% and less than 100% of a year")
    step, mode = reader.rounding()
    expense = reader.account("expense", AccountKind.EXPENSE, subject=None, owners=(None, "assets"))
    return DepreciationTerms(
        expense=expense.code,
        method=method,
        rate=rate,
        first_month=reader.choice("first_month", get_args(FirstMonth), "next"),
        step=step,
        mode=mode,
    )


class _Care(TypedDict):
    impairment_account: str | None
    impairment_expense: str | None
    repair_expense: str | None
    capitalise_from: Money | None


def _care(reader: TermsReader) -> _Care:
    has = "impairment_account" in reader.terms
    if has != ("impairment_expense" in reader.terms):
        reader.refuse("impairment_expense", reader.terms.get("impairment_expense"), "stands with an impairment_account, and only so")
    return {
        "impairment_account": _control(reader, "impairment_account", "credit", (AccountKind.ASSET,)) if has else None,
        "impairment_expense": _expense(reader, "impairment_expense"),
        "repair_expense": _expense(reader, "repair_expense"),
        "capitalise_from": reader.money("capitalise_from") if "capitalise_from" in reader.terms else None,
    }


def _expense(reader: TermsReader, key: str) -> str | None:
    if key not in reader.terms:
        return None
    return reader.account(key, AccountKind.EXPENSE, subject=None, owners=(None, "assets")).code


def _control(reader: TermsReader, key: str, side: Side, kinds: tuple[AccountKind, ...]) -> str:
    account = reader.account(key, kinds, subject="asset", owners=("assets",))
    if account.normal != side:
        reader.refuse(key, account.code, f"must normally stand on the {side} side")
    return account.code
