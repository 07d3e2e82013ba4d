"""What the books themselves refuse."""

from __future__ import annotations

from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.subject import Subject
from irman_ledger.errors import IrmanError, Lang, RefusedError


class KeyReusedError(RefusedError):
    """The same key with another command."""

    code = "key.reused"
    category = "conflict"
    text = {
        "en": "key {key} was recorded as record {seq} with another command",
        "id": "kunci {key} sudah tercatat sebagai catatan {seq} dengan perintah lain",
    }


class BeforeBeginError(RefusedError):
    """A day before the book began."""

    code = "period.before-begin"
    category = "closed"
    text = {"en": "{on} is before the book begins ({begins_on})", "id": "{on} mendahului awal buku ({begins_on})"}


class FutureDateError(RefusedError):
    """A day that has not come yet in the book's time zone."""

    code = "period.future"
    text = {"en": "{on} is after today ({today})", "id": "{on} melewati hari ini ({today})"}


class BookedBeforeValueError(RefusedError):
    """A booking date before the value date."""

    code = "period.booked-before-value"
    text = {
        "en": "booking date {booked_on} is before the value date {value_on}",
        "id": "tanggal buku {booked_on} mendahului tanggal nilai {value_on}",
    }


class ForeignLineError(RefusedError):
    """A module that posts to an account of another module."""

    code = "entry.foreign-account"
    category = "forbidden"
    text = {
        "en": "module {module} may not post to account {account} of module {owner}",
        "id": "modul {module} tidak boleh membukukan ke akun {account} milik modul {owner}",
    }


class PreviewChangedError(RefusedError):
    """The entry is no longer the one that was shown."""

    code = "preview.changed"
    category = "conflict"
    text = {"en": "the entry has changed since it was shown", "id": "ayat jurnal berubah sejak ditampilkan"}


class ClearingNotZeroError(RefusedError):
    """A clearing account that is not zero when a month is to be closed."""

    code = "period.clearing-not-zero"
    text = {
        "en": "account {account} must be zero before {month} closes, it stands at {balance}",
        "id": "akun {account} harus nihil sebelum {month} ditutup, saldonya {balance}",
    }


class MonthOrderError(RefusedError):
    """A month closed out of order, or before it has ended."""

    code = "period.order"
    text = {"en": "{month} cannot be closed: the next to close is {wanted}", "id": "{month} tidak dapat ditutup: giliran {wanted}"}


class MonthNotOverError(RefusedError):
    """A month closed before its last day has come."""

    code = "period.not-over"
    text = {"en": "{month} is not over: today is {today}", "id": "{month} belum berakhir: hari ini {today}"}


class UnknownRecordError(RefusedError):
    """A seq that the book does not have."""

    code = "record.unknown"
    category = "unknown"
    text = {"en": "the book has no record {seq}", "id": "buku tidak memiliki catatan {seq}"}


class AlreadyReversedError(RefusedError):
    """A record that was reversed before, or is a reversal itself."""

    code = "reversal.already"
    category = "conflict"
    text = {"en": "record {seq} {state}", "id": "catatan {seq} {state}"}


class NotReversibleError(RefusedError):
    """A kind of record that has no reversal: the opening of the book, bylaws, the closing of a month."""

    code = "reversal.kind"
    text = {"en": "a record of kind {kind} is never reversed", "id": "catatan jenis {kind} tidak pernah dibalik"}


class DependentsError(RefusedError):
    """Later records stand on the one to be reversed; reverse the newest first."""

    code = "reversal.dependents"
    category = "conflict"
    text = {
        "en": "record {seq} cannot be reversed: later records depend on it: {dependents}",
        "id": "catatan {seq} tidak dapat dibalik: catatan berikut bergantung padanya: {dependents}",
    }


class AccountChangedError(RefusedError):
    """New bylaws that give an account of the book another kind of subject, owner or ledger, or leave it out."""

    code = "bylaws.account-changed"
    text = {
        "en": "account {account} cannot change its subject kind, owner or ledger, nor be left out",
        "id": "akun {account} tidak boleh berganti jenis subjek, pemilik atau buku, atau dihapus",
    }


class BylawsDateError(RefusedError):
    """Bylaws in force from a day in a closed month, or before the version they follow."""

    code = "bylaws.from-on"
    text = {
        "en": "bylaws cannot be in force from {from_on}: {reason}",
        "id": "anggaran dasar tidak dapat berlaku sejak {from_on}: {reason}",
    }


class BookExistsError(IrmanError):
    """A book of this id that is there already."""

    code = "book.exists"
    category = "conflict"
    text = {"en": "book {id} exists already{reason}", "id": "buku {id} sudah ada{reason}"}


class UnknownBookError(IrmanError):
    """No book of this id in the database."""

    code = "book.unknown"
    category = "unknown"
    text = {"en": "there is no book {id} in the database", "id": "tidak ada buku {id} dalam basis data"}


class AmbiguousBookError(IrmanError):
    """A database with several books, opened without saying which."""

    code = "book.ambiguous"
    category = "invalid"
    text = {"en": "the database holds several books, name one of {ids}", "id": "basis data memuat beberapa buku, sebutkan satu dari {ids}"}


class NestedTransactionError(IrmanError):
    """A second transaction of a book inside one that the same thread has begun; record through the one that is open."""

    code = "book.nested"
    category = "conflict"
    text = {
        "en": "a transaction of this book is open already: record through it",
        "id": "transaksi buku ini sudah terbuka: catat melalui transaksi itu",
    }


class TransactionEndedError(IrmanError):
    """A transaction used after its block has ended."""

    code = "transaction.ended"
    category = "conflict"
    text = {"en": "the transaction has ended", "id": "transaksi sudah berakhir"}


class ReversalDateError(RefusedError):
    """A reversal before the day on which what it reverses is booked."""

    code = "reversal.before-record"
    text = {
        "en": "record {seq}, booked on {booked_on}, cannot be reversed on the earlier day {on}",
        "id": "catatan {seq} yang dibukukan {booked_on} tidak dapat dibalik pada hari sebelumnya {on}",
    }


class ForkedBookError(IrmanError):
    """A book object used in another process than the one that opened it."""

    code = "book.forked"
    category = "conflict"
    text = {"en": "open the book anew after a fork", "id": "buka buku kembali setelah proses bercabang"}


class EmptyBatchError(RefusedError):
    """A batch under one voucher in which nothing is booked, or which moves money in two ways."""

    code = "batch.voucher"
    text = {"en": "one voucher cannot hold this batch: {reason}", "id": "satu bukti tidak dapat memuat kumpulan ini: {reason}"}


class MonthEndStoppedError(RefusedError):
    """Subjects for which a step of the end of a month cannot be done; `failures` pairs each with its refusal."""

    code = "month-end.stopped"
    text = {
        "en": "the end of {month} stops at step {step}: {reasons}",
        "id": "akhir bulan {month} terhenti pada langkah {step}: {reasons}",
    }

    def __init__(self, *, month: Month, step: Label, failures: tuple[tuple[Subject, RefusedError], ...]) -> None:
        super().__init__(month=month, step=step, failures=failures)
        self.month, self.step, self.failures = month, step, failures

    def message(self, lang: Lang = "en") -> str:
        """The sentence, with each subject and why it cannot be done."""
        reasons = "; ".join(f"{subject.no}: {error.message(lang)}" for subject, error in self.failures)
        return self.text[lang].format(month=self.month, step=self.step.text(lang), reasons=reasons)
