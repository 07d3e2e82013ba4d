"""Commands, events and states as canonical JSON, and back.

The form: keys in order of code point, no blanks, amounts, rates, dates and months as strings, personal values as their
commitment. A command leaves out what equals its default, so that its hash does not change when a field is added; an event
and a state carry everything but fields that were `added` to them later and hold their default. What is stored is never
written again: hashes are taken over the stored text.
"""

from __future__ import annotations

import json
import re
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from json.encoder import encode_basestring as quoted
from operator import attrgetter
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from irman_ledger.books.modules import COMMANDS, EVENTS, STORED_COMMANDS
from irman_ledger.core.calendar import Month, parse_date
from irman_ledger.core.evidence.private import Private
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command, Event
from irman_ledger.core.quantity import Quantity
from irman_ledger.core.rate import Rate
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError

BYTES_MAX = 4_000_000
DEPTH_MAX = 12
_COMMITMENT = re.compile("[0-9a-f]{64}")

Encode = Callable[[Any], str]
Decode = Callable[[Any, "_Context", str], Any]


class WireError(InvalidInputError):
    """JSON that is not the wire form of what it says it is."""

    code = "wire.malformed"


@dataclass(frozen=True, slots=True)
class _Context:
    currency: str
    money: Callable[[str, str], Money]


# ---------------------------------------------------------------- writing


def dump(value: Command[Any] | Event) -> str:
    """The canonical JSON of a command or an event, with its ``kind`` and, above 1, its version ``v``."""
    kind: Any = type(value)
    return _object_encoder(kind, isinstance(value, Command))(value)


def dump_state(state: object) -> str:
    """The canonical JSON of a state."""
    kind: Any = type(state)
    return _object_encoder(kind, False)(state)


@cache
def _object_encoder(kind: Any, leave_out_defaults: bool) -> Encode:
    hints = get_type_hints(kind)
    constants = {"kind": quoted(kind.kind), "v": str(kind.version)} if hasattr(kind, "kind") else {}
    if constants.get("v") == "1":
        del constants["v"]
    given = {item.name: item for item in fields(kind) if not item.name.startswith("_")}
    template, encoders = "", []
    for name in sorted((*constants, *given)):
        if name in constants:
            template += f'"{name}":{constants[name]},'
        elif (leave_out_defaults and given[name].default is not MISSING) or given[name].metadata.get("added"):
            template += "%s"
            encoders.append(_encode_unless(given[name].default, f'"{name}":', _encoder(hints[name])))
        else:
            template += f'"{name}":%s,'
            encoders.append(_encoder(hints[name]))
    values_of = _getter(sorted(given))

    def encode(value: Any) -> str:
        text = template % tuple([encode_one(found) for encode_one, found in zip(encoders, values_of(value), strict=True)])
        return "{" + text[:-1] + "}"

    return encode


