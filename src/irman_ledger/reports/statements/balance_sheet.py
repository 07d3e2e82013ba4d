"""The balance sheet (laporan posisi keuangan, neraca)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from irman_ledger.core.account import AccountKind
from irman_ledger.core.calendar import Month
from irman_ledger.core.label import Label
from irman_ledger.reports.dates import day_of, heading_of_days, read_days
from irman_ledger.reports.engine import build
from irman_ledger.reports.paper import BOARD, Statement
from irman_ledger.reports.source import BookSource
from irman_ledger.reports.spec import Formula, Group, Item, Spec
from irman_ledger.reports.statements.grant_treatment import grant_notes
from irman_ledger.reports.statements.share_class import share_notes

# Layout: the ministry's inspection worksheet for savings-and-loan cooperatives (KKPKK), sheet NERACA.
_ASSETS = Group(
    key="assets",
    label=Label("ASET", "ASSETS"),
    side="debit",
    kinds=frozenset({AccountKind.ASSET}),
    total=Label("JUMLAH ASET", "TOTAL ASSETS"),
    is_face=True,
    items=(
        Group(
            key="assets_current",
            label=Label("Aset lancar", "Current assets"),
            total=Label("Jumlah aset lancar", "Total current assets"),
            items=(
                Group(
                    key="cash_and_bank",
                    label=Label("Kas, bank, dan simpanan pada koperasi lain", "Cash, bank and deposits at other cooperatives"),
                    total=Label("Jumlah kas, bank, dan simpanan", "Total cash, bank and deposits"),
                    items=(
                        Item("cash", Label("Kas", "Cash on hand")),
                        Item("bank_current", Label("Bank - giro", "Bank current accounts")),
                        Item("bank_savings", Label("Bank - tabungan", "Bank savings accounts")),
                        Item("bank_deposits", Label("Bank - deposito", "Bank time deposits")),
                        Item(
                            "deposits_other_coops", Label("Simpanan sukarela pada koperasi lain", "Demand deposits at other cooperatives")
                        ),
                        Item(
                            "term_deposits_other_coops",
                            Label("Simpanan berjangka pada koperasi lain", "Term deposits at other cooperatives"),
                        ),
                    ),
                ),
                Item("securities", Label("Surat berharga jangka pendek", "Short-term securities")),
                Group(
                    key="loans",
                    label=Label("Pinjaman yang diberikan dan piutang", "Loans and receivables"),
                    total=Label("Jumlah pinjaman dan piutang, bersih", "Loans and receivables, net"),
                    items=(
                        Item("loans_members", Label("Pinjaman kepada anggota", "Loans to members")),
                        Item("loans_candidates", Label("Pinjaman kepada calon anggota", "Loans to candidate members")),
                        Item("loans_other_coops", Label("Pinjaman kepada koperasi lain", "Loans to other cooperatives")),
                        Item("financing_programme", Label("Piutang pembiayaan mitra program", "Financing of programme partners")),
                        Item("margin_deferred", Label("Margin tangguhan", "Deferred margin")),
                        Item("fees_deferred", Label("Provisi dan administrasi tangguhan", "Deferred loan fees")),
                        Item("interest_adjustment", Label("Penyesuaian bunga efektif", "Effective interest adjustment")),
                        Item("accrued_interest", Label("Piutang bunga", "Accrued interest receivable")),
                        Item("other_receivables", Label("Piutang lain-lain", "Other receivables")),
                        Item("loan_allowance", Label("Penyisihan penghapusan pinjaman", "Allowance for loan losses")),
                    ),
                ),
                Item("prepaid_insurance", Label("Premi asuransi dibayar di muka", "Prepaid insurance")),
                Item("supplies", Label("Perlengkapan", "Supplies")),
                Item("prepaid_expenses", Label("Beban dibayar di muka", "Prepaid expenses")),
                Item("accrued_income", Label("Pendapatan yang akan diterima", "Accrued income")),
                Item("inventory", Label("Persediaan", "Inventory")),
                Item("biological_assets", Label("Aset biologis", "Biological assets")),
                Item("other_current_assets", Label("Aset lancar lain", "Other current assets")),
                Item("between_funds", Label("Tagihan (utang) antardana", "Due from (to) other funds")),
                Item("clearing", Label("Pos perantara (harus nol)", "Clearing accounts (must be zero)")),
            ),
        ),
        Group(
            key="investments",
            label=Label("Investasi jangka panjang", "Long-term investments"),
            total=Label("Jumlah investasi jangka panjang", "Total long-term investments"),
            items=(
                Item("long_term_deposits", Label("Simpanan berjangka jangka panjang", "Long-term deposits")),
                Item("long_term_securities", Label("Surat berharga jangka panjang", "Long-term securities")),
                Item("shares_secondary_coop", Label("Simpanan pada koperasi sekunder", "Compulsory shares in a secondary cooperative")),
                Item("stakes_coops", Label("Penyertaan pada koperasi lain", "Equity stakes in cooperatives")),
                Item(
                    "stakes_institutions", Label("Penyertaan pada lembaga keuangan lain", "Equity stakes in other financial institutions")
                ),
                Item("other_investments", Label("Investasi jangka panjang lain", "Other long-term investments")),
            ),
        ),
        Group(
            key="fixed_assets",
            label=Label("Aset tetap", "Fixed assets"),
            total=Label("Jumlah aset tetap, bersih", "Fixed assets, net"),
            items=(
                Item("land", Label("Tanah", "Land")),
                Item("buildings", Label("Bangunan", "Buildings")),
                Item("vehicles", Label("Kendaraan", "Vehicles")),
                Item("equipment", Label("Inventaris dan peralatan", "Furniture and equipment")),
                Item("accumulated_depreciation", Label("Akumulasi penyusutan", "Accumulated depreciation")),
                Item("programme_assets", Label("Aset program", "Programme assets")),
                Item("programme_assets_conditional", Label("Aset program bersyarat", "Programme assets held on condition")),
                Item(
                    "accumulated_depreciation_programme",
                    Label("Akumulasi penyusutan aset program", "Accumulated depreciation of programme assets"),
                ),
            ),
        ),
        Item("intangibles", Label("Aset tidak berwujud", "Intangible assets")),
        Group(
            key="other_assets",
            label=Label("Aset lain", "Other assets"),
            total=Label("Jumlah aset lain", "Total other assets"),
            items=(
                Item("deferred_charges", Label("Beban ditangguhkan", "Deferred charges")),
                Item("deferred_charges_amortised", Label("Amortisasi beban ditangguhkan", "Amortisation of deferred charges")),
                Item("foreclosed_collateral", Label("Agunan yang diambil alih", "Foreclosed collateral")),
                Item("preoperating_costs", Label("Beban praoperasional", "Pre-operating costs")),
                Item("preoperating_costs_amortised", Label("Amortisasi beban praoperasional", "Amortisation of pre-operating costs")),
                Item("sundry_assets", Label("Aset lain-lain", "Sundry assets")),
            ),
        ),
    ),
)

_LIABILITIES_CURRENT = Group(
    key="liabilities_current",
    label=Label("Kewajiban lancar", "Current liabilities"),
    kinds=frozenset({AccountKind.LIABILITY}),
    total=Label("Jumlah kewajiban lancar", "Total current liabilities"),
    items=(
        Item("savings_members", Label("Simpanan anggota", "Members' savings")),
        Item("savings_non_members", Label("Simpanan calon anggota dan bukan anggota", "Savings of candidates and non-members")),
        Item("savings_programme", Label("Tabungan mitra program", "Savings of programme partners")),
        Item("term_deposits_members", Label("Simpanan berjangka anggota", "Members' term deposits")),
        Item(
            "term_deposits_others",
            Label("Simpanan berjangka calon anggota dan koperasi lain", "Term deposits of candidates and other cooperatives"),
        ),
        Item("bank_loans_current", Label("Utang bank (kurang dari 1 tahun)", "Bank loans due within a year")),
        Item("lpdb_loans_current", Label("Utang LPDB (kurang dari 1 tahun)", "LPDB loans due within a year")),
        Item("taxes_payable", Label("Utang pajak", "Taxes payable")),
        Item("accrued_expenses", Label("Beban yang masih harus dibayar", "Accrued expenses")),
        Item("unearned_income", Label("Pendapatan diterima di muka", "Unearned income")),
        Item("expense_payables", Label("Utang biaya", "Expense payables")),
        Item("surplus_funds", Label("Dana bagian SHU", "Funds out of the surplus")),
        Item("trust_benevolent", Label("Titipan dana kebajikan", "Benevolent fund held in trust")),
        Item("trust_health", Label("Titipan jaminan kesehatan", "Health-cover money held in trust")),
        Item("trust_zis", Label("Titipan zakat, infak, sedekah", "Zakat, infak and sedekah held in trust")),
        Item("group_funds", Label("Dana kelompok dan tanggung renteng", "Group and mutual-guarantee funds")),
        Item("trust_programme", Label("Titipan dana program", "Programme money held in trust")),
        Item("leases_current", Label("Utang sewa (kurang dari 1 tahun)", "Lease liabilities due within a year")),
        Item("other_current_liabilities", Label("Kewajiban jangka pendek lain", "Other current liabilities")),
    ),
)

_LIABILITIES_LONG_TERM = Group(
    key="liabilities_long_term",
    label=Label("Kewajiban jangka panjang", "Long-term liabilities"),
    kinds=frozenset({AccountKind.LIABILITY}),
    total=Label("Jumlah kewajiban jangka panjang", "Total long-term liabilities"),
    items=(
        Item("bank_loans", Label("Utang bank jangka panjang", "Long-term bank loans")),
        Item("coop_loans", Label("Utang kepada koperasi lain", "Long-term loans from other cooperatives")),
        Item("interoffice", Label("Rekening antarkantor", "Inter-branch account")),
        Item("term_deposits_long", Label("Simpanan berjangka lebih dari 1 tahun", "Term deposits over a year")),
        Item("trust_long_term", Label("Titipan dana jangka panjang", "Long-term entrusted and revolving funds")),
        Item("lpdb_loans", Label("Utang LPDB", "Long-term LPDB loans")),
        Item("leases", Label("Utang sewa", "Lease liabilities")),
        Item("grants_conditional", Label("Liabilitas hibah bersyarat", "Conditional grants")),
        Item("grants_deferred", Label("Pendapatan hibah tangguhan", "Deferred grant income")),
        Item("other_long_term_liabilities", Label("Kewajiban jangka panjang lain", "Other long-term liabilities")),
        Item("participating_capital", Label("Modal penyertaan", "Participating capital")),
    ),
)

_EQUITY = Group(
    key="equity",
    label=Label("Ekuitas", "Equity"),
    kinds=frozenset({AccountKind.EQUITY}),
    total=Label("Jumlah ekuitas", "Total equity"),
    items=(
        Item("share_pokok", Label("Simpanan pokok", "Entry shares")),
        Item("share_wajib", Label("Simpanan wajib", "Compulsory shares")),
        Item("equalisation_capital", Label("Modal penyetaraan", "Equalisation capital")),
        Item("grants", Label("Modal sumbangan/hibah/donasi", "Donated capital")),
        Item("grants_fixed_assets", Label("Modal hibah terikat - aset tetap", "Restricted grants - fixed assets")),
        Item("grants_revolving", Label("Modal hibah terikat - dana bergulir", "Restricted grants - revolving fund")),
        Item("grants_unrestricted", Label("Modal hibah tidak terikat", "Unrestricted grants")),
        Item("grants_realised", Label("Modal hibah terealisasi", "Realised grants, not distributable")),
        Item("reserve_general", Label("Cadangan umum", "General reserve")),
        Item("reserve_risk", Label("Cadangan tujuan risiko", "Risk reserve")),
        Item("surplus_prior", Label("SHU tahun lalu belum dibagi", "Undistributed surplus of earlier years"), "result-of-earlier-years"),
        Item("surplus_prior_corrections", Label("Koreksi SHU tahun lalu", "Corrections of earlier years' surplus")),
        Item("surplus_current", Label("SHU tahun berjalan", "Surplus of the current year"), "result-of-year"),
    ),
)

SPEC = Spec(
    name="balance-sheet",
    title=Label("Laporan posisi keuangan", "Statement of financial position"),
    covers=frozenset({AccountKind.ASSET, AccountKind.LIABILITY, AccountKind.EQUITY}),
    equal=("assets", "liabilities_and_equity"),
    items=(
        _ASSETS,
        Group(
            key="liabilities_and_equity",
            label=Label("KEWAJIBAN DAN EKUITAS", "LIABILITIES AND EQUITY"),
            side="credit",
            total=Label("JUMLAH KEWAJIBAN DAN EKUITAS", "TOTAL LIABILITIES AND EQUITY"),
            is_face=True,
            items=(
                _LIABILITIES_CURRENT,
                _LIABILITIES_LONG_TERM,
                Formula(
                    key="liabilities",
                    label=Label("Jumlah kewajiban", "Total liabilities"),
                    plus=("liabilities_current", "liabilities_long_term"),
                ),
                _EQUITY,
            ),
        ),
    ),
)


def balance_sheet(
    book: BookSource,
    *,
    as_of: Month | date,
    against: Month | date | None = None,
    known_at: int | None = None,
    zeros: bool = False,
    signed: bool = False,
    stamped: bool = False,
) -> Statement:
    """The balance sheet of a day, or of the end of a month, with another day beside it (Laporan posisi keuangan).

    Parameters
    ----------
    against
        The day of the comparative column, stated by the same chart.
    known_at
        As the book stood before this seq was recorded.
    zeros
        Print lines that are zero in every column too.
    signed
        Leave room for the board to sign.
    stamped
        Print the book and its checkpoint, size and root of its log, at the foot.

    Raises
    ------
    StatementDoesNotTieError
        ``report.does-not-tie``; its `paper` is the list of differences.
    BeforeBookError
        ``report.before-book``: one of the columns lies wholly before the book began.

    Notes
    -----
    "SHU tahun berjalan" is the income and expense of the book year that `as_of` lies in; what earlier years left unclosed
    stands in "SHU tahun lalu belum dibagi".
    """
    days = (as_of,) if against is None else (as_of, against)
    read = read_days(book, days, known_at=known_at, stamped=stamped)
    drawn = build(
        SPEC,
        read.figures,
        read.bylaws.chart,
        owner=read.bylaws.name,
        dated=heading_of_days(days),
        zeros=zeros,
        signatures=BOARD if signed else (),
        stamp=read.stamp,
    )
    balances, day = max(((one.balances, day_of(asked)) for one, asked in zip(read.figures, days, strict=True)), key=lambda pair: pair[1])
    return replace(drawn, notes=(*drawn.notes, *share_notes(read.bylaws), *grant_notes(read.bylaws, balances, day)))
