"""What can be asked of inventories and biological assets."""

from __future__ import annotations

from irman_ledger.coop.stock.commands.incoming import (
    BreedStock,
    BringInStock,
    BuyStock,
    GrowStock,
    OpenStock,
    ReceiveStock,
    TakeOverStock,
)
from irman_ledger.coop.stock.commands.outgoing import (
    CountStock,
    HarvestStock,
    LoseStock,
    ProcessStock,
    SellStock,
    UseStock,
    ValueStock,
)

__all__ = [
    "BreedStock",
    "BringInStock",
    "BuyStock",
    "CountStock",
    "GrowStock",
    "HarvestStock",
    "LoseStock",
    "OpenStock",
    "ProcessStock",
    "ReceiveStock",
    "SellStock",
    "StockCommand",
    "TakeOverStock",
    "UseStock",
    "ValueStock",
]

Incoming = TakeOverStock | ReceiveStock | BuyStock | BringInStock
Outgoing = HarvestStock | ProcessStock | SellStock | UseStock | LoseStock
StockCommand = OpenStock | Incoming | GrowStock | BreedStock | Outgoing | CountStock | ValueStock
