"""What a ledger account is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from irman_ledger.core.codes import CodeError, checked_code
from irman_ledger.core.label import Label
from irman_ledger.core.subject import SUBJECT_KINDS

Side = Literal["debit", "credit"]


class AccountKind(StrEnum):
    """The six classes of account; memorandum accounts (class 9) stand outside the balance sheet."""

    ASSET = "asset"
    LIABILITY = "liability"
    EQUITY = "equity"
    INCOME = "income"
    EXPENSE = "expense"
    MEMORANDUM = "memorandum"


_DEBIT_KINDS = frozenset({AccountKind.ASSET, AccountKind.EXPENSE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account of the chart.

    Parameters
    ----------
    code
        1 to 64 characters.
    line
        The statement line that it is summed into; memorandum accounts have none (empty).
    normal
        The side on which it stands when nothing is odd; by default the side of its kind. A contra account names the other.
    subject_kind
        The kind of subject that each line on it carries; None: its lines carry none.
    owner
        The module whose events post to it; None: any, the general journal too. An owned account must have a `subject_kind`.
    cash_flow
        The activity of the cash-flow statement its counterpart movements belong to: operating, investing, financing.
    is_cash
        Cash or a cash equivalent.
    is_floored
        No subject on it may ever stand on the other side than `normal`, on any day.
    is_clearing
        Must be zero whenever a month is closed.
    """

    code: str
    label: Label
    kind: AccountKind
    line: str = ""
    normal: Side | None = None
    subject_kind: str | None = None
    owner: str | None = None
    cash_flow: str | None = None
    is_cash: bool = False
    is_floored: bool = False
    is_clearing: bool = False
    closed_on: date | None = None

    def __post_init__(self) -> None:
        checked_code(self.code, field="account")
        if self.normal is None:
            object.__setattr__(self, "normal", "debit" if self.kind in _DEBIT_KINDS else "credit")
        if self.normal not in ("debit", "credit"):
            raise CodeError(field="normal", value=self.normal, reason=f"is not a side (account {self.code})")
        if self.subject_kind is not None and self.subject_kind not in SUBJECT_KINDS:
            raise CodeError(field="subject_kind", value=self.subject_kind, reason=f"is not a kind of subject (account {self.code})")
        if self.owner is not None and self.subject_kind is None:
            raise CodeError(field="owner", value=self.owner, reason=f"account {self.code} has an owner but no subject kind")
        if self.is_floored and self.subject_kind is None:
            raise CodeError(field="is_floored", value=True, reason=f"account {self.code} has a floor but no subject kind")
        if self.kind is AccountKind.MEMORANDUM and self.line:
            raise CodeError(field="line", value=self.line, reason=f"memorandum account {self.code} stands on no statement")
        if self.kind is not AccountKind.MEMORANDUM and not self.line:
            raise CodeError(field="line", value=self.line, reason=f"account {self.code} names no statement line")
        if self.cash_flow not in (None, "operating", "investing", "financing"):
            raise CodeError(field="cash_flow", value=self.cash_flow, reason=f"is not an activity (account {self.code})")

    @property
    def is_memorandum(self) -> bool:
        """Whether the account stands outside the balance sheet."""
        return self.kind is AccountKind.MEMORANDUM
