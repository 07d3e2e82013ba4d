"""What every plan begins and ends with: sound amounts, and instalments made of parts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from irman_ledger.coop.loans.methods.conventions import Conventions
from irman_ledger.coop.loans.methods.parts import Parts
from irman_ledger.coop.loans.refusals import ConventionUnfitError, GraceTooLongError, InstalmentsOutOfRangeError, PlanDoesNotFitError
from irman_ledger.core.calendar import Every
from irman_ledger.core.money import CurrencyMismatchError, Money
from irman_ledger.core.rounding import StepNotPositiveError
from irman_ledger.core.schedule import Instalment
from irman_ledger.errors import InvalidInputError

INSTALMENTS_MAX: Final = 600
MONTHLY: Final = Every(months=1)


def check_amounts(principal: Money, instalments: int, step: Money, conventions: Conventions) -> None:
    """Refuses what no plan can be made of."""
    if principal.minor <= 0:
        raise InvalidInputError(field="principal", value=principal, reason="must be more than zero")
    if type(instalments) is not int or not 1 <= instalments <= INSTALMENTS_MAX:
        raise InstalmentsOutOfRangeError(field="instalments", instalments=instalments, most=INSTALMENTS_MAX)
    if step.currency != principal.currency:
        raise CurrencyMismatchError(field="step", left=principal.currency, right=step.currency)
    if step.minor <= 0:
        raise StepNotPositiveError(field="step", step=step)
    if conventions.multiple is not None and conventions.multiple.currency != principal.currency:
        raise CurrencyMismatchError(field="instalment_multiple", left=principal.currency, right=conventions.multiple.currency)


def check_grace(instalments: int, conventions: Conventions) -> None:
    """Refuses a grace that leaves no instalment to repay, or to bring the interest."""
    for name in ("principal", "interest_payment"):
        spared = getattr(conventions.grace, name)
        if spared >= instalments:
            raise GraceTooLongError(field=f"grace.{name}", spared=spared, instalments=instalments)
    if conventions.grace.interest_free > instalments:
        raise GraceTooLongError(field="grace.interest_free", spared=conventions.grace.interest_free, instalments=instalments)


def check_remainder(method: str, conventions: Conventions, *, has_equal_principal: bool) -> None:
    """Refuses a place of the remainder, or a multiple, that the method does not have."""
    remainder, multiple = conventions.remainder, conventions.multiple
    if conventions.balance == "exact":
        for name, value, plain in (("remainder", remainder, "last"), ("instalment_multiple", multiple, None)):
            if value != plain:
                raise ConventionUnfitError(field=name, value=value, other='balance = "exact"')
    if remainder == "first" and not has_equal_principal:
        raise ConventionUnfitError(field="remainder", value=remainder, other=method)
    if multiple is None:
        return
    if has_equal_principal and remainder in ("first", "level"):
        raise ConventionUnfitError(field="remainder", value=remainder, other="instalment_multiple")
    if conventions.multiple_of == "parts" and not has_equal_principal:
        raise ConventionUnfitError(field="multiple_of", value=conventions.multiple_of, other=method)


def check_parts(parts: Parts, free: int, principal: Money, instalments: int, step: Money) -> None:
    """Refuses a plan in which an instalment repays nothing although it should, or takes principal back."""
    least = min(parts[free:])[0]
    if least <= 0:
        no = next(no for no, part in enumerate(parts[free:], free + 1) if part[0] == least)
        part = Money(least, principal.currency)
        raise PlanDoesNotFitError(field="principal", principal=principal, instalments=instalments, step=step, no=no, part=part)


def as_plan(due_on: Sequence[date], parts: Parts, currency: str) -> tuple[Instalment, ...]:
    """The instalments, numbered from 1."""
    sen = Money.from_minor(1, currency)
    return tuple(
        Instalment(no=no, due_on=day, principal=sen * principal, interest=sen * interest)
        for no, (day, (principal, interest)) in enumerate(zip(due_on, parts, strict=False), 1)
    )
