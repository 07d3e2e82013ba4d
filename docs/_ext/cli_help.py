"""The help of the command line, asked of the command itself: the directives `cli-help` and `exit-codes`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from irman_ledger.cli.group import irman
from irman_ledger.cli.main import Hand
from irman_ledger.cli.refusals import EXIT_CODES, MEANINGS

WIDTH = 100


def helps(command: click.Command, name: str, parent: click.Context | None = None) -> Iterator[tuple[str, str]]:
    """The name and the help of a command, and of all below it, in the order of work."""
    context = click.Context(command, info_name=name, parent=parent, obj=Hand(), terminal_width=WIDTH, max_content_width=WIDTH)
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            if found is not None:
                yield from helps(found, below, context)


class CommandHelp(SphinxDirective):
    """A section for each command, with what `--help` prints."""

    def run(self) -> list[nodes.Node]:
        made: list[nodes.Node] = []
        for path, text in helps(irman, "irman"):
            section = nodes.section(ids=[path.replace(" ", "-")])
            section += nodes.title(text=path)
            section += nodes.literal_block(text, text, language="text")
            made.append(section)
        return made


class ExitCodes(SphinxDirective):
    """Each exit code, what it means, and the categories of refusal that end with it."""

    def run(self) -> list[nodes.Node]:
        made = nodes.bullet_list()
        for code, meaning in MEANINGS.items():
            categories = [category for category, given in EXIT_CODES.items() if given == code]
            tail = f"; categories: {', '.join(categories)}" if categories else ""
            made += nodes.list_item("", nodes.paragraph("", "", nodes.literal(text=str(code)), nodes.Text(f" {meaning}{tail}")))
        return [made]


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.add_directive("cli-help", CommandHelp)
    app.add_directive("exit-codes", ExitCodes)
    return {"parallel_read_safe": True}
