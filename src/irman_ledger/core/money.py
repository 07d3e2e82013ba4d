"""Money: whole sen of one currency, exact in every step."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal, final

from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import Rounding, StepNotPositiveError, largest_remainder, round_ratio
from irman_ledger.errors import InvalidInputError

__all__ = ["MAX_MINOR", "CurrencyMismatchError", "CurrencyUnknownError", "Money", "MoneyMalformedError", "MoneyNotExactError"]
__all__ += ["MoneyTooLargeError", "idr"]

MAX_MINOR: Final = 10**15
"""The largest amount that may enter, in sen, of either sign: 10**13 rupiah."""

_RESULT_MAX: Final = 2**63 - 1  # What a BIGINT column holds, but the same on both sides of zero.
_SYMBOLS: Final = {"IDR": "Rp", "EUR": "€", "CZK": "Kč"}
_AMOUNT: Final = re.compile(
    r"(?P<whole>[1-9][0-9]{0,2}(?:\.[0-9]{3})+|0|[1-9][0-9]*)(?:,(?P<sen>[0-9]{1,2}))?"
    r"|(?P<whole_plain>0|[1-9][0-9]*)\.(?P<sen_plain>[0-9]{1,2})"
)
_PLAIN: Final = re.compile(r"-?(?:(?:0|[1-9][0-9]*)\.(?!00)[0-9]{2}|[1-9][0-9]*)|0")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_DIGITS_MAX: Final = 25  # No amount needs more; int() is never given a text of any length.


class MoneyNotExactError(InvalidInputError):
    """An amount or a factor that is a float, a bool or has parts of a sen."""

    code = "money.not-exact"
    text = {"en": "{value!r} is not an exact amount or factor", "id": "{value!r} bukan jumlah atau faktor yang pasti"}


class MoneyMalformedError(InvalidInputError):
    """A text that cannot be read as money in one way only."""

    code = "money.malformed"
    text = {"en": "{value!r} cannot be read as money, like 1.234,50", "id": "{value!r} tidak terbaca sebagai uang, seperti 1.234,50"}


class MoneyTooLargeError(InvalidInputError):
    """An amount beyond what the books hold."""

    code = "money.too-large"
    text = {"en": "amount is larger than {limit} sen", "id": "jumlah melebihi {limit} sen"}


class CurrencyMismatchError(InvalidInputError):
    """Two amounts of different currencies in one calculation."""

    code = "money.currency-mismatch"
    text = {"en": "{left} and {right} do not mix", "id": "{left} dan {right} tidak dapat dicampur"}


class CurrencyUnknownError(InvalidInputError):
    """A currency code that is not three capital letters."""

    code = "money.currency-unknown"
    text = {"en": "{currency!r} is not three capital letters", "id": "{currency!r} bukan tiga huruf besar"}


@final
@dataclass(frozen=True, slots=True, repr=False)
class Money:
    """An amount of one currency in whole sen (uang); every currency has two decimals.

    Made by `idr`, `Money.parse`, `Money.from_minor` and `Money.zero`. Amounts that enter reach `MAX_MINOR`;
    results of arithmetic reach 2**63 - 1 sen. Both bounds hold on either side of zero; beyond is ``money.too-large``.
    Amounts of different currencies are unequal; to add or to order them is ``money.currency-mismatch``. A float or a bool,
    wherever it stands, is ``money.not-exact``; a currency that is not three capital letters is ``money.currency-unknown``.

    Examples
    --------
    >>> idr(2_000_000) + Money.parse("Rp40.000,50")
    Money('Rp2.040.000,50')
    """

    minor: int
    currency: str

    def __post_init__(self) -> None:
        _check_whole(self.minor)
        _check_currency(self.currency)
        _checked(self.minor, _RESULT_MAX)

    @classmethod
    def parse(cls, text: str, currency: str = "IDR") -> Money:
        """The amount that a person wrote, where it can be read in one way only.

        Parameters
        ----------
        text
            ``-`` or nothing, the currency's symbol or nothing, then ``1.234.567``, ``1.234.567,50``, ``1234567,50``,
            ``1234567`` or ``1234567.50``. A dot before the last one or two digits is a decimal point where it is the only
            separator; a dot before three digits is grouping. No spaces (but the one that `text` puts after a code that
            stands for a missing symbol), no leading zeros (``0.500`` would have two readings).

        Raises
        ------
        MoneyMalformedError
            ``money.malformed``
        MoneyTooLargeError
            ``money.too-large``: more than `MAX_MINOR`.

        Examples
        --------
        >>> Money.parse("1.234") == Money.parse("Rp1234,00") == idr(1_234)
        True
        """
        _check_currency(currency)
        if not isinstance(text, str):
            raise MoneyNotExactError(value=text)
        number = text.removeprefix("-").removeprefix(_symbol(currency))
        found = _AMOUNT.fullmatch(number)
        if found is None:
            raise MoneyMalformedError(value=text[:40])
        whole = (found["whole"] or found["whole_plain"]).replace(".", "")
        sen = (found["sen"] or found["sen_plain"] or "").ljust(2, "0")
        minor = _int(whole + sen, MAX_MINOR)
        return _made(-minor if text[0] == "-" else minor, currency)

    @classmethod
    def from_minor(cls, minor: int, currency: str = "IDR") -> Money:
        """The amount of so many sen, at most `MAX_MINOR`; the same refusals as `parse`."""
        _check_whole(minor)
        _check_currency(currency)
        return _made(_checked(minor, MAX_MINOR), currency)

    @classmethod
    def zero(cls, currency: str = "IDR") -> Money:
        """Nothing, in this currency."""
        _check_currency(currency)
        return _made(0, currency)

    @classmethod
    def from_plain(cls, text: str, currency: str = "IDR") -> Money:
        """The amount that `plain` wrote; any other spelling of it is ``money.malformed``.

        Examples
        --------
        >>> Money.from_plain("-1234567.50")
        Money('-Rp1.234.567,50')
        """
        _check_currency(currency)
        if not isinstance(text, str):
            raise MoneyNotExactError(value=text)
        if _PLAIN.fullmatch(text) is None:
            raise MoneyMalformedError(value=text[:40])
        digits = text.replace(".", "") if "." in text else text + "00"
        return _made(_int(digits, _RESULT_MAX), currency)

    @classmethod
    def total(cls, items: Iterable[Money], currency: str = "IDR") -> Money:
        """The sum of `items`, all of `currency`; of none it is zero."""
        _check_currency(currency)
        minor = 0
        for item in items:
            if not isinstance(item, Money):
                raise MoneyNotExactError(value=item)
            if item.currency != currency:
                raise CurrencyMismatchError(left=currency, right=item.currency)
            minor += item.minor
        return _made(minor, currency)

    def times(self, factor: Fraction | int | Decimal | Rate, *, step: Money, mode: Rounding) -> Money:
        """This amount times an exact factor, rounded once, to whole steps.

        Parameters
        ----------
        factor
            A `Rate` counts with its exact part, whatever its unit of time.
        step
            More than zero (else ``rounding.step-not-positive``), in the same currency.

        Examples
        --------
        >>> from irman_ledger.core.rounding import HALF_UP
        >>> idr(2_000_000).times(Rate.monthly("2%"), step=idr(1), mode=HALF_UP)
        Money('Rp40.000')
        """
        self._check_step(step)
        part = _exact_factor(factor)
        steps = round_ratio(self.minor * part.numerator, part.denominator * step.minor, mode)
        return _made(steps * step.minor, self.currency)

    def split(self, weights: Iterable[int | Fraction], *, step: Money | None = None) -> tuple[Money, ...]:
        """This amount shared by weight, with largest remainders; the shares add up to it exactly.

        Parameters
        ----------
        weights
            Zero or more each, with a sum of more than zero; a weight of zero gets nothing.
        step
            What the shares are multiples of, as for `times`; one sen where it is not given. Where the amount is not a multiple itself, one
            share also holds the rest.

        Raises
        ------
        WeightsInvalidError
            ``rounding.weights-invalid``

        Notes
        -----
        Each share is first cut down to whole steps. The steps that are left go one by one to the largest parts cut off,
        equal ones in the order given; the rest of less than a step goes to the next one in that order. So each share is less
        than one step from its exact share. A negative amount gives the mirrored shares.

        Examples
        --------
        >>> idr(100).split([1, 1, 1], step=idr(1))
        (Money('Rp34'), Money('Rp33'), Money('Rp33'))
        >>> Money.parse("Rp100,50").split([1, 2], step=idr(1))
        (Money('Rp33,50'), Money('Rp67'))
        """
        exact = tuple(weights)
        for weight in exact:
            _refuse_inexact(weight)
        if step is not None:
            self._check_step(step)
        shares = largest_remainder(self.minor, exact, step=1 if step is None else step.minor)
        return tuple(_made(share, self.currency) for share in shares)

    def text(self, symbol: bool = True) -> str:
        """For a person, in the Indonesian way: ``Rp1.234.567`` or ``-Rp1.234.567,50``; sen only where there are some.

        Examples
        --------
        >>> idr(1_234_567).text(symbol=False)
        '1.234.567'
        """
        whole, sen = divmod(abs(self.minor), 100)
        sign = "-" if self.minor < 0 else ""
        mark = _symbol(self.currency) if symbol else ""
        grouped = f"{whole:,}".replace(",", ".")
        return f"{sign}{mark}{grouped},{sen:02}" if sen else f"{sign}{mark}{grouped}"

    def plain(self) -> str:
        """For a machine, without the currency: ``1234567`` or ``-1234567.50``; `from_plain` reads it back."""
        if not self.minor % 100:
            return str(self.minor // 100)
        whole, sen = divmod(abs(self.minor), 100)
        return f"{'-' if self.minor < 0 else ''}{whole}.{sen:02}"

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"Money('{self.text()}')"

    def __format__(self, spec: str) -> str:
        return format(self.text(), spec)

    def __bool__(self) -> bool:
        return self.minor != 0

    def __add__(self, other: Money) -> Money:
        return _made(self.minor + other.minor, self.currency) if self._is_alike(other) else NotImplemented

    def __sub__(self, other: Money) -> Money:
        return _made(self.minor - other.minor, self.currency) if self._is_alike(other) else NotImplemented

    def __mul__(self, count: int) -> Money:
        return _made(self.minor * count, self.currency) if _is_count(count) else NotImplemented

    __rmul__ = __mul__

    def __neg__(self) -> Money:
        return _made(-self.minor, self.currency)

    def __abs__(self) -> Money:
        return _made(abs(self.minor), self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.minor < other.minor if self._is_alike(other) else NotImplemented

    def __le__(self, other: Money) -> bool:
        return self.minor <= other.minor if self._is_alike(other) else NotImplemented

    def __gt__(self, other: Money) -> bool:
        return self.minor > other.minor if self._is_alike(other) else NotImplemented

    def __ge__(self, other: Money) -> bool:
        return self.minor >= other.minor if self._is_alike(other) else NotImplemented

    def _is_alike(self, other: object) -> bool:
        if not isinstance(other, Money):
            return _refuse_inexact(other)
        if self.currency != other.currency:
            raise CurrencyMismatchError(left=self.currency, right=other.currency)
        return True

    def _check_step(self, step: Money) -> None:
        if not self._is_alike(step):
            raise MoneyNotExactError(field="step", value=step)
        if step.minor <= 0:
            raise StepNotPositiveError(field="step", step=step)


def idr(value: int | str | Decimal) -> Money:
    """Rupiah: a whole number of them, a text as for `Money.parse`, or a decimal; the same refusals as `Money.parse`.

    A decimal with parts of a sen is ``money.not-exact``, one that is not finite ``money.malformed``.

    Examples
    --------
    >>> idr(1_500), idr("1.500,25"), idr(Decimal("1500.25"))
    (Money('Rp1.500'), Money('Rp1.500,25'), Money('Rp1.500,25'))
    """
    if isinstance(value, str):
        return Money.parse(value)
    if isinstance(value, Decimal):
        return Money.from_minor(_sen_of_decimal(value))
    _check_whole(value)
    return Money.from_minor(value * 100)


def _sen_of_decimal(value: Decimal) -> int:
    if not value.is_finite():
        raise MoneyMalformedError(value=value)
    if not value:
        return 0
    # A huge exponent is refused before it is written out.
    if value.adjusted() > _DIGITS_MAX:
        raise MoneyTooLargeError(limit=MAX_MINOR)
    if value.adjusted() < -2 or (Fraction(value) * 100).denominator != 1:
        raise MoneyNotExactError(value=value)
    return int(Fraction(value) * 100)


def _exact_factor(factor: Fraction | int | Decimal | Rate) -> Fraction | int:
    if isinstance(factor, Rate):
        return factor.value
    if isinstance(factor, Decimal) and factor.is_finite():
        return Fraction(factor)
    if isinstance(factor, bool) or not isinstance(factor, int | Fraction):
        raise MoneyNotExactError(field="factor", value=factor)
    return factor


def _int(digits: str, limit: int) -> int:
    if len(digits) > _DIGITS_MAX:
        raise MoneyTooLargeError(limit=limit)
    return _checked(int(digits), limit)


def _symbol(currency: str) -> str:
    return _SYMBOLS.get(currency) or f"{currency} "


def _check_whole(minor: object) -> None:
    if isinstance(minor, bool) or not isinstance(minor, int):
        raise MoneyNotExactError(value=minor)


def _check_currency(currency: object) -> None:
    if currency != "IDR" and not (isinstance(currency, str) and _CURRENCY.fullmatch(currency)):
        raise CurrencyUnknownError(field="currency", currency=currency)


def _checked(minor: int, limit: int) -> int:
    if not -limit <= minor <= limit:
        raise MoneyTooLargeError(limit=limit)
    return minor


# Results are made here, by setting the slots: their parts are known to be valid, so only the size is checked.
_new: Final[Callable[[type[Money]], Money]] = object.__new__
_set_minor: Final[Callable[[Money, int], None]] = Money.__dict__["minor"].__set__
_set_currency: Final[Callable[[Money, str], None]] = Money.__dict__["currency"].__set__


def _made(minor: int, currency: str) -> Money:
    if not -_RESULT_MAX <= minor <= _RESULT_MAX:
        raise MoneyTooLargeError(limit=_RESULT_MAX)
    money = _new(Money)
    _set_minor(money, minor)
    _set_currency(money, currency)
    return money


def _is_count(value: object) -> bool:
    return (isinstance(value, int) and not isinstance(value, bool)) or _refuse_inexact(value)


def _refuse_inexact(value: object) -> Literal[False]:
    """Refuses floats and bools by name; the rest is left to Python, which raises a TypeError."""
    if isinstance(value, float | bool):
        raise MoneyNotExactError(value=value)
    return False
