"""The chart of accounts (bagan akun)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from irman_ledger.core.account import Account, AccountKind
from irman_ledger.core.codes import CodeError
from irman_ledger.errors import UnknownAccountError


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """All accounts of a book, by code, in the order in which they were given.

    Parameters
    ----------
    memorandum
        The codes of class 9.
    floors
        The codes of the accounts whose subjects never stand on the other side, with the sign of their own: 1 debit, -1 credit.
    owners
        The codes of the accounts that one module alone posts to, with its name.

    Raises
    ------
    CodeError
        ``code.malformed``: a code given twice.
    """

    accounts: tuple[Account, ...]
    memorandum: frozenset[str]
    floors: Mapping[str, int]
    owners: Mapping[str, str]
    _by_code: dict[str, Account]

    def __init__(self, accounts: Iterable[Account]) -> None:
        given = tuple(accounts)
        by_code = {account.code: account for account in given}
        if len(by_code) != len(given):
            twice = next(a.code for i, a in enumerate(given) if a.code in {b.code for b in given[:i]})
            raise CodeError(field="account", value=twice, reason="stands twice in the chart")
        object.__setattr__(self, "accounts", given)
        object.__setattr__(self, "memorandum", frozenset(account.code for account in given if account.is_memorandum))
        floors = {account.code: 1 if account.normal == "debit" else -1 for account in given if account.is_floored}
        object.__setattr__(self, "floors", floors)
        object.__setattr__(self, "owners", {account.code: account.owner for account in given if account.owner is not None})
        object.__setattr__(self, "_by_code", by_code)

    def __getitem__(self, code: str) -> Account:
        try:
            return self._by_code[code]
        except KeyError:
            raise UnknownAccountError(field="account", account=code, value=code) from None

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __iter__(self) -> Iterator[Account]:
        return iter(self.accounts)

    def __len__(self) -> int:
        return len(self.accounts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Chart) and self.accounts == other.accounts

    def __hash__(self) -> int:
        return hash(self.accounts)

    def of_kind(self, *kinds: AccountKind) -> tuple[Account, ...]:
        """The accounts of the given kinds, in chart order."""
        return tuple(account for account in self.accounts if account.kind in kinds)

    def controls(self) -> tuple[Account, ...]:
        """The accounts whose lines carry a subject, in chart order."""
        return tuple(account for account in self.accounts if account.subject_kind is not None)
