"""A paper's table as CSV: separator ``;``, byte order mark, plain numbers, no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from irman_ledger.errors import Lang
from irman_ledger.reports.paper import Row, Statement
from irman_ledger.reports.render.cells import plain

BOM = "\ufeff"
_RUN = ("=", "+", "-", "@", "\t", "\r")


def render(statement: Statement, lang: Lang = "id") -> str:
    """The table, headings too; the first line names the columns. Amounts are machine numbers: ``-1234567.50``."""
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    layout = statement.layout
    remark = () if layout.remark is None else (layout.remark,)
    heads = [column.label.text(lang) for column in (*layout.texts,)]
    heads += [layout.label.text(lang) or ("Uraian" if lang == "id" else "Item")]
    heads += [column.label.text(lang) for column in (*layout.columns, *remark)]
    writer.writerow(["key", "kind", "level", *(safe(head) for head in heads)])
    for row in statement.rows:
        if row.kind != "blank":
            writer.writerow(_cells(statement, row, lang))
    return out.getvalue()


def _cells(statement: Statement, row: Row, lang: Lang) -> Iterator[str]:
    layout = statement.layout
    yield from (safe(row.key), row.kind, str(row.level))
    for place in range(len(layout.texts)):
        yield safe(plain(row.texts[place], lang)) if place < len(row.texts) else ""
    yield safe(row.label.text(lang))
    for place in range(len(layout.columns)):
        yield plain(row.amounts[place], lang) if place < len(row.amounts) else ""
    if layout.remark is not None:
        yield safe(plain(row.remark, lang))


def safe(text: str) -> str:
    """The text, with a ``'`` before it where a spreadsheet would take it for a formula.

    Examples
    --------
    >>> safe("=HYPERLINK(1)")
    "'=HYPERLINK(1)"
    """
    return f"'{text}" if text.startswith(_RUN) else text
