"""How loans are refused."""

from __future__ import annotations

from irman_ledger.coop.loans.refusals.accruing import AccrualUnchangedError as AccrualUnchangedError
from irman_ledger.coop.loans.refusals.accruing import AccruedLaterError as AccruedLaterError
from irman_ledger.coop.loans.refusals.accruing import FeesNotSpreadError as FeesNotSpreadError
from irman_ledger.coop.loans.refusals.accruing import FeesUnchangedError as FeesUnchangedError
from irman_ledger.coop.loans.refusals.accruing import NotAccruedError as NotAccruedError
from irman_ledger.coop.loans.refusals.assessing import AssessedLaterError as AssessedLaterError
from irman_ledger.coop.loans.refusals.assessing import AssessmentUnchangedError as AssessmentUnchangedError
from irman_ledger.coop.loans.refusals.assessing import BeforeLoanError as BeforeLoanError
from irman_ledger.coop.loans.refusals.assessing import QualityNotGovernedError as QualityNotGovernedError
from irman_ledger.coop.loans.refusals.capping import RateCappedError as RateCappedError
from irman_ledger.coop.loans.refusals.changing import LoanStatusUnchangedError as LoanStatusUnchangedError
from irman_ledger.coop.loans.refusals.changing import PlanRunOutError as PlanRunOutError
from irman_ledger.coop.loans.refusals.changing import RateFixedError as RateFixedError
from irman_ledger.coop.loans.refusals.changing import RateNotKeptError as RateNotKeptError
from irman_ledger.coop.loans.refusals.changing import RateUnchangedError as RateUnchangedError
from irman_ledger.coop.loans.refusals.changing import ReclassifiedLaterError as ReclassifiedLaterError
from irman_ledger.coop.loans.refusals.drawing import CommitmentOpenError as CommitmentOpenError
from irman_ledger.coop.loans.refusals.drawing import NotInTranchesError as NotInTranchesError
from irman_ledger.coop.loans.refusals.drawing import PartExceedsAgreedError as PartExceedsAgreedError
from irman_ledger.coop.loans.refusals.drawing import TranchesExceededError as TranchesExceededError
from irman_ledger.coop.loans.refusals.drawing import TrancheTooLateError as TrancheTooLateError
from irman_ledger.coop.loans.refusals.drawing import UndrawnExceededError as UndrawnExceededError
from irman_ledger.coop.loans.refusals.lines import LimitBelowDrawnError as LimitBelowDrawnError
from irman_ledger.coop.loans.refusals.lines import LineChargedLaterError as LineChargedLaterError
from irman_ledger.coop.loans.refusals.lines import LineExpiryError as LineExpiryError
from irman_ledger.coop.loans.refusals.lines import LineHasNoPlanError as LineHasNoPlanError
from irman_ledger.coop.loans.refusals.lines import LineUnchargedError as LineUnchargedError
from irman_ledger.coop.loans.refusals.lines import NotALineError as NotALineError
from irman_ledger.coop.loans.refusals.seizing import NotAProblemError as NotAProblemError
from irman_ledger.coop.loans.refusals.selling import NotASaleError as NotASaleError
from irman_ledger.coop.loans.refusals.selling import RebateExceededError as RebateExceededError
from irman_ledger.coop.loans.refusals.selling import SoldNotLentError as SoldNotLentError
from irman_ledger.coop.loans.refusals.topping_up import NoRestError as NoRestError
from irman_ledger.coop.loans.refusals.topping_up import NotReplacedError as NotReplacedError
from irman_ledger.coop.loans.refusals.topping_up import TopUpNotAgreedError as TopUpNotAgreedError
from irman_ledger.coop.loans.refusals.topping_up import TopUpTooSmallError as TopUpTooSmallError
from irman_ledger.errors import InvalidInputError, Lang, RefusedError


class LoanTermsError(InvalidInputError):
    """A loan product whose terms cannot be read: names product, key and value."""

    code = "loan.terms-malformed"
    text = {
        "en": "product {product}, {field} = {value!r}: {reason}",
        "id": "produk {product}, {field} = {value!r}: {reason}",
    }


class MethodUnknownError(InvalidInputError):
    """A repayment method that is not in the table."""

    code = "loan.method-unknown"
    text = {
        "en": "{method!r} is not a repayment method; there are {known}",
        "id": "{method!r} bukan metode angsuran; yang ada {known}",
    }


class InstalmentsOutOfRangeError(InvalidInputError, RefusedError):
    """Fewer than one instalment, or more than the product or the library allows."""

    code = "loan.instalments-out-of-range"
    category = "invalid"
    text = {
        "en": "the number of instalments must be 1 to {most}, not {instalments}",
        "id": "banyaknya angsuran harus 1 sampai {most}, bukan {instalments}",
    }


class PlanDoesNotFitError(InvalidInputError, RefusedError):
    """Rounding leaves an instalment that repays nothing, or a last one that has nothing left to repay."""

    code = "loan.plan-does-not-fit"
    category = "invalid"
    text = {
        "en": "{principal} does not divide into {instalments} instalments in steps of {step}: number {no} would repay {part}",
        "id": "{principal} tidak dapat dibagi menjadi {instalments} angsuran dengan pembulatan {step}: "
        "angsuran {no} akan membayar pokok {part}",
    }


