"""What the bylaws say about an asset category."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NoReturn

from irman_ledger.coop.assets.refusals import AssetTermsError
from irman_ledger.core.account import AccountKind, Side
from irman_ledger.core.bylaws import Bylaws, Product

_KEYS: Final = ("account", "depreciation_account")


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetTerms:
    """The terms of an asset category (golongan aset).

    Parameters
    ----------
    account
        The control account of cost.
    depreciation_account
        The control account of accumulated depreciation, on the credit side; None: not depreciated (land).
    """

    category: str
    account: str
    depreciation_account: str | None


def parse(product: Product, bylaws: Bylaws) -> AssetTerms:
    """The terms of a category, read strictly: ``account`` and, unless it is land, ``depreciation_account``.

    Raises
    ------
    AssetTermsError
        ``asset.terms-malformed``, with category, key and value.
    """
    for key, value in product.terms.items():
        if key not in _KEYS:
            _refuse(product, key, value, "is not a term of an asset category")
    account = _account(product, "account", "debit", bylaws)
    if "depreciation_account" not in product.terms:
        return AssetTerms(category=product.code, account=account, depreciation_account=None)
    depreciation_account = _account(product, "depreciation_account", "credit", bylaws)
    return AssetTerms(category=product.code, account=account, depreciation_account=depreciation_account)


def _account(product: Product, key: str, side: Side, bylaws: Bylaws) -> str:
    code = product.terms.get(key)
    if not isinstance(code, str) or code not in bylaws.chart:
        _refuse(product, key, code, "is not in the chart")
    account = bylaws.chart[code]
    if account.kind is not AccountKind.ASSET:
        _refuse(product, key, code, f"must be an account of kind asset, it is {account.kind}")
    if account.subject_kind != "asset" or account.owner != "assets":
        _refuse(product, key, code, 'must be an account with subject_kind = "asset" and owner = "assets"')
    if account.normal != side:
        _refuse(product, key, code, f"must normally stand on the {side} side")
    return code


def _refuse(product: Product, key: str, value: object, reason: str) -> NoReturn:
    raise AssetTermsError(field=key, category=product.code, value=value, reason=reason)
