"""How shares are refused."""

from __future__ import annotations

from irman_ledger.errors import InvalidInputError, RefusedError, UnknownSubjectError


class SharesTermsError(InvalidInputError):
    """A share product whose terms cannot be read: names product, key and value."""

    code = "share.terms"
    text = {"en": "product {product}: {key} = {value!r} {reason}", "id": "produk {product}: {key} = {value!r} {reason}"}


class ShareAmountError(InvalidInputError):
    """An amount that is no money or not more than zero."""

    code = "share.amount"
    text = {"en": "amount {value} for share account {share}: {reason}", "id": "nilai {value} untuk simpanan {share}: {reason}"}


class ShareInputError(InvalidInputError):
    """A day, a number of months or a flag that can never be right."""

    code = "share.input"


class UnknownShareError(UnknownSubjectError):
    """A member who never held shares of the product."""

    code = "share.unknown"
    text = {"en": "share account {subject} is not known in this book", "id": "simpanan {subject} tidak dikenal dalam buku ini"}


class ShareholderUnknownError(UnknownSubjectError):
    """A share account for somebody whom the book does not know."""

    code = "share.member-unknown"
    text = {"en": "member {subject} is not known in this book", "id": "anggota {subject} tidak dikenal dalam buku ini"}


class ShareExistsError(RefusedError):
    """A share account that is opened or taken over although the book has it already."""

    code = "share.exists"
    category = "conflict"
    text = {"en": "share account {share} was opened on {opened_on}", "id": "simpanan {share} sudah dibuka pada {opened_on}"}


class StatusMayNotPayError(RefusedError):
    """A member whose status on the day the product does not serve."""

    code = "share.status-may-not-pay"
    text = {
        "en": "product {product} is not for {member}, whose status is {status} on {on}",
        "id": "produk {product} tidak untuk {member} yang berstatus {status} pada {on}",
    }


class BeforeTakeOverError(RefusedError):
    """A movement before the day on which the account came over from the old books, whose balance has it already."""

    code = "share.before-take-over"
    text = {
        "en": "share account {share} takes movements from {taken_over_on} on, not on {on}",
        "id": "simpanan {share} menerima mutasi sejak {taken_over_on}, bukan pada {on}",
    }


class SharesReturnedError(RefusedError):
    """A payment after all shares were returned on leaving, by somebody who has not been admitted again since."""

    code = "share.returned-on-leaving"
    category = "closed"
    text = {
        "en": "share account {share} was paid back on leaving on {closed_on}; it takes payments after a new admission",
        "id": "simpanan {share} sudah dikembalikan karena keluar pada {closed_on}; setoran baru setelah diterima kembali",
    }


class BelowMinimumError(RefusedError):
    """A payment smaller than the product takes."""

    code = "share.below-minimum"
    text = {
        "en": "a payment on share account {share} is at least {minimum}, not {amount}",
        "id": "setoran simpanan {share} paling sedikit {minimum}, bukan {amount}",
    }


class ExceedsFixedError(RefusedError):
    """A payment that would bring a share of a fixed amount above it."""

    code = "share.exceeds-fixed"
    text = {
        "en": "share account {share} is fixed at {fixed_amount} and has {balance}; {amount} is {excess} too much",
        "id": "simpanan {share} ditetapkan {fixed_amount} dan sudah {balance}; {amount} lebih {excess}",
    }


class LastInstalmentError(RefusedError):
    """The last of the payments that a fixed amount may be paid in, without completing it."""

    code = "share.last-instalment"
    text = {
        "en": "share account {share} is paid in {instalments} instalments at most; the last one is {missing}, not {amount}",
        "id": "simpanan {share} dibayar paling banyak dalam {instalments} angsuran; yang terakhir {missing}, bukan {amount}",
    }


class NotLeavingError(RefusedError):
    """A return of shares that are returned on leaving only, without the claim that the member leaves."""

    code = "share.returned-on-leaving-only"
    text = {
        "en": "shares of product {product} are returned on leaving only; {share} is not said to leave",
        "id": "simpanan {product} hanya dikembalikan saat keluar; {share} tidak dinyatakan keluar",
    }


class NothingToReturnError(RefusedError):
    """A return of everything where there is nothing."""

    code = "share.nothing-to-return"
    text = {"en": "share account {share} stands at zero", "id": "simpanan {share} bersaldo nol"}


class ShareOverdrawnError(RefusedError):
    """More than the account holds on some day from the value date on."""

    code = "share.overdrawn"
    text = {
        "en": "{amount} is more than the {available} that share account {share} holds from {on} on",
        "id": "{amount} melebihi saldo simpanan {share} sejak {on} sebesar {available}",
    }


class NotMonthlyError(RefusedError):
    """A bill for a product that is not paid monthly, or not yet."""

    code = "share.not-monthly"
    text = {
        "en": "product {product} has no monthly rate for {member} in {month}",
        "id": "produk {product} tidak mempunyai tarif bulanan untuk {member} pada {month}",
    }


class AlreadyBilledError(RefusedError):
    """A month that is billed twice."""

    code = "share.already-billed"
    category = "conflict"
    text = {"en": "share account {share} was billed for {month} already", "id": "simpanan {share} sudah ditagih untuk {month}"}


class BillsFullError(RefusedError):
    """Bills with more gaps and changes of rate than one share account can keep."""

    code = "share.bills-full"
    text = {
        "en": "the bills of share account {share} have too many gaps and changes of rate to keep another",
        "id": "tagihan simpanan {share} terlalu banyak jeda dan perubahan tarif untuk ditambah",
    }


class AlreadyClaimedError(RefusedError):
    """A claim on shares that were claimed or returned before, by somebody who has paid nothing since."""

    code = "share.already-claimed"
    category = "conflict"
    text = {
        "en": "share account {share} was closed on leaving on {closed_on}",
        "id": "simpanan {share} sudah ditutup karena keluar pada {closed_on}",
    }


class NotWaitingError(RefusedError):
    """A release of shares whose claim does not wait."""

    code = "share.not-waiting"
    text = {"en": "no claim on share account {share} waits on {on}", "id": "tidak ada hak atas simpanan {share} yang menunggu pada {on}"}


class BelowCapitalFloorError(RefusedError):
    """Shares paid back or let go although the capital would fall below what the bylaws keep."""

    code = "share.below-capital-floor"
    text = {
        "en": "without {amount} of share account {share} the capital is {missing} below its floor of {floor}",
        "id": "tanpa {amount} dari simpanan {share} modal kurang {missing} dari batas {floor}",
    }


class CapitalPolicyError(InvalidInputError):
    """A policy on capital that cannot be read: names key and value."""

    code = "share.capital-policy"
    text = {"en": "policy capital: {key} = {value!r} {reason}", "id": "ketentuan capital: {key} = {value!r} {reason}"}
