"""How a loan that is drawn in parts, and a line of credit, are refused."""

from __future__ import annotations

from irman_ledger.errors import InvalidInputError, RefusedError


class NotInTranchesError(RefusedError):
    """A part of a loan that is paid out whole, or of which all was drawn or cancelled."""

    code = "loan.not-in-tranches"
    text = {
        "en": "nothing more is agreed to be paid out on {subject}",
        "id": "tidak ada plafon yang masih dapat dicairkan pada {subject}",
    }


class UndrawnExceededError(RefusedError):
    """More drawn than was agreed."""

    code = "loan.undrawn-exceeded"
    text = {
        "en": "{undrawn} can still be drawn on loan {loan}, not {amount}",
        "id": "plafon pinjaman {loan} yang belum ditarik {undrawn}, tidak dapat dicairkan {amount}",
    }


class TranchesExceededError(RefusedError):
    """More parts than the product allows."""

    code = "loan.tranches-exceeded"
    text = {
        "en": "loan {loan} is paid out in at most {most} parts",
        "id": "pinjaman {loan} dicairkan paling banyak dalam {most} tahap",
    }


class TrancheTooLateError(RefusedError):
    """A part paid out when no instalment is left that could repay it."""

    code = "loan.tranche-too-late"
    text = {
        "en": "the last instalment of loan {loan} falls due on {last_due_on}, nothing can be paid out on {on}",
        "id": "angsuran terakhir pinjaman {loan} jatuh tempo {last_due_on}, tidak dapat dicairkan lagi pada {on}",
    }


class CommitmentOpenError(RefusedError):
    """The end of a loan of which something may still be drawn."""

    code = "loan.commitment-open"
    text = {
        "en": "something may still be drawn on loan {loan}: cancel that first",
        "id": "plafon pinjaman {loan} masih dapat ditarik: batalkan dahulu sisanya",
    }


class PartExceedsAgreedError(InvalidInputError):
    """A first part that is more than the whole."""

    code = "loan.part-exceeds-agreed"
    text = {
        "en": "the first part of {part} is more than the agreed {principal}",
        "id": "pencairan pertama {part} melebihi plafon {principal}",
    }
