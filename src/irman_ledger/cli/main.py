"""The command `irman`: runs what is asked, and says in one line why it cannot."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from irman_ledger.cli.file_refusals import FileFailedError, OutputEncodingError
from irman_ledger.cli.refusals import INTERRUPTED, OK, WRONG, ExtraMissingError, exit_code
from irman_ledger.cli.sentences import sentence, usage
from irman_ledger.errors import IrmanError, Lang

_EXTRAS = {"click": "cli", "rich": "cli", "psycopg": "postgres", "beancount": "beancount"}


@dataclass(slots=True)
class Hand:
    """What a run of the command remembers: the language in which it refuses."""

    lang: Lang = "id"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments, or with those of the process, and give its exit code.

    Papers and results go to standard output. A refusal is one line on standard error, with its stable code in brackets.
    """
    hand = Hand(_lang(sys.argv[1:] if arguments is None else arguments))
    try:
        return _run(arguments, hand)
    except IrmanError as error:
        return _refuse(error, hand)
    except UnicodeEncodeError as error:
        return _refuse(OutputEncodingError(character=ascii(error.object[error.start])), hand)
    except OSError as error:
        return _refuse(FileFailedError(path=error.filename or "?", reason=error.strerror or str(error)), hand)
    except ModuleNotFoundError as error:
        extra = _EXTRAS.get((error.name or "").partition(".")[0])
        if extra is None:
            raise
        return _refuse(ExtraMissingError(extra=extra), hand)


def _run(arguments: Sequence[str] | None, hand: Hand) -> int:
    import click

    from irman_ledger.cli.group import irman

    given = None if arguments is None else list(arguments)
    try:
        code: object = irman.main(args=given, prog_name="irman", standalone_mode=False, obj=hand)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return WRONG
    except click.ClickException as error:
        return _end(usage(error, hand.lang), WRONG)
    except click.Abort:
        return INTERRUPTED
    return code if isinstance(code, int) else OK


def _lang(arguments: Sequence[str]) -> Lang:
    """The language that is asked for, even where the rest of the line cannot be read."""
    wanted = os.environ.get("IRMAN_LANG")
    for place, word in enumerate(arguments):
        name, is_joined, value = word.partition("=")
        if name == "--lang":
            wanted = value if is_joined else "".join(arguments[place + 1 : place + 2])
    return "en" if wanted == "en" else "id"


def _refuse(error: IrmanError, hand: Hand) -> int:
    return _end(sentence(error, hand.lang), exit_code(error))


def _end(line: str, code: int) -> int:
    print(line, file=sys.stderr)
    return code
