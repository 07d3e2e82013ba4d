"""All assets of a book as they stood on a day, read in two statements however many they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from irman_ledger.books.reader import SEALED, Reader, lines_of
from irman_ledger.books.wire import load_event
from irman_ledger.coop.assets import MODULE, AssetDepreciated
from irman_ledger.coop.assets.events import AssetEvent
from irman_ledger.coop.assets.state import AssetState, evolve
from irman_ledger.core.money import Money
from irman_ledger.errors import UnknownSubjectError

_KINDS = tuple(event.kind for event in MODULE.events if event is not AssetDepreciated)
_DAY = "CASE WHEN {0}.line_count = 0 THEN {0}.value_on ELSE {0}.booked_on END"  # what moves no money is not booked at another day
_EVENTS = f"""SELECT r.subject, r.event FROM irman_record r
WHERE r.book = ? AND r.subject >= 'asset:' AND r.subject < 'asset;' AND r.subject <> '' AND {_DAY.format("r")} <= ?
 AND r.kind IN ({", ".join("?" * len(_KINDS))})
 AND NOT EXISTS (SELECT 1 FROM irman_record u WHERE u.book = r.book AND u.reverses = r.seq AND u.reverses IS NOT NULL
  AND {_DAY.format("u")} <= ?)
ORDER BY r.subject, r.seq"""
_LIFE = f"""SELECT r.seq, r.event FROM irman_record r
WHERE r.book = ? AND r.subject = ? AND r.reverses IS NULL AND {_DAY.format("r")} <= ?
 AND NOT EXISTS (SELECT 1 FROM irman_record u WHERE u.book = r.book AND u.reverses = r.seq AND u.reverses IS NOT NULL
  AND {_DAY.format("u")} <= ?)
ORDER BY r.seq"""
_LINES = f"SELECT l.seq, l.account, sum(l.amount) FROM {SEALED} WHERE l.book = ? AND {{}} AND l.booked_on <= ? GROUP BY l.seq, l.account"
_BALANCES = f"""SELECT l.subject, l.account, sum(l.amount) FROM {SEALED}
WHERE l.book = ? AND l.subject >= 'asset:' AND l.subject < 'asset;' AND l.booked_on <= ?
GROUP BY l.subject, l.account"""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetPosition:
    """An asset as it stood at the end of a day.

    Parameters
    ----------
    state
        Who kept it, how it was, whether it had left.
    balances
        By account of the ledger, debit positive.
    """

    state: AssetState
    currency: str
    balances: Mapping[str, Money]

    @property
    def cost(self) -> Money:
        """What it cost, or was worth when it came; of what has left nothing."""
        return self._on(self.state.account)

    @property
    def written_off(self) -> Money:
        """What is written off of it by wear and impairment, zero or more."""
        return -self._on(self.state.depreciation_account) - self._on(self.state.impairment_account)

    @property
    def carrying(self) -> Money:
        """Cost less what is written off (nilai tercatat)."""
        return self.cost - self.written_off

    def is_there(self, on: date) -> bool:
        """Whether it had not left by a day."""
        return self.state.left_on is None or self.state.left_on > on

    def _on(self, account: str | None) -> Money:
        nothing = Money.zero(self.currency)
        return nothing if account is None else self.balances.get(account, nothing)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetStep:
    """One event of an asset, and how it stood after it."""

    event: AssetEvent
    after: AssetPosition


class AssetsReader:
    """The register of assets of a snapshot."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def positions(self, on: date) -> tuple[AssetPosition, ...]:
        """Every asset that had come by a day, those that left too, in order of number; what was reversed by then is left out.

        What was booked up to the day counts; what moved no money counts by its value date.
        """
        reader, until = self._reader, on.isoformat()
        balances: dict[str, dict[str, Money]] = {}
        for subject, account, amount in reader.port.rows(_BALANCES, (reader.book, until)):
            balances.setdefault(subject, {})[account] = Money(int(amount), reader.currency)
        states: dict[str, AssetState] = {}
        for subject, text in reader.port.rows(_EVENTS, (reader.book, until, *_KINDS, until)):
            event: Any = load_event(text, reader.currency)
            states[subject] = evolve(states.get(subject), event)
        return tuple(
            AssetPosition(state=state, currency=reader.currency, balances=balances.get(subject, {})) for subject, state in states.items()
        )

    def life(self, no: str, on: date) -> tuple[AssetStep, ...]:
        """What happened to an asset by a day, in the order in which it was recorded; what was reversed by then is left out.

        Raises
        ------
        UnknownSubjectError
            ``subject.unknown``
        """
        reader, subject, until = self._reader, f"asset:{no}", on.isoformat()
        if reader.subject(subject) is None:
            raise UnknownSubjectError(field="asset", subject=no)
        moved: dict[int, dict[str, Money]] = {}
        for seq, account, amount in reader.port.rows(_LINES.format(lines_of(subject)), (reader.book, subject, until)):
            moved.setdefault(seq, {})[account] = Money(int(amount), reader.currency)
        state: AssetState | None = None
        balances: dict[str, Money] = {}
        steps = []
        for seq, text in reader.port.rows(_LIFE, (reader.book, subject, until, until)):
            event: Any = load_event(text, reader.currency)
            state, balances = evolve(state, event), dict(balances)
            for account, amount in moved.get(seq, {}).items():
                balances[account] = balances.get(account, amount * 0) + amount
            steps.append(AssetStep(event=event, after=AssetPosition(state=state, currency=reader.currency, balances=balances)))
        return tuple(steps)
