"""What the command line refuses, and with which code it ends."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, Final

from irman_ledger.errors import Category, InvalidInputError, IrmanError

OK: Final = 0
FOUND: Final = 1
WRONG: Final = 2
INTERRUPTED: Final = 130

EXIT_CODES: Final[Mapping[Category, int]] = MappingProxyType(
    {"invalid": 2, "unknown": 2, "rule": 3, "conflict": 3, "closed": 3, "forbidden": 3, "busy": 4, "damaged": 5}
)
MEANINGS: Final[Mapping[int, str]] = MappingProxyType(
    {
        0: "done (berhasil)",
        1: "a check found something (pemeriksaan menemukan sesuatu)",
        2: "wrong usage or input; nothing was done (masukan salah)",
        3: "refused by a rule or by what is recorded (ditolak)",
        4: "database busy, or database or file failed; try again (sibuk atau gagal)",
        5: "what is stored contradicts itself (rusak)",
        130: "interrupted (dihentikan)",
    }
)


class BookFileMissingError(IrmanError):
    """A path at which no file is."""

    code = "book.file-missing"
    category: ClassVar[Category] = "unknown"
    text = {"en": "there is no file {path}; irman init makes a new book", "id": "berkas {path} tidak ada; irman init membuat buku baru"}


class MonthsMalformedError(InvalidInputError):
    """A text that is neither a month nor a span of months."""

    code = "months.malformed"
    text = {
        "en": "{value!r} is not a month or a span of months, like 2014-05 or 2014-01..2014-05",
        "id": "{value!r} bukan bulan atau rentang bulan, seperti 2014-05 atau 2014-01..2014-05",
    }


class DayOrMonthMalformedError(InvalidInputError):
    """A text that is neither a month nor a day."""

    code = "day-or-month.malformed"
    text = {
        "en": "{value!r} is not a month or a day, like 2014-05 or 2014-05-31",
        "id": "{value!r} bukan bulan atau tanggal, seperti 2014-05 atau 2014-05-31",
    }


class NumberMalformedError(InvalidInputError):
    """A text that is not the number of a record."""

    code = "number.malformed"
    text = {"en": "{value!r} is not a whole number from 0 on", "id": "{value!r} bukan bilangan bulat mulai dari 0"}


class CheckpointMalformedError(InvalidInputError):
    """A text that is not a size and a root."""

    code = "checkpoint.malformed"
    text = {
        "en": "{value!r} is not a size and a root of 64 hexadecimal digits, like 4:9f86…",
        "id": "{value!r} bukan jumlah dan akar berupa 64 digit heksadesimal, seperti 4:9f86…",
    }


class OptionMissingError(InvalidInputError):
    """An option that the report needs."""

    code = "option.missing"
    text = {"en": "{name} needs {option}", "id": "{name} memerlukan {option}"}


class OptionUnusedError(InvalidInputError):
    """An option that the report has no use for."""

    code = "option.unused"
    text = {"en": "{name} takes no {option}", "id": "{name} tidak memakai {option}"}


class OptionsTogetherError(InvalidInputError):
    """Two ways to name the same thing, both given."""

    code = "option.together"
    text = {"en": "give {first} or {second}, not both", "id": "berikan {first} atau {second}, jangan keduanya"}


class ExtraMissingError(InvalidInputError):
    """A library of an extra that is not installed."""

    code = "extra.missing"
    text = {
        "en": "this needs the extra '{extra}': pip install 'irman-ledger[{extra}]'",
        "id": "ini memerlukan ekstra '{extra}': pip install 'irman-ledger[{extra}]'",
    }


def exit_code(error: IrmanError) -> int:
    """The code that the command ends with."""
    if error.code.startswith("storage."):
        return 4
    return WRONG if error.code == "schema.foreign" else EXIT_CODES[error.category]
