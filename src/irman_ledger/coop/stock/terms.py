"""What the bylaws say about a product of inventories or biological assets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NoReturn, get_args

from irman_ledger.coop.stock.events import Basis, StockKind
from irman_ledger.coop.stock.refusals import StockTermsError
from irman_ledger.core.account import AccountKind
from irman_ledger.core.bylaws import Bylaws, Product
from irman_ledger.core.money import Money
from irman_ledger.core.quantity import DECIMALS_MAX
from irman_ledger.core.rounding import Rounding
from irman_ledger.core.terms import TermsReader

UNIT_LENGTH_MAX: Final = 20
_ACCOUNTS: Final[dict[str, tuple[AccountKind, ...]]] = {
    "given": (AccountKind.EQUITY, AccountKind.INCOME),
    "income": (AccountKind.INCOME,),
    "cost_of_goods": (AccountKind.EXPENSE,),
    "used": (AccountKind.EXPENSE,),
    "lost": (AccountKind.EXPENSE,),
    "gain": (AccountKind.INCOME,),
    "loss": (AccountKind.EXPENSE,),
}
_HARVEST: Final[dict[str, tuple[AccountKind, ...]]] = {"harvest_gain": (AccountKind.INCOME,), "harvest_loss": (AccountKind.EXPENSE,)}


@dataclass(frozen=True, slots=True, kw_only=True)
class StockTerms:
    """The terms of a product.

    Parameters
    ----------
    stock
        ``inventory`` or ``biological``.
    basis
        ``cost``: moving average, and never above what it would bring; ``fair-value``: less costs to sell, of biological assets.
    account
        Its control account.
    unit, decimals
        What it is counted in, and how finely.
    given
        Where the value of a gift stands in the general fund; in another fund it is the fund's capital.
    income, cost_of_goods
        What a sale brings, and what was sold.
    used, lost
        What bears it.
    gain, loss
        Of a value, a count and a birth.
    harvest_gain, harvest_loss
        The difference between the harvest and what was harvested; None: of inventories.
    step, mode
        How what leaves is rounded, once.
    """

    product: str
    stock: StockKind
    basis: Basis
    account: str
    unit: str
    decimals: int
    given: str
    income: str
    cost_of_goods: str
    used: str
    lost: str
    gain: str
    loss: str
    harvest_gain: str | None
    harvest_loss: str | None
    step: Money
    mode: Rounding


def parse(product: Product, bylaws: Bylaws) -> StockTerms:
    """The terms of a product, read strictly.

    ``kind``, ``basis``, ``account``, ``unit``, ``decimals``, the accounts ``given``, ``income``, ``cost_of_goods``, ``used``,
    ``lost``, ``gain``, ``loss``, of biological assets also ``harvest_gain`` and ``harvest_loss``, and ``rounding``.

    Raises
    ------
    StockTermsError
        ``stock.terms-malformed``, with product, key and value.
    """

    def refuse(key: str, value: object, reason: str) -> NoReturn:
        raise StockTermsError(field=key, product=product.code, value=value, reason=reason)

    reader = TermsReader(product.terms, bylaws, refuse)
    stock: StockKind = reader.choice("kind", get_args(StockKind))
    is_biological = stock == "biological"
    needed = ("kind", "account", "unit", *_ACCOUNTS, *(_HARVEST if is_biological else ()))
    reader.check_keys((*needed, "basis", "decimals", "rounding"), needed=needed)
    basis: Basis = reader.choice("basis", get_args(Basis), "cost")
    if basis == "fair-value" and not is_biological:
        reader.refuse("basis", basis, "is for biological assets; inventories stand at cost")
    account = reader.account("account", AccountKind.ASSET, subject="stock", owners=("stock",))
    if not account.is_floored:
        reader.refuse("account", account.code, "must be floored: it never stands below zero")
    unit = reader.typed("unit", str, "text")
    if not unit.strip() or len(unit) > UNIT_LENGTH_MAX:
        reader.refuse("unit", unit, f"must be 1 to {UNIT_LENGTH_MAX} characters")
    plain = {key: reader.account(key, kinds, subject=None, owners=(None,)).code for key, kinds in _ACCOUNTS.items()}
    harvest = {key: reader.account(key, kinds, subject=None, owners=(None,)).code for key, kinds in _HARVEST.items() if is_biological}
    step, mode = reader.rounding()
    return StockTerms(
        product=product.code,
        stock=stock,
        basis=basis,
        account=account.code,
        unit=unit,
        decimals=reader.count("decimals", DECIMALS_MAX, 0, least=0),
        **plain,
        harvest_gain=harvest.get("harvest_gain"),
        harvest_loss=harvest.get("harvest_loss"),
        step=step,
        mode=mode,
    )
