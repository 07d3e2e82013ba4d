"""An audit trail stands by itself: it is checked without its database, and whatever is changed in it is found."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from irman_ledger import Book
from irman_ledger.adapters import audit
from irman_ledger.adapters.audit import ExportExistsError, Manifest, UnwritableRecordError, export_audit, line_of
from irman_ledger.adapters.audit_check import TrailMissingError, TrailReport, _fields, verify_trail
from irman_ledger.core.evidence.leaf import leaf_data
from irman_ledger.core.evidence.merkle import leaf_hash, root
from tests.adapters.kit import small_book

NAME = "records-00001.jsonl"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    with_everything = small_book(tmp_path_factory.mktemp("book") / "book.db")
    yield with_everything
    with_everything.close()


@pytest.fixture(scope="module")
def first_trail(book: Book, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Manifest]:
    folder = tmp_path_factory.mktemp("trail") / "jejak"
    return folder, export_audit(book, folder)


@pytest.fixture
def trail(first_trail: tuple[Path, Manifest], tmp_path: Path) -> Path:
    return Path(shutil.copytree(first_trail[0], tmp_path / "jejak"))


def records_of(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / NAME).read_text("utf-8").split("\n")[:-1]]


def put_back(folder: Path, records: list[dict[str, Any]], **manifest: Any) -> None:
    """Write records and repair what a forger can repair without touching a leaf: the file's hash, its size, what it names."""
    raw = "".join(json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n" for record in records).encode()
    (folder / NAME).write_bytes(raw)
    path = folder / "manifest.json"
    data = json.loads(path.read_text("utf-8")) | manifest
    data["files"][0] |= {"bytes": len(raw), "sha256": sha256(raw).hexdigest(), "last_seq": len(records) - 1}
    path.write_text(json.dumps(data), "utf-8")


def places(report: TrailReport) -> set[str]:
    return {finding.where.partition(" (")[0] for finding in report.findings}


def test_a_trail_of_any_database_is_checked_without_it(database_url: str, tmp_path: Path) -> None:
    book = small_book(database_url)
    manifest = export_audit(book, tmp_path / "jejak")
    size, log_root = book.size, book.root()
    book.close()
    assert (manifest.size, manifest.entries, manifest.lines, manifest.debit.plain()) == (21, 15, 31, "5782234.50")
    assert manifest.kinds["savings.deposited"] == 4
    assert manifest.ok
    report = verify_trail(tmp_path / "jejak", checkpoints=[(size, log_root)])
    assert report.findings == ()
    assert (report.ok, report.book, report.size, report.root) == (True, "irman", 21, log_root.hex())
    assert {check.name: check.count for check in report.checks} == {
        "manifest": 1, "files": 1, "form": 21, "log": 21, "entries": 21, "vouchers": 15, "checkpoints": 1,
    }  # fmt: skip


def test_a_record_says_who_did_what_when_and_by_which_paper(trail: Path) -> None:
    record = records_of(trail)[8]
    assert {name: record[name] for name in ("seq", "kind", "subject", "key", "actor", "role", "document", "narration")} == {
        "seq": 8, "kind": "loan.repaid", "subject": "loan:PJ-001", "key": "k8", "actor": "siti", "role": "teller",
        "document": "KM-017", "narration": "Angsuran pinjaman PJ-001",
    }  # fmt: skip
    assert (record["value_on"], record["booked_on"], record["period"]) == ("2014-05-10", "2014-05-10", 201405)
    assert record["entered_at"].startswith("2014-12-31T04:00:00.")
    assert record["voucher"] == {"series": "BKM", "year": 2014, "number": 3, "part": 0}
    assert record["command"] == '{"amount":"240000","kind":"loan.repay","loan":"PJ-001","on":"2014-05-10"}'
    assert json.loads(record["event"])["kind"] == "loan.repaid"
    assert record["total_minor"] == "24000000"
    assert record["lines"][1] == {
        "account": "1-1500", "unit": "UMUM", "fund": "UMUM", "subject": "loan:PJ-001", "amount_minor": "-20000000",
    }  # fmt: skip


def test_the_same_book_gives_the_same_bytes(book: Book, trail: Path, tmp_path: Path) -> None:
    export_audit(book, tmp_path / "again")
    assert {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()} == {
        path.name: path.read_bytes() for path in trail.iterdir()
    }


def test_no_personal_value_is_in_a_trail(trail: Path) -> None:
    assert all(b"Daeng Sija" not in path.read_bytes() for path in trail.iterdir())
    assert "commitment" in records_of(trail)[2]["command"]
    assert json.loads((trail / "manifest.json").read_text("utf-8"))["personal_values"] == "commitments only"


def test_the_report_lists_what_it_did_not_check(trail: Path) -> None:
    summary = verify_trail(trail).summary("id")
    assert summary.startswith("Jejak audit: irman, 21 catatan\n")
    assert summary.count("tidak diperiksa") == 4


def test_a_long_trail_is_written_in_several_files(book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "RECORDS_A_FILE", 8)
    manifest = export_audit(book, tmp_path / "jejak")
    assert [(file.name, file.first_seq, file.last_seq) for file in manifest.files] == [
        ("records-00001.jsonl", 0, 7), ("records-00002.jsonl", 8, 15), ("records-00003.jsonl", 16, 20),
    ]  # fmt: skip
    assert verify_trail(tmp_path / "jejak").findings == ()
    (tmp_path / "jejak" / "records-00002.jsonl").unlink()
    assert "records-00002.jsonl" in places(verify_trail(tmp_path / "jejak"))


# ---------------------------------------------------------------- what is changed is found


def _others(value: Any) -> Iterator[Any]:
    """Other values of the same form, and some of another."""
    match value:
        case None:
            yield from ("x", 1, {"series": "BM", "year": 2014, "number": 1, "part": 0})
        case bool() | int():
            yield from (value + 1, value - 1, str(value), None)
        case str():
            last = value[-1:]
            yield from (value + "1", value[:-1] + ("2" if last == "1" else "1"), None)
        case list():
            yield from (value[:-1], [*value, *value[:1]], list(reversed(value)), None)
        case dict():
            yield None
            for name, inner in value.items():
                yield from ({**value, name: other} for other in _others(inner))
            yield {**value, "more": 1}


def _changes(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name, value in record.items():
        yield from ({**record, name: other} for other in _others(value) if other != value)
        yield {other: inner for other, inner in record.items() if other != name}
    for place, line in enumerate(record["lines"]):
        for other in _others(line):
            yield {**record, "lines": [*record["lines"][:place], other, *record["lines"][place + 1 :]]}


@pytest.mark.parametrize("place", range(21))
def test_any_changed_field_of_any_record_is_found_and_the_record_named(trail: Path, place: int) -> None:
    records, tried = records_of(trail), 0
    for changed in _changes(records[place]):
        put_back(trail, [*records[:place], changed, *records[place + 1 :]])
        report = verify_trail(trail)
        assert not report.ok, changed
        assert f"record {changed.get('seq')}" in places(report) or f"record {place}" in places(report), (changed, report.findings)
        tried += 1
    assert tried > 50


def test_a_changed_byte_of_a_file_is_found_without_repairing_its_hash(trail: Path) -> None:
    path = trail / NAME
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b'"role":"teller"', b'"role" :"teller"', 1))
    assert NAME in places(verify_trail(trail))


