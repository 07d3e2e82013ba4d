"""What can be asked of items that leave, and that are counted and valued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.stock.commands.checks import check_codes, check_head, check_money, check_other, check_quantity, check_text, subject
from irman_ledger.coop.stock.events import StockCounted, StockGone, StockPassedOn, StockSold, StockValued
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.quantity import Quantity
from irman_ledger.core.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class HarvestStock(Command[StockPassedOn]):
    """Harvest a quantity (panen); one half of `irman_ledger.coop.procedures.harvest`, no cash moves.

    Parameters
    ----------
    into
        The item of inventory that the harvest becomes.
    quantity
        Of what was grown, more than zero.
    value
        Fair value of the harvest less costs to sell, more than zero.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "stock.harvest"

    item: str
    on: date
    into: str
    quantity: Quantity
    value: Money

    def __post_init__(self) -> None:
        check_head(self.item, self.on)
        check_other("into", self.into, self.item)
        check_quantity("quantity", self.quantity)
        check_money("value", self.value)

    def subjects(self) -> tuple[Subject, ...]:
        """The item, then the one that it becomes."""
        return subject(self.item), subject(self.into)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessStock(Command[StockPassedOn]):
    """Make another item of a quantity, at what it stands at (pengolahan).

    One half of `irman_ledger.coop.procedures.process`; no cash moves.

    Parameters
    ----------
    into
        The item that it becomes.
    quantity
        More than zero, with no more decimals than the unit has.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "stock.process"

    item: str
    on: date
    into: str
    quantity: Quantity

    def __post_init__(self) -> None:
        check_head(self.item, self.on)
        check_other("into", self.into, self.item)
        check_quantity("quantity", self.quantity)

    def subjects(self) -> tuple[Subject, ...]:
        """The item, then the one that it becomes."""
        return subject(self.item), subject(self.into)


@dataclass(frozen=True, slots=True, kw_only=True)
class SellStock(Command[StockSold]):
    """Sell a quantity for cash; what it stood at is the cost of the sale, rounded once.

    Parameters
    ----------
    quantity
        More than zero, with no more decimals than the unit has.
    proceeds
        More than zero.
    settle
        The cash box or bank account that receives; None: the default one.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "stock.sell"

    item: str
    on: date
    quantity: Quantity
    proceeds: Money
    settle: str | None = None

    def __post_init__(self) -> None:
        check_head(self.item, self.on)
        check_quantity("quantity", self.quantity)
        check_money("proceeds", self.proceeds)
        check_codes(settle=self.settle)

    def subjects(self) -> tuple[Subject, ...]:
        """The item."""
        return (subject(self.item),)


@dataclass(frozen=True, slots=True, kw_only=True)
class UseStock(Command[StockGone]):
    """Use up a quantity (pemakaian persediaan).

    Parameters
    ----------
    quantity
        More than zero, with no more decimals than the unit has.
    purpose
        What for, or by what; without a person's name. At most 120 characters.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "stock.use"

    item: str
    on: date
    quantity: Quantity
    purpose: str

    def __post_init__(self) -> None:
        check_head(self.item, self.on)
        check_quantity("quantity", self.quantity)
        check_text("purpose", self.purpose)

    def subjects(self) -> tuple[Subject, ...]:
        """The item."""
        return (subject(self.item),)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoseStock(Command[StockGone]):
    """Enter a quantity that was lost, spoilt, stolen or died (kerugian, gagal panen, kematian ternak).

    Parameters
    ----------
    quantity
        More than zero, with no more decimals than the unit has.
    purpose
        What for, or by what; without a person's name. At most 120 characters.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "stock.lose"

    item: str
    on: date
    quantity: Quantity
    purpose: str

    def __post_init__(self) -> None:
        check_head(self.item, self.on)
        check_quantity("quantity", self.quantity)
        check_text("purpose", self.purpose)

    def subjects(self) -> tuple[Subject, ...]:
        """The item."""
        return (subject(self.item),)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountStock(Command[StockCounted]):
    """Count an item (opname persediaan); what is missing, or too much, is booked at the average.

    Parameters
    ----------
    counted
        What was found, zero or more.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "stock.count"

    item: str
    on: date
    counted: Quantity

    def __post_init__(self) -> None:
        check_head(self.item, self.on)
        check_quantity("counted", self.counted, least=0)

    def subjects(self) -> tuple[Subject, ...]:
        """The item."""
        return (subject(self.item),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueStock(Command[StockValued]):
    """Value an item (penilaian): at cost, to the lower of cost and what it would bring; at fair value, to that.

    Parameters
    ----------
    unit_value
        What one unit would bring less the costs of selling it, zero or more.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "stock.value"

    item: str
    on: date
    unit_value: Money

    def __post_init__(self) -> None:
        check_head(self.item, self.on)
        check_money("unit_value", self.unit_value, least=0)

    def subjects(self) -> tuple[Subject, ...]:
        """The item."""
        return (subject(self.item),)
