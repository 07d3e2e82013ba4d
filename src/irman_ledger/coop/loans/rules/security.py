"""What secures a loan."""

from __future__ import annotations

from typing import Final

from irman_ledger.coop.loans.commands import AddGuarantor, PledgeCollateral, ReleaseCollateral, ReleaseGuarantor
from irman_ledger.coop.loans.events import CollateralPledged, CollateralReleased, GuarantorAdded, GuarantorReleased
from irman_ledger.coop.loans.refusals import GuarantorIsBorrowerError, SecuritiesFullError, SecurityMissingError, SecurityThereError
from irman_ledger.coop.loans.rules.standing import check_currency, known_loan, open_loan
from irman_ledger.coop.loans.state import LoanState
from irman_ledger.coop.loans.terms import parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.facts import Facts
from irman_ledger.errors import UnknownSubjectError

SECURITIES_MAX: Final = 8  # of each; the state of a loan stays small


def pledge(command: PledgeCollateral, state: LoanState | None, facts: Facts, bylaws: Bylaws) -> CollateralPledged:
    """Security that is not pledged for the loan yet."""
    loan = open_loan(command, state)
    check_currency(command.value, facts)
    pledged = [one.no for one in loan.collateral]
    if command.collateral in pledged:
        raise SecurityThereError(field="collateral", loan=loan.no, no=command.collateral)
    _check_room(loan, len(pledged), "collateral")
    quality = bylaws.terms(loan.product, "loans", parse).quality
    account, contra = (None, None) if quality is None or quality.collateral is None else quality.collateral
    return CollateralPledged(
        loan=loan.no,
        member=loan.member,
        on=command.on,
        collateral=command.collateral,
        category=command.category,
        value=command.value,
        paper=command.paper,
        account=account,
        contra=contra,
    )


def release(command: ReleaseCollateral, state: LoanState | None) -> CollateralReleased:
    """Security that is pledged for the loan."""
    loan = known_loan(command, state)
    for one in loan.collateral:
        if one.no == command.collateral:
            return CollateralReleased(
                loan=loan.no,
                member=loan.member,
                on=command.on,
                collateral=one.no,
                value=one.value,
                account=one.account,
                contra=one.contra,
            )
    raise SecurityMissingError(field="collateral", loan=loan.no, no=command.collateral)


def add_guarantor(command: AddGuarantor, state: LoanState | None, facts: Facts) -> GuarantorAdded:
    """Another member, who does not answer for the loan yet."""
    loan = open_loan(command, state)
    if facts.standing_of(command.guarantor, command.on) is None:
        raise UnknownSubjectError(field="guarantor", subject=command.guarantor)
    if command.guarantor == loan.member:
        raise GuarantorIsBorrowerError(field="guarantor", loan=loan.no, member=loan.member)
    if command.guarantor in loan.guarantors:
        raise SecurityThereError(field="guarantor", loan=loan.no, no=command.guarantor)
    _check_room(loan, len(loan.guarantors), "guarantor")
    return GuarantorAdded(loan=loan.no, member=loan.member, on=command.on, guarantor=command.guarantor)


def release_guarantor(command: ReleaseGuarantor, state: LoanState | None) -> GuarantorReleased:
    """A member who answers for the loan."""
    loan = known_loan(command, state)
    if command.guarantor not in loan.guarantors:
        raise SecurityMissingError(field="guarantor", loan=loan.no, no=command.guarantor)
    return GuarantorReleased(loan=loan.no, member=loan.member, on=command.on, guarantor=command.guarantor)


def _check_room(loan: LoanState, count: int, field: str) -> None:
    if count >= SECURITIES_MAX:
        raise SecuritiesFullError(field=field, loan=loan.no, most=SECURITIES_MAX)