@pytest.mark.parametrize(
    "change",
    [
        lambda records: records[:-1],
        lambda records: records[1:],
        lambda records: [*records[:5], *records[6:]],
        lambda records: [*records, records[-1]],
        lambda records: [*records[:5], records[6], records[5], *records[7:]],
        lambda records: [],
    ],
    ids=["last", "first", "middle", "twice", "swapped", "all"],
)
def test_a_record_left_out_added_or_moved_is_found(trail: Path, change: Any) -> None:
    put_back(trail, change(records_of(trail)))
    assert not verify_trail(trail).ok


@pytest.mark.parametrize("name", ["format", "version", "book", "size", "root", "entries", "lines", "debit_minor", "kinds", "files"])
def test_any_changed_value_of_the_manifest_is_found(trail: Path, name: str) -> None:
    path = trail / "manifest.json"
    data = json.loads(path.read_text("utf-8"))
    given, tried = data[name], 0
    values = [[{**given[0], key: value}] for key, old in given[0].items() for value in _others(old)] if name == "files" else _others(given)
    for value in values:
        if value != given:
            path.write_text(json.dumps({**data, name: value}), "utf-8")
            assert not verify_trail(trail).ok, value
            tried += 1
    assert tried


def _rewritten(trail: Path) -> None:
    """What a forger does who owns the folder: another amount, and every leaf, hash and total made to fit."""
    records = records_of(trail)
    for line, amount in zip(records[7]["lines"], ("4000000", "-4000000"), strict=True):
        line["amount_minor"] = amount
    records[7]["total_minor"] = "4000000"
    manifest = json.loads((trail / "manifest.json").read_text("utf-8"))
    leaf = leaf_hash(leaf_data(bytes.fromhex(manifest["book"]["uuid"]), "IDR", *_fields(records[7])))
    records[7]["leaf"] = leaf.hex()
    new_root = root([bytes.fromhex(record["leaf"]) for record in records]).hex()
    put_back(trail, records, root=new_root, debit_minor=str(578_223_450 + 1_000_000))


