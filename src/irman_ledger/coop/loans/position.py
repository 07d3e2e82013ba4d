"""Where a loan stands: its plan, its money and its movements, looked at together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from irman_ledger.coop.loans.allocation import open_instalments
from irman_ledger.coop.loans.line import line_interest
from irman_ledger.coop.loans.payoff import Payoff, payoff
from irman_ledger.coop.loans.penalties import Payment, PenaltyDue, PenaltyTerms, penalty_due
from irman_ledger.coop.loans.sales import EarnedMargin, earned_margin
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.loans.terms import LoanTerms, parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Movement
from irman_ledger.core.money import Money
from irman_ledger.core.schedule import Instalment


def receivables_of(loan: LoanState, bylaws: Bylaws) -> frozenset[str]:
    """The accounts on which the principal of a loan may have stood.

    Those of all statuses of its product are among them: it may have gone over to one of them, which was reversed since.
    """
    if loan.product not in bylaws.products:
        return frozenset(loan.receivables)
    return bylaws.terms(loan.product, "loans", parse).receivables.union(loan.receivables)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A loan as it stands.

    Parameters
    ----------
    receivables
        The accounts on which its principal may have stood: see `receivables_of`.
    balances
        Of the loan by account, debit positive.
    movements
        All lines of the loan; needed only where it bears penalties or is a line of credit.
    """

    loan: LoanState
    receivables: frozenset[str]
    plan: Sequence[Instalment]
    balances: Mapping[str, Money]
    movements: Sequence[Movement]
    currency: str

    @property
    def outstanding(self) -> Money:
        """The principal that is owed."""
        return Money.total((amount for account, amount in self.balances.items() if account in self.receivables), self.currency)

    @property
    def paid_principal(self) -> Money:
        """What is repaid of the plan."""
        return Money.total((one.principal for one in self.plan), self.currency) - self.outstanding

    @property
    def paid_interest(self) -> Money:
        """What is paid of the plan's interest."""
        return self.loan.interest_paid(self.balances, self.currency)

    @property
    def accrued(self) -> Money:
        """The interest that is income and not paid."""
        return Money.zero(self.currency) if self.loan.recognition is None else self._balance(self.loan.recognition.accrued)

    @property
    def adjustment(self) -> Money:
        """What stands between its cost and its contract, debit positive."""
        effective = None if self.loan.recognition is None else self.loan.recognition.effective
        return Money.zero(self.currency) if effective is None else self._balance(effective.adjustment)

    @property
    def undrawn(self) -> Money:
        """What can still be drawn."""
        agreed = self.loan.commitment
        return Money.zero(self.currency) if agreed is None else self._balance(agreed.account)

    @property
    def deferred(self) -> Money:
        """The margin of a sale that is not earned yet."""
        return Money.zero(self.currency) if self.loan.sale is None else -self._balance(self.loan.sale.deferred)

    def margin_of(self, principal: Money, terms: LoanTerms) -> EarnedMargin | None:
        """The margin that a payment on a sale earns; None: nothing."""
        return earned_margin(self.loan.sale, self.outstanding - principal, self.deferred, terms.step, terms.mode)

    def unpaid(self) -> tuple[Instalment, ...]:
        """The plan less what is paid."""
        return open_instalments(self.plan, self.paid_principal, self.paid_interest)

    def penalties(self, on: date) -> tuple[PenaltyDue, ...]:
        """The penalties due on a day; none where the loan was agreed without, or is off the books."""
        terms = self.loan.penalty
        if terms is None or self.loan.closed_on is not None or self.loan.claim is not None:
            return ()
        since = self.loan.rescheduled_on or self.loan.opened_on
        return penalty_due(self.plan, self._payments(), terms, on, settled=self._settled(terms), since=since)

    def penalty(self, on: date) -> Money:
        """The sum of the penalties due on a day."""
        return Money.total((one.amount for one in self.penalties(on)), self.currency)

    def uncharged(self, until: date, terms: LoanTerms, more: Iterable[tuple[date, Money]] = ()) -> Money:
        """What a line of credit bears to a day, that day not counted, beyond what is charged; nothing of another loan.

        Parameters
        ----------
        more
            What is still to be added to its balance, and on which day.
        """
        agreed = self.loan.commitment
        if agreed is None or agreed.line is None:
            return Money.zero(self.currency)
        # What a reversal took back never was.
        moved = [(one.undoes_on or one.value_on, one.amount) for one in self.movements if one.account in self.receivables]
        to_date = line_interest((*moved, *more), agreed.line, until, step=terms.step, mode=terms.mode)
        return to_date - agreed.line.charged(self.currency)

    def payoff(self, on: date, terms: LoanTerms) -> Payoff:
        """What ends the loan on a day."""
        found = payoff(
            self.plan,
            self.paid_principal,
            self.paid_interest,
            on,
            interest=terms.payoff,
            runs_from=self.loan.runs_from,
            step=terms.step,
            mode=terms.mode,
            penalty=self.penalty(on),
            split=self.loan.split,
            segments=() if self.loan.commitment is None else self.loan.commitment.running(self.loan.runs_from),
        )
        if self.loan.line is None:
            return found
        charged = Money.total((one.interest for one in self.plan), self.currency)
        return replace(found, interest=charged - self.paid_interest + self.uncharged(on, terms))

    def _settled(self, terms: PenaltyTerms) -> Money:
        """What was paid and waived of penalties under the plan in force; a new plan begins with none due."""
        first, sign = self.loan.rescheduled_on, {terms.waived: 1, **dict.fromkeys(self.loan.penalty_accounts, -1)}
        moved = (one for one in self.movements if one.account in sign and (first is None or one.value_on > first))
        return Money.total((one.amount * sign[one.account] for one in moved), self.currency)

    def _balance(self, account: str) -> Money:
        return self.balances.get(account, Money.zero(self.currency))

    def _payments(self) -> list[Payment]:
        """What was paid by the lines of principal and interest.

        What the plan sums to less what is owed is paid; so it counts from the whole plan down by what each record moved of the principal,
        but for further parts that were drawn, and what a reversal of one took away: the plan got longer by them on the same day.
        """
        nothing, movements = Money.zero(self.currency), tuple(self.movements)
        principal, later = self._principal(movements), self._later_parts(movements)
        whole = Money.total((one.principal for one in self.plan), self.currency)
        if self.loan.line is not None:
            return self._payments_of_line(whole, self.loan.line.expires_on)
        drawn = Money.total((principal[seq] for seq in later), self.currency)
        payments = [Payment(on=self.loan.opened_on, principal=whole - drawn, interest=nothing)]
        for movement in movements:
            if movement.account in self.receivables and movement.seq not in later:
                payments.append(Payment(on=movement.value_on, principal=-principal.pop(movement.seq, nothing), interest=nothing))
            elif movement.account in self.loan.interest_accounts:
                payments.append(Payment(on=movement.value_on, principal=nothing, interest=-movement.amount))
        return payments

    def _payments_of_line(self, whole: Money, expires_on: date) -> list[Payment]:
        """What was paid of a line: principal is due at its expiry, so what came and went before is one sum."""
        nothing = Money.zero(self.currency)
        early = Money.total((one.amount for one in self.movements if self._is_principal(one) and one.value_on < expires_on), self.currency)
        payments = [Payment(on=self.loan.opened_on, principal=whole - early, interest=nothing)]
        for one in self.movements:
            if self._is_principal(one) and one.value_on >= expires_on:
                payments.append(Payment(on=one.value_on, principal=-one.amount, interest=nothing))
            elif one.account in self.loan.interest_accounts:
                payments.append(Payment(on=one.value_on, principal=nothing, interest=-one.amount))
        return payments

    def _is_principal(self, movement: Movement) -> bool:
        return movement.account in self.receivables

    def _later_parts(self, movements: Iterable[Movement]) -> frozenset[int]:
        """The records that paid out a further part, or took one back: as much was drawn of what was agreed."""
        agreed = self.loan.commitment
        if agreed is None:
            return frozenset()
        undrawn = {one.seq: one.amount for one in movements if one.account == agreed.account}
        return frozenset(seq for seq, amount in self._principal(movements).items() if undrawn.get(seq) == -amount)

    def _principal(self, movements: Iterable[Movement]) -> dict[int, Money]:
        """What each record moved of the principal; going over to another account moves nothing of it."""
        sums: dict[int, Money] = {}
        for one in movements:
            if one.account in self.receivables:
                sums[one.seq] = sums.get(one.seq, Money.zero(self.currency)) + one.amount
        return sums
