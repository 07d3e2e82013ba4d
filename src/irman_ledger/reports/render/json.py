"""A paper as JSON text: amounts are strings, days are ISO."""

from __future__ import annotations

import json
from typing import Any

from irman_ledger.errors import Lang
from irman_ledger.reports.paper import Row, Statement
from irman_ledger.reports.render.cells import plain


def render(statement: Statement, lang: Lang = "id") -> str:
    """The paper as one JSON object."""
    layout, stamp = statement.layout, statement.stamp
    paper: dict[str, Any] = {
        "statement": statement.name,
        "title": statement.title.text(lang),
        "cooperative": statement.owner,
        "dated": statement.dated.text(lang),
        "currency": statement.currency,
        "language": lang,
        "facts": [{"key": one.key, "label": one.label.text(lang), "value": plain(one.value, lang)} for one in statement.facts],
        "columns": [{"key": one.key, "label": one.label.text(lang)} for one in layout.columns],
        "rows": [_row(statement, row, lang) for row in statement.rows if row.kind != "blank"],
        "notes": [note.text(lang) for note in statement.notes],
        "stamp": None if stamp is None else {"book": stamp.book, "size": stamp.size, "root": stamp.root},
    }
    return json.dumps(paper, ensure_ascii=False, indent=2) + "\n"


def _row(statement: Statement, row: Row, lang: Lang) -> dict[str, Any]:
    layout = statement.layout
    found: dict[str, Any] = {"key": row.key, "kind": row.kind, "level": row.level}
    for column, cell in zip(layout.texts, row.texts, strict=False):
        found[column.key] = plain(cell, lang) or None
    found["label"] = row.label.text(lang)
    amounts = zip(layout.columns, row.amounts, strict=False)
    found["amounts"] = {column.key: None if amount is None else amount.plain() for column, amount in amounts}
    if layout.remark is not None:
        found[layout.remark.key] = plain(row.remark, lang) or None
    return found
