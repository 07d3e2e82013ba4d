"""How accruing interest is refused."""

from __future__ import annotations

from irman_ledger.errors import RefusedError


class NotAccruedError(RefusedError):
    """Interest accrued on a loan whose interest is income when it is paid."""

    code = "loan.not-accrued"
    text = {
        "en": "the interest of loan {loan} is income when it is paid, nothing is accrued on it",
        "id": "bunga pinjaman {loan} diakui saat dibayar, tidak ada bunga yang diakru",
    }


class AccruedLaterError(RefusedError):
    """Something dated before the last accrual, or before the plan by which interest accrues."""

    code = "loan.accrued-later"
    text = {
        "en": "interest of loan {loan} was accrued or planned anew on {latest}, this cannot be decided for {on} any more",
        "id": "bunga pinjaman {loan} sudah diakru atau dijadwal ulang pada {latest}, tidak dapat lagi diputuskan untuk {on}",
    }


class AccrualUnchangedError(RefusedError):
    """An accrual that would book nothing new."""

    code = "loan.accrual-unchanged"
    category = "conflict"
    text = {
        "en": "the accrued interest of loan {loan} on {on} is {booked} already",
        "id": "piutang bunga pinjaman {loan} pada {on} sudah {booked}",
    }


class FeesNotSpreadError(RefusedError):
    """Fees earned on a loan that has none to earn."""

    code = "loan.fees-not-spread"
    text = {
        "en": "loan {loan} has no fees that are spread over its life",
        "id": "pinjaman {loan} tidak memiliki biaya yang diamortisasi selama umurnya",
    }


class FeesUnchangedError(RefusedError):
    """Earning fees that would book nothing new."""

    code = "loan.fees-unchanged"
    category = "conflict"
    text = {
        "en": "all that loan {loan} has earned of its fees by {on} is income already",
        "id": "seluruh biaya pinjaman {loan} yang menjadi pendapatan sampai {on} sudah dibukukan",
    }


class EffectiveRateError(RefusedError):
    """A loan that costs nothing, or so little that no rate up to 1000 % explains what is asked for."""

    code = "loan.effective-rate-none"
    text = {
        "en": "no effective rate makes the {asked} that loan {loan} asks for after {on} worth its cost of {received}",
        "id": "tidak ada suku bunga efektif yang membuat {asked} (tagihan pinjaman {loan} setelah {on}) senilai biaya {received}",
    }


class EffectiveNotTakenOverError(RefusedError):
    """A loan of the old books brought to a product that earns by the effective rate, of which nothing is known for it."""

    code = "loan.effective-not-taken-over"
    text = {
        "en": "product {product} earns by the effective rate; a loan of the old books is taken over by another product",
        "id": "produk {product} mengakui bunga efektif; pinjaman dari buku lama diambil alih dengan produk lain",
    }
