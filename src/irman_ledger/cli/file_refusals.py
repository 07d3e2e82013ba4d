"""What is wrong with a file that a hand gives, or gets."""

from __future__ import annotations

from typing import ClassVar

from irman_ledger.errors import Category, InvalidInputError, IrmanError


class FileEncodingError(InvalidInputError):
    """A file that is not UTF-8, or too large to be one that a person wrote."""

    code = "file.encoding"
    text = {"en": "the file is not UTF-8 text (byte {byte})", "id": "berkas bukan teks UTF-8 (bita {byte})"}


class FileTooLargeError(InvalidInputError):
    """A file that would not fit in memory."""

    code = "file.too-large"
    text = {"en": "the file has more than {limit} bytes", "id": "berkas melebihi {limit} bita"}


class CsvHeaderError(InvalidInputError):
    """A first row that does not name each column once."""

    code = "csv.header"
    text = {
        "en": "column {column} of the header is {value!r}: empty, or there twice",
        "id": "kolom {column} pada kepala adalah {value!r}: kosong atau ganda",
    }


class CsvRowError(InvalidInputError):
    """A row of CSV that cannot be read."""

    code = "csv.row"
    text = {"en": "the row cannot be read as CSV: {reason}", "id": "baris tidak terbaca sebagai CSV: {reason}"}


class CsvCellsError(InvalidInputError):
    """A row with more or fewer cells than the header."""

    code = "csv.cells"
    text = {"en": "the row has {found} cells, the header has {wanted}", "id": "baris memiliki {found} sel, kepala memiliki {wanted}"}


class EmptyFileError(InvalidInputError):
    """A file without a command in it."""

    code = "file.empty"
    text = {"en": "the file holds no command", "id": "berkas tidak memuat perintah"}


class KeyTwiceError(InvalidInputError):
    """A key that an earlier line of the file has: the second command would be taken for the first one asked again."""

    code = "file.key-twice"
    text = {"en": "key {key} stands on line {line} already", "id": "kunci {key} sudah ada pada baris {line}"}


class FileFailedError(IrmanError):
    """A file that cannot be read or written."""

    code = "file.failed"
    category: ClassVar[Category] = "busy"
    text = {"en": "{path}: {reason}", "id": "{path}: {reason}"}


class OutputEncodingError(InvalidInputError):
    """A character that the output has no place for."""

    code = "output.encoding"
    text = {
        "en": "the output cannot write {character}: use --out, or set PYTHONIOENCODING=utf-8",
        "id": "keluaran tidak dapat menulis {character}: pakai --out, atau setel PYTHONIOENCODING=utf-8",
    }
