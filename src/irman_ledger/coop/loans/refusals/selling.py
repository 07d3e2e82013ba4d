"""How a sale by instalments is refused."""

from __future__ import annotations

from irman_ledger.errors import RefusedError


class SoldNotLentError(RefusedError):
    """Money lent on a product whose goods are sold."""

    code = "loan.sold-not-lent"
    text = {
        "en": "product {product} is sold by instalments, no money is lent on it",
        "id": "produk {product} dijual secara angsuran, tidak dicairkan sebagai pinjaman",
    }


class NotASaleError(RefusedError):
    """Goods sold on a product that lends money, or a margin given up on such a loan."""

    code = "loan.not-a-sale"
    text = {
        "en": "product {product} lends money, nothing is sold on it",
        "id": "produk {product} adalah pinjaman uang, bukan jual beli",
    }


class RebateExceededError(RefusedError):
    """More margin given up than is not earned yet, or all that is owed."""

    code = "loan.rebate-exceeded"
    text = {
        "en": "margin of {deferred} is not earned yet on loan {loan}, and something must stay owed; {amount} cannot be given up",
        "id": "margin tangguhan pinjaman {loan} {deferred} dan harus ada sisa utang; potongan {amount} tidak dapat diberikan",
    }
