"""How the savings module refuses."""

from __future__ import annotations

from irman_ledger.errors import InvalidInputError, RefusedError, UnknownSubjectError


class SavingsTermsError(InvalidInputError):
    """A term of a savings product that is missing, unknown or of the wrong form."""

    code = "savings.terms"
    text = {
        "en": "product {product}: {key} = {value!r}: {reason}",
        "id": "produk {product}: {key} = {value!r}: {reason}",
    }


class SavingsAmountError(InvalidInputError):
    """A deposit, withdrawal, take-over or correction of an amount that cannot be moved."""

    code = "savings.amount"
    text = {
        "en": "{value} cannot be moved on savings account {account}: {reason}",
        "id": "{value} tidak dapat dibukukan pada simpanan {account}: {reason}",
    }


class SavingsDatesError(InvalidInputError):
    """Days that cannot follow each other, or something that is not a day."""

    code = "savings.dates"
    text = {"en": "{field} of savings account {account}: {value}: {reason}", "id": "{field} simpanan {account}: {value}: {reason}"}


class UnknownSavingsError(UnknownSubjectError):
    """A savings account that was never opened."""

    code = "savings.unknown"
    text = {
        "en": "savings account {account} was never opened in this book",
        "id": "simpanan {account} belum pernah dibuka dalam buku ini",
    }


class SavingsExistsError(RefusedError):
    """A number that is in use or was in use."""

    code = "savings.exists"
    category = "conflict"
    text = {
        "en": "savings account {account} was opened on {opened_on} already",
        "id": "simpanan {account} sudah dibuka pada {opened_on}",
    }


class SavingsClosedError(RefusedError):
    """A savings account that takes nothing more."""

    code = "savings.closed"
    category = "closed"
    text = {"en": "savings account {account} was closed on {closed_on}", "id": "simpanan {account} ditutup pada {closed_on}"}


class BeforeOpeningError(RefusedError):
    """A day before the account was opened or taken over."""

    code = "savings.before-opening"
    text = {
        "en": "savings account {account} takes movements from {moves_from} on, not on {on}",
        "id": "simpanan {account} menerima mutasi sejak {moves_from}, bukan pada {on}",
    }


class StatusNotServedError(RefusedError):
    """A member whose status on the day the product does not serve."""

    code = "savings.status-not-served"
    text = {
        "en": "product {product} is not for member {member}, whose status is {status} on {on}",
        "id": "produk {product} tidak untuk {member} yang berstatus {status} pada {on}",
    }


class BelowMinimumDepositError(RefusedError):
    """A deposit smaller than the product takes."""

    code = "savings.below-minimum-deposit"
    text = {
        "en": "a deposit on savings account {account} is at least {minimum}, not {amount}",
        "id": "setoran simpanan {account} paling sedikit {minimum}, bukan {amount}",
    }


class OverdrawnError(RefusedError):
    """More than the account holds on some day from the value date on."""

    code = "savings.overdrawn"
    text = {
        "en": "{amount} is more than the {available} that savings account {account} holds from {on} on",
        "id": "{amount} melebihi saldo simpanan {account} sejak {on} sebesar {available}",
    }


class BelowMinimumBalanceError(RefusedError):
    """A withdrawal that leaves less than the product demands."""

    code = "savings.below-minimum-balance"
    text = {
        "en": "{minimum} must stay on savings account {account}; {available} can be withdrawn on {on}, not {amount}",
        "id": "simpanan {account} harus bersisa {minimum}; pada {on} dapat ditarik {available}, bukan {amount}",
    }


class ClosingAmountError(RefusedError):
    """A closing withdrawal that leaves something."""

    code = "savings.closing-amount"
    text = {
        "en": "the closing withdrawal of savings account {account} takes all of {balance}, not {amount}",
        "id": "penarikan penutup simpanan {account} harus seluruh saldo {balance}, bukan {amount}",
    }


class NotEmptyError(RefusedError):
    """A savings account that still holds something cannot be closed."""

    code = "savings.not-empty"
    text = {
        "en": "savings account {account} still holds {balance} on account {control}",
        "id": "simpanan {account} masih bersaldo {balance} pada akun {control}",
    }


class MovedAfterClosingError(RefusedError):
    """A closing day before the last movement."""

    code = "savings.moved-after-closing"
    text = {
        "en": "savings account {account} moved on {last_on}, after {on}",
        "id": "simpanan {account} bermutasi pada {last_on}, setelah {on}",
    }


