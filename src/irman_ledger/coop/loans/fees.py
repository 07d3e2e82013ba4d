"""What a loan costs on the day it is paid out (provisi, administrasi)."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

from irman_ledger.core.account import AccountKind
from irman_ledger.core.codes import checked_code
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import added
from irman_ledger.core.rate import Rate
from irman_ledger.core.rounding import Rounding
from irman_ledger.errors import InvalidInputError

if TYPE_CHECKING:
    from irman_ledger.coop.loans.terms_reading import EffectiveTerms, Reader

Taken = Literal["withheld", "upfront", "spread"]

_TAKEN: Final[tuple[Taken, ...]] = get_args(Taken)
_KEYS: Final = ("code", "rate", "amount", "taken", "rounding", "income", "deferred", "yield")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanFee:
    """A fee as it was taken.

    Parameters
    ----------
    taken
        ``withheld``: the payout is smaller by it; ``upfront``: the borrower pays it in at the same box; ``spread``: withheld,
        and income over the life of the loan.
    income
        The account that earned it, or earns it over the life of the loan.
    deferred
        Of a fee that is spread or part of the yield, the account of what is not earned yet.
    """

    code: str
    amount: Money
    taken: Taken
    income: str
    deferred: str | None = added(None)

    @property
    def is_kept_back(self) -> bool:
        """Whether the payout is smaller by it."""
        return self.taken != "upfront"

    @property
    def is_of_yield(self) -> bool:
        """Whether it is earned with the interest, by the effective rate."""
        return self.deferred is not None and self.taken != "spread"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeTerms:
    """A fee of a product (biaya pencairan).

    Parameters
    ----------
    rate
        A part of the principal, taken once; None: `amount` is fixed.
    step, mode
        How a part of the principal is rounded.
    incomes
        The account by the status of the borrower.
    deferred
        As in `LoanFee`.
    """

    code: str
    rate: Rate | None
    amount: Money | None
    taken: Taken
    step: Money
    mode: Rounding
    incomes: Mapping[str, str]
    deferred: str | None = None

    def of(self, principal: Money, status: str) -> LoanFee:
        """The fee of a loan.

        Examples
        --------
        >>> from irman_ledger.core.money import idr
        >>> from irman_ledger.core.rounding import HALF_UP
        >>> provision = {"code": "PROVISI", "rate": Rate.once("2%"), "amount": None, "taken": "withheld", "incomes": {"anggota": "4-1120"}}
        >>> FeeTerms(**provision, step=idr(1), mode=HALF_UP).of(idr(120_000_000), "anggota").amount
        Money('Rp2.400.000')
        """
        if self.rate is not None:
            amount = principal.times(self.rate, step=self.step, mode=self.mode)
        else:
            assert self.amount is not None, "a fee is a rate or an amount"
            amount = self.amount
        return LoanFee(code=self.code, amount=amount, taken=self.taken, income=self.incomes[status], deferred=self.deferred)


def fees_of(terms: Iterable[FeeTerms], principal: Money, status: str) -> tuple[LoanFee, ...]:
    """The fees of a loan, without those that round to nothing."""
    return tuple(fee for fee in (one.of(principal, status) for one in terms) if fee.amount)


def read_fees(terms: Reader, statuses: Iterable[str], effective: EffectiveTerms | None) -> tuple[FeeTerms, ...]:
    """The term ``fees``: a list of tables ``{code, rate | amount, taken, rounding, income = {any = "4-1120", calon = "4-2120"}}``, with
    ``deferred`` where it is spread; with ``yield = true`` and without ``income`` where the effective rate earns it.
    """
    if terms.terms.get("fees", ()) in ([], ()):
        return ()
    found = tuple(_fee(table, statuses, effective) for table in terms.tables("fees"))
    codes = [fee.code for fee in found]
    for code in codes:
        if codes.count(code) > 1:
            terms.refuse("fees", code, "stands twice")
    return found


def check_spread(terms: Reader, fees: Iterable[FeeTerms], stands: Container[str | None], incomes: Container[str]) -> None:
    """Refuse a fee that is spread over accounts from whose balance something else of the loan is read."""
    for fee in fees:
        if fee.deferred is None or fee.taken != "spread":
            continue
        if fee.deferred in stands:
            terms.refuse("fees.deferred", fee.deferred, "is the account of something else of the loan")
        for account in fee.incomes.values():
            if account in incomes:
                terms.refuse("fees.income", account, "is the income of interest or penalties, from which is read what is paid of them")


def check_effective(terms: Reader, effective: EffectiveTerms | None, stands: Container[str | None], incomes: Container[str]) -> None:
    """Refuse effective interest over accounts from whose balance something else of the loan is read."""
    if effective is None:
        return
    if effective.adjustment in stands:
        terms.refuse("effective.adjustment", effective.adjustment, "is the account of something else of the loan")
    for account in effective.incomes.values():
        if account in incomes:
            terms.refuse("effective.income", account, "is the income of interest or penalties, from which is read what is paid of them")


def _fee(table: Reader, statuses: Iterable[str], effective: EffectiveTerms | None) -> FeeTerms:
    yielding = _yielding(table, effective)
    needed = ("income",) if yielding is None else ()
    table.check_keys(_KEYS, ("code", "taken", *needed, *(("deferred",) if table.terms.get("taken") == "spread" else ())))
    code = table.typed("code", str, "a code")
    try:
        checked_code(code, field="code")
    except InvalidInputError as error:
        table.refuse("code", code, error.message())
    rate, amount = table.rate_or_amount(("once",))
    step, mode = table.rounding()
    taken = table.choice("taken", _TAKEN)
    if effective is not None and taken == "spread":
        table.refuse("taken", taken, 'does not go with recognition = "effective"; a fee that is withheld may be part of the yield')
    return FeeTerms(
        code=code,
        rate=rate,
        amount=amount,
        taken=taken,
        step=step,
        mode=mode,
        incomes=table.accounts_by_status("income", statuses, AccountKind.INCOME, ("loan", None)) if yielding is None else yielding.incomes,
        deferred=_deferred(table, taken) if yielding is None else yielding.adjustment,
    )


def _yielding(table: Reader, effective: EffectiveTerms | None) -> EffectiveTerms | None:
    """The accounts of a fee that the effective rate earns; None: it is none."""
    if not table.flag("yield", default=False):
        return None
    if effective is None:
        table.refuse("yield", True, 'goes only with recognition = "effective"')
    for key in ("income", "deferred"):
        if key in table.terms:
            table.refuse(key, table.terms[key], "does not go with yield, whose accounts are those of effective interest")
    return effective


def _deferred(table: Reader, taken: Taken) -> str | None:
    """The account of a fee that is spread: on the credit side, of loans, one line for each loan."""
    if taken != "spread":
        if "deferred" in table.terms:
            table.refuse("deferred", table.terms["deferred"], 'goes only with taken = "spread"')
        return None
    code = table.of_loans("deferred", (AccountKind.ASSET, AccountKind.LIABILITY))
    if table.bylaws.chart[code].normal != "credit":
        table.refuse("deferred", code, "must be an account that stands on the credit side")
    return code
