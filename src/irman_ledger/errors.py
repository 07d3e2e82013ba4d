"""How the library refuses: every error has a stable code, a category, values and a sentence in two languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

Category = Literal["invalid", "unknown", "conflict", "rule", "forbidden", "closed", "busy", "damaged"]
Lang = Literal["id", "en"]


class IrmanError(Exception):
    """Any refusal of this library.

    A subclass gives `code` (stable for ever), `category` and `text`, a template in English (``en``) and
    Indonesian (``id``) whose placeholders are the keyword arguments it is raised with.

    Parameters
    ----------
    field
        The name of the input that is wrong, where one is.
    index
        The place of the command in a batch, from 0, where it came in one.
    details
        The values that the sentence needs.
    """

    code: ClassVar[str] = "irman.error"
    category: ClassVar[Category] = "invalid"
    text: ClassVar[Mapping[str, str]] = {"en": "an error", "id": "kesalahan"}

    def __init__(self, *, field: str | None = None, index: int | None = None, **details: object) -> None:
        super().__init__()
        self.field = field
        self.index = index
        self.details: Mapping[str, object] = details

    def message(self, lang: Lang = "en") -> str:
        """The sentence for a person: lower case, no full stop."""
        return self.text[lang].format_map(self.details)

    def __str__(self) -> str:
        return self.message("en")

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.code}: {self.message('en')})"


class InvalidInputError(IrmanError, ValueError):
    """A value that can never be right, whatever the books hold."""

    code = "input.invalid"
    category: ClassVar[Category] = "invalid"
    text = {"en": "{field} is not valid: {value!r}: {reason}", "id": "{field} tidak sah: {value!r}: {reason}"}

    def message(self, lang: Lang = "en") -> str:
        """The sentence, with the name of the input."""
        return self.text[lang].format_map({"field": self.field, **self.details})


class RefusedError(IrmanError):
    """A command that the books, as they stand, do not allow. It leaves no trace and does not burn its key."""

    code = "rule.refused"
    category: ClassVar[Category] = "rule"
    text = {"en": "refused: {reason}", "id": "ditolak: {reason}"}


class UnknownSubjectError(RefusedError):
    """A member, account, loan, asset or group that the book does not know."""

    code = "subject.unknown"
    category = "unknown"
    text = {"en": "{subject} is not known in this book", "id": "{subject} tidak dikenal dalam buku ini"}


class UnknownAccountError(InvalidInputError, RefusedError):
    """A ledger account that the chart does not have."""

    code = "account.unknown"
    category = "unknown"
    text = {"en": "account {account} is not in the chart", "id": "akun {account} tidak ada dalam bagan akun"}


class ClosedAccountError(RefusedError):
    """A ledger account that takes no more lines."""

    code = "account.closed"
    category = "closed"
    text = {"en": "account {account} was closed on {closed_on}", "id": "akun {account} ditutup pada {closed_on}"}


class ClosedPeriodError(RefusedError):
    """A month whose books are closed."""

    code = "period.closed"
    category = "closed"
    text = {
        "en": "{on} lies in a month that is closed (closed up to {closed_to})",
        "id": "{on} berada pada bulan yang sudah ditutup (ditutup sampai {closed_to})",
    }


class BusyError(IrmanError):
    """Another writer holds the book; the same command may be tried again."""

    code = "book.busy"
    category = "busy"
    text = {"en": "the book is busy: {reason}", "id": "buku sedang dipakai: {reason}"}


class DamagedError(IrmanError):
    """What is stored contradicts itself."""

    code = "book.damaged"
    category = "damaged"
    text = {"en": "the book is damaged: {reason}", "id": "buku rusak: {reason}"}