class NoInterestError(RefusedError):
    """A savings account whose product earns nothing."""

    code = "savings.no-interest"
    text = {
        "en": "product {product} of savings account {account} earns no interest",
        "id": "produk {product} dari simpanan {account} tidak memberi jasa",
    }


class NotAccruedError(RefusedError):
    """A savings account whose product books its interest only when it is credited."""

    code = "savings.not-accrued"
    text = {
        "en": "product {product} of savings account {account} books its interest only when it is credited",
        "id": "produk {product} dari simpanan {account} baru membukukan jasa saat dikreditkan",
    }


class NothingEarnedError(RefusedError):
    """Nothing is earned beside what was booked before."""

    code = "savings.nothing-earned"
    text = {
        "en": "savings account {account} has earned nothing more up to {on}",
        "id": "simpanan {account} tidak memperoleh jasa lagi sampai {on}",
    }


class NotPeriodEndError(RefusedError):
    """A day that is not the last one of a period for which interest is booked."""

    code = "savings.not-period-end"
    text = {
        "en": "interest on savings account {account} is booked on {ends_on}, not on {on}",
        "id": "jasa simpanan {account} dibukukan pada {ends_on}, bukan pada {on}",
    }


class InterestCreditedError(RefusedError):
    """A day up to which interest is credited already."""

    code = "savings.interest-credited"
    category = "conflict"
    text = {
        "en": "interest on savings account {account} is credited up to {interest_to}; {on} is not after it",
        "id": "jasa simpanan {account} sudah dibukukan sampai {interest_to}; {on} tidak sesudahnya",
    }


class TaxNotCoveredError(RefusedError):
    """The tax on a member's interest of the month, or a correction, takes more than the account holds."""

    code = "savings.tax-not-covered"
    text = {
        "en": "{missing} of the tax and corrections of {on} is not covered by savings account {account}, which holds {available}",
        "id": "pajak dan koreksi {on} kurang {missing}; saldo simpanan {account} hanya {available}",
    }


class OverLimitError(RefusedError):
    """More than what stands on the account and its overdraft limit together, on some day from the value date on."""

    code = "savings.over-limit"
    text = {
        "en": "savings account {account} may be overdrawn by {limit}; {available} can be taken from {on} on, not {amount}",
        "id": "batas cerukan simpanan {account} adalah {limit}; sejak {on} dapat diambil {available}, bukan {amount}",
    }


class NoOverdraftError(RefusedError):
    """A savings account whose product may not be overdrawn."""

    code = "savings.no-overdraft"
    text = {
        "en": "product {product} of savings account {account} may not be overdrawn",
        "id": "produk {product} dari simpanan {account} tidak memiliki cerukan",
    }


class UnknownFeeError(RefusedError):
    """A fee that the product does not have."""

    code = "savings.unknown-fee"
    category = "unknown"
    text = {
        "en": "product {product} has no fee {fee}; it has {known}",
        "id": "produk {product} tidak memiliki biaya {fee}; yang ada: {known}",
    }


class InterestNotFromElsewhereError(RefusedError):
    """A savings account whose product takes no interest that was worked out elsewhere."""

    code = "savings.interest-not-from-elsewhere"
    text = {
        "en": "product {product} of savings account {account} takes no interest that was worked out elsewhere",
        "id": "produk {product} dari simpanan {account} tidak menerima jasa yang dihitung di sistem lain",
    }


class RoundingTooLargeError(InvalidInputError):
    """A correction of more than one unit of the currency: that is no rounding."""

    code = "savings.rounding-too-large"
    text = {
        "en": "{amount} on savings account {account} is more than rounding explains, which is {most} at most",
        "id": "{amount} pada simpanan {account} melebihi selisih pembulatan, yaitu paling banyak {most}",
    }


class SavingsStatusUnchangedError(RefusedError):
    """A savings account that stands on the account of its member's status already."""

    code = "savings.status-unchanged"
    text = {
        "en": "savings account {account} stands on the account of status {status}, as its member has on {on}, already",
        "id": "simpanan {account} sudah berada pada akun status {status}, yaitu status anggotanya pada {on}",
    }


