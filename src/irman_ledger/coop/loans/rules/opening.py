"""How a loan begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from irman_ledger.coop.loans.accrual import Recognition
from irman_ledger.coop.loans.amortising import effective_of
from irman_ledger.coop.loans.commands import DisburseLoan, SellByInstalments, TakeOverLoan
from irman_ledger.coop.loans.commitment import Commitment
from irman_ledger.coop.loans.events import LoanDisbursed, LoanTakenOver
from irman_ledger.coop.loans.fees import LoanFee, fees_of
from irman_ledger.coop.loans.methods import schedule
from irman_ledger.coop.loans.refusals import (
    BorrowerNotServedError,
    ConventionUnfitError,
    FeesExceedPrincipalError,
    InstalmentsOutOfRangeError,
    LineHasNoPlanError,
    LoanExistsError,
    NotInTranchesError,
    SoldNotLentError,
)
from irman_ledger.coop.loans.refusals.accruing import EffectiveNotTakenOverError
from irman_ledger.coop.loans.rules.limiting import Borrowing, check_limits
from irman_ledger.coop.loans.rules.lines import at_expiry, opened_line
from irman_ledger.coop.loans.rules.standing import offered_rate
from irman_ledger.coop.loans.rules.topping_up import kept_back, replaced_by
from irman_ledger.coop.loans.sales import as_priced, sale_of
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.loans.terms import LoanTerms, parse
from irman_ledger.coop.loans.terms_reading import LoanAccounts
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Facts, Standing
from irman_ledger.core.money import CurrencyMismatchError, Money
from irman_ledger.core.rate import Rate
from irman_ledger.core.schedule import Instalment
from irman_ledger.errors import UnknownSubjectError


def disburse(command: DisburseLoan, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LoanDisbursed:
    """A loan paid out by its plan."""
    terms = bylaws.terms(command.product, "loans", parse)
    if terms.sale is not None:
        raise SoldNotLentError(field="product", product=command.product)
    borrower = borrower_of(command, state, facts)
    accounts = served(terms, borrower)
    check_instalments(command.instalments, terms)
    check_limits(Borrowing.of(command), command.principal, terms, facts, bylaws)
    rate = offered_rate(terms, command.rate, command.on, bylaws)
    principal = command.principal if command.first_part is None else command.first_part
    is_each = terms.tranches is not None and terms.tranches.fees == "each"
    fees = fees_of(terms.fees, principal if is_each else command.principal, borrower.status)
    fees = fees if command.replaces is None else kept_back(fees)
    check_withheld("principal", principal, fees)
    plan = schedule(
        principal,
        rate if terms.line is None else Rate.yearly("0%"),  # a line bears by its daily balances, as they are charged
        command.instalments,
        method=terms.method,
        start_on=command.on,
        first_due_on=command.first_due_on,
        every=terms.every,
        step=terms.step,
        mode=terms.mode,
        conventions=terms.conventions,
    )
    if terms.line is not None:
        plan = at_expiry(plan)
    return LoanDisbursed(
        loan=command.loan,
        member=command.member,
        status=borrower.status,
        product=command.product,
        on=command.on,
        contract_on=command.contract_on or command.on,
        principal=principal,
        rate=rate,
        method=terms.method,
        plan=plan,
        receivable=accounts.receivable,
        interest_income=accounts.interest_income,
        box=bylaws.box(command.settle).code if command.replaces is None else "",
        fees=fees,
        penalty=terms.penalty(borrower.status),
        is_related=command.is_related,
        rate_kind=terms.rate_kind,
        recognition=_recognition(terms, plan, command, borrower.status, fees),
        agreed=_agreed(command, terms, rate, plan[-1].due_on),
        replaces=replaced_by(command, terms, fees, facts),
    )


def _agreed(command: DisburseLoan, terms: LoanTerms, rate: Rate, last_due_on: date) -> Commitment | None:
    """The whole sum of a loan that is paid out in parts, or of a line."""
    if terms.line is not None:
        return opened_line(command, terms.line, rate, last_due_on)
    if command.first_part is None or command.first_part == command.principal:
        return None
    if terms.tranches is None:
        raise NotInTranchesError(field="first_part", subject=terms.product)
    if terms.method == "bullet" and command.instalments > 1:
        # Its interest of several periods stands with the last one, where no later plan could tell them apart.
        raise ConventionUnfitError(field="instalments", value=command.instalments, other="tranches")
    return Commitment(
        agreed=command.principal,
        account=terms.tranches.account,
        contra=terms.tranches.contra,
        is_open=True,
        rate=rate,
        method=terms.method,
        parts_max=terms.tranches.most,
        instalments=command.instalments,
    )


def _recognition(
    terms: LoanTerms, plan: Sequence[Instalment], command: DisburseLoan, status: str, fees: Sequence[LoanFee]
) -> Recognition | None:
    if terms.accrued is None:
        return None
    free = terms.conventions.grace.interest_free
    found = Recognition(accrued=terms.accrued, earns_from=plan[free - 1].due_on if free else command.on)
    if terms.effective is None:
        return found
    # What is asked for on the day itself is the contract's alone.
    lent = Money.total((one.principal for one in plan if one.due_on > command.on), command.principal.currency)
    cost = lent - Money.total((fee.amount for fee in fees if fee.is_of_yield), lent.currency)
    accounts = {"adjustment": terms.effective.adjustment, "income": terms.effective.incomes[status]}
    return replace(found, effective=effective_of(command.loan, plan, cost, command.on, every=terms.every, **accounts))


def take_over(command: TakeOverLoan, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> LoanTakenOver:
    """A running loan of the old books."""
    # Whom the product serves today does not matter: the loan exists.
    terms = bylaws.terms(command.product, "loans", parse)
    if terms.line is not None:
        raise LineHasNoPlanError(field="product", subject=terms.product)
    borrower = borrower_of(command, state, facts)
    if terms.effective is not None:
        raise EffectiveNotTakenOverError(field="product", product=command.product)
    accounts = terms.accounts.get(borrower.status, terms.accounts_general)
    if command.principal_outstanding.currency != facts.currency:
        currency = command.principal_outstanding.currency
        raise CurrencyMismatchError(field="principal_outstanding", left=facts.currency, right=currency)
    sale, plan = None, command.schedule
    if terms.sale is not None:
        sale = sale_of(command.schedule, terms.method, terms.sale.deferred, accounts.interest_income)
        plan = as_priced(command.schedule)
    return LoanTakenOver(
        loan=command.loan,
        member=command.member,
        status=borrower.status,
        product=command.product,
        on=command.on,
        contract_on=command.contract_on,
        principal=command.principal_outstanding if sale is None else sale.price,
        plan=plan,
        receivable=accounts.receivable,
        interest_income=accounts.interest_income if sale is None else "",
        takeover=bylaws.role("takeover"),
        penalty=terms.penalty(borrower.status),
        sale=sale,
    )


def borrower_of(command: DisburseLoan | SellByInstalments | TakeOverLoan, state: LoanState | None, facts: Facts) -> Standing:
    """The borrower of a loan that is not there yet."""
    if state is not None:
        raise LoanExistsError(field="loan", loan=command.loan)
    if facts.standing is None:
        raise UnknownSubjectError(field="member", subject=command.member)
    return facts.standing


def served(terms: LoanTerms, borrower: Standing) -> LoanAccounts:
    """The accounts of a loan to a borrower whom the product serves."""
    accounts = terms.accounts.get(borrower.status)
    if accounts is None:
        raise BorrowerNotServedError(field="member", product=terms.product, member=borrower.member, status=borrower.status)
    return accounts


def check_withheld(field: str, lent: Money, fees: tuple[LoanFee, ...]) -> None:
    """Refuse fees that leave nothing of what is paid out."""
    withheld = Money.total((fee.amount for fee in fees if fee.is_kept_back), lent.currency)
    if withheld >= lent:
        raise FeesExceedPrincipalError(field=field, principal=lent, fees=withheld)


def check_instalments(instalments: int, terms: LoanTerms) -> None:
    """Refuse more instalments than the product allows."""
    if instalments > terms.instalments_max:
        raise InstalmentsOutOfRangeError(field="instalments", instalments=instalments, most=terms.instalments_max)
