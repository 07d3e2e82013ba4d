"""The directive `error-codes`: a table of every refusal of the library, read from the classes themselves."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import irman_ledger
from irman_ledger.errors import IrmanError

HEADINGS = ("code, class", "category", "in English", "in Indonesian")
WIDTHS = (26, 10, 32, 32)
PLACEHOLDER = re.compile(r"\{(\w+)[^}]*\}")


def load_everything() -> None:
    """Import every module, so that every subclass is known; migrations only run inside Alembic."""
    for module in pkgutil.walk_packages(irman_ledger.__path__, "irman_ledger."):
        if ".migrations" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def refusals(of: type[IrmanError] = IrmanError) -> Iterator[type[IrmanError]]:
    """The class and all that descend from it."""
    yield of
    for child in of.__subclasses__():
        yield from refusals(child)


def rows(classes: Iterable[type[IrmanError]]) -> list[tuple[str, ...]]:
    """One row a class, in order of code; a code that two classes claim is an error of ours."""
    found: dict[str, type[IrmanError]] = {}
    for refusal in classes:
        if "code" not in vars(refusal):
            continue  # a base class that only groups others
        other = found.setdefault(refusal.code, refusal)
        if other is not refusal:
            raise ValueError(f"{other.__qualname__} and {refusal.__qualname__} both claim the code {refusal.code}")
    return [
        (code, refusal.__name__, refusal.category, *(PLACEHOLDER.sub(r"{\1}", refusal.text[lang]) for lang in ("en", "id")))
        for code, refusal in sorted(found.items())
    ]


class ErrorCodes(SphinxDirective):
    """Replaced by the table when the page is built."""

    def run(self) -> list[nodes.Node]:
        load_everything()
        group = nodes.tgroup(cols=len(HEADINGS))
        group += [nodes.colspec(colwidth=width) for width in WIDTHS]
        head = nodes.thead()
        head += _row([nodes.Text(heading)] for heading in HEADINGS)
        body = nodes.tbody()
        for code, name, category, english, indonesian in rows(refusals()):
            body += _row(
                [[nodes.literal(text=code), nodes.Text(name)], [nodes.Text(category)], [nodes.Text(english)], [nodes.Text(indonesian)]]
            )
        group += [head, body]
        table = nodes.table()
        table += group
        return [table]


def _row(cells: Iterable[Iterable[nodes.Node]]) -> nodes.row:
    row = nodes.row()
    for cell in cells:
        row += nodes.entry("", *(nodes.paragraph("", "", part) for part in cell))
    return row


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.add_directive("error-codes", ErrorCodes)
    return {"parallel_read_safe": True}
