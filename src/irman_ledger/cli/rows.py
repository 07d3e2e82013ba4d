"""Files that a hand gives: JSON lines and CSV, read strictly, each row with the line that it stands on."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from irman_ledger.cli.file_refusals import CsvCellsError, CsvHeaderError, CsvRowError, FileEncodingError, FileTooLargeError
from irman_ledger.errors import InvalidInputError, IrmanError

BYTES_MAX: Final = 500_000_000
Row = tuple[int, Mapping[str, Any] | IrmanError]


def text_of(path: Path) -> str:
    """The whole file, or standard input for ``-``, as text without a byte order mark.

    It is read and closed before a book is opened: closing a file that a book stands on would drop SQLite's lock on it.
    """
    if str(path) == "-":
        content = sys.stdin.buffer.read(BYTES_MAX + 1)
    else:
        with open(path, "rb") as file:
            content = file.read(BYTES_MAX + 1)
    if len(content) > BYTES_MAX:
        raise FileTooLargeError(field="file", limit=BYTES_MAX)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileEncodingError(field="file", byte=error.start) from None


def is_json_lines(text: str) -> bool:
    """Whether it begins as JSON does; else it is CSV."""
    return text.lstrip()[:1] in ("{", "[")


def json_lines(text: str) -> Iterator[Row]:
    """One JSON object a line, empty lines left out; what is wrong with a line comes in its place."""
    from irman_ledger.books.wire import WireError, parse_json

    for line, content in enumerate(text.split("\n"), 1):
        if not content.strip():
            continue
        try:
            data = parse_json(content)
            if not isinstance(data, dict):
                raise WireError(field="json", value=data, reason="must be an object")
        except InvalidInputError as error:
            yield line, error
            continue
        yield line, data


def csv_rows(text: str) -> Iterator[Row]:
    """Rows below a header, separated by ``;`` if the header has one, else by a comma; an empty cell is left out.

    What is wrong with a row comes in its place. A row stands on the line on which it begins.
    """
    separator = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    header: list[str] | None = None
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield line, CsvRowError(reason=str(error))
            return
        if cells is None:
            return
        if not any(cells):
            continue
        if header is None:
            header = cells
            wrong = next((place for place, name in enumerate(cells) if not name or name in cells[:place]), None)
            if wrong is not None:
                yield line, CsvHeaderError(column=wrong + 1, value=cells[wrong])
                return
        elif len(cells) != len(header):
            yield line, CsvCellsError(found=len(cells), wanted=len(header))
        else:
            yield line, {name: cell for name, cell in zip(header, cells, strict=True) if cell}
