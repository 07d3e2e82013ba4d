"""What the shares module does at the end of a month: every member is billed for it, by each product that is paid monthly."""

from __future__ import annotations

from typing import Final

from irman_ledger.coop.shares.commands import BillShare
from irman_ledger.coop.shares.refusals import (
    AlreadyBilledError,
    BeforeTakeOverError,
    NotMonthlyError,
    SharesReturnedError,
    StatusMayNotPayError,
)
from irman_ledger.coop.shares.terms import parse
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.core.protocols import MonthEndStep


def _bills(no: str, _state: object, bylaws: Bylaws, month: Month) -> tuple[BillShare, ...]:
    # Who has never paid has no share account yet, and is billed nevertheless: therefore by member.
    return tuple(BillShare(member=no, product=product, on=month.last_day) for product in _monthly(bylaws, month))


def _monthly(bylaws: Bylaws, month: Month) -> tuple[str, ...]:
    products = (product.code for product in bylaws.products.values() if product.module == "shares")
    rates = ((code, bylaws.terms(code, "shares", parse).rates) for code in products)
    return tuple(code for code, found in rates if any(rate.from_on <= month.first_day for rate in found))


MONTH_END: Final = (
    MonthEndStep(
        name="share-bills",
        label=Label("Tagihan simpanan wajib", "Bills of compulsory shares"),
        subject_kind="member",
        command=_bills,
        nothing=frozenset(
            {
                AlreadyBilledError.code,
                BeforeTakeOverError.code,
                NotMonthlyError.code,
                SharesReturnedError.code,
                StatusMayNotPayError.code,
            }
        ),
    ),
)
