"""What the books add up to: statements, registers and vouchers, as text, JSON and CSV."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from irman_ledger.reports.catalogue import STATEMENTS, statement_named
    from irman_ledger.reports.engine import Figures, build
    from irman_ledger.reports.pack import donor_pack
    from irman_ledger.reports.paper import Column, Fact, Row, Stamp, Statement
    from irman_ledger.reports.refusals import (
        BeforeBookError,
        Difference,
        NarrowPaperError,
        NoSlipError,
        NotBegunError,
        NoVoucherError,
        ReportInputError,
        StatementDoesNotTieError,
        UnknownRowError,
        UnknownStatementError,
    )
    from irman_ledger.reports.registers.aging import aging
    from irman_ledger.reports.registers.asset_card import asset_card
    from irman_ledger.reports.registers.asset_list import asset_list
    from irman_ledger.reports.registers.asset_opname import asset_opname
    from irman_ledger.reports.registers.cash_book import cash_book
    from irman_ledger.reports.registers.collectability import collectability
    from irman_ledger.reports.registers.custody_list import custody_list
    from irman_ledger.reports.registers.deed import deed_paper
    from irman_ledger.reports.registers.depreciation_list import depreciation_list
    from irman_ledger.reports.registers.group_card import build_group_card, group_card
    from irman_ledger.reports.registers.journal import journal
    from irman_ledger.reports.registers.ledger import ledger
    from irman_ledger.reports.registers.loan_card import loan_card
    from irman_ledger.reports.registers.member_card import member_card
    from irman_ledger.reports.registers.member_overview import member_overview
    from irman_ledger.reports.registers.nominative import nominative
    from irman_ledger.reports.registers.partners import partners
    from irman_ledger.reports.registers.reconciliation import Explanation, reconcile, reconciliation
    from irman_ledger.reports.registers.restricted_list import restricted_list
    from irman_ledger.reports.registers.revolving_fund import revolving_fund
    from irman_ledger.reports.registers.savings_list import savings_list
    from irman_ledger.reports.registers.seized_list import seized_list
    from irman_ledger.reports.registers.share_arrears import share_arrears
    from irman_ledger.reports.registers.stock_card import stock_card
    from irman_ledger.reports.registers.stock_list import stock_list
    from irman_ledger.reports.registers.tax_recap import tax_recap
    from irman_ledger.reports.registers.tax_slip import tax_slip
    from irman_ledger.reports.registers.term_deposits import term_deposits
    from irman_ledger.reports.registers.voucher import voucher
    from irman_ledger.reports.spec import Formula, Group, Item, Share, Spec, SpecError
    from irman_ledger.reports.statements.balance_sheet import balance_sheet
    from irman_ledger.reports.statements.distributable import distributable_surplus
    from irman_ledger.reports.statements.fund_statement import fund_statement
    from irman_ledger.reports.statements.income_statement import income_statement
    from irman_ledger.reports.statements.trial_balance import build_trial_balance, trial_balance
    from irman_ledger.reports.words import amount_in_words

__all__ = [
    "STATEMENTS",
    "statement_named",
    "trial_balance",
    "balance_sheet",
    "income_statement",
    "distributable_surplus",
    "fund_statement",
    "cash_book",
    "deed_paper",
    "journal",
    "ledger",
    "loan_card",
    "member_card",
    "member_overview",
    "share_arrears",
    "tax_recap",
    "tax_slip",
    "restricted_list",
    "savings_list",
    "term_deposits",
    "seized_list",
    "stock_card",
    "stock_list",
    "build_group_card",
    "group_card",
    "voucher",
    "nominative",
    "partners",
    "asset_card",
    "asset_list",
    "asset_opname",
    "custody_list",
    "depreciation_list",
    "revolving_fund",
    "donor_pack",
    "aging",
    "collectability",
    "reconcile",
    "reconciliation",
    "Explanation",
    "Statement",
    "Row",
    "Column",
    "Fact",
    "Stamp",
    "build",
    "build_trial_balance",
    "Figures",
    "Spec",
    "Group",
    "Item",
    "Formula",
    "Share",
    "amount_in_words",
    "Difference",
    "StatementDoesNotTieError",
    "BeforeBookError",
    "NarrowPaperError",
    "NotBegunError",
    "NoSlipError",
    "NoVoucherError",
    "ReportInputError",
    "SpecError",
    "UnknownRowError",
    "UnknownStatementError",
]

_HOMES = {
    "catalogue": ("STATEMENTS", "statement_named"),
    "pack": ("donor_pack",),
    "engine": ("Figures", "build"),
    "paper": ("Column", "Fact", "Row", "Stamp", "Statement"),
    "refusals": (
        "BeforeBookError",
        "Difference",
        "NarrowPaperError",
        "NotBegunError",
        "NoSlipError",
        "NoVoucherError",
        "ReportInputError",
        "StatementDoesNotTieError",
        "UnknownRowError",
        "UnknownStatementError",
    ),
    "registers.aging": ("aging",),
    "registers.collectability": ("collectability",),
    "registers.cash_book": ("cash_book",),
    "registers.deed": ("deed_paper",),
    "registers.journal": ("journal",),
    "registers.ledger": ("ledger",),
    "registers.loan_card": ("loan_card",),
    "registers.member_card": ("member_card",),
    "registers.nominative": ("nominative",),
    "registers.member_overview": ("member_overview",),
    "registers.partners": ("partners",),
    "registers.reconciliation": ("Explanation", "reconcile", "reconciliation"),
    "registers.asset_card": ("asset_card",),
    "registers.asset_opname": ("asset_opname",),
    "registers.asset_list": ("asset_list",),
    "registers.custody_list": ("custody_list",),
    "registers.depreciation_list": ("depreciation_list",),
    "registers.revolving_fund": ("revolving_fund",),
    "registers.share_arrears": ("share_arrears",),
    "registers.restricted_list": ("restricted_list",),
    "registers.savings_list": ("savings_list",),
    "registers.seized_list": ("seized_list",),
    "registers.stock_card": ("stock_card",),
    "registers.stock_list": ("stock_list",),
    "registers.tax_recap": ("tax_recap",),
    "registers.tax_slip": ("tax_slip",),
    "registers.term_deposits": ("term_deposits",),
    "registers.group_card": ("build_group_card", "group_card"),
    "registers.voucher": ("voucher",),
    "spec": ("Formula", "Group", "Item", "Share", "Spec", "SpecError"),
    "statements.balance_sheet": ("balance_sheet",),
    "statements.distributable": ("distributable_surplus",),
    "statements.fund_statement": ("fund_statement",),
    "statements.income_statement": ("income_statement",),
    "statements.trial_balance": ("build_trial_balance", "trial_balance"),
    "words": ("amount_in_words",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
