"""What a share product says is read strictly."""

from __future__ import annotations

import pytest

from irman_ledger.coop.shares import SharesTermsError
from irman_ledger.coop.shares.terms import SharesTerms, parse
from irman_ledger.core.money import idr
from tests.coop.shares.scenario import LONGGAR, POKOK, bylaws, share_product


def test_a_product_needs_an_account_only() -> None:
    terms = parse(share_product("WAJIB", {"account": "3-1200"}), bylaws())
    assert terms == SharesTerms(
        control="3-1200",
        fixed_amount=None,
        accepts_excess=False,
        minimum=None,
        returns_freely=False,
        statuses=frozenset({"anggota", "calon"}),
    )


def test_every_term_is_read() -> None:
    terms = {**LONGGAR, "minimum": 5_000, "return": "free", "statuses": ["anggota"]}
    assert parse(share_product("LONGGAR", terms), bylaws()) == SharesTerms(
        control="3-1100",
        fixed_amount=idr(100_000),
        accepts_excess=True,
        minimum=idr(5_000),
        returns_freely=True,
        statuses=frozenset({"anggota"}),
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"acount": "3-1100"}, "product POKOK: acount = '3-1100' is not a term of a share product; known are account, excess,"),
        ({"account": "9-9999"}, "product POKOK: account = '9-9999' is not an account of the chart"),
        ({"account": 31100}, "product POKOK: account = 31100 is not an account of the chart"),
        ({"account": "2-1100"}, "product POKOK: account = '2-1100' is an account without subject_kind = \"share\""),
        ({"account": "3-1300"}, "product POKOK: account = '3-1300' must stand on the credit side and be floored"),
        ({"fixed_amount": "seratus"}, "product POKOK: fixed_amount = 'seratus'"),
        ({"fixed_amount": True}, "product POKOK: fixed_amount = True must be a whole number or text"),
        ({"fixed_amount": "0"}, "product POKOK: fixed_amount = '0' must be more than zero"),
        ({"excess": "ignore"}, "product POKOK: excess = 'ignore' must be one of refuse, accept, titipan"),
        ({"excess": "titipan"}, "product POKOK: excess_account = None is missing"),
        ({"excess": "titipan", "excess_account": "9"}, "product POKOK: excess_account = '9' is not an account of the chart"),
        ({"excess": "titipan", "excess_account": "2-1100"}, "product POKOK: excess_account = '2-1100' must take subject = \"member\""),
        ({"excess_account": "2-1640"}, "product POKOK: excess_account = '2-1640' has no meaning without excess"),
        ({"instalments": 0}, "product POKOK: instalments = 0 must be 1 to 120"),
        ({"instalments": True}, "product POKOK: instalments = True must be 1 to 120"),
        ({"minimum": "100.001"}, "product POKOK: minimum = '100.001' is more than fixed_amount"),
        ({"return": True}, "product POKOK: return = True must be one of on-leaving, free"),
        ({"statuses": []}, "product POKOK: statuses = [] must be a list of statuses"),
        ({"statuses": "anggota"}, "product POKOK: statuses = 'anggota' must be a list of statuses"),
        ({"statuses": ["keluar"]}, "product POKOK: statuses = 'keluar' is not a status that may hold shares"),
        ({"statuses": [["anggota"]]}, "product POKOK: statuses = ['anggota'] is not a status that may hold shares"),
    ],
)
def test_a_wrong_term_is_named_with_its_product_and_value(change: dict[str, object], message: str) -> None:
    with pytest.raises(SharesTermsError) as caught:
        parse(share_product("POKOK", {**POKOK, **change}), bylaws())
    assert caught.value.message("en").startswith(message)
    assert caught.value.message("id")


def test_an_account_must_be_named() -> None:
    with pytest.raises(SharesTermsError, match="account = None is missing"):
        parse(share_product("POKOK", {}), bylaws())


def test_an_excess_needs_a_fixed_amount() -> None:
    with pytest.raises(SharesTermsError, match="has no meaning without fixed_amount"):
        parse(share_product("WAJIB", {"account": "3-1200", "excess": "accept"}), bylaws())


def test_a_stroke_would_make_the_number_of_an_account_doubtful() -> None:
    with pytest.raises(SharesTermsError, match='must not have "/" in it'):
        parse(share_product("WAJIB/2014", {"account": "3-1200"}), bylaws())
