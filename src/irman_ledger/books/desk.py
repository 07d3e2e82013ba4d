"""A desk: where one actor records commands, previews them, reverses records and closes months."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from irman_ledger.books.adoption import decide_adoption
from irman_ledger.books.charter import AdoptBylaws, CloseMonth, MonthClosed, RecordReversed, ReverseRecord
from irman_ledger.books.items import Asked, Item, check_key, unpacked
from irman_ledger.books.month_end import MonthEndSummary, Progress, book_month_end, plan_month_end
from irman_ledger.books.periods import decide_closing
from irman_ledger.books.personal import is_same, seal
from irman_ledger.books.receipts import receipt_of
from irman_ledger.books.records import Actor, Preview, Receipt, Summary, Voucher
from irman_ledger.books.refusals import EmptyBatchError, KeyReusedError, TransactionEndedError
from irman_ledger.books.reversal import CARRIED, batch_of, carry_of, decide_reversal
from irman_ledger.books.unit import Decision, Unit, digest_of, hash_of, provisional
from irman_ledger.books.view import View
from irman_ledger.books.wire import dump
from irman_ledger.coop.register import module_of
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.codes import checked_reason
from irman_ledger.core.evidence.merkle import frontier_root
from irman_ledger.core.protocols import Command, Event
from irman_ledger.errors import InvalidInputError, IrmanError

if TYPE_CHECKING:
    from irman_ledger.books.book import Book

E = TypeVar("E", bound=Event)
CHUNK = 4096


class Desk:
    """Where one actor works on a book; cheap, made for each request.

    Parameters
    ----------
    within
        A caller's SQLAlchemy connection or session, whose transaction the records become part of: the library then never
        commits, and a refused command undoes only itself.
    settle
        The cash box or bank account for commands that name none.
    """

    def __init__(self, book: Book, actor: Actor, *, within: Any = None, settle: str | None = None) -> None:
        self._book = book
        self._actor = actor
        self._within = within
        self._settle = settle

    def record(
        self,
        command: Command[E],
        *,
        key: str,
        document: str | None = None,
        booked_on: date | None = None,
        expect: str | None = None,
    ) -> Receipt[E]:
        """Decide, book and seal one command, durably, or refuse it and leave no trace.

        Parameters
        ----------
        key
            Chosen by the caller, 1 to 200 characters: the same key with the same command gives the earlier receipt.
        document
            The number of the paper that it comes from.
        booked_on
            The booking date, where it is later than the value date ``command.on`` because that month is closed.
        expect
            The digest of a preview; the command is refused when the entry has become another.

        Raises
        ------
        RefusedError
            ``key.reused``, ``period.closed``, ``period.future``, ``period.before-begin``, ``preview.changed``,
            ``balance.below-zero`` and whatever the command's module refuses.
        """
        asked = self._asked(Item(command=command, key=key, document=document, booked_on=booked_on))
        with self._unit() as unit:
            unit.read_first(asked[0], key)
            return self._finished(self._take(unit, asked, expect=expect))

    def preview(self, command: Command[E]) -> Preview[E]:
        """What the command would leave if it were recorded now; nothing is written, locked or numbered."""
        settled = self._settled(command)
        with self._book.reading(self._within) as unit:
            unit.read_head()
            sealed, _kept = seal(settled)
            decision = unit.decide(sealed)
            event: Any = decision.event
            text = dump(event)
            return Preview(event=event, entry=decision.entry, digest=digest_of(text, decision.entry))

    def record_all(self, items: Iterable[Item | tuple[Command[Any], str]], *, one_voucher: bool = False) -> Summary:
        """Record many commands, all or none, streamed in chunks; an error names the `index` of its command.

        Parameters
        ----------
        one_voucher
            All share one voucher number as its parts 1, 2, 3 …
        """
        stream = self._all_asked(items)
        first, count, replayed = None, 0, 0
        with self._unit(bulk=True) as unit:
            unit.read_head()
            transaction = Transaction(self, unit, one_voucher=one_voucher)
            while chunk := tuple(islice(stream, CHUNK)):
                unit.prefetch([asked[0] for asked in chunk], [asked[1] for asked in chunk])
                for asked in chunk:
                    try:
                        receipt = transaction.take(asked)
                    except IrmanError as error:
                        error.index = count
                        raise
                    count += 1
                    replayed += receipt.replayed
                    first = receipt.seq if first is None else first
            root = frontier_root(unit.head.size, unit.head.frontier).hex()
        return Summary(first=first, count=count, replayed=replayed, root=root)

    @contextmanager
    def transaction(self, *, one_voucher: bool = False) -> Iterator[Transaction]:
        """Several commands under one lock, each seeing what the earlier ones left; all or none."""
        with self._unit() as unit:
            unit.read_head()
            transaction = Transaction(self, unit, one_voucher=one_voucher)
            try:
                yield transaction
            finally:
                transaction.has_ended = True

    def reverse(self, seq: int, *, on: date, reason: str, key: str, document: str | None = None) -> Receipt[RecordReversed]:
        """Negate a record exactly, once; one that shares its voucher with others is reversed with them.

        What was income or expense of an earlier book year is carried to equity (koreksi SHU tahun lalu) by a journal entry of its own,
        so that this year's result does not bear it.

        Parameters
        ----------
        reason
            Why, for the auditor: not blank, else ``code.malformed``.

        Raises
        ------
        RefusedError
            ``record.unknown``, ``reversal.already``, ``reversal.kind``, ``reversal.dependents``, ``balance.below-zero``, ``period.closed``
        MissingRoleError
            ``bylaws.role-missing``: of an earlier book year, in bylaws without the roles ``prior_year`` and ``prior_year_carried``.
        """
        checked_reason(reason)
        with self._unit() as unit:
            unit.read_head()
            receipts: dict[int, Receipt[RecordReversed]] = {}
            batch = batch_of(unit, seq)
            shared: Voucher | None = None
            for place, target in enumerate(batch, 1):
                command = ReverseRecord(on=on, seq=target, reason=reason)
                asked = unpacked(Item(command=command, key=key if len(batch) == 1 else f"{key}/{place}", document=document))
                decide = lambda unit, now=command: decide_reversal(unit, now)  # noqa: E731
                receipts[target] = self._take(unit, asked, decide=decide, shared=shared, is_batch=len(batch) > 1)
                shared = receipts[target].voucher or shared
            carrying = carry_of(unit, tuple(receipts.values()), on)
            if carrying is not None and not receipts[seq].replayed:
                self._take(unit, unpacked(Item(command=carrying, key=f"{key}/{CARRIED}", document=document)))
            return self._finished(receipts[seq])

    def close_month(self, month: Month, *, key: str | None = None) -> Receipt[MonthClosed]:
        """Close the next month: nothing is booked into it any more.

        Raises
        ------
        RefusedError
            ``period.order``, ``period.not-over``, ``period.clearing-not-zero``
        """
        command = CloseMonth(on=month.last_day, month=month)
        with self._unit() as unit:
            unit.read_head()
            asked = unpacked(Item(command=command, key=key or f"close:{month}"))
            receipt = self._take(unit, asked, decide=lambda unit: decide_closing(unit, command))
            unit.head.closed_to = max(unit.head.closed_to, month.period)
            return self._finished(receipt)

    def plan_month_end(self, month: Month, *, progress: Progress | None = None) -> MonthEndSummary:
        """What `end_month` would come to now, each subject decided by itself; nothing is booked.

        Raises
        ------
        ClosedPeriodError, FutureDateError
            ``period.closed``, ``period.future``
        MonthEndStoppedError
            ``month-end.stopped``, with the subjects that cannot be done.
        """
        with self._book.reading(self._within) as unit:
            return plan_month_end(unit, month, progress).summary

    def end_month(self, month: Month, *, progress: Progress | None = None) -> MonthEndSummary:
        """Book all that the end of a month asks for (proses akhir bulan); a second run adds nothing.

        It is planned whole on one snapshot, then booked in parts of 500 between which others go on; where it was broken off, it is
        begun again. The month stays open: `close_month` closes it.

        Raises
        ------
        ClosedPeriodError, FutureDateError
            ``period.closed``, ``period.future``
        MonthEndStoppedError
            ``month-end.stopped``: in the plan nothing is booked; where a subject moved since, the parts before it stay booked.
        """
        with self._book.reading(self._within) as unit:
            plan = plan_month_end(unit, month, progress)
        return book_month_end(plan, _Parts(self), progress)

    def adopt(self, bylaws: Bylaws, *, on: date, key: str) -> Receipt[Any]:
        """Adopt another version of the bylaws, decided on a day and in force from ``bylaws.from_on``.

        Raises
        ------
        RefusedError
            ``bylaws.from-on``, ``bylaws.account-changed``
        """
        command = AdoptBylaws(on=on, bylaws=bylaws.source)
        with self._unit() as unit:
            unit.read_head()
            asked = unpacked(Item(command=command, key=key))
            return self._finished(self._take(unit, asked, decide=lambda unit: decide_adoption(unit, command, bylaws)))

    # ------------------------------------------------------------ under it

    def _unit(self, *, bulk: bool = False) -> Any:
        return self._book.writing(self._within, bulk=bulk)

    def _finished(self, receipt: Receipt[Any]) -> Receipt[Any]:
        return receipt if self._within is None else provisional(receipt)

    def _settled(self, command: Command[E]) -> Command[E]:
        module_of(command)
        if self._settle is not None and getattr(command, "settle", self) is None:
            return replace(command, settle=self._settle)  # type: ignore[type-var]  # every command is a dataclass
        return command

    def _asked(self, item: Item | tuple[Command[Any], str]) -> Asked:
        if isinstance(item, Item):
            return self._settled(item.command), item.key, item.document, item.booked_on
        if not isinstance(item, tuple) or len(item) != 2:
            raise InvalidInputError(field="items", value=item, reason="must be an Item or a pair of command and key")
        check_key(item[1])
        return self._settled(item[0]), item[1], None, None

    def _all_asked(self, items: Iterable[Item | tuple[Command[Any], str]]) -> Iterator[Asked]:
        for place, item in enumerate(items):
            try:
                yield self._asked(item)
            except IrmanError as error:
                error.index = place
                raise

    def _take(
        self,
        unit: Unit,
        asked: Asked,
        *,
        decide: Any = None,
        expect: str | None = None,
        shared: Voucher | None = None,
        is_batch: bool = False,
    ) -> Receipt[Any]:
        """One command of a unit: its key, its decision, its record."""
        command, key, document, booked_on = asked
        found = unit.recorded(key)
        if found is not None:
            return self._replayed(unit, command, key, found)
        command, kept = seal(command)
        text = dump(command)
        decision: Decision = decide(unit) if decide is not None else unit.decide(command)
        voucher = self._shared_voucher(unit, decision, booked_on, shared) if is_batch else None
        receipt = unit.book(
            decision,
            key=key,
            command_hash=hash_of(text),
            command_text=text,
            actor=self._actor,
            entered_at=self._book.clock.now(),
            document=document,
            booked_on=booked_on,
            expect=expect,
            voucher=voucher,
        )
        for value in kept:
            unit.pending.add_private(decision.subject, value)
        return receipt

    def _shared_voucher(self, unit: Unit, decision: Decision, asked_for: date | None, shared: Voucher | None) -> Voucher:
        if decision.entry is None:
            raise EmptyBatchError(field="one_voucher", reason="a command books nothing")
        booked_on = unit.booking_day(decision.event.on, asked_for)
        if shared is None:
            return replace(unit.next_voucher(decision.entry, decision.bylaws, booked_on), part=1)
        if unit.slot_of(decision.entry, decision.bylaws, booked_on) != (shared.series, shared.year):
            raise EmptyBatchError(field="one_voucher", reason=f"not all belong to series {shared.series} of {shared.year}")
        return replace(shared, part=shared.part + 1)

    def _replayed(self, unit: Unit, command: Command[Any], key: str, found: tuple[int, bytes]) -> Receipt[Any]:
        seq, digest = found
        unit.flush_rows()
        if not is_same(command, unit.reader.port, unit.identity.book, seq, digest):
            raise KeyReusedError(field="key", key=key, seq=seq)
        return receipt_of(View(unit.reader.port, unit.identity, unit.shelf), seq)


@dataclass(frozen=True, slots=True)
class _Parts:
    """How the end of a month is booked at a desk."""

    desk: Desk

    def look(self) -> Any:
        return self.desk._book.reading(self.desk._within)

    def part(self) -> Any:
        return self.desk._unit(bulk=True)

    def book(self, unit: Unit, command: Command[Any], key: str) -> Receipt[Any]:
        return self.desk._take(unit, (command, key, None, None))


class Transaction:
    """Commands recorded one after another under one lock."""

    def __init__(self, desk: Desk, unit: Unit, *, one_voucher: bool) -> None:
        self._desk = desk
        self._unit = unit
        self._one_voucher = one_voucher
        self._shared: Voucher | None = None
        self._taken = self._replayed = 0
        self.has_ended = False

    @property
    def view(self) -> View:
        """The book with what this transaction has left in it so far."""
        self._check_open()
        self._unit.flush_if_changed()
        return View(self._unit.reader.port, self._unit.identity, self._unit.shelf)

    def record(self, command: Command[E], *, key: str, document: str | None = None, booked_on: date | None = None) -> Receipt[E]:
        """As `Desk.record`, within this transaction."""
        asked = self._desk._asked(Item(command=command, key=key, document=document, booked_on=booked_on))
        return self._desk._finished(self.take(asked))

    def take(self, asked: Asked) -> Receipt[Any]:
        """One command; under one voucher it becomes the next part."""
        self._check_open()
        receipt = self._desk._take(self._unit, asked, shared=self._shared, is_batch=self._one_voucher)
        if self._one_voucher:
            self._taken += 1
            self._replayed += receipt.replayed
            if self._replayed not in (0, self._taken):
                raise EmptyBatchError(field="one_voucher", reason="some of its commands were recorded before, others not")
            self._shared = receipt.voucher
        return receipt

    @contextmanager
    def one_voucher(self) -> Iterator[Transaction]:
        """What is recorded within shares one voucher number as its parts 1, 2, 3 …; what comes before and after does not."""
        self._check_open()
        before = self._one_voucher, self._shared, self._taken, self._replayed
        self._one_voucher, self._shared, self._taken, self._replayed = True, None, 0, 0
        try:
            yield self
        finally:
            self._one_voucher, self._shared, self._taken, self._replayed = before

    def _check_open(self) -> None:
        if self.has_ended:
            raise TransactionEndedError(field="transaction")
