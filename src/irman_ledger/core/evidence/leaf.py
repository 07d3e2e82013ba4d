"""What the leaf of a record hashes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from irman_ledger.core.evidence.encoding import (
    BYTES,
    LIST,
    NULL,
    TEXT,
    BadEncodingError,
    RawLine,
    cached_text,
    day,
    head,
    instant,
    integer,
    items,
    list_head,
    text,
)

__all__ = ["leaf_data"]

_RECORD_V1 = b"irman/record/v1\x00"
_known = lru_cache(maxsize=8192, typed=True)(integer)  # typed, because 1 == 1.0 == True; amounts of money are mostly round ones


# Rows of fields as they are read, not one a line: the order is the format, and so it fits in the eye.
# fmt: off
def leaf_data(
    genesis: bytes, currency: str, seq: int, kind: str, subject: str, key: str, command_hash: bytes,
    value_on: str, booked_on: str, period: int, entered_at: int, actor: str, role: str,
    series: str, year: int, number: int, part: int, document: str | None, narration: str,
    command: str, event: str, bylaws_version: int, rules_version: int, reverses: int | None,
    line_count: int, total: int, lines: Sequence[RawLine],
) -> bytes:
    """What the leaf of a record hashes, format ``irman/record/v1``: never changed, only followed by a v2.

    Parameters
    ----------
    genesis
        The 16 bytes of the book's UUID.
    value_on, booked_on
        ISO text.
    entered_at
        Microseconds since 1970, UTC.
    command, event
        The JSON text exactly as it is stored; it is never written anew to be checked.
    lines
        (account, unit, fund, subject, amount) in order of their no; the amount in minor units, debit positive.
    """
    try:
        owner, name, told, asked, happened = subject.encode(), key.encode(), narration.encode(), command.encode(), event.encode()
    except UnicodeEncodeError:
        raise BadEncodingError("text") from None
    return b"".join((
        _RECORD_V1, head(BYTES, len(genesis)), genesis, cached_text(currency), integer(seq), cached_text(kind),
        head(TEXT, len(owner)), owner, head(TEXT, len(name)), name, head(BYTES, len(command_hash)), command_hash,
        _days(value_on, booked_on, period), instant(entered_at), cached_text(actor), cached_text(role), cached_text(series), _known(year),
        integer(number), _known(part), NULL if document is None else text(document), head(TEXT, len(told)), told,
        head(TEXT, len(asked)), asked, head(TEXT, len(happened)), happened, _known(bylaws_version), _known(rules_version),
        NULL if reverses is None else integer(reverses), _known(line_count), _known(total), items([_line(*line) for line in lines]),
    ))
# fmt: on


def _line(account: str, unit: str, fund: str, subject: str | None, amount: int) -> bytes:
    content = _place(account, unit, fund, subject) + _known(amount)
    return list_head(LIST, len(content) + 4, 5) + content


@lru_cache(maxsize=8192, typed=True)
def _place(account: str, unit: str, fund: str, subject: str | None) -> bytes:
    return text(account) + text(unit) + text(fund) + (NULL if subject is None else text(subject))


@lru_cache(maxsize=4096, typed=True)
def _days(value_on: str, booked_on: str, period: int) -> bytes:
    return day(value_on) + day(booked_on) + integer(period)
