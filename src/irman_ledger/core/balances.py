"""Balances: debits and credits by account, unit and fund."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from irman_ledger.core.journal import Line
from irman_ledger.core.money import CurrencyMismatchError, Money


@dataclass(frozen=True, slots=True, order=True)
class BalanceKey:
    """What one balance is kept for."""

    account: str
    unit: str
    fund: str


@dataclass(frozen=True, slots=True)
class Turnover:
    """What was debited and what was credited, both zero or more, in minor units."""

    debit: int
    credit: int

    @property
    def net(self) -> int:
        """Debit less credit."""
        return self.debit - self.credit


@dataclass(frozen=True, slots=True, eq=False)
class Balances(Mapping[BalanceKey, Turnover]):
    """Turnovers by key; a key that was never posted to is not there and counts as zero."""

    currency: str
    _turnovers: Mapping[BalanceKey, Turnover]

    @classmethod
    def of(cls, currency: str, rows: Iterable[tuple[str, str, str, int, int]]) -> Balances:
        """From rows of account, unit, fund, debit and credit; equal keys are added."""
        sums: dict[BalanceKey, Turnover] = {}
        for account, unit, fund, debit, credit in rows:
            key = BalanceKey(account, unit, fund)
            before = sums.get(key)
            sums[key] = Turnover(debit, credit) if before is None else Turnover(before.debit + debit, before.credit + credit)
        return cls(currency, sums)

    @classmethod
    def of_lines(cls, currency: str, lines: Iterable[Line]) -> Balances:
        """What the lines add up to."""
        rows = ((li.account, li.unit, li.fund, max(li.amount.minor, 0), max(-li.amount.minor, 0)) for li in lines)
        return cls.of(currency, rows)

    def __getitem__(self, key: BalanceKey) -> Turnover:
        return self._turnovers[key]

    def __iter__(self) -> Iterator[BalanceKey]:
        return iter(self._turnovers)

    def __len__(self) -> int:
        return len(self._turnovers)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Balances):
            return NotImplemented
        return self.currency == other.currency and self._nonzero() == other._nonzero()

    def __hash__(self) -> int:
        return hash((self.currency, frozenset(self._nonzero().items())))

    def _nonzero(self) -> dict[BalanceKey, int]:
        return {key: turnover.net for key, turnover in self._turnovers.items() if turnover.net}

    def net(self, account: str) -> Money:
        """Debit less credit of one account over all units and funds."""
        return self.net_where(lambda key: key.account == account)

    def net_where(self, wanted: Callable[[BalanceKey], bool]) -> Money:
        """Debit less credit over the keys that are wanted."""
        return Money(sum(turnover.net for key, turnover in self._turnovers.items() if wanted(key)), self.currency)

    def by_account(self) -> Mapping[str, Turnover]:
        """Turnovers by account, units and funds added, in order of account code."""
        sums: dict[str, Turnover] = {}
        for key, turnover in sorted(self._turnovers.items()):
            before = sums.get(key.account, Turnover(0, 0))
            sums[key.account] = Turnover(before.debit + turnover.debit, before.credit + turnover.credit)
        return sums

    def plus(self, other: Balances) -> Balances:
        """Both added, key by key."""
        self._check_currency(other)
        return Balances.of(self.currency, [*self.rows(), *other.rows()])

    def minus(self, other: Balances) -> Balances:
        """The other taken away, key by key (debit from debit, credit from credit)."""
        self._check_currency(other)
        taken = ((account, unit, fund, -debit, -credit) for account, unit, fund, debit, credit in other.rows())
        return Balances.of(self.currency, [*self.rows(), *taken])

    def rows(self) -> Iterator[tuple[str, str, str, int, int]]:
        """Account, unit, fund, debit, credit."""
        for key, turnover in self._turnovers.items():
            yield key.account, key.unit, key.fund, turnover.debit, turnover.credit

    def _check_currency(self, other: Balances) -> None:
        if self.currency != other.currency:
            raise CurrencyMismatchError(left=self.currency, right=other.currency)
