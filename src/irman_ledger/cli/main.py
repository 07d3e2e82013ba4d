"""The `irman` command: its subcommands are loaded when they are called."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from irman_ledger.errors import IrmanError

COMMANDS = {
    "init": "Make a new book (membuat buku baru).",
    "record": "Record commands from a file, all or none (mencatat).",
    "report": "Draw a paper (mencetak laporan).",
    "export": "Export a period as Beancount text (ekspor).",
    "verify": "Check every fact of a book (memeriksa buku).",
    "calc": "Calculate a repayment schedule (menghitung angsuran).",
}
EXIT_CODES = {"invalid": 2, "unknown": 2, "rule": 3, "conflict": 3, "closed": 3, "forbidden": 3, "busy": 4, "damaged": 5}


class LazyGroup(click.Group):
    """A group whose commands live in modules of their name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the module of a command."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = import_module(f"irman_ledger.cli.{cmd_name}").command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in the help, without loading anything."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
def irman() -> None:
    """The books of a savings-and-loan cooperative.

    Exit codes: 0 done; 1 a check found something; 2 wrong usage or input; 3 refused by a rule; 4 database busy or failing; 5 damaged.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command; a refusal is one line on standard error."""
    try:
        code = irman.main(args=arguments, prog_name="irman", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        sys.exit(130)
    except IrmanError as error:
        click.echo(f"irman: {error.message('en')} [{error.code}]", err=True)
        sys.exit(EXIT_CODES[error.category])
    if code:
        sys.exit(code)  # what a command asked for with `Exit`
