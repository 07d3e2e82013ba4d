"""What a record says of itself, against the records before it: dates, periods, vouchers, versions, reversals."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from irman_ledger.books.charter import BylawsAdopted, RecordReversed
from irman_ledger.books.modules import RULES_VERSION
from irman_ledger.books.verify.report import Notebook
from irman_ledger.books.verify.rulebook import Rulebook
from irman_ledger.books.verify.source import Row, Source

_KEYS = "SELECT key, min(seq), count(*) FROM irman_record WHERE book = ? GROUP BY key HAVING count(*) > 1 OR key = ''"
_QUARTER = 900_000_000
_LATEST = 2**52


class Facts:
    """Looks at the columns of each record as it passes."""

    def __init__(self, notebook: Notebook, rulebook: Rulebook, source: Source, begins_on: str) -> None:
        self._closed_to = 0
        self._notebook = notebook
        self._rulebook = rulebook
        self._source = source
        self._begins_on = begins_on
        self._entered_at = 0
        self._numbers: dict[tuple[str, int], tuple[int, int]] = {}
        self._reversed: set[int] = set()

    def take(self, chunk: list[tuple[Row, list[Row]]], closed_to: int) -> None:
        """The next records, booked when months up to `closed_to` were closed."""
        self._closed_to = closed_to
        for record, lines in chunk:
            self._check_dates(record)
            self._check_versions(record)
            if lines:
                self._check_voucher(record)
            elif (record[11], record[12], record[13], record[14]) != ("", 0, 0, 0):
                self._find("vouchers", record, "number", record[13], 0)
            if record[21] is not None or record[1] == RecordReversed.kind:
                self._check_reversal(record, lines)
        for check in ("dates", "closed", "versions"):
            self._notebook.count(check, len(chunk))

    def _find(self, check: str, record: Row, column: str, found: object, wanted: object) -> None:
        self._notebook.find(check, "irman_record", record[0], "differs", column, found, wanted)

    def _check_dates(self, record: Row) -> None:
        seq, value_on, booked_on, period, entered_at = record[0], record[5], record[6], record[7], record[8]
        if booked_on < value_on:
            self._find("dates", record, "booked_on", booked_on, f">= {value_on}")
        if value_on < self._begins_on:
            self._find("dates", record, "value_on", value_on, f">= {self._begins_on}")
        if str(period) != booked_on[:4] + booked_on[5:7]:
            self._find("dates", record, "period", period, booked_on[:4] + booked_on[5:7])
        if period <= self._closed_to:
            self._find("closed", record, "period", period, f"> {self._closed_to}")
        if entered_at < self._entered_at:
            self._notebook.note("dates", "irman_record", seq, "outside", "entered_at", entered_at, self._entered_at)
        self._entered_at = entered_at
        latest = self._rulebook.latest
        if seq and latest is not None and booked_on > _day(min(max(entered_at, 0), _LATEST) // _QUARTER, latest.time_zone):
            self._notebook.note("dates", "irman_record", seq, "outside", "booked_on", booked_on, f"entered_at {entered_at}")

    def _check_versions(self, record: Row) -> None:
        seq, kind, value_on, version, rules = record[0], record[1], record[5], record[19], record[20]
        if kind != BylawsAdopted.kind:
            wanted = self._rulebook.in_force(seq, value_on)
            if version != wanted:
                self._find("versions", record, "bylaws_version", version, wanted)
        if not 1 <= rules <= RULES_VERSION:
            self._find("versions", record, "rules_version", rules, f"1..{RULES_VERSION}")

    def _check_voucher(self, record: Row) -> None:
        booked_on, series, year, number, part, version = record[6], record[11], record[12], record[13], record[14], record[19]
        last, last_part = self._numbers.get((series, year), (0, 0))
        self._numbers[(series, year)] = (number, part)
        self._notebook.count("vouchers")
        is_next = number == last + 1 and part in (0, 1)
        is_further_part = number == last and last_part > 0 and part == last_part + 1
        if not is_next and not is_further_part:
            self._find("vouchers", record, "number", f"{series}/{year}/{number}-{part}", f"{series}/{year}/{last + 1}")
        if part < 2 and (wanted := self._rulebook.booking_year(version, booked_on)) != year:
            self._find("vouchers", record, "year", year, wanted)

    def _check_reversal(self, record: Row, lines: list[Row]) -> None:
        seq, kind, subject, target = record[0], record[1], record[2], record[21]
        self._notebook.count("reversals")
        if kind != RecordReversed.kind or target is None or not 0 <= target < seq:
            self._find("reversals", record, "reverses", target, f"{RecordReversed.kind} < {seq}")
            return
        if target in self._reversed:
            self._find("reversals", record, "reverses", target, "once")
        self._reversed.add(target)
        found = self._source.rows("SELECT kind, subject FROM irman_record WHERE book = ? AND seq = ?", (self._source.book, target))
        if not found or found[0][0] == RecordReversed.kind or found[0][0].startswith("book."):
            self._find("reversals", record, "reverses", target, "a record that can be reversed")
        elif found[0][1] != subject:
            self._find("reversals", record, "subject", subject, found[0][1])
        before = [(*line[:4], -line[4]) for line in self._source.lines_of(target)]
        if before != lines:
            self._find("reversals", record, "lines", lines, before)

    def finish(self) -> None:
        """Keys used twice."""
        size = self._source.rows("SELECT count(*) FROM irman_record WHERE book = ?", (self._source.book,))[0][0]
        self._notebook.count("keys", size)
        for key, seq, count in self._source.rows(_KEYS, (self._source.book,)):
            self._notebook.find("keys", "irman_record", seq, "broken", "key", f"{key!r} × {count}")


@lru_cache(maxsize=4096)
def _day(quarter: int, time_zone: str) -> str:
    # Time zones are whole quarters of an hour away from UTC, so that a quarter lies within one day.
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=15 * quarter)).astimezone(ZoneInfo(time_zone)).date().isoformat()