def test_a_trail_rewritten_as_a_whole_agrees_with_itself_and_not_with_a_root_kept_outside(trail: Path, book: Book) -> None:
    with book.read() as view:
        event = json.loads(next(record.event for record in view.records() if record.kind == "book.month-closed"))
        kept = [(view.size, view.root()), (event["size"], bytes.fromhex(event["root"])), (99, bytes(32))]
    assert places(verify_trail(trail, checkpoints=kept)) == {"size 99"}
    _rewritten(trail)
    assert verify_trail(trail).ok
    assert places(verify_trail(trail, checkpoints=kept)) == {"size 21", "size 17", "size 99"}


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"not json\n",
        b"[]\n",
        b"\xff\xfe\n",
        b'{"seq": 0, "seq": 0}\n',
        b'{"seq": 1.5}\n',
        b'{"seq": NaN}\n',
        b"[" * 100_000 + b"\n",
        b"9" * 5000 + b"\n",
        b'{"seq": 0}',
    ],
    ids=["empty", "text", "list", "bytes", "twice", "fraction", "nan", "deep", "long", "cut"],
)
def test_a_file_that_is_no_trail_is_a_finding_and_not_a_crash(trail: Path, raw: bytes) -> None:
    (trail / NAME).write_bytes(raw)
    assert not verify_trail(trail).ok
    (trail / "manifest.json").write_bytes(raw)
    assert not verify_trail(trail).ok


def test_a_lone_surrogate_in_a_record_is_a_finding(trail: Path) -> None:
    path = trail / NAME
    path.write_bytes(path.read_bytes().replace(b"Beban April", rb"Beban \ud800", 1))
    assert "record 7" in places(verify_trail(trail))


def test_a_manifest_reaches_no_file_outside_its_folder(trail: Path) -> None:
    path = trail / "manifest.json"
    path.write_text(path.read_text("utf-8").replace(NAME, "../outside.jsonl"), "utf-8")
    assert verify_trail(trail).findings[0].check == "manifest"


def test_a_link_in_the_place_of_a_file_is_a_finding(trail: Path, tmp_path: Path) -> None:
    (trail / NAME).rename(tmp_path / "elsewhere.jsonl")
    (trail / NAME).symlink_to(tmp_path / "elsewhere.jsonl")
    assert NAME in places(verify_trail(trail))


def test_a_file_that_no_manifest_names_is_a_finding(trail: Path) -> None:
    shutil.copy(trail / NAME, trail / "records-00002.jsonl")
    assert places(verify_trail(trail)) == {"records-00002.jsonl"}


# ---------------------------------------------------------------- writing


def test_a_folder_that_holds_something_is_never_written_to(book: Book, trail: Path) -> None:
    before = {path.name: path.read_bytes() for path in trail.iterdir()}
    for target in (trail, trail / NAME):
        with pytest.raises(ExportExistsError) as refused:
            export_audit(book, target)
        assert refused.value.code == "export.exists"
    assert {path.name: path.read_bytes() for path in trail.iterdir()} == before


def test_an_export_that_fails_leaves_no_file_and_no_manifest(book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(row: Any, lines: Any) -> str:
        if row[0] == 5:
            raise UnwritableRecordError(seq=5, reason="planted")
        return line_of(row, lines)

    monkeypatch.setattr(audit, "line_of", failing)
    with pytest.raises(UnwritableRecordError):
        export_audit(book, tmp_path / "jejak")
    assert list((tmp_path / "jejak").iterdir()) == []


def test_a_record_whose_lines_are_not_all_there_is_not_written(book: Book) -> None:
    row = (0, "k", "s", "", b"", "2014-04-01", "2014-04-01", 201404, 0, "a", "r", "", 0, 0, 0, None, "", "", "", 1, 1, None, 2, 0, b"")
    with pytest.raises(UnwritableRecordError, match="record 0 cannot be written: 0 of 2 lines"):
        line_of(row, [])


@pytest.mark.skipif(sys.platform == "win32", reason="files have no mode there")
def test_a_trail_is_for_its_owner_only(book: Book, tmp_path: Path) -> None:
    export_audit(book, tmp_path / "jejak")
    assert [path.stat().st_mode & 0o077 for path in (tmp_path / "jejak", *(tmp_path / "jejak").iterdir())] == [0, 0, 0]


def test_a_folder_without_a_manifest_is_no_trail(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(TrailMissingError) as refused:
            verify_trail(folder)
        assert (refused.value.code, refused.value.category) == ("trail.missing", "unknown")


def test_checking_a_trail_needs_the_standard_library_and_the_evidence_only() -> None:
    program = (
        "import sys\nimport irman_ledger.adapters.audit_check\nprint(*sorted(n for n in sys.modules if n.startswith('irman_ledger.')))\n"
    )
    program += "assert not {'sqlalchemy', 'alembic', 'dateutil', 'sqlite3'} & sys.modules.keys()"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert loaded == [
        "irman_ledger.adapters",
        "irman_ledger.adapters.audit_check",
        "irman_ledger.adapters.audit_form",
        "irman_ledger.adapters.outcome",
        "irman_ledger.adapters.refusals",
        "irman_ledger.core",
        "irman_ledger.core.evidence",
        "irman_ledger.core.evidence.encoding",
        "irman_ledger.core.evidence.leaf",
        "irman_ledger.core.evidence.merkle",
        "irman_ledger.errors",
    ]
