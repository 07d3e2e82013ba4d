"""Amounts in words."""

from __future__ import annotations

import pytest
from num2words import num2words

from irman_ledger.core.money import Money, idr
from irman_ledger.reports.words import amount_in_words, in_english, terbilang


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (101, "seratus satu"),
        (111, "seratus sebelas"),
        (199, "seratus sembilan puluh sembilan"),
        (200, "dua ratus"),
        (1_000, "seribu"),
        (1_001, "seribu satu"),
        (1_100, "seribu seratus"),
        (2_000, "dua ribu"),
        (11_000, "sebelas ribu"),
        (100_000, "seratus ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (231_950_000, "dua ratus tiga puluh satu juta sembilan ratus lima puluh ribu"),
        (1_000_000_000, "satu miliar"),
        (10_000_000_000_000, "sepuluh triliun"),
    ],
)
def test_a_number_is_said_in_indonesian(number: int, words: str) -> None:
    assert terbilang(number) == words


def test_an_amount_names_its_rupiah_and_sen() -> None:
    assert amount_in_words(idr(240_000)) == "dua ratus empat puluh ribu rupiah"
    assert amount_in_words(Money.from_minor(24_000_050)) == "dua ratus empat puluh ribu rupiah lima puluh sen"
    assert amount_in_words(-idr(5)) == "minus lima rupiah"
    assert amount_in_words(idr(1_119), "en") == "one thousand one hundred nineteen rupiah"
    assert amount_in_words(Money.from_minor(101_021, "EUR"), "en") == "one thousand ten euro and twenty-one cents"
    assert amount_in_words(Money.from_minor(100, "USD")) == "satu USD"


NUMBERS = [*range(0, 1300), *range(9_990, 10_030), 110_011, 999_999, 1_000_001, 12_345_678, 900_000_000, 1_020_304_050, 7 * 10**12 + 2_011]


def test_words_agree_with_an_independent_speller() -> None:
    assert [n for n in NUMBERS if terbilang(n) != num2words(n, lang="id")] == []
    spelled = [num2words(n, lang="en").replace(",", "").replace(" and ", " ") for n in NUMBERS]
    assert [n for n, words in zip(NUMBERS, spelled, strict=True) if in_english(n) != words] == []
