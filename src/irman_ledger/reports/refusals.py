"""How a report refuses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from irman_ledger.core.label import Label
from irman_ledger.core.money import Money
from irman_ledger.errors import InvalidInputError, IrmanError, Lang

if TYPE_CHECKING:
    from irman_ledger.reports.paper import Statement


class UnknownRowError(InvalidInputError):
    """A key that is not a row of the paper."""

    code = "report.row-unknown"
    category = "unknown"


class ReportInputError(InvalidInputError):
    """A day, a period or a figure that a report cannot be made of."""

    code = "report.input"


class UnknownStatementError(InvalidInputError):
    """A name that is in no table of reports."""

    code = "report.unknown"
    category = "unknown"
    text = {
        "en": "there is no report {value!r}; there are {known}",
        "id": "tidak ada laporan {value!r}; yang ada: {known}",
    }


class NarrowPaperError(InvalidInputError):
    """A width that a paper cannot be drawn in, however its names are wrapped."""

    code = "report.too-narrow"
    text = {
        "en": "this paper cannot be drawn {width} columns wide, it needs at least {least}",
        "id": "laporan ini tidak muat dalam {width} kolom, perlu sedikitnya {least}",
    }


class BeforeBookError(IrmanError):
    """A day or a period that lies wholly before the book began: of that the book knows nothing, so it may not print zeros."""

    code = "report.before-book"
    category = "rule"
    text = {
        "en": "{asked} lies before the book begins, which is on {begins_on}",
        "id": "{asked} mendahului awal buku, yaitu {begins_on}",
    }


class NotBegunError(IrmanError):
    """A day on which the member or the loan was not in the book yet."""

    code = "report.not-begun"
    category = "rule"
    text = {
        "en": "{subject} begins on {begins_on}, after {asked}",
        "id": "{subject} mulai {begins_on}, sesudah {asked}",
    }


class NoVoucherError(IrmanError):
    """A record that booked nothing and so has no voucher."""

    code = "report.no-voucher"
    category = "rule"
    text = {
        "en": "record {seq} booked nothing, so it has no voucher",
        "id": "catatan {seq} tidak membukukan apa pun, jadi tidak ada buktinya",
    }


class NoSlipError(IrmanError):
    """A slip for withheld tax of a member who was credited no interest in the month."""

    code = "report.no-slip"
    category = "rule"
    text = {
        "en": "member {member} was credited no interest in {month}, so there is no slip",
        "id": "anggota {member} tidak menerima jasa pada {month}, jadi tidak ada bukti potongnya",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One reason why a statement does not tie.

    Parameters
    ----------
    key
        The account, or the total that does not meet the other; ``difference`` for what lies between them.
    amounts
        One a column of the statement.
    """

    key: str
    reason: Label
    amounts: tuple[Money, ...]
    is_account: bool = False


class StatementDoesNotTieError(IrmanError):
    """A face statement whose totals do not meet, or that an account with figures is not on; it is not printed.

    Parameters
    ----------
    differences
        Every reason, accounts first.
    paper
        The list of differences, to be printed instead.
    """

    code = "report.does-not-tie"
    category = "rule"
    text = {"en": "{title} does not tie: {reasons}", "id": "{title} tidak seimbang: {reasons}"}

    def __init__(self, *, title: Label, differences: tuple[Difference, ...], paper: Statement) -> None:
        super().__init__(statement=paper.name, differences=differences)
        self.title = title
        self.differences = differences
        self.paper = paper

    def message(self, lang: Lang = "en") -> str:
        """The sentence, with the first three reasons."""
        first = [_said(one, lang) for one in self.differences[:3]]
        more = len(self.differences) - len(first)
        if more:
            first.append(f"{more} more" if lang == "en" else f"{more} lagi")
        return self.text[lang].format(title=self.title.text(lang).lower(), reasons="; ".join(first))


def _said(one: Difference, lang: Lang) -> str:
    shown = next((amount for amount in one.amounts if amount), one.amounts[0])
    account = f"{one.key} " if one.is_account else ""
    return f"{account}{one.reason.text(lang)} {shown}"
