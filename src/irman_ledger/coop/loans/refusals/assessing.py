"""How an assessment of a loan is refused."""

from __future__ import annotations

from irman_ledger.errors import RefusedError


class QualityNotGovernedError(RefusedError):
    """An assessment of a loan whose product names no rule set."""

    code = "loan.quality-not-governed"
    text = {
        "en": "loan {loan} cannot be assessed: the bylaws name no collectability rules for product {product}",
        "id": "pinjaman {loan} tidak dapat dinilai: anggaran dasar tidak menetapkan aturan kolektibilitas untuk produk {product}",
    }


class BeforeLoanError(RefusedError):
    """An assessment on a day before the loan stood in the book."""

    code = "loan.before-loan"
    text = {
        "en": "loan {loan} begins on {opened_on}, it cannot be assessed on {on}",
        "id": "pinjaman {loan} dimulai pada {opened_on}, tidak dapat dinilai pada {on}",
    }


class AssessedLaterError(RefusedError):
    """An assessment on a day before the last one."""

    code = "loan.assessed-later"
    text = {
        "en": "loan {loan} was assessed on {assessed_on} already, it cannot be assessed on {on} any more",
        "id": "pinjaman {loan} sudah dinilai pada {assessed_on}, tidak dapat lagi dinilai pada {on}",
    }


class AssessmentUnchangedError(RefusedError):
    """An assessment that would say and book nothing new."""

    code = "loan.assessment-unchanged"
    category = "conflict"
    text = {
        "en": "the grade of loan {loan} on {on} is as it was, and its allowance is {target} already",
        "id": "kolektibilitas pinjaman {loan} pada {on} tetap, dan penyisihannya sudah {target}",
    }
