"""Amounts in words (terbilang), as a voucher needs them."""

from __future__ import annotations

from typing import Final

from irman_ledger.core.money import Money
from irman_ledger.errors import Lang

_ID: Final = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split()
_EN: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_EN_TENS: Final = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES: Final = (
    (10**15, "kuadriliun", "quadrillion"),
    (10**12, "triliun", "trillion"),
    (10**9, "miliar", "billion"),
    (10**6, "juta", "million"),
    (10**3, "ribu", "thousand"),
)
_UNITS: Final = {"IDR": ("rupiah", "rupiah"), "EUR": ("euro", "euro"), "CZK": ("koruna", "koruna")}


def amount_in_words(amount: Money, lang: Lang = "id") -> str:
    """The amount as it is written out on a voucher.

    Examples
    --------
    >>> from irman_ledger.core.money import idr
    >>> amount_in_words(idr(1_240_000))
    'satu juta dua ratus empat puluh ribu rupiah'
    """
    whole, sen = divmod(abs(amount.minor), 100)
    number = terbilang if lang == "id" else in_english
    unit = _UNITS.get(amount.currency, (amount.currency, amount.currency))[lang == "en"]
    parts = ["minus"] if amount.minor < 0 else []
    parts += [number(whole), unit]
    if sen:
        parts += [number(sen), "sen"] if lang == "id" else ["and", number(sen), "sen" if amount.currency == "IDR" else "cents"]
    return " ".join(parts)


def terbilang(number: int) -> str:
    """A whole number of zero or more in Indonesian words.

    Examples
    --------
    >>> terbilang(1_119)
    'seribu seratus sembilan belas'
    """
    if number < 12:
        return _ID[number]
    if number < 20:
        return f"{_ID[number - 10]} belas"
    if number < 100:
        return _joined(f"{_ID[number // 10]} puluh", number % 10)
    if number < 1000:
        return _joined("seratus" if number < 200 else f"{_ID[number // 100]} ratus", number % 100)
    if number < 2000:
        return _joined("seribu", number - 1000)
    size, name, _ = next(scale for scale in _SCALES if number >= scale[0])
    return _joined(f"{terbilang(number // size)} {name}", number % size)


def _joined(head: str, rest: int) -> str:
    return f"{head} {terbilang(rest)}" if rest else head


def in_english(number: int) -> str:
    """A whole number of zero or more in English words.

    Examples
    --------
    >>> in_english(1_119)
    'one thousand one hundred nineteen'
    """
    if number < 20:
        return _EN[number]
    if number < 100:
        return _EN_TENS[number // 10] + (f"-{_EN[number % 10]}" if number % 10 else "")
    size, name = (100, "hundred") if number < 1000 else next((size, name) for size, _, name in _SCALES if number >= size)
    head = f"{in_english(number // size)} {name}"
    return f"{head} {in_english(number % size)}" if number % size else head
