"""What the bylaws say about deeds: they have no products."""

from __future__ import annotations

from typing import NoReturn

from irman_ledger.coop.programme.refusals import ProgrammeTermsError
from irman_ledger.core.bylaws import Bylaws, Product


def parse(product: Product, bylaws: Bylaws) -> NoReturn:  # noqa: ARG001  # every module's parser is called alike
    """Refuse any product that names this module.

    Raises
    ------
    ProgrammeTermsError
        ``programme.terms``
    """
    raise ProgrammeTermsError(field="module", product=product.code, value=product.module)
