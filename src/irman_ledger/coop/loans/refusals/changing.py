"""How a change of a running loan is refused."""

from __future__ import annotations

from irman_ledger.errors import RefusedError


class RateFixedError(RefusedError):
    """A new rate for a loan that was agreed at one rate for its whole term."""

    code = "loan.rate-fixed"
    text = {
        "en": "loan {loan} was agreed at {rate} for its whole term",
        "id": "pinjaman {loan} disepakati dengan bunga {rate} sampai lunas",
    }


class RateNotKeptError(RefusedError):
    """A plan to be made anew for a loan whose rate is not kept with it."""

    code = "loan.rate-not-kept"
    text = {
        "en": "the rate that loan {loan} runs at is not kept with it; agree on a new plan for it first (loan.reschedule)",
        "id": "suku bunga pinjaman {loan} tidak tercatat padanya; buat dahulu jadwal baru (loan.reschedule)",
    }


class RateUnchangedError(RefusedError):
    """A new rate that is the one that the loan runs at."""

    code = "loan.rate-unchanged"
    category = "conflict"
    text = {
        "en": "loan {loan} runs at {rate} already",
        "id": "pinjaman {loan} sudah berjalan dengan bunga {rate}",
    }


class PlanRunOutError(RefusedError):
    """A new rate when no period runs any more."""

    code = "loan.plan-run-out"
    text = {
        "en": "by {on} every instalment of loan {loan} has fallen due, no interest runs on it",
        "id": "pada {on} semua angsuran pinjaman {loan} telah jatuh tempo, tidak ada bunga berjalan",
    }


class LoanStatusUnchangedError(RefusedError):
    """A loan brought to the accounts that it stands on."""

    code = "loan.status-unchanged"
    category = "conflict"
    text = {
        "en": "loan {loan} stands on the accounts of a member with the status {status} on {on} already",
        "id": "pinjaman {loan} pada {on} sudah berada di akun anggota berstatus {status}",
    }


class ReclassifiedLaterError(RefusedError):
    """Something dated before the day on which a loan went over to the accounts of another status."""

    code = "loan.reclassified-later"
    text = {
        "en": "loan {loan} went over to the accounts of another status on {latest}, nothing is booked on it for {on} any more",
        "id": "pinjaman {loan} dipindahkan ke akun status lain pada {latest}, tidak dapat lagi dibukukan untuk {on}",
    }
