"""The command `irman`: runs what is asked, and says in one line why it cannot."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from irman_ledger.cli.file_refusals import FileFailedError
from irman_ledger.cli.refusals import INTERRUPTED, OK, WRONG, exit_code, printable, sentence
from irman_ledger.errors import IrmanError, Lang

if TYPE_CHECKING:
    import click

_EXTRAS = {"click": "cli", "rich": "cli", "psycopg": "postgres", "beancount": "beancount"}


@dataclass(slots=True)
class Hand:
    """What a run of the command remembers: the language in which it refuses."""

    lang: Lang = "id"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments, or with those of the process, and give its exit code.

    Papers and results go to standard output. A refusal is one line on standard error, with its stable code in brackets.
    """
    hand = Hand("en" if os.environ.get("IRMAN_LANG") == "en" else "id")
    try:
        return _run(arguments, hand)
    except IrmanError as error:
        return _end(sentence(error, hand.lang), exit_code(error))
    except UnicodeEncodeError as error:
        shown = f"the output cannot write {error.object[error.start]!a}: use --out, or set PYTHONIOENCODING=utf-8"
        return _end(f"irman: {shown} [output.encoding]", WRONG)
    except OSError as error:
        failed = FileFailedError(path=error.filename or "?", reason=error.strerror or str(error))
        return _end(sentence(failed, hand.lang), exit_code(failed))
    except ModuleNotFoundError as error:
        extra = _EXTRAS.get((error.name or "").partition(".")[0])
        if extra is None:
            raise
        return _end(f"irman: this needs the extra {extra!r}: pip install 'irman-ledger[{extra}]' [extra.missing]", WRONG)


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
        return _end(_usage(error), WRONG)
    except click.Abort:
        return INTERRUPTED
    return code if isinstance(code, int) else OK


def _usage(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    said = error.format_message().rstrip(".")
    hint = f"; see {context.command_path} --help" if context is not None else ""
    return f"irman: {said[:1].lower()}{printable(said[1:])}{hint} [usage.wrong]"


def _end(line: str, code: int) -> int:
    print(line, file=sys.stderr)
    return code