def _getter(names: list[str]) -> Callable[[Any], Iterable[Any]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: [getattr(value, name) for name in names]


def _encode_unless(default: object, prefix: str, encode: Encode) -> Encode:
    return lambda value: "" if value is default or value == default else prefix + encode(value) + ","


@cache
def _encoder(hint: Any) -> Encode:
    simple: dict[Any, Encode] = {
        str: quoted,
        int: int.__repr__,
        bool: lambda value: "true" if value else "false",
        date: lambda value: f'"{value.isoformat()}"',
        Money: lambda value: f'"{value.plain()}"',
        Rate: lambda value: f'"{value.plain()}"',
        Quantity: lambda value: f'"{value.plain()}"',
        Month: lambda value: f'"{value}"',
        Subject: lambda value: quoted(str(value)),
        Private: lambda value: f'{{"commitment":"{_commitment(value)}"}}',
    }
    if hint in simple:
        return simple[hint]
    kind, inner = _shape(hint)
    match kind:
        case "text":
            return lambda value: quoted(str(value))
        case "optional":
            encode = _encoder(inner[0])
            return lambda value: "null" if value is None else encode(value)
        case "list":
            each = _encoder(inner[0])
            return lambda value: "[" + ",".join(map(each, value)) + "]"
        case "pair":
            both = [_encoder(part) for part in inner]
            return lambda value: "[" + ",".join(encode(part) for encode, part in zip(both, value, strict=True)) + "]"
        case "plain":
            return _encoder(inner[0])
        case _:
            return _object_encoder(inner[0], False)


def _commitment(value: Private) -> str:
    if value.commitment is None:
        raise AssertionError("a private value reaches the wire only sealed")
    return value.commitment.hex()


def _shape(hint: Any) -> tuple[str, tuple[Any, ...]]:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal or (isinstance(hint, type) and issubclass(hint, StrEnum)):
        return "text", arguments
    if origin in (Union, types.UnionType):
        if Private in arguments:
            rest = tuple(part for part in arguments if part is not str)
            return ("optional", (Private,)) if type(None) in rest else ("plain", (Private,))
        inner = tuple(part for part in arguments if part is not type(None))
        if len(inner) == 1 and len(arguments) == 2:
            return "optional", inner
    if origin is tuple:
        return ("list", arguments[:1]) if len(arguments) == 2 and arguments[1] is Ellipsis else ("pair", arguments)
    if is_dataclass(hint):
        return "object", (hint,)
    raise AssertionError(f"the wire has no form for {hint}")


# ---------------------------------------------------------------- reading


def parse_json(text: str | bytes) -> Any:
    """Strict JSON: UTF-8, no float, no NaN, no key twice, at most 4,000,000 bytes and 12 levels.

    Raises
    ------
    WireError
        ``wire.malformed``
    """
    if len(text) > BYTES_MAX:
        raise WireError(field="json", value=f"{len(text)} bytes", reason=f"is larger than {BYTES_MAX} bytes")
    try:
        decoded = text.decode("utf-8") if isinstance(text, bytes) else text
        value = _STRICT.decode(decoded)
    except UnicodeDecodeError as error:
        raise WireError(field="json", value=f"byte {error.start}", reason="is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise WireError(field="json", value=f"line {error.lineno} column {error.colno}", reason=error.msg) from None
    except WireError:
        raise
    except ValueError as error:  # a number of thousands of digits
        raise WireError(field="json", value="…", reason="has a number that is too large") from error
    except RecursionError:
        raise WireError(field="json", value="…", reason=f"has more than {DEPTH_MAX} levels") from None
    _check_depth(value, 0)
    return value


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise WireError(field=key, value=value, reason="stands twice in the same object")
        found[key] = value
    return found


def _no_float(text: str) -> Any:
    raise WireError(field="json", value=text, reason="is not a whole number; amounts and rates are strings")


_STRICT = json.JSONDecoder(object_pairs_hook=_no_key_twice, parse_float=_no_float, parse_constant=_no_float)


def _check_depth(value: Any, depth: int) -> None:
    if depth > DEPTH_MAX:
        raise WireError(field="json", value="…", reason=f"has more than {DEPTH_MAX} levels")
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            _check_depth(part, depth + 1)


def command_from(data: Mapping[str, Any], currency: str) -> Command[Any]:
    """A command from decoded JSON or a CSV row, as a person wrote it: amounts may be grouped (``1.234.567,50``).

    Raises
    ------
    WireError
        ``wire.malformed``: names the field and the value.
    """
    if not isinstance(data, Mapping):
        raise WireError(field="json", value=data, reason="must be an object")
    kind = data.get("kind")
    found: Any = COMMANDS.get(kind) if isinstance(kind, str) else None
    if found is None:
        raise WireError(field="kind", value=kind, reason="is not a kind of command")
    command: Command[Any] = _object_decoder(found)(data, _Context(currency, Money.parse), "")
    return command


def value_from(kind: Any, data: Any, currency: str) -> Any:
    """A value of a kind from decoded JSON, as a person wrote it; `WireError` names the field and the value."""
    return _object_decoder(kind)(data, _Context(currency, Money.parse), "")


def load_command(text: str, currency: str) -> Command[Any]:
    """A command from its stored text."""
    data = parse_json(text)
    kind = data.get("kind") if isinstance(data, dict) else None
    found: Any = STORED_COMMANDS.get(kind) if isinstance(kind, str) else None
    if found is None:
        raise WireError(field="kind", value=kind, reason="is not a kind of command")
    command: Command[Any] = _object_decoder(found)(data, _Context(currency, Money.from_plain), "")
    return command


def load_event(text: str, currency: str) -> Event:
    """An event from its stored text."""
    data = parse_json(text)
    kind = data.get("kind") if isinstance(data, dict) else None
    found: Any = EVENTS.get(kind) if isinstance(kind, str) else None
    if found is None:
        raise WireError(field="kind", value=kind, reason="is not a kind of event")
    event: Event = _object_decoder(found)(data, _Context(currency, Money.from_plain), "")
    return event


def load_state(kind: Any, text: str, currency: str) -> Any:
    """A state from its stored text."""
    return _object_decoder(kind)(json.loads(text), _Context(currency, Money.from_plain), "")


@cache
def _object_decoder(kind: type[Any]) -> Decode:
    hints = get_type_hints(kind)
    known = {item.name: (_decoder(hints[item.name]), item) for item in fields(kind) if not item.name.startswith("_")}
    version = getattr(kind, "version", 1)

    def decode(data: Any, context: _Context, path: str) -> Any:
        if not isinstance(data, Mapping):
            raise WireError(field=path or "json", value=data, reason="must be an object")
        values = {}
        for name, given in data.items():
            if name == "v" and given != version:
                raise WireError(field=path + "v", value=given, reason=f"this library reads version {version}")
            if name in ("kind", "v") and name not in known:
                continue
            if name not in known:
                raise WireError(field=path + str(name), value=given, reason="is not a field of it")
            values[name] = known[name][0](given, context, path + name)
        for name, (_, item) in known.items():
            if name not in values and item.default is MISSING and item.default_factory is MISSING:
                raise WireError(field=path + name, value=None, reason="is missing")
        return kind(**values)

    return decode


@cache
def _decoder(hint: Any) -> Decode:
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    kind, inner = _shape(hint)
    match kind:
        case "text":
            return _choice(hint, inner)
        case "optional":
            decode = _decoder(inner[0])
            return lambda value, context, path: None if value is None else decode(value, context, path)
        case "list":
            each = _decoder(inner[0])
            return lambda value, context, path: tuple(each(v, context, f"{path}.{i}") for i, v in enumerate(_list(value, path)))
        case "pair":
            return _pair(tuple(_decoder(part) for part in inner))
        case "plain":
            return _decoder(inner[0])
        case _:
            decode_object = _object_decoder(inner[0])
            return lambda value, context, path: decode_object(value, context, path + ".")


def _pair(decoders: tuple[Decode, ...]) -> Decode:
    def decode(value: Any, context: _Context, path: str) -> Any:
        given = _list(value, path)
        if len(given) != len(decoders):
            raise WireError(field=path, value=value, reason=f"must have {len(decoders)} items")
        return tuple(each(part, context, f"{path}.{i}") for i, (each, part) in enumerate(zip(decoders, given, strict=True)))

    return decode


def _choice(hint: Any, allowed: tuple[Any, ...]) -> Decode:
    choices = allowed or tuple(item.value for item in hint)

    def decode(value: Any, _context: _Context, path: str) -> Any:
        if value not in choices:
            raise WireError(field=path, value=value, reason="must be one of " + ", ".join(map(str, choices)))
        return value if allowed else hint(value)

    return decode


def _list(value: Any, path: str) -> list[Any]:
    if not isinstance(value, list):
        raise WireError(field=path, value=value, reason="must be a list")
    return value


def _text(value: Any, path: str) -> str:
    if not isinstance(value, str):
        raise WireError(field=path, value=value, reason="must be a string")
    return value


def _integer(value: Any, _context: _Context, path: str) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 17:
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= 2**53:
        raise WireError(field=path, value=value, reason="must be a whole number")
    return value


def _boolean(value: Any, _context: _Context, path: str) -> bool:
    if not isinstance(value, bool):
        raise WireError(field=path, value=value, reason="must be true or false")
    return value


def _private(value: Any, _context: _Context, path: str) -> Private:
    if isinstance(value, str):
        return Private.of(value)
    if not isinstance(value, Mapping) or set(value) != {"commitment"}:
        raise WireError(field=path, value="…", reason="must be a text or a commitment")
    text = _text(value["commitment"], path)
    if _COMMITMENT.fullmatch(text) is None:
        raise WireError(field=path, value=text, reason="must be 64 hexadecimal digits")
    return Private.committed(bytes.fromhex(text))


def _named(make: Callable[[str, _Context], Any]) -> Decode:
    def decode(value: Any, context: _Context, path: str) -> Any:
        text = _text(value, path)
        try:
            return make(text, context)
        except InvalidInputError as error:
            error.field = path
            raise

    return decode


_SIMPLE: dict[Any, Decode] = {
    str: lambda value, _context, path: _text(value, path),
    int: _integer,
    bool: _boolean,
    date: _named(lambda text, _context: parse_date(text)),
    Money: _named(lambda text, context: context.money(text, context.currency)),
    Rate: _named(lambda text, _context: Rate.parse(text)),
    Quantity: _named(lambda text, _context: Quantity.parse(text)),
    Month: _named(lambda text, _context: Month.parse(text)),
    Subject: _named(lambda text, _context: Subject.parse(text)),
    Private: _private,
}
