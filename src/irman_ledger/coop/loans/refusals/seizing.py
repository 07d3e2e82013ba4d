"""How taking over collateral for a loan is refused."""

from __future__ import annotations

from irman_ledger.errors import RefusedError


class NotAProblemError(RefusedError):
    """Collateral taken over for a loan that is no problem loan."""

    code = "loan.not-a-problem"
    text = {
        "en": "loan {loan} is no problem loan on {on}: its collateral cannot be taken over",
        "id": "pinjaman {loan} bukan pinjaman bermasalah pada {on}: agunannya tidak dapat diambil alih",
    }
