"""How what is asked of foreclosed collateral is refused."""

from __future__ import annotations

from irman_ledger.errors import InvalidInputError, RefusedError


class SeizedPolicyError(InvalidInputError):
    """A policy of foreclosed collateral that cannot be read: names key and value."""

    code = "seized.policy"
    text = {
        "en": "policy of foreclosed collateral, {key} = {value!r}: {reason}",
        "id": "ketentuan agunan yang diambil alih, {key} = {value!r}: {reason}",
    }


class SeizedNotAgreedError(RefusedError):
    """Collateral to be taken over where the bylaws do not say how."""

    code = "seized.not-agreed"
    text = {
        "en": "the bylaws do not say how collateral is taken over: the policy {policy} is missing",
        "id": "anggaran dasar tidak mengatur agunan yang diambil alih: ketentuan {policy} tidak ada",
    }


class SeizedExistsError(RefusedError):
    """A number used before."""

    code = "seized.exists"
    category = "conflict"
    text = {"en": "foreclosed collateral {seized} exists already", "id": "agunan yang diambil alih {seized} sudah ada"}


class SeizedGoneError(RefusedError):
    """Something asked of collateral that was sold or bought back."""

    code = "seized.gone"
    text = {
        "en": "foreclosed collateral {seized} left the books on {gone_on}",
        "id": "agunan yang diambil alih {seized} sudah keluar dari buku pada {gone_on}",
    }


class BeforeLastSeizedError(RefusedError):
    """Something dated before what was decided of it last."""

    code = "seized.before-last"
    text = {
        "en": "foreclosed collateral {seized} last changed on {last_on}, nothing can be booked on it for {on}",
        "id": "agunan yang diambil alih {seized} terakhir berubah pada {last_on}, tidak dapat dibukukan untuk {on}",
    }


class NoSurplusError(RefusedError):
    """A surplus paid out where none is owed, or none any more."""

    code = "seized.no-surplus"
    category = "conflict"
    text = {
        "en": "no surplus of foreclosed collateral {seized} is owed to its member",
        "id": "tidak ada kelebihan nilai agunan yang diambil alih {seized} yang terutang kepada anggota",
    }
