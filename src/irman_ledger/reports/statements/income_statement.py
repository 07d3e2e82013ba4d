"""The income statement with members and non-members apart (perhitungan hasil usaha, PHU)."""

from __future__ import annotations

from irman_ledger.core.account import AccountKind
from irman_ledger.core.label import Label
from irman_ledger.reports.dates import Months, heading_of_months, read_spans
from irman_ledger.reports.engine import build
from irman_ledger.reports.paper import BOARD, Statement
from irman_ledger.reports.source import BookSource
from irman_ledger.reports.spec import Formula, Group, Item, Share, Spec
from irman_ledger.reports.statements.distributable import with_distributable

_INCOME = frozenset({AccountKind.INCOME})
_EXPENSE = frozenset({AccountKind.EXPENSE})

# Layout: the ministry's inspection worksheet for savings-and-loan cooperatives (KKPKK), sheet Laporan Hasil Usaha, lines A to O.
_INCOME_GROUPS = (
    Group(
        key="income_members",
        label=Label("A. Partisipasi bruto anggota", "A. Gross participation of members"),
        side="credit",
        kinds=_INCOME,
        total=Label("Jumlah partisipasi bruto anggota", "Total gross participation of members"),
        items=(
            Item("income_interest_members", Label("Partisipasi jasa pinjaman anggota", "Loan interest from members")),
            Item("income_admin_members", Label("Partisipasi administrasi anggota", "Administration fees from members")),
            Item("income_provision_members", Label("Partisipasi provisi anggota", "Provision fees from members")),
            Item("income_other_members", Label("Partisipasi jasa lain anggota", "Other service income from members")),
        ),
    ),
    Group(
        key="income_non_members",
        label=Label("B. Pendapatan dari bukan anggota", "B. Income from non-members"),
        side="credit",
        kinds=_INCOME,
        total=Label("Jumlah pendapatan dari bukan anggota", "Total income from non-members"),
        items=(
            Item("income_interest_non_members", Label("Pendapatan jasa pinjaman bukan anggota", "Loan interest from non-members")),
            Item("income_admin_non_members", Label("Pendapatan administrasi bukan anggota", "Administration fees from non-members")),
            Item("income_provision_non_members", Label("Pendapatan provisi bukan anggota", "Provision fees from non-members")),
            Item("income_other_non_members", Label("Pendapatan jasa lain bukan anggota", "Other service income from non-members")),
        ),
    ),
)

_COST_GROUPS = (
    Group(
        key="cost_members",
        label=Label("D. Beban pokok anggota", "D. Cost of funds from members"),
        kinds=_EXPENSE,
        total=Label("Jumlah beban pokok anggota", "Total cost of funds from members"),
        items=(
            Item("cost_savings_members", Label("Beban jasa simpanan anggota", "Interest on members' savings")),
            Item("cost_deposits_members", Label("Beban jasa simpanan berjangka anggota", "Interest on members' term deposits")),
        ),
    ),
    Group(
        key="cost_non_members",
        label=Label("E. Beban pokok bukan anggota", "E. Cost of funds from others"),
        kinds=_EXPENSE,
        total=Label("Jumlah beban pokok bukan anggota", "Total cost of funds from others"),
        items=(
            Item("cost_savings_non_members", Label("Beban jasa simpanan bukan anggota", "Interest on non-members' savings")),
            Item(
                "cost_deposits_non_members", Label("Beban jasa simpanan berjangka bukan anggota", "Interest on non-members' term deposits")
            ),
            Item("cost_bank_loans", Label("Beban bunga utang bank", "Interest on bank loans")),
            Item("cost_lpdb_loans", Label("Beban bunga utang LPDB", "Interest on LPDB loans")),
            Item("cost_participating_capital", Label("Beban jasa modal penyertaan", "Return on participating capital")),
            Item("cost_third_parties", Label("Beban dana pihak ketiga", "Cost of third-party funds")),
        ),
    ),
)

_EXPENSE_GROUPS = (
    Group(
        key="operating_expenses",
        label=Label("G. Beban usaha", "G. Operating expenses"),
        kinds=_EXPENSE,
        total=Label("Jumlah beban usaha", "Total operating expenses"),
        items=(
            Item("expense_loan_losses", Label("Beban penyisihan penghapusan pinjaman", "Loan-loss expense")),
            Item("expense_interest_other", Label("Beban bunga pinjaman lain", "Other interest")),
            Item("expense_staff", Label("Beban honor dan gaji karyawan", "Staff costs")),
            Item("expense_supplies", Label("Beban perlengkapan", "Supplies used")),
            Item("expense_insurance", Label("Beban asuransi", "Insurance")),
            Item("expense_utilities", Label("Beban listrik, air, dan telepon", "Electricity, water and telephone")),
            Item("expense_depreciation", Label("Beban penyusutan", "Depreciation")),
            Item("expense_maintenance", Label("Beban pemeliharaan", "Maintenance")),
            Item("expense_promotion", Label("Beban promosi", "Promotion")),
            Item("expense_hospitality", Label("Beban akomodasi dan konsumsi", "Accommodation and catering")),
            Item("expense_transport", Label("Beban transportasi", "Transport")),
            Item("expense_administration", Label("Beban administrasi dan umum", "Administration and general")),
            Item("expense_taxes", Label("Beban pajak selain PPh", "Taxes other than income tax")),
            Item("expense_rent", Label("Beban sewa", "Rent paid")),
            Item("expense_operating_other", Label("Beban operasional lain", "Other operating expenses")),
        ),
    ),
    Share(
        of="operating_expenses",
        by=("income_members", "income_non_members"),
        parts=(
            ("operating_expenses_members", Label("Porsi beban usaha anggota", "Part borne by business with members")),
            ("operating_expenses_non_members", Label("Porsi beban usaha bukan anggota", "Part borne by business with non-members")),
        ),
    ),
    Group(
        key="cooperative_expenses",
        label=Label("H. Beban perkoperasian", "H. Cost of being a cooperative"),
        kinds=_EXPENSE,
        total=Label("Jumlah beban perkoperasian", "Total cost of being a cooperative"),
        items=(
            Item("expense_board", Label("Beban pengawas dan pengurus", "Board and supervisors")),
            Item("expense_member_development", Label("Beban pembinaan anggota", "Member development")),
            Item("expense_meetings", Label("Beban rapat anggota", "General meetings")),
        ),
    ),
)

