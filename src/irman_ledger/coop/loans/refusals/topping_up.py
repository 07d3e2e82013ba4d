"""How a loan that ends an older one is refused."""

from __future__ import annotations

from irman_ledger.errors import RefusedError


class TopUpNotAgreedError(RefusedError):
    """A loan that should end an older one, of a product that has no rule for it."""

    code = "loan.top-up-not-agreed"
    text = {
        "en": "the bylaws do not say that a loan of product {product} may end an older one",
        "id": "anggaran dasar tidak mengatur kompensasi pinjaman lama dengan produk {product}",
    }


class NotReplacedError(RefusedError):
    """A loan that should end an older one of the member, which was not ended by it on the day."""

    code = "loan.not-replaced"
    text = {
        "en": "loan {replaces} of member {member} was not ended by loan {loan} on {on}",
        "id": "pinjaman {replaces} atas anggota {member} tidak dilunasi dengan pinjaman {loan} pada {on}",
    }


class TopUpTooSmallError(RefusedError):
    """A new loan that does not reach for what it should settle."""

    code = "loan.top-up-too-small"
    text = {
        "en": "loan {loan} leaves {left} after its fees, it cannot settle {settled} of loan {replaces}",
        "id": "pinjaman {loan} menyisakan {left} setelah biayanya, tidak cukup melunasi {settled} dari pinjaman {replaces}",
    }


class NoRestError(RefusedError):
    """The rest of a loan paid out that has none, or had it paid out before."""

    code = "loan.no-rest"
    category = "conflict"
    text = {
        "en": "loan {loan} has no rest to be paid out",
        "id": "pinjaman {loan} tidak memiliki sisa yang masih harus dibayarkan",
    }
