"""Vouchers on the command line: a number as it stands on the paper, the records behind it, and the numbers that a file used."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Final

import click

from irman_ledger.core.label import Label
from irman_ledger.errors import Category, InvalidInputError, IrmanError, Lang

if TYPE_CHECKING:
    from irman_ledger.books.book import Book
    from irman_ledger.books.records import Record, Voucher

_NUMBER: Final = re.compile(r"(?P<series>[^\s/](?:.*[^\s/])?)/(?P<year>[0-9]{4})/(?P<number>[0-9]{1,9})(?:-(?P<part>[0-9]{1,9}))?")


class VoucherMalformedError(InvalidInputError):
    """A text that is not the number of a voucher."""

    code = "voucher.malformed"
    text = {
        "en": "{value!r} is not the number of a voucher, like BKM/2014/000004",
        "id": "{value!r} bukan nomor bukti, seperti BKM/2014/000004",
    }


class RecordMalformedError(InvalidInputError):
    """A text that is neither the number of a record nor that of a voucher."""

    code = "record.malformed"
    text = {
        "en": "{value!r} is not the number of a record, like 22, or of a voucher, like BKM/2014/000004",
        "id": "{value!r} bukan nomor catatan, seperti 22, atau nomor bukti, seperti BKM/2014/000004",
    }


class UnknownVoucherError(IrmanError):
    """The number of a voucher that the book does not have."""

    code = "voucher.unknown"
    category: ClassVar[Category] = "unknown"
    text = {"en": "the book has no voucher {voucher}", "id": "buku tidak memiliki bukti {voucher}"}


class VoucherType(click.ParamType["Voucher"]):
    """The number of a voucher, BKM/2014/000004, or of one part of it, BKM/2014/000004-2."""

    name = "voucher"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Voucher:
        """The number, or ``voucher.malformed``."""
        from irman_ledger.books.records import Voucher

        if isinstance(value, Voucher):
            return value
        found = _NUMBER.fullmatch(value)
        if found is None:
            raise VoucherMalformedError(field="--voucher", value=value)
        return Voucher(found["series"], int(found["year"]), int(found["number"]), int(found["part"] or 0))


class RecordType(click.ParamType["int | Voucher"]):
    """The number of a record, or of the voucher that it has."""

    name = "record"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | Voucher:
        """The number, or ``record.malformed``."""
        if not isinstance(value, str):
            return value  # type: ignore[no-any-return]  # converted before
        if value.isascii() and value.isdigit() and len(value) < 16:
            return int(value)
        try:
            return VOUCHER.convert(value, param, ctx)
        except VoucherMalformedError as error:
            raise RecordMalformedError(value=value) from error


VOUCHER, RECORD = VoucherType(), RecordType()


def records_of(book: Book, voucher: Voucher) -> tuple[Record, ...]:
    """The records of a voucher in order of part; `UnknownVoucherError` where there is none."""
    with book.read() as view:
        found = view.records_of(voucher)
    if not found:
        raise UnknownVoucherError(field="voucher", voucher=voucher)
    return found


def ranges(vouchers: Iterable[Voucher], lang: Lang) -> list[str]:
    """The first and the last number of each series and year, a line for each."""
    used: dict[tuple[str, int], list[Voucher]] = {}
    for voucher in vouchers:
        used.setdefault((voucher.series, voucher.year), []).append(voucher)
    one, many, to = Label("Bukti", "Voucher"), Label("Bukti", "Vouchers"), Label("s.d.", "to")
    spans = [(min(each), max(each)) for _series, each in sorted(used.items())]
    return [f"{one.text(lang)} {first}" if first == last else f"{many.text(lang)} {first} {to.text(lang)} {last}" for first, last in spans]