class ReclassifiedLaterError(RefusedError):
    """Something that would take from an account before it went over to the account of another status."""

    code = "savings.reclassified-later"
    text = {
        "en": "savings account {account} went over to the account of another status on {reclassified_on}, after {on}",
        "id": "simpanan {account} telah direklasifikasi pada {reclassified_on}, setelah {on}",
    }


class NoDormancyError(RefusedError):
    """A savings account whose product knows no passive accounts, or no fee of them."""

    code = "savings.no-dormancy"
    text = {
        "en": "product {product} of savings account {account} says nothing of passive accounts, or of a fee of them",
        "id": "produk {product} dari simpanan {account} tidak mengatur rekening pasif, atau biayanya",
    }


class NotQuietError(RefusedError):
    """An account that its member did not leave alone for long enough."""

    code = "savings.not-quiet"
    text = {
        "en": "savings account {account} was moved by its member on {moved_on}, less than {months} months before",
        "id": "simpanan {account} digerakkan anggota pada {moved_on}, belum {months} bulan",
    }


class AlreadyDormantError(RefusedError):
    """An account that was found passive before."""

    code = "savings.already-dormant"
    category = "conflict"
    text = {"en": "savings account {account} is passive since {since}", "id": "simpanan {account} sudah pasif sejak {since}"}


class NotDormantError(RefusedError):
    """An account that is not passive on a day."""

    code = "savings.not-dormant"
    text = {"en": "savings account {account} is not passive on {on}", "id": "simpanan {account} tidak pasif pada {on}"}


class DormancyChargedError(RefusedError):
    """The fee of a month that was taken before."""

    code = "savings.dormancy-charged-before"
    category = "conflict"
    text = {
        "en": "the fee of passive savings account {account} was taken up to {charged_to}, beyond {on}",
        "id": "biaya simpanan pasif {account} sudah dipungut sampai {charged_to}, melewati {on}",
    }


class NothingToChargeError(RefusedError):
    """A passive account of which nothing is free."""

    code = "savings.nothing-to-charge"
    text = {
        "en": "nothing of passive savings account {account} is free on {on}",
        "id": "tidak ada saldo bebas pada simpanan pasif {account} per {on}",
    }


class DormantError(RefusedError):
    """A withdrawal from a passive account that must be woken first."""

    code = "savings.locked"
    text = {
        "en": "savings account {account} is passive since {since}; nothing is withdrawn until it is woken",
        "id": "simpanan {account} pasif sejak {since}; aktifkan kembali sebelum penarikan",
    }


class RoundingNotServedError(RefusedError):
    """A savings account whose product names no accounts for rounding."""

    code = "savings.rounding-not-served"
    text = {
        "en": "product {product} of savings account {account} names no accounts for differences of rounding",
        "id": "produk {product} dari simpanan {account} tidak menyebut akun selisih pembulatan",
    }


class HeldError(RefusedError):
    """A withdrawal of what is held."""

    code = "savings.held"
    text = {
        "en": "{held} of savings account {account} is held; {available} can be withdrawn on {on}, not {amount}",
        "id": "{held} dari simpanan {account} diblokir; pada {on} dapat ditarik {available}, bukan {amount}",
    }


class HoldNotCoveredError(RefusedError):
    """A hold of more than may be withdrawn."""

    code = "savings.hold-not-covered"
    text = {
        "en": "{available} of savings account {account} can be held from {on} on, not {amount}",
        "id": "sejak {on} dapat diblokir {available} dari simpanan {account}, bukan {amount}",
    }


class HoldExistsError(RefusedError):
    """The number of a hold that is in use on the account."""

    code = "savings.hold-exists"
    category = "conflict"
    text = {"en": "savings account {account} has a hold {hold} already", "id": "simpanan {account} sudah memiliki blokir {hold}"}


class TooManyHoldsError(RefusedError):
    """More holds than an account keeps."""

    code = "savings.too-many-holds"
    text = {"en": "savings account {account} has {most} holds, the most there are", "id": "simpanan {account} sudah memiliki {most} blokir"}


class UnknownHoldError(RefusedError):
    """A hold that is not there, or was let go."""

    code = "savings.unknown-hold"
    category = "unknown"
    text = {"en": "savings account {account} has no hold {hold}", "id": "simpanan {account} tidak memiliki blokir {hold}"}


class StillHeldError(RefusedError):
    """An account of which something is held cannot be closed."""

    code = "savings.still-held"
    text = {"en": "{held} of savings account {account} is still held", "id": "{held} dari simpanan {account} masih diblokir"}
