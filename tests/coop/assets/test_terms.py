"""What the bylaws may say about an asset category."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from irman_ledger.coop.assets.refusals import AssetTermsError
from irman_ledger.coop.assets.terms import AssetTerms, parse
from irman_ledger.core.bylaws import Bylaws
from tests.coop.assets.scenario import EQUIPMENT, bylaws


def read(terms: Mapping[str, object]) -> AssetTerms:
    return bylaws({"P": terms}).terms("P", "assets", parse)


def test_a_category_names_its_accounts() -> None:
    assert read(EQUIPMENT) == AssetTerms(category="P", account="1-3500", contra=None, depreciation_account="1-3950", depreciation=None)
    assert read({"account": "1-3100"}).depreciation_account is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"life": 36}, "asset category P, life = 36: is not known here; known are account, capitalise_from, contra"),
        ({"account": None}, "asset category P, account = None: must be an account of the chart"),
        ({"account": "9"}, "asset category P, account = '9': is not in the chart"),
        ({"account": "1-1710"}, "asset category P, account = '1-1710': must have subject_kind"),
        ({"account": "1-1800"}, "asset category P, account = '1-1800': belongs to no module, it must belong to assets"),
        ({"account": "2-1000"}, "asset category P, account = '2-1000': must be an account of kind asset or memorandum, it is liability"),
        ({"account": "1-3950"}, "asset category P, account = '1-3950': must normally stand on the debit side"),
        ({"depreciation_account": "1-3100"}, "asset category P, depreciation_account = '1-3100': must normally stand on the credit side"),
    ],
)
def test_a_wrong_term_is_refused_with_category_key_and_value(change: dict[str, object], message: str) -> None:
    with pytest.raises(AssetTermsError) as refusal:
        read({**EQUIPMENT, **change})
    assert str(refusal.value).startswith(message)
    assert refusal.value.message("id").startswith("golongan aset P, ")


def test_the_categories_of_the_sample_bylaws_can_be_read() -> None:
    sample = Bylaws.sample("ksp")
    codes = [product.code for product in sample.products.values() if product.module == "assets"]
    assert codes
    assert all(sample.terms(code, "assets", parse).category == code for code in codes)
