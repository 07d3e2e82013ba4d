"""Rates: an exact part of an amount, once or per unit of time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, final

from irman_ledger.errors import InvalidInputError, Lang

__all__ = ["Rate", "RateMalformedError", "RateNotExactError", "RateOutOfRangeError", "RateUnitError"]

# Of every unit there are so many in a year: 12 months; 365 days, leap year or not; a week is 7 days.
_IN_A_YEAR: Final = {"year": Fraction(1), "month": Fraction(12), "week": Fraction(365, 7), "day": Fraction(365)}
_UNITS: Final = (*_IN_A_YEAR, "once")
_WORDS: Final = {
    "en": {"year": "a year", "month": "a month", "week": "a week", "day": "a day", "once": "once"},
    "id": {"year": "per tahun", "month": "per bulan", "week": "per minggu", "day": "per hari", "once": "sekali"},
}
_RATE_MAX: Final = 10
_DENOMINATOR_MAX: Final = 10**30
_NUMBER: Final = re.compile(r"(-?[0-9]{1,120}(?:[.,][0-9]{1,120})?)(%?)")
_RATIO: Final = re.compile(r"-?[0-9]{1,40}/[0-9]{1,40}")


class RateNotExactError(InvalidInputError):
    """A rate given as a float, a bool or another number that is not exact."""

    code = "rate.not-exact"
    text = {
        "en": "{value!r} is not an exact rate; give text such as '24%', a fraction or a decimal",
        "id": "{value!r} bukan tarif yang pasti; berikan teks seperti '24%', pecahan, atau desimal",
    }


class RateMalformedError(InvalidInputError):
    """A text or number that cannot be read as a rate."""

    code = "rate.malformed"
    text = {"en": "{value!r} cannot be read as a rate", "id": "{value!r} tidak dapat dibaca sebagai tarif"}


class RateOutOfRangeError(InvalidInputError):
    """A rate below 0 % or above 1000 %."""

    code = "rate.out-of-range"
    text = {
        "en": "a rate of {value} is outside 0% to 1000% (as a fraction: 0 to 10)",
        "id": "tarif {value} berada di luar 0% sampai 1000% (sebagai pecahan: 0 sampai 10)",
    }


class RateUnitError(InvalidInputError):
    """An unknown unit of time, or a change between units that have no fixed relation."""

    code = "rate.unit"
    text = {
        "en": "a rate per {unit!r} cannot be given per {wanted!r}",
        "id": "tarif per {unit!r} tidak dapat dinyatakan per {wanted!r}",
    }


@final
@dataclass(frozen=True, slots=True, repr=False)
class Rate:
    """An exact part of an amount, per unit of time or once (tarif, suku bunga).

    Parameters
    ----------
    value
        The part itself: 24 % is ``Fraction(24, 100)``. From 0 to 10, with a denominator of at most 10**30.
    per
        ``year``, ``month``, ``week``, ``day`` or ``once``.

    Raises
    ------
    RateNotExactError
        ``rate.not-exact``
    RateOutOfRangeError
        ``rate.out-of-range``
    RateMalformedError
        ``rate.malformed``: the denominator is too large.
    RateUnitError
        ``rate.unit``
    """

    value: Fraction
    per: str

    def __post_init__(self) -> None:
        if not isinstance(self.value, Fraction):
            raise RateNotExactError(value=self.value)
        if self.per not in _UNITS:
            raise RateUnitError(field="per", unit=self.per, wanted=self.per)
        if not 0 <= self.value <= _RATE_MAX:
            raise RateOutOfRangeError(value=self.value)
        if self.value.denominator > _DENOMINATOR_MAX:
            raise RateMalformedError(value=self.value)

    @classmethod
    def yearly(cls, value: str | int | Fraction | Decimal) -> Rate:
        """A rate per year.

        Parameters
        ----------
        value
            Text such as ``"24%"``, ``"1,5%"``, ``"0.24"`` or ``"1/3"`` (a comma or a dot is the decimal point, never
            grouping); or a number that is the part itself, so that the integer 1 means 100 %.

        Raises
        ------
        RateNotExactError
            ``rate.not-exact``: a float or a bool.
        RateMalformedError
            ``rate.malformed``
        RateOutOfRangeError
            ``rate.out-of-range``: below 0 % or above 1000 %.

        Examples
        --------
        >>> Rate.yearly("24%").value
        Fraction(6, 25)
        """
        return cls(_part(value), "year")

    @classmethod
    def monthly(cls, value: str | int | Fraction | Decimal) -> Rate:
        """A rate per month; `value` as in `yearly`."""
        return cls(_part(value), "month")

    @classmethod
    def weekly(cls, value: str | int | Fraction | Decimal) -> Rate:
        """A rate per week; `value` as in `yearly`."""
        return cls(_part(value), "week")

    @classmethod
    def daily(cls, value: str | int | Fraction | Decimal) -> Rate:
        """A rate per day; `value` as in `yearly`."""
        return cls(_part(value), "day")

    @classmethod
    def once(cls, value: str | int | Fraction | Decimal) -> Rate:
        """A rate taken once, such as a fee (provisi); `value` as in `yearly`."""
        return cls(_part(value), "once")

    @classmethod
    def parse(cls, text: str) -> Rate:
        """The rate written as ``number/unit``; `plain` writes it, spaces around the last slash are allowed.

        Raises
        ------
        RateMalformedError
            ``rate.malformed``
        RateUnitError
            ``rate.unit``

        Examples
        --------
        >>> Rate.parse("24% / year"), Rate.parse("1/3/year")
        (Rate('24%/year'), Rate('1/3/year'))
        """
        if not isinstance(text, str):
            raise RateNotExactError(value=text)
        number, slash, per = text.rpartition("/")
        if not slash:
            raise RateMalformedError(value=text[:40])
        return cls(_part(number.rstrip(" ")), per.lstrip(" "))

    def to(self, per: str) -> Rate:
        """The same rate per another unit, in proportion (no compounding).

        Raises
        ------
        RateUnitError
            ``rate.unit``: an unknown unit, or between ``once`` and a unit of time.
        RateOutOfRangeError
            ``rate.out-of-range``: above 1000 % in the new unit.

        Notes
        -----
        A year is 12 months or 365 days, also in a leap year; a week is 7 days. A month and a day are related
        through the year.

        Examples
        --------
        >>> Rate.yearly("24%").to("month")
        Rate('2%/month')
        """
        if per == self.per:
            return self
        if per not in _IN_A_YEAR or self.per not in _IN_A_YEAR:
            raise RateUnitError(field="per", unit=self.per, wanted=per)
        return Rate(self.value * _IN_A_YEAR[self.per] / _IN_A_YEAR[per], per)

    def text(self, lang: Lang) -> str:
        """For a person: ``24% a year`` or ``24% per tahun``; a percentage that does not end is shown as a fraction.

        Examples
        --------
        >>> Rate.monthly("1.5%").text("id")
        '1,5% per bulan'
        """
        number = _number(self.value)
        return f"{number.replace('.', ',') if lang == 'id' else number} {_WORDS[lang][self.per]}"

    def plain(self) -> str:
        """For a machine, exact: ``24%/year``, or ``1/3/year`` where the percentage does not end; `parse` reads it back."""
        return f"{_number(self.value)}/{self.per}"

    def __str__(self) -> str:
        return self.plain()

    def __repr__(self) -> str:
        return f"Rate('{self.plain()}')"


def _part(value: str | int | Fraction | Decimal) -> Fraction:
    if isinstance(value, str):
        return _part_of_text(value)
    if isinstance(value, Decimal):
        return _part_of_decimal(value)
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        raise RateNotExactError(value=value)
    return Fraction(value)


def _part_of_text(text: str) -> Fraction:
    if found := _NUMBER.fullmatch(text):
        return Fraction(found[1].replace(",", ".")) / (100 if found[2] else 1)
    if _RATIO.fullmatch(text):
        above, below = (int(side) for side in text.split("/"))
        if below:
            return Fraction(above, below)
    raise RateMalformedError(value=text[:40])


def _part_of_decimal(value: Decimal) -> Fraction:
    if not value.is_finite():
        raise RateMalformedError(value=value)
    # A huge exponent is refused before it is written out.
    if value and value.adjusted() > 1:
        raise RateOutOfRangeError(value=value)
    if value and value.adjusted() < -60:
        raise RateMalformedError(value=value)
    return Fraction(value)


def _number(value: Fraction) -> str:
    """The percentage in decimals where it ends, else the fraction itself."""
    percent = value * 100
    decimals = _decimals(percent.denominator)
    if decimals is None:
        return f"{value.numerator}/{value.denominator}"
    whole, rest = divmod(percent.numerator * 10**decimals // percent.denominator, 10**decimals)
    return f"{whole}.{rest:0{decimals}}%" if decimals else f"{whole}%"


def _decimals(denominator: int) -> int | None:
    """How many decimals a fraction with this denominator has, or None where they do not end."""
    counts = []
    for prime in (2, 5):
        count = 0
        while denominator % prime == 0:
            denominator //= prime
            count += 1
        counts.append(count)
    return max(counts) if denominator == 1 else None
