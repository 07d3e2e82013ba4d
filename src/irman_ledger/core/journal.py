"""Lines and entries: what exists is balanced."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from irman_ledger.core.calendar import format_date
from irman_ledger.core.chart import Chart
from irman_ledger.core.codes import checked_code, checked_text
from irman_ledger.core.money import MAX_MINOR, Money
from irman_ledger.core.subject import Subject
from irman_ledger.errors import ClosedAccountError, InvalidInputError, Lang, RefusedError

GENERAL = "UMUM"
LINES_MAX = 1000


class UnbalancedEntryError(InvalidInputError, RefusedError):
    """Debits and credits differ within one unit, fund or ledger (the books or the memorandum)."""

    code = "entry.unbalanced"
    category = "invalid"
    text = {
        "en": "the entry does not balance: {difference} too much debit in unit {unit}, fund {fund}, {ledger}",
        "id": "ayat jurnal tidak seimbang: debit lebih {difference} pada unit {unit}, dana {fund}, {ledger}",
    }


class ZeroLineError(InvalidInputError, RefusedError):
    """A line without an amount."""

    code = "entry.zero-line"
    category = "invalid"
    text = {"en": "the line on account {account} has no amount", "id": "baris akun {account} tidak bernilai"}


class LineCountError(InvalidInputError, RefusedError):
    """Fewer than two lines, or more than a thousand."""

    code = "entry.line-count"
    category = "invalid"
    text = {"en": "an entry has 2 to 1000 lines, this one {count}", "id": "ayat jurnal terdiri atas 2 sampai 1000 baris, ini {count}"}


class LineSubjectError(InvalidInputError, RefusedError):
    """A line without the subject that its account demands, or with one of another kind, or with one too many."""

    code = "entry.subject"
    category = "invalid"
    text = {
        "en": "account {account} takes {wanted} as subject, the line has {given}",
        "id": "akun {account} memerlukan subjek {wanted}, baris ini {given}",
    }


class NegativeAmountError(InvalidInputError, RefusedError):
    """An amount below zero where the side is already said: it would silently stand on the other side."""

    code = "entry.negative-amount"
    category = "invalid"
    text = {
        "en": "the amount on account {account} is below zero: {amount}; use the other side",
        "id": "nilai pada akun {account} kurang dari nol: {amount}; gunakan sisi sebaliknya",
    }


class LineTooLargeError(InvalidInputError, RefusedError):
    """An amount beyond what one line may carry."""

    code = "entry.too-large"
    category = "invalid"
    text = {"en": "the amount on account {account} is too large", "id": "nilai pada akun {account} terlalu besar"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an entry.

    Parameters
    ----------
    amount
        Debit is positive, credit negative; never zero.
    subject
        Who it concerns, where the account is a control account.
    unit, fund
        Dimensions; each balances by itself.
    """

    account: str
    amount: Money
    subject: Subject | None = None
    unit: str = GENERAL
    fund: str = GENERAL

    def __post_init__(self) -> None:
        if not self.amount.minor:
            raise ZeroLineError(field="amount", account=self.account)
        if not -MAX_MINOR <= self.amount.minor <= MAX_MINOR:
            raise LineTooLargeError(field="amount", account=self.account)
        if self.unit != GENERAL:
            checked_code(self.unit, field="unit")
        if self.fund != GENERAL:
            checked_code(self.fund, field="fund")


def debit(account: str, amount: Money, subject: Subject | None = None, *, unit: str = GENERAL, fund: str = GENERAL) -> Line:
    """A line on the debit side; `amount` more than zero."""
    _check_side(account, amount)
    return Line(account, amount, subject, unit, fund)


def credit(account: str, amount: Money, subject: Subject | None = None, *, unit: str = GENERAL, fund: str = GENERAL) -> Line:
    """A line on the credit side; `amount` more than zero."""
    _check_side(account, amount)
    return Line(account, -amount, subject, unit, fund)


def _check_side(account: str, amount: Money) -> None:
    if amount.minor < 0:
        raise NegativeAmountError(field="amount", account=account, amount=amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A balanced journal entry (ayat jurnal).

    It cannot exist unbalanced in any unit, fund or ledger, with a zero line, with fewer than two lines, on an account that
    the chart does not have, or with other subjects than the chart demands.

    Raises
    ------
    UnbalancedEntryError, ZeroLineError, LineCountError, LineSubjectError, UnknownAccountError, ClosedAccountError
    """

    chart: Chart = field(compare=False, repr=False)
    on: date
    narration: str
    lines: tuple[Line, ...]

    def __post_init__(self) -> None:
        if not 2 <= len(self.lines) <= LINES_MAX:
            raise LineCountError(field="lines", count=len(self.lines))
        checked_text(self.narration, field="narration")
        sums: dict[tuple[str, str, bool], int] = {}
        chart, currency = self.chart, self.lines[0].amount.currency
        for line in self.lines:
            account = chart[line.account]
            given = line.subject.kind if line.subject is not None else None
            if given != account.subject_kind:
                raise LineSubjectError(field="subject", account=line.account, wanted=account.subject_kind or "-", given=given or "-")
            if account.closed_on is not None and self.on > account.closed_on:
                raise ClosedAccountError(field="account", account=line.account, closed_on=account.closed_on)
            if line.amount.currency != currency:
                raise InvalidInputError(field="amount", value=line.amount, reason=f"an entry has one currency, here {currency}")
            key = (line.unit, line.fund, line.account in chart.memorandum)
            sums[key] = sums.get(key, 0) + line.amount.minor
        for (unit, fund, is_memorandum), rest in sums.items():
            if rest:
                ledger = "memorandum" if is_memorandum else "general"
                difference = Money(rest, currency)
                raise UnbalancedEntryError(field="lines", difference=difference, unit=unit, fund=fund, ledger=ledger)

    @property
    def total(self) -> Money:
        """The sum of the debit side."""
        return Money(sum(line.amount.minor for line in self.lines if line.amount.minor > 0), self.lines[0].amount.currency)

    def in_fund(self, fund: str) -> Entry:
        """The same lines, all in one fund."""
        lines = tuple(Line(li.account, li.amount, li.subject, li.unit, fund) for li in self.lines)
        return Entry(chart=self.chart, on=self.on, narration=self.narration, lines=lines)

    def reversed(self, *, on: date, narration: str) -> Entry:
        """The same lines with opposite signs."""
        return Entry(
            chart=self.chart,
            on=on,
            narration=narration,
            lines=tuple(Line(li.account, -li.amount, li.subject, li.unit, li.fund) for li in self.lines),
        )

    def as_text(self, lang: Lang = "en") -> str:
        """The entry as an accountant writes it: date and narration, then a line an account, debit left, credit right, subject last."""
        names = [f"{li.account} {self.chart[li.account].label.text(lang)}" for li in self.lines]
        amounts = [abs(li.amount).text(symbol=False) for li in self.lines]
        wide, figure = max(map(len, names)), max(map(len, amounts))
        rows = [f"{format_date(self.on, lang)}   {self.narration}"]
        for line, name, amount in zip(self.lines, names, amounts, strict=True):
            left, right = (amount, "") if line.amount.minor > 0 else ("", amount)
            dimension = "" if (line.unit, line.fund) == (GENERAL, GENERAL) else f"{line.unit}/{line.fund}"
            tail = "   ".join(part for part in (line.subject.no if line.subject else "", dimension) if part)
            rows.append(f"  {name:<{wide}}  {left:>{figure}}  {right:>{figure}}   {tail}".rstrip())
        return "\n".join(rows)
