"""What the bylaws say about partners: they have no products."""

from __future__ import annotations

from typing import NoReturn

from irman_ledger.coop.partners.refusals import PartnerTermsError
from irman_ledger.core.bylaws import Bylaws, Product


def parse(product: Product, bylaws: Bylaws) -> NoReturn:  # noqa: ARG001  # every module's parser is called alike
    """Refuse any product that names this module.

    Raises
    ------
    PartnerTermsError
        ``partner.terms``
    """
    raise PartnerTermsError(field="module", product=product.code, value=product.module)