_RESULTS = (
    Formula(
        key="participation_net",
        label=Label("I. Sisa partisipasi anggota", "I. Members' participation left over"),
        plus=("income_members",),
        minus=("cost_members", "operating_expenses_members", "cooperative_expenses"),
        is_plain=True,
    ),
    Formula(
        key="result_non_members",
        label=Label("J. Laba usaha dari bukan anggota", "J. Operating profit from non-members"),
        plus=("income_non_members",),
        minus=("cost_non_members", "operating_expenses_non_members"),
        is_plain=True,
    ),
    Formula(
        key="result_operating",
        label=Label("K. Sisa partisipasi dan laba usaha (I + J)", "K. Participation left over and operating profit (I + J)"),
        plus=("participation_net", "result_non_members"),
    ),
    Group(
        key="other_results",
        label=Label("L. Pendapatan dan beban lain", "L. Other income and expenses"),
        total=Label("Jumlah pendapatan dan beban lain", "Total other income and expenses"),
        side="credit",
        items=(
            Item("other_income", Label("Pendapatan lain-lain", "Other income"), kinds=_INCOME),
            Item("grant_income", Label("Pendapatan hibah", "Grant income (never distributable)"), kinds=_INCOME),
            Item("other_expenses", Label("Beban lain-lain", "Other expenses"), kinds=_EXPENSE),
            Item(
                "prior_year_carried",
                Label("Koreksi tahun lalu, dipindahkan ke ekuitas", "Corrections of earlier years, carried to equity"),
                kinds=_INCOME,
            ),
        ),
    ),
    Formula(
        key="surplus_before_tax",
        label=Label("M. SHU sebelum pajak (K + L)", "M. Surplus before tax (K + L)"),
        plus=("result_operating", "other_results"),
    ),
    Group(
        key="tax",
        label=Label("N. Pajak penghasilan", "N. Income tax"),
        kinds=_EXPENSE,
        items=(Item("income_tax", Label("Beban pajak penghasilan", "Income tax")),),
    ),
    Formula(
        key="surplus_after_tax",
        label=Label("O. SHU setelah pajak (M - N)", "O. Surplus after tax (M - N)"),
        plus=("surplus_before_tax",),
        minus=("tax",),
        is_face=True,
    ),
)

SPEC = Spec(
    name="income-statement",
    title=Label("Perhitungan hasil usaha", "Statement of operating results"),
    covers=_INCOME | _EXPENSE,
    result="surplus_after_tax",
    items=(
        *_INCOME_GROUPS,
        Formula(
            key="income",
            label=Label("C. Jumlah pendapatan (A + B)", "C. Total income (A + B)"),
            plus=("income_members", "income_non_members"),
        ),
        *_COST_GROUPS,
        Formula(
            key="surplus_gross",
            label=Label("F. SHU kotor (C - D - E)", "F. Gross surplus (C - D - E)"),
            plus=("income",),
            minus=("cost_members", "cost_non_members"),
        ),
        *_EXPENSE_GROUPS,
        *_RESULTS,
    ),
)


def income_statement(
    book: BookSource,
    *,
    period: Months,
    against: Months | None = None,
    known_at: int | None = None,
    zeros: bool = False,
    signed: bool = False,
    stamped: bool = False,
) -> Statement:
    """The income statement of a month or of several, members and non-members apart (Perhitungan hasil usaha).

    Parameters
    ----------
    period, against
        A month, or a first and a last one; closing entries (balance period 14) are left out.
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
    Operating expenses (G) are shared between members and non-members by their gross income (A and B), in whole rupiah; with
    no income at all, members bear them. The ministry's worksheet shows the two parts but not its key.

    Where another fund or a grant has a result, the parts that members do not share follow, and what is left (P).
    """
    spans = (period,) if against is None else (period, against)
    read = read_spans(book, spans, known_at=known_at, stamped=stamped)
    paper = build(
        SPEC,
        read.figures,
        read.bylaws.chart,
        owner=read.bylaws.name,
        dated=heading_of_months(spans),
        zeros=zeros,
        signatures=BOARD if signed else (),
        stamp=read.stamp,
    )
    return with_distributable(paper, read)
