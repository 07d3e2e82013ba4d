"""The sheet of a meeting as a file: JSON whole, or CSV with one amount a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from irman_ledger.cli.file_refusals import EmptyFileError
from irman_ledger.cli.rows import csv_rows, is_json_lines
from irman_ledger.errors import InvalidInputError, IrmanError

if TYPE_CHECKING:
    from irman_ledger.coop.procedures import MeetingSheet

COLUMNS: Final = ("member", "attendance", "item", "no", "amount")


class SheetFileError(InvalidInputError):
    """A file that is not a sheet."""

    code = "meeting.file"


class SheetLineError(InvalidInputError):
    """A line of a sheet that cannot be read."""

    code = "meeting.line"
    text = {"en": "line {line}: {field} = {value!r} {reason}", "id": "baris {line}: {field} = {value!r} {reason}"}


def sheet_of(text: str, head: Mapping[str, str], currency: str) -> MeetingSheet:
    """The sheet; `head` is what options say of it, which a file must not say too.

    Raises
    ------
    IrmanError
        ``wire.malformed``, ``meeting.file``, ``meeting.line``, ``meeting.not-klop`` and what else is wrong with it.
    """
    from irman_ledger.books.wire import parse_json, value_from
    from irman_ledger.coop.procedures import MeetingSheet

    data = parse_json(text) if is_json_lines(text) else {"rows": _rows(text)}
    if not isinstance(data, dict):
        raise SheetFileError(field="file", value=type(data).__name__, reason="must be an object")
    twice = next((name for name in head if name in data), None)
    if twice is not None:
        raise SheetFileError(field=twice, value=head[twice], reason="stands twice in the same object")
    sheet: MeetingSheet = value_from(MeetingSheet, {**data, **head}, currency)
    return sheet


def _rows(text: str) -> list[dict[str, Any]]:
    """The lines of CSV by member: each member's attendance stands on the first of their lines, or on all."""
    rows: dict[str, dict[str, Any]] = {}
    for line, cells in csv_rows(text):
        if isinstance(cells, IrmanError):
            raise cells
        _check(line, cells)
        row = rows.setdefault(cells["member"], {"member": cells["member"], "items": []})
        if row.setdefault("attendance", cells.get("attendance")) != cells.get("attendance", row["attendance"]):
            raise SheetLineError(line=line, field="attendance", value=cells["attendance"], reason=f"must be one of {row['attendance']}")
        item = {name: cells[name] for name in ("item", "no", "amount") if name in cells}
        row["items"] += [item] if item else []
    if not rows:
        raise EmptyFileError(field="file")
    return list(rows.values())


def _check(line: int, cells: Mapping[str, str]) -> None:
    for name in cells:
        if name not in COLUMNS:
            raise SheetLineError(line=line, field="column", value=name, reason=f"must be one of {', '.join(COLUMNS)}")
    if "member" not in cells:
        raise SheetLineError(line=line, field="member", value="", reason="is missing")