class GraceTooLongError(InvalidInputError, RefusedError):
    """A grace that spares every instalment, or more of them than there are."""

    code = "loan.grace-too-long"
    category = "invalid"
    text = {
        "en": "{field}: a grace of {spared} does not fit {instalments} instalments",
        "id": "{field}: masa tenggang {spared} tidak sesuai dengan {instalments} angsuran",
    }


class ConventionUnfitError(InvalidInputError, RefusedError):
    """A convention that has no meaning beside the method or another convention."""

    code = "loan.convention-does-not-fit"
    category = "invalid"
    text = {"en": "{field} {value} does not go with {other}", "id": "{field} {value} tidak dapat dipakai bersama {other}"}


class DatesOutOfOrderError(InvalidInputError):
    """A contract after the money left, or a first instalment before it did."""

    code = "loan.dates-out-of-order"
    text = {"en": "{field}: {first} must not lie after {second}", "id": "{field}: {first} tidak boleh sesudah {second}"}


class ScheduleMalformedError(InvalidInputError):
    """A schedule taken over without lines, out of order, or with a line that demands nothing or less."""

    code = "loan.schedule-malformed"
    text = {
        "en": "instalment {no} taken over must demand something and follow the one before it by number and day",
        "id": "angsuran {no} yang diambil alih harus menagih sesuatu dan berurutan nomor dan tanggalnya",
    }


class ScheduleDoesNotSumError(InvalidInputError):
    """A schedule taken over whose principal parts are not what the loan still owes."""

    code = "loan.schedule-does-not-sum"
    text = {
        "en": "the schedule repays {total} of principal, loan {loan} owes {outstanding}",
        "id": "jadwal melunasi pokok {total}, sisa pokok pinjaman {loan} {outstanding}",
    }


class LoanExistsError(RefusedError):
    """A loan number used before."""

    code = "loan.exists"
    category = "conflict"
    text = {"en": "loan {loan} exists already", "id": "pinjaman {loan} sudah ada"}


class BorrowerNotServedError(RefusedError):
    """A member whose status the product does not serve."""

    code = "loan.borrower-not-served"
    text = {
        "en": "product {product} does not serve {member}, whose status is {status}",
        "id": "produk {product} tidak melayani {member} yang berstatus {status}",
    }


class FeesExceedPrincipalError(RefusedError):
    """Fees withheld that leave nothing to pay out."""

    code = "loan.fees-exceed-principal"
    text = {
        "en": "of {principal} nothing is left to pay out: fees of {fees} are withheld",
        "id": "dari {principal} tidak ada sisa untuk dicairkan: biaya yang dipotong {fees}",
    }


class RateNotOfferedError(RefusedError):
    """A rate outside what the product allows."""

    code = "loan.rate-not-offered"
    text = {
        "en": "product {product} is lent at {least} to {most}, not at {rate}",
        "id": "produk {product} berbunga {least} sampai {most}, bukan {rate}",
    }


class BeforeDisbursementError(RefusedError):
    """A repayment on a day before the loan stood in the book."""

    code = "loan.before-disbursement"
    text = {
        "en": "loan {loan} begins on {opened_on}, it cannot be repaid on {on}",
        "id": "pinjaman {loan} dimulai pada {opened_on}, tidak dapat diangsur pada {on}",
    }


class LoanPaidOffError(RefusedError):
    """A repayment of a loan that owes nothing any more."""

    code = "loan.paid-off"
    text = {"en": "loan {loan} was paid off on {closed_on}", "id": "pinjaman {loan} sudah lunas pada {closed_on}"}


class LoanWrittenOffError(RefusedError):
    """What cannot be done with a loan that is off the books."""

    code = "loan.written-off"
    text = {
        "en": "loan {loan} was written off on {since}; money on it is a recovery",
        "id": "pinjaman {loan} dihapusbukukan pada {since}; uang yang masuk adalah pemulihan",
    }


class LoanNotWrittenOffError(RefusedError):
    """A claim given up or recovered that stands in the books, or not at all any more."""

    code = "loan.not-written-off"
    text = {
        "en": "loan {loan} is not claimed as written off",
        "id": "pinjaman {loan} tidak sedang ditagih sebagai pinjaman yang dihapusbukukan",
    }


class NothingOutstandingError(RefusedError):
    """A new plan or a write-off of a loan whose principal is repaid; what it still owes is paid or waived."""

    code = "loan.nothing-outstanding"
    text = {
        "en": "the principal of loan {loan} is repaid; only interest or penalties are still owed",
        "id": "pokok pinjaman {loan} sudah lunas; yang tersisa hanya bunga atau denda",
    }


class WriteOffNotAgreedError(RefusedError):
    """A product whose terms do not say where a loss goes."""

    code = "loan.write-off-not-agreed"
    text = {
        "en": "product {product} names no accounts for loans that are written off",
        "id": "produk {product} tidak menetapkan akun untuk hapus buku",
    }


