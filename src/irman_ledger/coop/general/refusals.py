"""How the general journal refuses."""

from __future__ import annotations

from irman_ledger.errors import InvalidInputError, RefusedError


class GeneralAmountError(InvalidInputError):
    """An amount that cannot be booked."""

    code = "general.amount"
    text = {"en": "{value} cannot be booked: {reason}", "id": "{value} tidak dapat dibukukan: {reason}"}


class GeneralDayError(InvalidInputError):
    """Something that is not a day."""

    code = "general.day"
    text = {"en": "{field} is not a day: {value!r}", "id": "{field} bukan tanggal: {value!r}"}


class NarrationMissingError(InvalidInputError):
    """A memorial entry that does not say why."""

    code = "general.narration"
    text = {"en": "a journal entry needs a narration", "id": "ayat jurnal memerlukan keterangan"}


class SameFundError(InvalidInputError):
    """Money moved from a fund to itself."""

    code = "general.same-fund"
    text = {
        "en": "money cannot be moved from fund {value} to itself",
        "id": "uang tidak dapat dipindahkan dari dana {value} ke dirinya sendiri",
    }


class JournalLinesError(InvalidInputError):
    """Something else than two to a thousand journal lines."""

    code = "general.lines"
    text = {"en": "the lines of a journal entry cannot be read: {reason}", "id": "baris ayat jurnal tidak dapat dibaca: {reason}"}


class ControlAccountError(RefusedError):
    """A ledger account that only its own module posts to."""

    code = "general.control-account"
    text = {
        "en": "account {account} is posted to by the module {owner} only",
        "id": "akun {account} hanya dibukukan oleh modul {owner}",
    }


class BoxAccountError(RefusedError):
    """A cash box on another ledger account than its own."""

    code = "general.box-account"
    text = {
        "en": "{box} stands on account {wanted}, not on {account}",
        "id": "{box} berada pada akun {wanted}, bukan {account}",
    }


class TakeOverAccountError(RefusedError):
    """The take-over account cannot be taken over from itself."""

    code = "general.takeover-account"
    text = {
        "en": "account {account} is the take-over account itself",
        "id": "akun {account} adalah akun saldo awal itu sendiri",
    }
