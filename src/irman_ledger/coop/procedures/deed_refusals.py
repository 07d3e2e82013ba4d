"""How the posting of a deed refuses."""

from __future__ import annotations

from irman_ledger.errors import RefusedError

__all__ = ["DebtsExceedError", "DeedClearingError", "DeedPostedOtherwiseError", "DeedProductError", "DeedTitleError", "TrustNotOwedError"]


class DeedTitleError(RefusedError):
    """A title that such a line cannot have."""

    code = "deed.title"
    text = {"en": "line {line}: title {title} {reason}", "id": "baris {line}: alas hak {title}: {reason}"}


class TrustNotOwedError(RefusedError):
    """Money of others for which the deed names no debt: it must not become capital."""

    code = "deed.trust-not-owed"
    text = {
        "en": "fund {fund}: {held} is handed over in trust, but the debts of the deed are {owed}: {difference} is owed to nobody",
        "id": "dana {fund}: {held} diserahkan sebagai amanah, tetapi kewajibannya {owed}: {difference} tidak ada pemiliknya",
    }


class DebtsExceedError(RefusedError):
    """Debts that nothing which is handed over bears."""

    code = "deed.debts-exceed"
    text = {
        "en": "fund {fund}: the debts exceed what is handed over by {difference}: account {account} gets only {left}",
        "id": "dana {fund}: kewajiban melebihi yang diserahkan sebesar {difference}: akun {account} hanya menerima {left}",
    }


class DeedClearingError(RefusedError):
    """A fund whose part of the deed does not come out: a receivable in another fund than its product's, say."""

    code = "deed.does-not-balance"
    text = {
        "en": "deed {deed} does not balance in fund {fund}: {difference} is left on the take-over account",
        "id": "berita acara {deed} tidak seimbang pada dana {fund}: tersisa {difference} pada akun saldo awal",
    }


class DeedPostedOtherwiseError(RefusedError):
    """A deed asked for again whose bylaws would now book it otherwise."""

    code = "deed.posted-otherwise"
    text = {
        "en": "deed {deed} was posted before, and otherwise than the bylaws say now",
        "id": "berita acara {deed} sudah dibukukan, dengan cara lain dari yang kini disebut anggaran dasar",
    }


class DeedProductError(RefusedError):
    """A product without the account that a receivable needs."""

    code = "deed.product"
    text = {
        "en": "line {line}: product {product} names no account for the {missing}",
        "id": "baris {line}: produk {product} tidak menyebut akun untuk {missing}",
    }
