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
