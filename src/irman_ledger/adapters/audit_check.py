"""Checks an audit trail without its database: the standard library, the evidence functions of core, and the folder.

A trail that was altered is found, and the record named. A trail that was written anew from its first to its last byte agrees
with itself: against that only a size and a root help that were kept outside (`checkpoints`).
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from irman_ledger.adapters.audit_form import FILE_NAME, MANIFEST, RECORD, fault, strict_json
from irman_ledger.adapters.outcome import Check, Finding, Outcome, text_of
from irman_ledger.adapters.refusals import TrailMissingError
from irman_ledger.core.evidence.leaf import leaf_data
from irman_ledger.core.evidence.merkle import frontier_append, frontier_root, leaf_hash
from irman_ledger.errors import InvalidInputError, Lang

__all__ = ["TrailMissingError", "TrailReport", "verify_trail"]

LINE_BYTES_MAX = 32_000_000
MANIFEST_BYTES_MAX = 32_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TITLES: Mapping[str, Mapping[Lang, str]] = {
    "manifest": {"en": "the manifest and its totals", "id": "manifes dan jumlahnya"},
    "files": {"en": "files and their hashes", "id": "berkas dan hash-nya"},
    "form": {"en": "the form of each record", "id": "bentuk tiap catatan"},
    "log": {"en": "records without gap, leaves and root", "id": "catatan tanpa lompatan, daun, dan akar"},
    "entries": {"en": "balance, total and dates of entries", "id": "keseimbangan, jumlah, dan tanggal ayat jurnal"},
    "vouchers": {"en": "voucher numbers without gaps", "id": "nomor bukti tanpa lompatan"},
    "checkpoints": {"en": "sizes and roots kept outside", "id": "jumlah dan akar dari luar"},
}
NOT_CHECKED: Mapping[Lang, tuple[str, ...]] = {
    "en": (
        "what was rewritten together with its root (compare size and root with ones kept outside)",
        "the personal values behind their commitments, which no trail holds",
        "whether the papers behind the entries are true",
        "whether the rules would decide the commands alike, and whether reversals, closed months and balances follow them",
    ),
    "id": (
        "perubahan yang ditulis ulang bersama akarnya (bandingkan jumlah dan akar dengan yang disimpan di luar)",
        "data pribadi di balik komitmen, yang tidak ada dalam jejak audit",
        "kebenaran bukti di balik ayat jurnal",
        "apakah aturan memutuskan perintah dengan hasil sama, serta pembalikan, bulan tertutup, dan saldo",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailReport:
    """What was checked in a trail, what was found, and what was not checked."""

    book: str
    size: int
    root: str
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def summary(self, lang: Lang = "en") -> str:
        """The report for a terminal."""
        words = ("Jejak audit", "catatan", "akar") if lang == "id" else ("Audit trail", "records", "root")
        head = f"{words[0]}: {self.book}, {self.size} {words[1]}\n  {words[2]} {self.root}"
        return text_of(head, self.checks, self.findings, NOT_CHECKED[lang], lang)


def verify_trail(folder: Path, *, checkpoints: Iterable[tuple[int, bytes]] = ()) -> TrailReport:
    """Check a folder that `export_audit` wrote.

    Parameters
    ----------
    checkpoints
        Sizes and roots kept outside: the log must have passed through each of them.

    Raises
    ------
    TrailMissingError
        ``trail.missing``: the folder has no manifest. Everything else that is wrong is a finding.
    """
    folder, found = Path(folder), Outcome(_TITLES)
    manifest = _manifest(folder, found)
    if manifest is None:
        return TrailReport(book="?", size=0, root="?", checks=found.checks(), findings=tuple(found.findings))
    trail = _Trail(manifest["book"], found, dict(checkpoints))
    for entry in manifest["files"]:
        _check_file(folder, entry, trail)
    _check_strangers(folder, manifest, found)
    _check_totals(manifest, trail)
    book = manifest["book"]["id"]
    return TrailReport(book=book, size=trail.size, root=trail.root, checks=found.checks(), findings=tuple(found.findings))


def _manifest(folder: Path, found: Outcome) -> dict[str, Any] | None:
    path = folder / "manifest.json"
    if not path.is_file() or path.is_symlink():
        raise TrailMissingError(field="folder", folder=str(folder))
    found.count("manifest")
    with open(path, "rb") as given:
        raw = given.read(MANIFEST_BYTES_MAX + 1)
    try:
        manifest = strict_json(raw)
    except ValueError as error:
        found.add("manifest", "manifest.json", f"cannot be read: {error}")
        return None
    wrong = fault(MANIFEST, manifest)
    if wrong is not None:
        found.add("manifest", "manifest.json", wrong)
        return None
    good: dict[str, Any] = manifest
    return good


def _check_file(folder: Path, entry: dict[str, Any], trail: _Trail) -> None:
    name, found = entry["name"], trail.found
    path = folder / name
    found.count("files")
    if not path.is_file() or path.is_symlink():
        found.add("files", name, "is not there, or is no plain file")
        return
    digest, size, first = sha256(), 0, trail.size
    with open(path, "rb") as given:
        number = 0
        while raw := given.readline(LINE_BYTES_MAX):
            digest.update(raw)
            size += len(raw)
            number += 1
            trail.take(raw, f"{name} line {number}")
    if digest.hexdigest() != entry["sha256"] or size != entry["bytes"]:
        found.add("files", name, "is not the file that the manifest names: another hash or size")
    if (entry["first_seq"], entry["last_seq"]) != (first, trail.size - 1):
        found.add("manifest", name, f"holds records {first} to {trail.size - 1}, the manifest says otherwise")


def _check_strangers(folder: Path, manifest: dict[str, Any], found: Outcome) -> None:
    known = [entry["name"] for entry in manifest["files"]]
    if len(set(known)) != len(known):
        found.add("manifest", "manifest.json", "names a file twice")
    for path in sorted(folder.iterdir()):
        if path.name not in known and path.suffix == ".jsonl":
            found.add("files", path.name, f"is in no manifest (only {FILE_NAME} that it names)")


def _check_totals(manifest: dict[str, Any], trail: _Trail) -> None:
    counted: dict[str, Any] = {
        "size": trail.size,
        "root": trail.root,
        "entries": trail.entries,
        "lines": trail.lines,
        "debit_minor": str(trail.debit),
        "kinds": dict(trail.kinds),
    }
    for name, value in counted.items():
        check = "log" if name in ("size", "root") else "manifest"
        if manifest[name] != value:
            trail.found.add(check, "manifest.json", f"{name} is {manifest[name]}, the records give {value}")
    if not _is_day(manifest["book"]["begins_on"]):
        trail.found.add("manifest", "manifest.json", "begins_on is no day")
    for size in trail.checkpoints:
        trail.found.count("checkpoints")
        if size not in trail.passed:
            trail.found.add("checkpoints", f"size {size}", f"the log has {trail.size} records")


@dataclass(slots=True)
class _Trail:
    """The records as they come: what they add up to, and what is wrong with them."""

    book: dict[str, str]
    found: Outcome
    checkpoints: dict[int, bytes]
    size: int = 0
    frontier: bytes | None = b""
    entries: int = 0
    lines: int = 0
    debit: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    memorandum: dict[int, dict[str, bool]] = field(default_factory=dict)
    vouchers: dict[tuple[str, int], tuple[int, int]] = field(default_factory=dict)
    passed: set[int] = field(default_factory=set)

    @property
    def root(self) -> str:
        """The root over the leaves that stand in the records, hexadecimal; ``?`` where a leaf cannot be read."""
        return "?" if self.frontier is None else frontier_root(self.size, self.frontier).hex()

    def take(self, raw: bytes, where: str) -> None:
        """Look at the next record."""
        place, self.size = self.size, self.size + 1
        self.found.count("form")
        try:
            record = strict_json(raw)
            wrong = "does not end with a line feed" if not raw.endswith(b"\n") else fault(RECORD, record)
        except ValueError as error:
            wrong = f"cannot be read: {error}"
        if wrong is not None:
            self.found.add("form", f"record {place} ({where})", wrong)
            self.frontier = None
            return
        at = f"record {record['seq']}"
        if record["seq"] != place:
            self.found.add("log", at, f"stands where record {place} must stand ({where})")
        self._check_leaf(record, at)
        self._grow(place, bytes.fromhex(record["leaf"]))
        self._read_charter(record, at)
        self._check_entry(record, at)
        self._check_voucher(record, at)

    def _grow(self, place: int, leaf: bytes) -> None:
        if self.frontier is None:
            return
        self.frontier = frontier_append(place, self.frontier, leaf)
        if self.size in self.checkpoints:
            self.passed.add(self.size)
            if frontier_root(self.size, self.frontier) != self.checkpoints[self.size]:
                self.found.add("checkpoints", f"size {self.size}", "the log did not pass through the root kept outside")

    def _check_leaf(self, record: dict[str, Any], at: str) -> None:
        self.found.count("log")
        try:
            leaf = leaf_hash(leaf_data(bytes.fromhex(self.book["uuid"]), self.book["currency"], *_fields(record)))
        except (InvalidInputError, ValueError) as error:
            self.found.add("log", at, f"its leaf cannot be computed: {error}")
            return
        if leaf.hex() != record["leaf"]:
            self.found.add("log", at, "the leaf does not fit what it says")
        if sha256(b"irman/command/v1\0" + record["command"].encode()).hexdigest() != record["command_hash"]:
            self.found.add("log", at, "the command's hash does not fit its text")

    def _read_charter(self, record: dict[str, Any], at: str) -> None:
        event = self._json(record, "event", at)
        self._json(record, "command", at)
        if event.get("kind") != record["kind"] or event.get("on", record["value_on"]) != record["value_on"]:
            self.found.add("log", at, "the event is of another kind or day")
        if (record["seq"] == 0) != (record["kind"] == "book.opened"):
            self.found.add("log", at, "the first record, and only it, opens the book")
        match record["kind"]:
            case "book.opened":
                said = {"id": event.get("id"), "uuid": event.get("uuid"), "currency": event.get("currency"), "begins_on": event.get("on")}
                if said != self.book:
                    self.found.add("manifest", "manifest.json", "the book is not the one that record 0 opened")
                self._read_bylaws(1, event.get("bylaws"), at)
            case "book.bylaws-adopted":
                self._read_bylaws(event.get("bylaws_version"), event.get("bylaws"), at)

    def _json(self, record: dict[str, Any], name: str, at: str) -> dict[str, Any]:
        try:
            data = strict_json(record[name])
        except ValueError as error:
            self.found.add("log", at, f"its {name} cannot be read: {error}")
            return {}
        if not isinstance(data, dict) or not isinstance(data.get("kind"), str):
            self.found.add("log", at, f"its {name} names no kind")
            return {}
        return data

    def _read_bylaws(self, version: Any, source: Any, at: str) -> None:
        try:
            chart = _memorandum_in(source)
        except (tomllib.TOMLDecodeError, RecursionError, TypeError, KeyError, AttributeError) as error:
            self.found.add("log", at, f"its bylaws cannot be read: {error}")
            return
        following = len(self.memorandum) + 1
        if version != following:
            self.found.add("log", at, f"adopts bylaws {version} where {following} follow")
        self.memorandum[following] = chart

    def _check_entry(self, record: dict[str, Any], at: str) -> None:
        self.found.count("entries")
        lines, total = record["lines"], 0
        chart = self.memorandum.get(record["bylaws_version"], {})
        if not chart:
            self.found.add("entries", at, f"bylaws {record['bylaws_version']} are not in the trail before it")
        sums: dict[tuple[str, str, bool], int] = {}
        for line in lines:
            amount, account = int(line["amount_minor"]), line["account"]
            total += max(amount, 0)
            if not amount or account not in chart:
                self.found.add("entries", at, f"a line on account {account} has no amount, or the chart no such account")
            key = (line["unit"], line["fund"], chart.get(account, False))
            sums[key] = sums.get(key, 0) + amount
        if any(sums.values()) or len(lines) == 1:
            self.found.add("entries", at, "the entry does not balance")
        if total != int(record["total_minor"]):
            self.found.add("entries", at, "the total does not fit its lines")
        for wrong in _date_faults(record, self.book["begins_on"]):
            self.found.add("entries", at, wrong)
        self.entries += bool(lines)
        self.lines += len(lines)
        self.debit += total
        self.kinds[record["kind"]] += 1

    def _check_voucher(self, record: dict[str, Any], at: str) -> None:
        voucher = record["voucher"]
        if (voucher is not None) != bool(record["lines"]):
            self.found.add("vouchers", at, "has a voucher without an entry, or an entry without a voucher")
        if voucher is None:
            return
        self.found.count("vouchers")
        slot = (voucher["series"], voucher["year"])
        number, part = self.vouchers.get(slot, (0, 0))
        is_next = voucher["number"] == number + 1 and voucher["part"] in (0, 1)
        if not is_next and not (part and (voucher["number"], voucher["part"]) == (number, part + 1)):
            self.found.add("vouchers", at, f"voucher {voucher['number']} of {slot[0]}/{slot[1]} does not follow number {number}")
        self.vouchers[slot] = (voucher["number"], voucher["part"])


@lru_cache(maxsize=16)
def _memorandum_in(bylaws: str) -> dict[str, bool]:
    """Every account of the bylaws by code, and whether it is a memorandum account."""
    return {account["code"]: account["kind"] == "memorandum" for account in tomllib.loads(bylaws)["accounts"]}


def _fields(record: dict[str, Any]) -> Iterator[Any]:
    """What the leaf hashes, in its order, from seq on."""
    voucher = record["voucher"] or {"series": "", "year": 0, "number": 0, "part": 0}
    yield from (record["seq"], record["kind"], record["subject"], record["key"], bytes.fromhex(record["command_hash"]))
    yield from (record["value_on"], record["booked_on"], record["period"], _microseconds(record["entered_at"]))
    yield from (record["actor"], record["role"], voucher["series"], voucher["year"], voucher["number"], voucher["part"])
    yield from (record["document"], record["narration"], record["command"], record["event"])
    yield from (record["bylaws_version"], record["rules_version"], record["reverses"])
    yield from (len(record["lines"]), int(record["total_minor"]))
    yield tuple((line["account"], line["unit"], line["fund"], line["subject"], int(line["amount_minor"])) for line in record["lines"])


def _microseconds(entered_at: str) -> int:
    return (datetime.fromisoformat(entered_at.removesuffix("Z") + "+00:00") - _EPOCH) // timedelta(microseconds=1)


def _date_faults(record: dict[str, Any], begins_on: str) -> Iterator[str]:
    booked_on, value_on, period = record["booked_on"], record["value_on"], record["period"]
    if not (_is_day(booked_on) and _is_day(value_on)):
        yield "a date is no day"
    elif not begins_on <= value_on <= booked_on:
        yield "the value date is before the book began or after the booking date"
    elif period // 100 != int(booked_on[:4]) or period % 100 not in (int(booked_on[5:7]), 13, 14):
        yield "the period is not the month of the booking date"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
