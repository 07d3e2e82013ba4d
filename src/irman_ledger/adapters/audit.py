"""The audit trail of a book: a folder of JSON Lines, one sealed record a line, and a manifest.

It holds what the log holds and no personal value: names, identities and phones stand in commands and events as salted
commitments. `irman_ledger.adapters.audit_check.verify_trail` checks it without the database.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from irman_ledger.adapters.audit_form import FORMAT, PERSONAL, VERSION
from irman_ledger.adapters.files import new_file
from irman_ledger.adapters.refusals import ExportExistsError, UnwritableRecordError
from irman_ledger.books.book import Book
from irman_ledger.books.reader import iso
from irman_ledger.books.streams import stored_records
from irman_ledger.books.view import View
from irman_ledger.core.money import Money
from irman_ledger.errors import Lang

__all__ = ["ExportExistsError", "Manifest", "TrailFile", "export_audit"]

RECORDS_A_FILE = 100_000
MANIFEST_NAME = "manifest.json"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailFile:
    """One file of records: its name, size and SHA-256 (hexadecimal), and its first and last record."""

    name: str
    bytes: int
    sha256: str
    first_seq: int
    last_seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What was exported.

    Parameters
    ----------
    root
        The root of the log, hexadecimal. Keep it with `size` outside: who can rewrite the folder can rewrite its manifest.
    debit
        The sum of all debits.
    kinds
        How many records there are of each kind of event.
    """

    id: str
    uuid: str
    currency: str
    begins_on: str
    size: int
    root: str
    entries: int
    lines: int
    debit: Money
    kinds: dict[str, int]
    files: tuple[TrailFile, ...]

    @property
    def ok(self) -> bool:
        """True: an export that fails raises."""
        return True

    def summary(self, lang: Lang = "en") -> str:
        """One paragraph for a terminal."""
        if lang == "id":
            words = ("Jejak audit", "catatan", "ayat jurnal", "baris", "debit", "akar", "tanpa data pribadi, hanya komitmennya")
        else:
            words = ("Audit trail", "records", "entries", "lines", "debit", "root", "without personal values, only their commitments")
        trail, records, entries, lines, debit, root, personal = words
        head = f"{trail}: {self.id}, {self.size} {records}, {self.entries} {entries}, {self.lines} {lines}, {debit} {self.debit}"
        return f"{head}\n  {root} {self.root}\n  {personal}"

    def as_json(self) -> str:
        """The text of manifest.json (`schemas/audit-manifest.schema.json`)."""
        data = {
            "format": FORMAT,
            "version": VERSION,
            "book": {"id": self.id, "uuid": self.uuid, "currency": self.currency, "begins_on": self.begins_on},
            "size": self.size,
            "root": self.root,
            "entries": self.entries,
            "lines": self.lines,
            "debit_minor": str(self.debit.minor),
            "kinds": self.kinds,
            "personal_values": PERSONAL,
            "files": [asdict(file) for file in self.files],
        }
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


@dataclass(slots=True)
class _Totals:
    entries: int = 0
    lines: int = 0
    debit: int = 0
    kinds: Counter[str] = field(default_factory=Counter)


def export_audit(book: Book, folder: Path) -> Manifest:
    """Write the whole log of a book to a new or empty folder; the manifest comes last.

    The same book gives the same bytes. Files are readable by their owner only.

    Raises
    ------
    ExportExistsError
        ``export.exists``: the folder holds something, or is a file.
    UnwritableRecordError
        ``export.record``: a record that `verify` would call damaged.
    """
    folder = Path(folder)
    if (folder.exists() and not folder.is_dir()) or (folder.is_dir() and any(folder.iterdir())):
        raise ExportExistsError(field="folder", path=str(folder))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    written: list[Path] = []
    try:
        with book.read() as view:
            manifest = _write(view, folder, written)
        with new_file(folder / MANIFEST_NAME) as out:
            out.write(manifest.as_json().encode())
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return manifest


def _write(view: View, folder: Path, written: list[Path]) -> Manifest:
    identity, totals = view.identity, _Totals()
    records, files = stored_records(view), list[TrailFile]()
    while chunk := _write_file(records, folder / f"records-{len(files) + 1:05d}.jsonl", totals, written):
        files.append(chunk)
    return Manifest(
        id=identity.id,
        uuid=identity.uuid.hex(),
        currency=identity.currency,
        begins_on=identity.begins_on.isoformat(),
        size=view.size,
        root=view.root().hex(),
        entries=totals.entries,
        lines=totals.lines,
        debit=Money(totals.debit, identity.currency),
        kinds=dict(sorted(totals.kinds.items())),
        files=tuple(files),
    )


def _write_file(records: Iterator[tuple[Any, list[Any]]], path: Path, totals: _Totals, written: list[Path]) -> TrailFile | None:
    first = next(records, None)
    if first is None:
        return None
    digest, size, last_seq = sha256(), 0, first[0][0]
    with new_file(path) as out:
        written.append(path)
        for row, lines in _chain(first, islice(records, RECORDS_A_FILE - 1)):
            raw = line_of(row, lines).encode()
            out.write(raw)
            digest.update(raw)
            size += len(raw)
            last_seq = row[0]
            totals.entries += bool(lines)
            totals.lines += len(lines)
            totals.debit += sum(line[4] for line in lines if line[4] > 0)
            totals.kinds[row[1]] += 1
    return TrailFile(name=path.name, bytes=size, sha256=digest.hexdigest(), first_seq=first[0][0], last_seq=last_seq)


def _chain(first: tuple[Any, list[Any]], rest: Iterator[tuple[Any, list[Any]]]) -> Iterator[tuple[Any, list[Any]]]:
    yield first
    yield from rest


_write_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False).encode


def line_of(row: Any, lines: list[Any]) -> str:
    """The line of one stored record (`schemas/audit-record.schema.json`), with its line feed."""
    seq, kind, subject, key, command_hash, value_on, booked_on, period, entered_at, actor, role, *rest = row
    series, year, number, part, document, narration, command, event, bylaws_version, rules_version, reverses, *seal = rest
    line_count, total, leaf = seal
    if line_count != len(lines):
        raise UnwritableRecordError(seq=seq, reason=f"{len(lines)} of {line_count} lines")
    voucher = None if (series, year, number, part) == ("", 0, 0, 0) else {"series": series, "year": year, "number": number, "part": part}
    data = {
        "seq": seq,
        "kind": kind,
        "subject": subject,
        "key": key,
        "command_hash": bytes(command_hash).hex(),
        "value_on": iso(value_on),
        "booked_on": iso(booked_on),
        "period": period,
        "entered_at": _instant(seq, entered_at),
        "actor": actor,
        "role": role,
        "voucher": voucher,
        "document": document,
        "narration": narration,
        "command": command,
        "event": event,
        "bylaws_version": bylaws_version,
        "rules_version": rules_version,
        "reverses": reverses,
        "lines": [
            {"account": account, "unit": unit, "fund": fund, "subject": whose, "amount_minor": str(amount)}
            for account, unit, fund, whose, amount in lines
        ],
        "total_minor": str(total),
        "leaf": bytes(leaf).hex(),
    }
    return _write_json(data) + "\n"


def _instant(seq: int, microseconds: int) -> str:
    try:
        at = _EPOCH + timedelta(microseconds=microseconds)
    except OverflowError:
        raise UnwritableRecordError(seq=seq, reason=f"entered_at {microseconds}") from None
    return at.isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"
