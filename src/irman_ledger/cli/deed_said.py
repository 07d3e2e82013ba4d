"""What is said at the terminal about a deed of hand-over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from irman_ledger.cli.vouchers import ranges
from irman_ledger.core.label import Label
from irman_ledger.errors import Lang, RefusedError

if TYPE_CHECKING:
    from irman_ledger.books.records import Receipt
    from irman_ledger.coop.procedures import PostedDeed
    from irman_ledger.coop.programme import Deed

FIT = Label("Siap ditandatangani", "Ready to be signed")


def checked(deed: Deed, lang: Lang) -> Iterator[str]:
    """Number, lines, sums and hash; that it may be signed, where nothing is lacking."""
    from irman_ledger.coop.programme import hash_of

    gross, owed, net = (amount.text() for amount in (deed.gross, deed.owed + deed.bound, deed.net))
    count = len(deed.lines)
    yield Label(
        f"Berita acara {deed.number} versi {deed.version}: {count} baris", f"Deed {deed.number} version {deed.version}: {count} lines"
    ).text(lang)
    yield Label(f"Diserahkan {gross}, kewajiban {owed}, bersih {net}", f"Handed over {gross}, debts {owed}, net {net}").text(lang)
    yield f"SHA-256 {hash_of(deed)}"
    if not lacking(deed):
        yield FIT.text(lang)


def lacking(deed: Deed) -> tuple[RefusedError, ...]:
    """What it lacks to be signed."""
    from irman_ledger.coop.programme import gaps

    return tuple(gaps(deed))


def signed(deed: Deed, receipts: Sequence[Receipt[Any]], lang: Lang) -> str:
    """That it is signed, or was before."""
    if all(one.replayed for one in receipts):
        return Label(f"Berita acara {deed.no} sudah ditandatangani sebelumnya", f"Deed {deed.no} was signed before").text(lang)
    return Label(f"Berita acara {deed.no} ditandatangani", f"Deed {deed.no} is signed").text(lang)


def posted(deed: Deed, found: PostedDeed[Receipt[Any]], lang: Lang) -> Iterator[str]:
    """That it is posted, by which vouchers; or was before."""
    if found.posted.replayed:
        yield Label(f"Berita acara {deed.no} sudah dibukukan sebelumnya", f"Deed {deed.no} was posted before").text(lang)
        return
    count = len(found.records)
    yield Label(f"Berita acara {deed.no} dibukukan: {count} catatan", f"Deed {deed.no} is posted: {count} records").text(lang)
    yield from ranges((one.voucher for one in found.records if one.voucher is not None), lang)
