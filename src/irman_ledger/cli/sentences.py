"""How a refusal is said: in one line, in the language of the run, with its dates and rates as papers print them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from irman_ledger.cli.deed_reasons import DEED_REASONS
from irman_ledger.cli.indonesian import FIELDS, REASONS, USAGE, in_indonesian
from irman_ledger.errors import IrmanError, Lang

if TYPE_CHECKING:
    import click

LENGTH_MAX: Final = 1_500
_DAY: Final = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")
_MAYBE: Final = re.compile(r"(.+)\. \(?Did you mean (?:one of: )?(.+)\?\)?")
_MISSING: Final = {"en": "{field} is missing", "id": "{field} belum diisi"}
_HINT: Final = {"en": "; see {path} --help", "id": "; lihat {path} --help"}


def sentence(error: IrmanError, lang: Lang, *, before: str = "", after: str = "") -> str:
    """One line for a terminal: what is wrong, at which input, and the code."""
    shown = _shown(error, lang)
    is_missing = error.details.get("reason") == "is missing" and error.details.get("value") is None and error.field
    text = _MISSING[lang].format(field=shown.field) if is_missing else shown.message(lang)
    if error.category == "invalid" and shown.field and shown.field not in text:
        text = f"{shown.field}: {text}"
    return f"irman: {before}{printable(text)}{after} [{error.code}]"


def usage(error: click.ClickException, lang: Lang) -> str:
    """One line about a command line that click cannot take."""
    found = _MAYBE.fullmatch(error.format_message())
    said, maybe = found.groups() if found else (error.format_message().rstrip("."), None)
    if lang == "id":
        said = in_indonesian(said, USAGE)
    if maybe:
        said += f"; {'mungkin' if lang == 'id' else 'did you mean'} {maybe}?"
    context = getattr(error, "ctx", None)
    hint = "" if context is None else _HINT[lang].format(path=context.command_path)
    return f"irman: {said[:1].lower()}{printable(said[1:])}{hint} [usage.wrong]"


def printable(text: str) -> str:
    """A text that is safe on a terminal: of reasonable length, and no character that would do something there."""
    shown = text if len(text) <= LENGTH_MAX else text[:LENGTH_MAX] + "…"
    return "".join(
        character if character.isprintable() else " " if character == "\n" else f"\\u{ord(character):04x}" for character in shown
    )


def safe(text: str) -> str:
    """Lines of a report that shows what is stored, each as `printable` gives it."""
    return "\n".join(printable(line) for line in text.splitlines())


def _shown(error: IrmanError, lang: Lang) -> IrmanError:
    """The same refusal, its field and values written for a person."""
    shown = type(error).__new__(type(error))
    details = {name: _written(name, value, error, lang) for name, value in error.details.items()}
    field = in_indonesian(error.field, FIELDS) if lang == "id" and error.field else error.field
    shown.__dict__.update(error.__dict__, details=details, field=field)
    return shown


def _written(name: str, value: object, error: IrmanError, lang: Lang) -> object:
    from irman_ledger.core.calendar import Month, format_date
    from irman_ledger.core.money import Money
    from irman_ledger.core.rate import Rate

    if type(value) is date:
        return format_date(value, lang)
    if isinstance(value, Month | Rate):
        return value.text(lang)
    if isinstance(value, Money):
        return str(value)  # a template may show a value as Python writes it
    is_reason = name in ("reason", "state") or (name, error.field) == ("value", "json")
    if not is_reason or not isinstance(value, str):
        return value
    return _DAY.sub(lambda found: _day(found[0], lang), in_indonesian(value, (*REASONS, *DEED_REASONS)) if lang == "id" else value)


def _day(text: str, lang: Lang) -> str:
    from irman_ledger.core.calendar import DateMalformedError, format_date, parse_date

    try:
        return format_date(parse_date(text), lang)
    except DateMalformedError:
        return text  # some other number of this form
