"""Papers in the form that is asked for, on standard output or in a new file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from irman_ledger.cli.options import book_option, lang_option
from irman_ledger.cli.values import NEW_FILE
from irman_ledger.core.label import Label
from irman_ledger.errors import Lang

if TYPE_CHECKING:
    from irman_ledger.reports.paper import Statement

DRAWING = Label("Menyusun …", "Drawing …")
_OPTIONS = (
    click.option("--stamped", is_flag=True, help="With the book, its size and its root at the foot."),
    click.option(
        "--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True, help="Form of the output."
    ),
    click.option("--lines", type=click.IntRange(30, 1000), help="Lines of a page of a text: each begins with the head of the paper."),
    click.option("--out", type=NEW_FILE, help="A new file to write to, for its owner's eyes only; never over another one."),
    lang_option,
    book_option,
)


@dataclass(frozen=True, slots=True)
class Form:
    """How papers are written: `form` is ``text``, ``json`` or ``csv``; `lines` counts those of a page, None: one endless page."""

    form: str
    width: int
    lines: int | None
    lang: Lang


def paper_options(width: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """What every command takes that draws a paper, which is `width` columns wide where nothing else is asked for."""
    columns = click.option("--width", type=click.IntRange(60, 250), default=width, show_default=True, help="Columns of a text.")

    def decorated(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in (*reversed(_OPTIONS), columns):
            function = option(function)
        return function

    return decorated


def drawn(draw: Callable[[], Sequence[Statement]], form: Form) -> str:
    """What `draw` gives, as text; of a paper that does not tie the list of differences is printed before it is refused."""
    from irman_ledger.reports.refusals import StatementDoesNotTieError

    try:
        return written(draw(), form)
    except StatementDoesNotTieError as error:
        click.echo(written([error.paper], form), nl=False)
        raise


def written(papers: Sequence[Statement], form: Form) -> str:
    """The papers in their form, one after another; as JSON several are a list, as CSV those of one kind share their first row."""
    match form.form:
        case "json":
            texts = [paper.json(form.lang).strip() for paper in papers]
            return texts[0] + "\n" if len(texts) == 1 else "[" + ",\n".join(texts) + "]\n"
        case "csv":
            return _as_csv(papers, form.lang)
        case _:
            texts = [paper.text(form.lang, width=form.width, lines_per_page=form.lines) for paper in papers]
            return "\n\n".join(text.rstrip("\n") + "\n" for text in texts)


def _as_csv(papers: Sequence[Statement], lang: Lang) -> str:
    """Papers of one kind share their first row; each other kind has its own, after an empty line."""
    found, before = "", None
    for paper in papers:
        text = paper.csv(lang)
        if paper.name == before:
            text = text.partition("\r\n")[2]
        elif before is not None:
            text = "\r\n" + text.removeprefix("\ufeff")
        found, before = found + text, paper.name
    return found


def deliver(content: str, out: Path | None) -> None:
    """To standard output, or to a file that is new."""
    from irman_ledger.adapters.files import new_file

    if out is None:
        click.echo(content, nl=False)
        return
    with new_file(out) as file:
        file.write(content.encode())
