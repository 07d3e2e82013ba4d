"""Inventories and biological assets (persediaan, aset biologis): one card for each item, quantity and value by moving average."""

from __future__ import annotations

from irman_ledger.coop.stock.commands import (
    BreedStock,
    BringInStock,
    BuyStock,
    CountStock,
    GrowStock,
    HarvestStock,
    LoseStock,
    OpenStock,
    ProcessStock,
    ReceiveStock,
    SellStock,
    TakeOverStock,
    UseStock,
    ValueStock,
)
from irman_ledger.coop.stock.events import (
    StockBred,
    StockCameIn,
    StockCounted,
    StockGone,
    StockGrown,
    StockOpened,
    StockPassedOn,
    StockSold,
    StockValued,
)
from irman_ledger.coop.stock.posting import entry_for
from irman_ledger.coop.stock.refusals import (
    BeforeLastStockError,
    StockDecimalsError,
    StockEmptyError,
    StockExistsError,
    StockKindError,
    StockShortError,
    StockTermsError,
)
from irman_ledger.coop.stock.rules import consult, decide
from irman_ledger.coop.stock.state import StockState, evolve, index
from irman_ledger.coop.stock.terms import parse as read_product
from irman_ledger.core.protocols import Module

__all__ = [
    # commands
    "OpenStock",
    "TakeOverStock",
    "ReceiveStock",
    "BuyStock",
    "BringInStock",
    "GrowStock",
    "BreedStock",
    "HarvestStock",
    "ProcessStock",
    "SellStock",
    "UseStock",
    "LoseStock",
    "CountStock",
    "ValueStock",
    # events
    "StockOpened",
    "StockCameIn",
    "StockGrown",
    "StockBred",
    "StockSold",
    "StockGone",
    "StockPassedOn",
    "StockCounted",
    "StockValued",
    # state
    "StockState",
    # errors
    "BeforeLastStockError",
    "StockDecimalsError",
    "StockEmptyError",
    "StockExistsError",
    "StockKindError",
    "StockShortError",
    "StockTermsError",
    # the door of the module
    "MODULE",
]

MODULE = Module(
    name="stock",
    commands=(
        *(OpenStock, TakeOverStock, ReceiveStock, BuyStock, BringInStock, GrowStock, BreedStock),
        *(HarvestStock, ProcessStock, SellStock, UseStock, LoseStock, CountStock, ValueStock),
    ),
    events=(StockOpened, StockCameIn, StockGrown, StockBred, StockSold, StockGone, StockPassedOn, StockCounted, StockValued),
    subject_kinds={"stock": StockState},
    consult=consult,
    decide=decide,
    evolve=evolve,
    entry_for=entry_for,
    index=index,
    read_product=read_product,
)
