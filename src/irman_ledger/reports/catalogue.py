"""The table of reports: the name that a report is asked for by, in both languages, and its function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from irman_ledger.reports.paper import Statement
from irman_ledger.reports.refusals import UnknownStatementError
from irman_ledger.reports.registers.aging import aging
from irman_ledger.reports.registers.asset_card import asset_card
from irman_ledger.reports.registers.asset_list import asset_list
from irman_ledger.reports.registers.asset_opname import asset_opname
from irman_ledger.reports.registers.cash_book import cash_book
from irman_ledger.reports.registers.collectability import collectability
from irman_ledger.reports.registers.custody_list import custody_list
from irman_ledger.reports.registers.depreciation_list import depreciation_list
from irman_ledger.reports.registers.group_card import group_card
from irman_ledger.reports.registers.journal import journal
from irman_ledger.reports.registers.ledger import ledger
from irman_ledger.reports.registers.member_card import member_card
from irman_ledger.reports.registers.nominative import nominative
from irman_ledger.reports.registers.partners import partners
from irman_ledger.reports.registers.reconciliation import reconciliation
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
from irman_ledger.reports.statements.balance_sheet import balance_sheet
from irman_ledger.reports.statements.fund_statement import fund_statement
from irman_ledger.reports.statements.income_statement import income_statement
from irman_ledger.reports.statements.trial_balance import trial_balance

STATEMENTS: Final[dict[str, Callable[..., Statement]]] = {
    "trial-balance": trial_balance,
    "balance-sheet": balance_sheet,
    "income-statement": income_statement,
    "cash-book": cash_book,
    "journal": journal,
    "ledger": ledger,
    "member-card": member_card,
    "voucher": voucher,
    "reconciliation": reconciliation,
    "nominative": nominative,
    "aging": aging,
    "collectability": collectability,
    "share-arrears": share_arrears,
    "tax-recap": tax_recap,
    "tax-slip": tax_slip,
    "savings-list": savings_list,
    "term-deposits": term_deposits,
    "group-card": group_card,
    "seized-list": seized_list,
    "partners": partners,
    "asset-list": asset_list,
    "asset-card": asset_card,
    "asset-opname": asset_opname,
    "custody-list": custody_list,
    "depreciation-list": depreciation_list,
    "revolving-fund": revolving_fund,
    "stock-list": stock_list,
    "stock-card": stock_card,
    "fund-statement": fund_statement,
    "restricted-list": restricted_list,
    "neraca-saldo": trial_balance,
    "neraca": balance_sheet,
    "phu": income_statement,
    "buku-kas": cash_book,
    "jurnal": journal,
    "buku-besar": ledger,
    "kartu-anggota": member_card,
    "bukti": voucher,
    "rekonsiliasi": reconciliation,
    "daftar-nominatif": nominative,
    "umur-tunggakan": aging,
    "kolektibilitas": collectability,
    "tunggakan-simpanan": share_arrears,
    "rekap-pph": tax_recap,
    "bukti-potong": tax_slip,
    "nominatif-simpanan": savings_list,
    "simpanan-berjangka": term_deposits,
    "kartu-kelompok": group_card,
    "agunan-diambil-alih": seized_list,
    "daftar-mitra": partners,
    "daftar-aset": asset_list,
    "kartu-aset": asset_card,
    "opname-aset": asset_opname,
    "penguasaan-aset": custody_list,
    "daftar-penyusutan": depreciation_list,
    "dana-bergulir": revolving_fund,
    "daftar-persediaan": stock_list,
    "kartu-persediaan": stock_card,
    "laporan-dana": fund_statement,
    "modal-terikat": restricted_list,
}


def statement_named(name: str) -> Callable[..., Statement]:
    """The function of a report; `UnknownStatementError` for a name that is none."""
    found = STATEMENTS.get(name)
    if found is None:
        raise UnknownStatementError(field="name", value=name, known=", ".join(STATEMENTS))
    return found