class ClaimExceededError(RefusedError):
    """More recovered than is claimed."""

    code = "loan.claim-exceeded"
    text = {
        "en": "{claimed} is still claimed of loan {loan}, not {amount}",
        "id": "tagihan pinjaman {loan} tinggal {claimed}, bukan {amount}",
    }


class BeforeLastError(RefusedError):
    """A decision about the whole loan dated before something that happened to it."""

    code = "loan.before-last"
    text = {
        "en": "loan {loan} moved on {last_on}, this cannot be decided for {on}",
        "id": "pinjaman {loan} masih bergerak pada {last_on}, tidak dapat diputuskan untuk {on}",
    }


class CapitalisationNotAgreedError(RefusedError):
    """Interest that shall become principal, where the product does not allow it."""

    code = "loan.capitalisation-not-agreed"
    text = {
        "en": "product {product} does not let unpaid interest become principal",
        "id": "produk {product} tidak mengizinkan bunga tertunggak menjadi pokok",
    }


class PenaltyOpenError(RefusedError):
    """A new plan while a penalty of the old one is due."""

    code = "loan.penalty-open"
    text = {
        "en": "a penalty of {penalty} is due on loan {loan} on {on}: it is paid or waived before the loan gets a new plan",
        "id": "denda pinjaman {loan} pada {on} sebesar {penalty} harus dibayar atau dibebaskan sebelum dijadwalkan ulang",
    }


class LimitExceededError(RefusedError):
    """More than may be lent by one loan, to one member, or to a related party."""

    code = "loan.limit-exceeded"
    text = {
        "en": "product {product} lends at most {most} by {field}, {asked} would be lent",
        "id": "produk {product} meminjamkan paling banyak {most} menurut {field}, ini menjadi {asked}",
    }

    def message(self, lang: Lang = "en") -> str:
        """The sentence, with the name of the limit."""
        return self.text[lang].format_map({"field": self.field, **self.details})


class SecurityThereError(RefusedError):
    """Collateral or a guarantor that the loan has already."""

    code = "loan.security-there"
    category = "conflict"
    text = {"en": "loan {loan} has {no} as security already", "id": "pinjaman {loan} sudah dijamin oleh {no}"}


class SecurityMissingError(RefusedError):
    """Collateral or a guarantor to let go that the loan does not have."""

    code = "loan.security-missing"
    text = {"en": "loan {loan} does not have {no} as security", "id": "pinjaman {loan} tidak dijamin oleh {no}"}


class GuarantorIsBorrowerError(RefusedError):
    """A borrower who would answer for themselves."""

    code = "loan.guarantor-is-borrower"
    text = {"en": "{member} is the borrower of loan {loan}", "id": "{member} adalah peminjam pinjaman {loan}"}


class SecuritiesFullError(RefusedError):
    """One piece of collateral or guarantor more than a loan keeps."""

    code = "loan.securities-full"
    text = {"en": "loan {loan} keeps at most {most} of these", "id": "pinjaman {loan} menyimpan paling banyak {most}"}


class PaymentExceedsDebtError(RefusedError):
    """More money than the loan can take on the day."""

    code = "loan.payment-exceeds-debt"
    text = {
        "en": "payment exceeds what loan {loan} owes by {excess}",
        "id": "pembayaran melebihi kewajiban pinjaman {loan} sebesar {excess}",
    }


class PayoffDiffersError(RefusedError):
    """A payoff of another amount than ends the loan on the day."""

    code = "loan.payoff-differs"
    text = {
        "en": "loan {loan} is paid off on {on} with {payoff}, not with {amount}",
        "id": "pinjaman {loan} lunas pada {on} dengan {payoff}, bukan {amount}",
    }


class NothingHeldError(RefusedError):
    """More than is held for the member, or a product that holds nothing."""

    code = "loan.titipan-short"
    text = {
        "en": "{held} is held for the member of loan {loan}, not {amount}",
        "id": "titipan anggota pinjaman {loan} hanya {held}, bukan {amount}",
    }


class PenaltyExceededError(RefusedError):
    """A waiver of more than is due."""

    code = "loan.penalty-exceeded"
    text = {
        "en": "the penalty due on loan {loan} on {on} is {due}, not {amount}",
        "id": "denda pinjaman {loan} pada {on} sebesar {due}, bukan {amount}",
    }


class PaymentAheadError(RefusedError):
    """Money beyond what is due, where the product takes none in advance."""

    code = "loan.payment-ahead"
    text = {
        "en": "loan {loan} takes no money in advance: {ahead} is not due yet",
        "id": "pinjaman {loan} tidak menerima angsuran di muka: {ahead} belum jatuh tempo",
    }


class PartialInstalmentAheadError(RefusedError):
    """Money in advance that pays the next instalment only in part, where the product wants whole ones."""

    code = "loan.partial-instalment-ahead"
    text = {
        "en": "loan {loan} takes only whole instalments in advance: {missing} is missing from number {no}",
        "id": "pinjaman {loan} hanya menerima angsuran di muka secara penuh: angsuran {no} kurang {missing}",
    }
