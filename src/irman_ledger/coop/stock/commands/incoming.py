"""What can be asked of items that come in and grow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.stock.commands.checks import check_codes, check_head, check_money, check_other, check_quantity, check_text, subject
from irman_ledger.coop.stock.events import StockBred, StockCameIn, StockGrown, StockOpened
from irman_ledger.core.journal import GENERAL
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.quantity import Quantity
from irman_ledger.core.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenStock(Command[StockOpened]):
    """Open the card of one item of inventory or biological assets (kartu persediaan); nothing is booked.

    Parameters
    ----------
    product
        A product of the module ``stock``.
    description
        What it is; not whose. At most 120 characters.
    fund
        The fund of the bylaws that it belongs to, with all that it brings and costs.
    group
        The group (kelompok) that keeps it; None: the cooperative itself.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "stock.open"

    item: str
    product: str
    description: str
    on: date
    fund: str = GENERAL
    group: str | None = None

    def __post_init__(self) -> None:
        check_head(self.item, self.on)
        check_codes(product=self.product, fund=self.fund, group=self.group)
        check_text("description", self.description)

    def subjects(self) -> tuple[Subject, ...]:
        """The item, then the group that keeps it."""
        return (subject(self.item),) if self.group is None else (subject(self.item), Subject("group", self.group))


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOverStock(Command[StockCameIn]):
    """Bring a quantity of the old books into this one (saldo awal persediaan).

    Parameters
    ----------
    quantity
        More than zero, with no more decimals than the unit has.
    value
        What it stands at, more than zero.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "stock.take-over"

    item: str
    on: date
    quantity: Quantity
    value: Money

    def __post_init__(self) -> None:
        check_head(self.item, self.on)
        check_quantity("quantity", self.quantity)
        check_money("value", self.value)

    def subjects(self) -> tuple[Subject, ...]:
        """The item."""
        return (subject(self.item),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveStock(Command[StockCameIn]):
    """Bring in a quantity that was given (penerimaan hibah persediaan).

    Parameters
    ----------
    quantity
        More than zero, with no more decimals than the unit has.
    value
        Fair value, more than zero: its cost in these books.
    deed
        The deed of hand-over; None: given without one.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "stock.receive"

    item: str
    on: date
    quantity: Quantity
    value: Money
    deed: str | None = None

    def __post_init__(self) -> None:
        check_head(self.item, self.on)
        check_quantity("quantity", self.quantity)
        check_money("value", self.value)
        check_codes(deed=self.deed)

    def subjects(self) -> tuple[Subject, ...]:
        """The item."""
        return (subject(self.item),)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyStock(Command[StockCameIn]):
    """Buy a quantity for cash (pembelian persediaan).

    Parameters
    ----------
    quantity
        More than zero, with no more decimals than the unit has.
    cost
        More than zero, with what it took to bring it here.
    settle
        The cash box or bank account that pays; None: the default one.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "stock.buy"

    item: str
    on: date
    quantity: Quantity
    cost: Money
    settle: str | None = None

    def __post_init__(self) -> None:
        check_head(self.item, self.on)
        check_quantity("quantity", self.quantity)
        check_money("cost", self.cost)
        check_codes(settle=self.settle)

    def subjects(self) -> tuple[Subject, ...]:
        """The item."""
        return (subject(self.item),)


@dataclass(frozen=True, slots=True, kw_only=True)
class BringInStock(Command[StockCameIn]):
    """Bring in what another item became when it was harvested or processed; the second half of
    `irman_ledger.coop.procedures.harvest` and `irman_ledger.coop.procedures.process`, no cash moves.

    Parameters
    ----------
    source
        The item that it was made of.
    quantity
        More than zero, with no more decimals than the unit has.
    value
        What the other item passed on; more than zero.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "stock.bring-in"

    item: str
    on: date
    source: str
    quantity: Quantity
    value: Money

    def __post_init__(self) -> None:
        check_head(self.item, self.on)
        check_other("source", self.source, self.item)
        check_quantity("quantity", self.quantity)
        check_money("value", self.value)

    def subjects(self) -> tuple[Subject, ...]:
        """The item, then the one that it was made of."""
        return subject(self.item), subject(self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowStock(Command[StockGrown]):
    """Pay for the growth or the processing of an item at cost: a part of its cost (biaya pembesaran, biaya olah).

    Parameters
    ----------
    cost
        More than zero.
    purpose
        What for; without a person's name. At most 120 characters.
    settle
        The cash box or bank account that pays; None: the default one.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "stock.grow"

    item: str
    on: date
    cost: Money
    purpose: str
    settle: str | None = None

    def __post_init__(self) -> None:
        check_head(self.item, self.on)
        check_money("cost", self.cost)
        check_text("purpose", self.purpose)
        check_codes(settle=self.settle)

    def subjects(self) -> tuple[Subject, ...]:
        """The item."""
        return (subject(self.item),)


@dataclass(frozen=True, slots=True, kw_only=True)
class BreedStock(Command[StockBred]):
    """Enter animals that were born (kelahiran ternak).

    Parameters
    ----------
    quantity
        More than zero, with no more decimals than the unit has.
    unit_value
        Fair value of one less costs to sell; None of what stands at cost, where births bring no value.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "stock.breed"

    item: str
    on: date
    quantity: Quantity
    unit_value: Money | None = None

    def __post_init__(self) -> None:
        check_head(self.item, self.on)
        check_quantity("quantity", self.quantity)
        if self.unit_value is not None:
            check_money("unit_value", self.unit_value)

    def subjects(self) -> tuple[Subject, ...]:
        """The item."""
        return (subject(self.item),)
