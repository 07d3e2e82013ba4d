"""The bytes that are hashed: typed, length-prefixed fields, one encoding for each value, kept for ever.

A field is ``tag (1 byte) ‖ length (4 bytes, unsigned, big-endian) ‖ content``:

===  =========  =====================================================================================
tag  what       content
===  =========  =====================================================================================
0    null       nothing
1    integer    shortest two's complement, big-endian; at least one byte, so zero is the byte 00
2    text       UTF-8, as it is stored
3    bytes      as they are
4    list       count (4 bytes, unsigned, big-endian), then that many fields
5    day        ISO 8601 text, ``2014-01-31``
6    instant    microseconds since 1970-01-01T00:00:00Z, written as an integer is
===  =========  =====================================================================================

A record is ``irman/<kind>/v<n>`` in ASCII, one byte 00, then its fields in their order. The functions of one type
(`integer`, `text`, `day`, …) do not ask whether their argument makes sense, so that a stored row that was tampered with
gives another leaf and not a crash; `encode` and the decoders are strict.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import ClassVar

from irman_ledger.errors import InvalidInputError, Lang

__all__ = [
    "BYTES",
    "LIST",
    "NULL",
    "TEXT",
    "BadEncodingError",
    "RawLine",
    "Value",
    "blob",
    "cached_text",
    "day",
    "decode_fields",
    "decode_record",
    "encode",
    "head",
    "instant",
    "integer",
    "items",
    "list_head",
    "null",
    "record",
    "text",
]

# The types that a field can hold; `object` stands for the nesting, which mypy checks no deeper.
Value = None | int | str | bytes | date | Sequence[object]
RawLine = tuple[str, str, str, str | None, int]

_NULL, _INTEGER, TEXT, BYTES, LIST, _DAY, _INSTANT = range(7)
_DEPTH_MAX = 32
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_KIND = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
_RECORD = re.compile(rb"irman/([a-z0-9]+(?:[._-][a-z0-9]+)*)/v([1-9][0-9]{0,8})\x00")

head = struct.Struct(">BI").pack
list_head = struct.Struct(">BII").pack
_read_head = struct.Struct(">BI").unpack_from
_read_count = struct.Struct(">I").unpack_from


class BadEncodingError(InvalidInputError):
    """A value that has no encoding, or bytes that are not the one encoding of a value."""

    code = "evidence.encoding"
    text = {"en": "evidence cannot be encoded or decoded: {reason}", "id": "bukti tidak dapat disandikan atau dibaca: {reason}"}
    reasons: ClassVar[Mapping[str, Mapping[Lang, str]]] = {
        "cut-short": {"en": "the bytes end inside a field", "id": "byte berakhir di tengah isian"},
        "tag": {"en": "unknown tag", "id": "tanda jenis tidak dikenal"},
        "null": {"en": "a null with content", "id": "isian kosong yang berisi"},
        "integer": {"en": "an integer that is not in its shortest form", "id": "bilangan bulat yang bukan bentuk terpendek"},
        "text": {"en": "text that is not UTF-8", "id": "teks yang bukan UTF-8"},
        "day": {"en": "a day that is not an ISO date", "id": "hari yang bukan tanggal ISO"},
        "instant": {
            "en": "an instant without a time zone or outside the years 1 to 9999",
            "id": "waktu tanpa zona atau di luar tahun 1 sampai 9999",
        },
        "count": {"en": "a list whose count differs from its items", "id": "daftar yang jumlahnya berbeda dari isinya"},
        "depth": {"en": "lists nested too deep", "id": "daftar bersarang terlalu dalam"},
        "type": {"en": "a value of a type that has no encoding", "id": "nilai dari jenis yang tidak punya sandi"},
        "header": {"en": "no header irman/<kind>/v<n>", "id": "tanpa kepala irman/<jenis>/v<n>"},
    }

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)
        self.reason = reason

    def __reduce__(self) -> tuple[type[BadEncodingError], tuple[str]]:
        return type(self), (self.reason,)

    def message(self, lang: Lang = "en") -> str:
        """The sentence, with its reason in the same language."""
        return self.text[lang].format(reason=self.reasons[self.reason][lang])


NULL = head(_NULL, 0)


def null() -> bytes:
    """The field of a value that is absent.

    >>> null().hex()
    '0000000000'
    """
    return NULL


def integer(n: int) -> bytes:
    """The field of a whole number of any size.

    >>> [integer(n)[5:].hex() for n in (0, 127, 128, -128, -129)]
    ['00', '7f', '0080', '80', 'ff7f']
    """
    length = (n if n >= 0 else ~n).bit_length() // 8 + 1
    return head(_INTEGER, length) + n.to_bytes(length, "big", signed=True)


def text(s: str) -> bytes:
    """The field of a text, as it is: normalise before it is stored, not here.

    >>> text("Rp").hex()
    '02000000025270'
    """
    try:
        raw = s.encode()
    except UnicodeEncodeError:
        raise BadEncodingError("text") from None
    return head(TEXT, len(raw)) + raw


@lru_cache(maxsize=8192)
def cached_text(s: str) -> bytes:
    """`text`, remembered: for words of a small vocabulary, as codes of accounts."""
    return text(s)


def blob(b: bytes) -> bytes:
    """The field of some bytes.

    >>> blob(b"\\xff").hex()
    '0300000001ff'
    """
    return head(BYTES, len(b)) + b


@lru_cache(maxsize=4096)
def day(iso_text: str) -> bytes:
    """The field of a day that is already ISO text.

    >>> day("2014-01-31")[5:]
    b'2014-01-31'
    """
    try:
        raw = iso_text.encode()
    except UnicodeEncodeError:
        raise BadEncodingError("day") from None
    return head(_DAY, len(raw)) + raw


def instant(us: int) -> bytes:
    """The field of an instant in microseconds since 1970, UTC.

    >>> instant(0).hex()
    '060000000100'
    """
    length = (us if us >= 0 else ~us).bit_length() // 8 + 1
    return head(_INSTANT, length) + us.to_bytes(length, "big", signed=True)


def items(encoded: Sequence[bytes]) -> bytes:
    """The field of a list whose items are fields already.

    >>> items([NULL]).hex()
    '0400000009000000010000000000'
    """
    content = b"".join(encoded)
    return list_head(LIST, len(content) + 4, len(encoded)) + content


def encode(value: Value) -> bytes:
    """The field of any value that has one; the same bytes as the function of its type.

    Raises
    ------
    BadEncodingError
        ``evidence.encoding``: bool, float and all other types, a naive datetime, lists deeper than 32.

    Examples
    --------
    >>> encode((1, "a")) == items([integer(1), text("a")])
    True
    """
    return _encode(value, 0)


def _encode(value: object, depth: int) -> bytes:
    match value:
        case None:
            return NULL
        case bool():
            raise BadEncodingError("type")
        case int():
            return integer(value)
        case str():
            return text(value)
        case bytes():
            return blob(value)
        case datetime():
            return _encode_instant(value)
        case date():
            return day(value.isoformat())
        case list() | tuple():
            return _encode_list(value, depth + 1)
        case _:
            raise BadEncodingError("type")


def _encode_instant(value: datetime) -> bytes:
    if value.utcoffset() is None:
        raise BadEncodingError("instant")
    return instant((value - _EPOCH) // _MICROSECOND)


def _encode_list(values: Sequence[object], depth: int) -> bytes:
    if depth > _DEPTH_MAX:
        raise BadEncodingError("depth")
    return items([_encode(value, depth) for value in values])


def record(kind: str, version: int, fields: Sequence[bytes]) -> bytes:
    """A whole record: its header, then its encoded fields.

    >>> record("note", 1, [NULL])
    b'irman/note/v1\\x00\\x00\\x00\\x00\\x00\\x00'
    """
    if _KIND.fullmatch(kind) is None or not 1 <= version <= 999_999_999:
        raise BadEncodingError("header")
    return b"irman/%s/v%d\x00" % (kind.encode(), version) + b"".join(fields)


def decode_record(data: bytes) -> tuple[str, int, list[Value]]:
    """The kind, the version and the values of a record; the inverse of `record`.

    >>> decode_record(record("note", 1, [text("a")]))
    ('note', 1, ['a'])
    """
    header = _RECORD.match(data)
    if header is None:
        raise BadEncodingError("header")
    return header[1].decode(), int(header[2]), decode_fields(data[header.end() :])


def decode_fields(data: bytes) -> list[Value]:
    """The values of fields set one after the other; lists come back as tuples, instants as UTC datetimes.

    Raises
    ------
    BadEncodingError
        ``evidence.encoding``: anything but the one encoding of each value, up to the last byte.

    Examples
    --------
    >>> decode_fields(integer(-1) + day("2014-01-31") + items([NULL]))
    [-1, datetime.date(2014, 1, 31), (None,)]
    """
    return _decode(data, 0)


def _decode(data: bytes, depth: int) -> list[Value]:
    values: list[Value] = []
    at, end = 0, len(data)
    while at < end:
        if end - at < 5:
            raise BadEncodingError("cut-short")
        tag, length = _read_head(data, at)
        at += 5
        if length > end - at:
            raise BadEncodingError("cut-short")
        values.append(_value(tag, data[at : at + length], depth))
        at += length
    return values


def _value(tag: int, content: bytes, depth: int) -> Value:
    match tag:
        case 0 if content:
            raise BadEncodingError("null")
        case 0:
            return None
        case 1:
            return _decode_integer(content)
        case 2:
            return _decode_text(content)
        case 3:
            return content
        case 4:
            return _decode_list(content, depth + 1)
        case 5:
            return _decode_day(content)
        case 6:
            return _decode_instant(content)
        case _:
            raise BadEncodingError("tag")


def _decode_integer(content: bytes) -> int:
    n = int.from_bytes(content, "big", signed=True)
    if integer(n)[5:] != content:
        raise BadEncodingError("integer")
    return n


def _decode_text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise BadEncodingError("text") from None


def _decode_list(content: bytes, depth: int) -> tuple[Value, ...]:
    if depth > _DEPTH_MAX:
        raise BadEncodingError("depth")
    if len(content) < 4:
        raise BadEncodingError("cut-short")
    values = _decode(content[4:], depth)
    if len(values) != _read_count(content)[0]:
        raise BadEncodingError("count")
    return tuple(values)


def _decode_day(content: bytes) -> date:
    try:
        on = date.fromisoformat(content.decode("ascii"))
    except ValueError:
        raise BadEncodingError("day") from None
    # Python also reads 20140131 and 2014-W05-5, which would be second encodings of one day.
    if on.isoformat().encode() != content:
        raise BadEncodingError("day")
    return on


def _decode_instant(content: bytes) -> datetime:
    us = _decode_integer(content)
    try:
        return _EPOCH + us * _MICROSECOND
    except OverflowError:
        raise BadEncodingError("instant") from None
