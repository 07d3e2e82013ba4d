"""The terms of products of inventories and biological assets are read strictly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from irman_ledger.coop.stock.refusals import StockTermsError
from irman_ledger.coop.stock.terms import parse
from irman_ledger.core.bylaws import Bylaws

KSP = Bylaws.sample("ksp")


def test_the_terms_of_the_sample() -> None:
    weed, goats = KSP.terms("BUDIDAYA", "stock", parse), KSP.terms("TERNAK", "stock", parse)
    assert (weed.stock, weed.basis, weed.unit, weed.decimals) == ("biological", "cost", "bentangan", 0)
    assert (goats.basis, goats.account, goats.harvest_gain) == ("fair-value", "1-1755", "4-9150")
    dried = KSP.terms("HASIL", "stock", parse)
    assert (dried.stock, dried.unit, dried.decimals, dried.harvest_gain) == ("inventory", "kg", 2, None)


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"kind": "gudang"}, "kind"),
        ({"basis": "fair-value"}, "basis"),
        ({"account": "1-1740"}, "account"),
        ({"account": "9-9999"}, "account"),
        ({"unit": ""}, "unit"),
        ({"unit": "satuan yang sangat panjang"}, "unit"),
        ({"decimals": 3}, "decimals"),
        ({"decimals": -1}, "decimals"),
        ({"harvest_gain": "4-9150"}, "harvest_gain"),
        ({"lainnya": 1}, "lainnya"),
        ({"income": "5-9200"}, "income"),
        ({"lost": None}, "lost"),
        ({"given": "2-1400"}, "given"),
        ({"rounding": {"mode": "up-up"}}, "rounding.mode"),
    ],
)
def test_a_term_that_cannot_be_read_is_named(more: dict[str, object], key: str) -> None:
    product = KSP.products["HASIL"]
    with pytest.raises(StockTermsError) as caught:
        parse(replace(product, terms={**product.terms, **more}), KSP)
    assert (caught.value.field, caught.value.details["product"]) == (key, "HASIL")


def test_biological_assets_need_the_accounts_of_the_harvest() -> None:
    product = KSP.products["TERNAK"]
    terms = {key: value for key, value in product.terms.items() if key != "harvest_loss"}
    with pytest.raises(StockTermsError) as caught:
        parse(replace(product, terms=terms), KSP)
    assert caught.value.field == "harvest_loss"
