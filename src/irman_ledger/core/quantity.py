"""Quantities (kuantitas): exact, in hundredths of a unit, zero or more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from irman_ledger.errors import InvalidInputError

DECIMALS_MAX: Final = 2
MAX_HUNDREDTHS: Final = 10**14
_FORM: Final = re.compile(r"(?P<whole>0|[1-9][0-9]{0,11})(?:[.,](?P<part>[0-9]{1,2}))?")


class QuantityError(InvalidInputError):
    """A quantity that cannot be read, or is below zero."""

    code = "quantity.malformed"


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """So many hundredths of a unit.

    Examples
    --------
    >>> Quantity.parse("600"), Quantity.parse("12,5").plain()
    (Quantity('600'), '12.5')
    """

    hundredths: int

    def __post_init__(self) -> None:
        if type(self.hundredths) is not int or not 0 <= self.hundredths <= MAX_HUNDREDTHS:
            raise QuantityError(field="quantity", value=self.hundredths, reason="must be zero or more, and not too large")

    @classmethod
    def parse(cls, text: str) -> Quantity:
        """Text such as ``600``, ``12.5`` or ``12,5``: no sign, no marks between thousands, at most two decimals.

        Raises
        ------
        QuantityError
            ``quantity.malformed``
        """
        found = _FORM.fullmatch(text) if isinstance(text, str) else None
        if found is None:
            reason = "must be text such as 600 or 12.5: not below zero, without marks between thousands, at most two decimals"
            raise QuantityError(field="quantity", value=text, reason=reason)
        return cls(int(found["whole"]) * 100 + int((found["part"] or "").ljust(2, "0")))

    def plain(self) -> str:
        """As it is stored: a decimal point, no zeros at the end."""
        whole, part = divmod(self.hundredths, 100)
        return f"{whole}.{part:02d}".rstrip("0") if part else str(whole)

    def text(self) -> str:
        """As it is printed, in Indonesian form: ``1.250,5``."""
        whole, _, part = self.plain().partition(".")
        grouped = f"{int(whole):,}".replace(",", ".")
        return f"{grouped},{part}" if part else grouped

    @property
    def decimals(self) -> int:
        """How many decimals it needs."""
        return len(self.plain().partition(".")[2])

    def of(self, whole: Quantity) -> Fraction:
        """Its exact share of a quantity that is not zero."""
        return Fraction(self.hundredths, whole.hundredths)

    def __str__(self) -> str:
        return self.plain()

    def __repr__(self) -> str:
        return f"Quantity({self.plain()!r})"

    def __bool__(self) -> bool:
        return self.hundredths != 0

    def __add__(self, other: Quantity) -> Quantity:
        return Quantity(self.hundredths + other.hundredths)

    def __sub__(self, other: Quantity) -> Quantity:
        return Quantity(self.hundredths - other.hundredths)


NOTHING: Final = Quantity(0)
ONE: Final = Quantity(100)
