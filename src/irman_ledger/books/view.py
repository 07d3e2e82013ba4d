"""One snapshot of a book, read with typed readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from irman_ledger.books.asset_positions import AssetsReader
from irman_ledger.books.caps import above_caps
from irman_ledger.books.cash import CashDay, cash_day
from irman_ledger.books.clock import as_datetime
from irman_ledger.books.port import ConnectionPort
from irman_ledger.books.reader import LISTED_MAX, READ_HEAD, SEALED, Reader, check_head, day, lines_of
from irman_ledger.books.readers import LoansReader, MembersReader, SavingsReader
from irman_ledger.books.records import Actor, Record, RunningMovement, Voucher
from irman_ledger.books.refusals import UnknownRecordError
from irman_ledger.books.shares_reader import SharesReader
from irman_ledger.books.shelf import Identity, Shelf
from irman_ledger.books.spans import Span, last_period, months_of
from irman_ledger.books.stock_reader import StockReader
from irman_ledger.books.wire import load_event
from irman_ledger.core.balances import Balances
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.evidence.merkle import frontier_root
from irman_ledger.core.evidence.private import Private
from irman_ledger.core.journal import Line
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Event
from irman_ledger.core.prudence import AboveCap
from irman_ledger.core.subject import Subject
from irman_ledger.errors import DamagedError, InvalidInputError

PAGE_MAX = 1000

_RECORD = """SELECT seq, kind, subject, key, value_on, booked_on, period, entered_at, actor, role, series, year, number, part, document,
 narration, command, event, command_hash, bylaws_version, rules_version, reverses, line_count, total, leaf FROM irman_record"""
_RECORD_LINES = f"SELECT l.seq, l.account, l.unit, l.fund, l.subject, l.amount FROM {SEALED} WHERE l.book = ?"
_MOVED = f"""SELECT l.seq, l.no, l.value_on, l.booked_on, l.account, r.series, r.year, r.number, r.part, r.document, r.narration, l.amount,
 l.subject FROM {SEALED} WHERE l.book = ?"""
_MONTHS = "SELECT account, unit, fund, sum(debit), sum(credit) FROM irman_month_balance WHERE book = ? AND period >= ? AND period <= ?"
_SUMS = "SELECT l.account, l.unit, l.fund, sum(CASE WHEN l.amount > 0 THEN l.amount ELSE 0 END), "
_SUMS += f"sum(CASE WHEN l.amount < 0 THEN -l.amount ELSE 0 END) FROM {SEALED} WHERE l.book = ?"
_GROUPED = " GROUP BY account, unit, fund"
_GROUPED_LINES = " GROUP BY l.account, l.unit, l.fund"


@dataclass(frozen=True, slots=True)
class Page:
    """Some movements in order of value date and seq; `next` asks for the ones after them, None at the end."""

    rows: tuple[RunningMovement, ...]
    next: tuple[str, int, int] | None


class View:
    """Reads one snapshot."""

    def __init__(self, port: Any, identity: Identity, shelf: Shelf) -> None:
        self.port: ConnectionPort = port
        self.identity = identity
        self._book = identity.book
        self._currency = identity.currency
        found = port.row(READ_HEAD, (identity.book,))
        if found is None:
            raise DamagedError(field="book", reason=f"book {identity.id} has no head")
        self.size: int = found[0]
        self._frontier = bytes(found[1])
        self._closed_to: int = found[2]
        self._shelf = shelf.at(port, found[3])
        self.reader = Reader(port, identity.book, identity.currency)

    # ------------------------------------------------------------ the book

    @property
    def bylaws(self) -> Bylaws:
        """The bylaws adopted last."""
        return self._shelf.latest

    def bylaws_on(self, on: date) -> Bylaws:
        """The bylaws in force on a day."""
        return self._shelf.on(on)[1]

    def above_caps(self, on: date) -> tuple[AboveCap, ...]:
        """What runs above a cap of the regulation in force on a day."""
        return above_caps(self.reader, self.bylaws_on(on), on)

    def bylaws_version(self, version: int) -> Bylaws:
        """One version of the bylaws, as `Record.bylaws_version` names it."""
        return self._shelf.version(version)

    @property
    def closed_to(self) -> Month | None:
        """The last closed month."""
        return Month(self._closed_to // 100, self._closed_to % 100) if self._closed_to else None

    def root(self) -> bytes:
        """The root of the log."""
        check_head(self.size, self._frontier)
        return frontier_root(self.size, self._frontier)

    @property
    def members(self) -> MembersReader:
        """Members and groups."""
        return MembersReader(self)

    @property
    def shares(self) -> SharesReader:
        """Share accounts."""
        return SharesReader(self)

    @property
    def savings(self) -> SavingsReader:
        """Savings accounts."""
        return SavingsReader(self)

    @property
    def loans(self) -> LoansReader:
        """Loans."""
        return LoansReader(self)

    @property
    def stock(self) -> StockReader:
        """Inventories and biological assets."""
        return StockReader(self.reader)

    @property
    def assets(self) -> AssetsReader:
        """The register of assets."""
        return AssetsReader(self.reader)

    def private(self, value: Private) -> Private:
        """A personal value as it is kept; only its commitment where it was erased."""
        if value.commitment is None:
            return value
        found = self.port.row("SELECT salt, value FROM irman_private WHERE book = ? AND commitment = ?", (self._book, value.commitment))
        if found is None or found[0] is None:
            return value
        return Private.of(found[1]).sealed(bytes(found[0]))

    def privates(self, values: Iterable[Private]) -> dict[bytes, Private]:
        """Many personal values as they are kept, by commitment; those that were erased are left out."""
        wanted = sorted({value.commitment for value in values if value.commitment is not None})
        found: dict[bytes, Private] = {}
        for start in range(0, len(wanted), LISTED_MAX):
            part = wanted[start : start + LISTED_MAX]
            sql = f"SELECT commitment, salt, value FROM irman_private WHERE book = ? AND commitment IN ({', '.join('?' * len(part))})"
            for commitment, salt, value in self.port.rows(sql, (self._book, *part)):
                if salt is not None:
                    found[bytes(commitment)] = Private.of(value).sealed(bytes(salt))
        return found

    # ------------------------------------------------------------ balances

    def balances(self, *, as_of: Month | date | None = None, period: Span | None = None, known_at: int | None = None) -> Balances:
        """Balances by account, unit and fund.

        Parameters
        ----------
        as_of
            Everything booked up to the end of a month, adjustments and closing of its year included, or of a day.
        period
            What was booked within months, of balance periods 01 to 13.
        known_at
            A seq: as the book stood before that record was written.

        Exactly one of `as_of` and `period` is given.
        """
        if (as_of is None) == (period is None):
            raise InvalidInputError(field="as_of", value=as_of, reason="give exactly one of as_of and period")
        if period is not None:
            first, last = months_of(period)
            found = self._months(first.period, last_period(last, 13), known_at)
        elif isinstance(as_of, Month):
            found = self._months(0, last_period(as_of, 14), known_at)
        else:
            assert as_of is not None
            found = self._up_to_day(as_of, known_at)
        return found

    def _months(self, first: int, last: int, known_at: int | None) -> Balances:
        found = self._of(self.port.rows(_MONTHS + _GROUPED, (self._book, first, last)))
        if known_at is None:
            return found
        sql, parameters = _SUMS + " AND l.seq >= ? AND r.period >= ? AND r.period <= ?", (self._book, known_at, first, last)
        return found.minus(self._of(self.port.rows(sql + _GROUPED_LINES, parameters)))

    def _up_to_day(self, on: date, known_at: int | None) -> Balances:
        month = Month.of(on)
        before = self._of(self.port.rows(_MONTHS + _GROUPED, (self._book, 0, last_period(month.previous(), 14))))
        text = _SUMS + " AND r.period = ? AND l.booked_on <= ?"
        within = self._of(self.port.rows(text + _GROUPED_LINES, (self._book, month.period, on.isoformat())))
        found = before.plus(within)
        if known_at is None:
            return found
        later = _SUMS + " AND l.seq >= ? AND l.booked_on <= ?"
        return found.minus(self._of(self.port.rows(later + _GROUPED_LINES, (self._book, known_at, on.isoformat()))))

    def _of(self, rows: Any) -> Balances:
        return Balances.of(self._currency, ((a, u, f, int(debit), int(credit)) for a, u, f, debit, credit in rows))

    def subject_balances(self, account: str, as_of: Month | date | None = None) -> dict[Subject, Money]:
        """The balances of every subject on an account, debit positive, zero left out; by booking date up to a day, or now."""
        if as_of is None:
            sql = "SELECT subject, balance FROM irman_subject_balance WHERE book = ? AND account = ?"
            rows = self.port.rows(sql, (self._book, account))
        else:
            until = as_of.last_day if isinstance(as_of, Month) else as_of
            sql = f"SELECT l.subject, sum(l.amount) FROM {SEALED} WHERE l.book = ? AND l.account = ? AND l.account <> ''"
            sql += " AND l.booked_on <= ? AND l.subject IS NOT NULL GROUP BY l.subject"
            rows = self.port.rows(sql, (self._book, account, until.isoformat()))
        return {Subject.parse(subject): self._money(int(amount)) for subject, amount in sorted(map(tuple, rows)) if amount}

    def balance_before(self, account: str, on: date) -> Money:
        """The balance of an account before a day, by booking date, debit positive."""
        month = Month.of(on)
        found = self.balances(as_of=month.previous()).net(account)
        sql = f"SELECT coalesce(sum(l.amount), 0) FROM {SEALED} WHERE l.book = ? AND l.account = ? AND l.account <> ''"
        span = self._book, account, month.first_day.isoformat(), on.isoformat()
        row = self.port.row(sql + " AND l.booked_on >= ? AND l.booked_on < ?", span)
        assert row is not None
        return found + self._money(int(row[0]))

    def account_movements(self, account: str, period: Span | date) -> Iterator[RunningMovement]:
        """The lines of an account within months or on a day, in order of booking date and seq, with the balance after each."""
        if isinstance(period, date):
            begins, ends = period, period
        else:
            begins, ends = months_of(period)[0].first_day, months_of(period)[1].last_day
        running = self.balance_before(account, begins)
        sql = _MOVED + " AND l.account = ? AND l.account <> '' AND l.booked_on >= ? AND l.booked_on <= ? ORDER BY l.booked_on, l.seq, l.no"
        for row in self.port.rows(sql, (self._book, account, begins.isoformat(), ends.isoformat())):
            running += self._money(row[11])
            yield self._movement(row, running)

    def cash_day(self, box: str, on: date) -> CashDay:
        """A cash box or bank account on a booking day; `UnknownBoxError` where the bylaws have none of this code."""
        return cash_day(self, box, on)

    def movements(
        self, subject: Subject | str, *, account: str | None = None, after: tuple[str, int, int] | None = None, limit: int = 50
    ) -> Page:
        """The lines of a subject in order of value date and seq, a page at a time, with the balance after each.

        Parameters
        ----------
        subject
            A subject, its text (``savings:SS-001``), or the number of a savings account, loan or share account.
        limit
            1 to 1000.
        """
        if not 1 <= limit <= PAGE_MAX:
            raise InvalidInputError(field="limit", value=limit, reason=f"must be 1 to {PAGE_MAX}")
        text = self._subject_text(subject)
        where, parameters = f" AND {lines_of(text)}", [self._book, text]
        if account is not None:
            where, parameters = where + " AND l.account = ?", [*parameters, account]
        running = 0
        upto, cursor = where, list(parameters)
        if after is not None:
            upto += " AND (l.value_on < ? OR (l.value_on = ? AND (l.seq < ? OR (l.seq = ? AND l.no <= ?))))"
            cursor += [after[0], after[0], after[1], after[1], after[2]]
            found = self.port.row(f"SELECT coalesce(sum(l.amount), 0) FROM {SEALED} WHERE l.book = ?" + upto, cursor)
            running = 0 if found is None else int(found[0])
            where += " AND (l.value_on > ? OR (l.value_on = ? AND (l.seq > ? OR (l.seq = ? AND l.no > ?))))"
            parameters += [after[0], after[0], after[1], after[1], after[2]]
        rows = self.port.rows(_MOVED + where + " ORDER BY l.value_on, l.seq, l.no LIMIT ?", [*parameters, limit + 1])
        page = []
        for row in rows[:limit]:
            running += row[11]
            page.append(self._movement(row, self._money(running)))
        last = rows[limit - 1] if len(rows) > limit else None
        return Page(tuple(page), None if last is None else (day(last[2]).isoformat(), last[0], last[1]))

    def _subject_text(self, subject: Subject | str) -> str:
        if isinstance(subject, Subject):
            return str(subject)
        if ":" in subject:
            return str(Subject.parse(subject))
        for kind in ("savings", "loan", "share", "asset", "stock"):
            if self.reader.subject(f"{kind}:{subject}") is not None:
                return f"{kind}:{subject}"
        raise InvalidInputError(field="subject", value=subject, reason="is not an account, loan, asset or item of this book")

    def _movement(self, row: Any, running: Money) -> RunningMovement:
        seq, _no, value_on, booked_on, account, series, year, number, part, document, narration, amount, subject = row
        return RunningMovement(
            seq=seq,
            value_on=day(value_on),
            booked_on=day(booked_on),
            account=account,
            voucher=Voucher(series, year, number, part),
            document=document,
            narration=narration,
            amount=self._money(amount),
            balance=running,
            subject=None if subject is None else Subject.parse(subject),
        )

    def _money(self, minor: int) -> Money:
        return Money(minor, self._currency)

    # ------------------------------------------------------------ records

    def records(self, *, after: int | None = None, period: Span | None = None, limit: int | None = None) -> Iterator[Record]:
        """Records in order of seq, after a cursor; of the balance periods of some months only, if asked."""
        at, left = (-1 if after is None else after), limit
        where, within = "", tuple[int, ...]()
        if period is not None:
            first, last = months_of(period)
            where, within = " AND period >= ? AND period <= ?", (first.period, last_period(last, 13))
        while left is None or left > 0:
            size = min(1000, left or 1000)
            rows = self.port.rows(f"{_RECORD} WHERE book = ? AND seq > ?{where} ORDER BY seq LIMIT ?", (self._book, at, *within, size))
            if not rows:
                return
            lines = self._lines_between(rows[0][0], rows[-1][0])
            for row in rows:
                yield self._record(row, lines.get(row[0], ()))
            at, left = rows[-1][0], None if left is None else left - len(rows)

    def journal(self, period: Span) -> Iterator[Record]:
        """The booked records of some months in order of booking date and seq."""
        first, last = months_of(period)
        sql = "SELECT seq FROM irman_record WHERE book = ? AND period >= ? AND period <= ? AND line_count > 0 ORDER BY booked_on, seq"
        wanted = [row[0] for row in self.port.rows(sql, (self._book, first.period, last_period(last, 13)))]
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            marks = ", ".join("?" * len(part))
            rows = {row[0]: row for row in self.port.rows(f"{_RECORD} WHERE book = ? AND seq IN ({marks})", (self._book, *part))}
            lines: dict[int, list[Line]] = {}
            for seq, *line in self.port.rows(f"{_RECORD_LINES} AND l.seq IN ({marks}) ORDER BY l.seq, l.no", (self._book, *part)):
                lines.setdefault(seq, []).append(self._line(*line))
            for seq in part:
                yield self._record(rows[seq], tuple(lines.get(seq, ())))

    def record(self, seq: int) -> Record:
        """One record; `UnknownRecordError` (``record.unknown``) where there is none."""
        found = self.port.row(_RECORD + " WHERE book = ? AND seq = ?", (self._book, seq))
        if found is None:
            raise UnknownRecordError(field="seq", seq=seq)
        return self._record(found, self._lines_between(seq, seq).get(seq, ()))

    def records_of(self, voucher: Voucher) -> tuple[Record, ...]:
        """The records of a voucher in order of part: all that share its number, or the one part that is named; () where none is."""
        where, given = "series = ? AND year = ? AND number = ? AND number > 0", [voucher.series, voucher.year, voucher.number]
        if voucher.part:
            where, given = f"{where} AND part = ?", [*given, voucher.part]
        rows = self.port.rows(f"{_RECORD} WHERE book = ? AND {where} ORDER BY part", (self._book, *given))
        # The parts of a voucher are written under one lock, so that no other record lies between them.
        lines = self._lines_between(rows[0][0], rows[-1][0]) if rows else {}
        return tuple(self._record(row, lines.get(row[0], ())) for row in rows)

    def event(self, record: Record) -> Event:
        """The event of a record."""
        return load_event(record.event, self._currency)

    def _lines_between(self, first: int, last: int) -> dict[int, tuple[Line, ...]]:
        sql = _RECORD_LINES + " AND l.seq >= ? AND l.seq <= ? ORDER BY l.seq, l.no"
        found: dict[int, list[Line]] = {}
        for seq, *line in self.port.rows(sql, (self._book, first, last)):
            found.setdefault(seq, []).append(self._line(*line))
        return {seq: tuple(lines) for seq, lines in found.items()}

    def _line(self, account: str, unit: str, fund: str, subject: str | None, amount: int) -> Line:
        return Line(account, self._money(amount), None if subject is None else Subject.parse(subject), unit, fund)

    def _record(self, row: Any, lines: tuple[Line, ...]) -> Record:
        seq, kind, subject, key, value_on, booked_on, period, entered_at, actor, role, series, year, number, part, *rest = row
        document, narration, command, event, command_hash, bylaws_version, rules_version, reverses, line_count, total, leaf = rest
        return Record(
            seq=seq,
            kind=kind,
            subject=Subject.parse(subject),
            key=key,
            value_on=day(value_on),
            booked_on=day(booked_on),
            period=period,
            entered_at=as_datetime(entered_at),
            actor=Actor(actor, role),
            voucher=Voucher(series, year, number, part) if number else None,
            document=document,
            narration=narration,
            command=command,
            event=event,
            command_hash=bytes(command_hash),
            bylaws_version=bylaws_version,
            rules_version=rules_version,
            reverses=reverses,
            line_count=line_count,
            total=self._money(total),
            leaf=bytes(leaf),
            lines=lines,
        )
