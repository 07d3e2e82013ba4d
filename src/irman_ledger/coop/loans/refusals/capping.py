"""How a loan is refused that a regulation caps."""

from __future__ import annotations

from irman_ledger.errors import RefusedError


class RateCappedError(RefusedError):
    """A rate above the cap that the cooperative keeps to on the day."""

    code = "loan.rate-capped"
    text = {
        "en": "product {product} would bear {rate}, above the cap of {most} ({rules}, from {from_on} on)",
        "id": "produk {product} akan berbunga {rate}, di atas batas {most} ({rules}, sejak {from_on})",
    }
