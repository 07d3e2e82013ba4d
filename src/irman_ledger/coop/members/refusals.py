"""How members and groups are refused."""

from __future__ import annotations

from irman_ledger.errors import InvalidInputError, RefusedError, UnknownSubjectError


class MemberInputError(InvalidInputError):
    """A value about a member or a group that can never be right."""

    code = "member.input"


class PrivateInputError(InvalidInputError):
    """A name, identity or phone that is missing; the sentence never carries a value."""

    code = "member.private-empty"
    text = {"en": "{field} must not be empty", "id": "{field} tidak boleh kosong"}


class NothingToAmendError(InvalidInputError):
    """An amendment that gives no new value."""

    code = "member.nothing-to-amend"
    text = {"en": "nothing to amend is given for {no}", "id": "tidak ada yang diubah pada {no}"}


class MembersTermsError(InvalidInputError):
    """A product that claims to belong to the members module, which has none."""

    code = "member.terms"
    text = {"en": "product {product}: the members module has no products", "id": "produk {product}: keanggotaan tidak mempunyai produk"}


class GroupExistsError(RefusedError):
    """A group that is registered a second time."""

    code = "group.already-registered"
    category = "conflict"
    text = {
        "en": "group {group} has been registered since {registered_on}",
        "id": "kelompok {group} sudah terdaftar sejak {registered_on}",
    }


class UnknownGroupError(UnknownSubjectError):
    """A group that the book does not know."""

    code = "group.unknown"
    text = {"en": "group {subject} is not known in this book", "id": "kelompok {subject} tidak dikenal dalam buku ini"}


class UnknownMemberError(UnknownSubjectError):
    """A member that the book does not know."""

    code = "member.unknown"
    text = {"en": "member {subject} is not known in this book", "id": "anggota {subject} tidak dikenal dalam buku ini"}


class MemberExistsError(RefusedError):
    """A number that is taken: a candidate registered twice, a member taken over twice."""

    code = "member.already-registered"
    category = "conflict"
    text = {
        "en": "{member} is known already as {status} since {since}",
        "id": "{member} sudah tercatat sebagai {status} sejak {since}",
    }


class AlreadyAdmittedError(RefusedError):
    """A member who is admitted again without having left."""

    code = "member.already-admitted"
    category = "conflict"
    text = {"en": "{member} has been a member since {since}", "id": "{member} sudah menjadi anggota sejak {since}"}


class NameRequiredError(RefusedError):
    """An admission without a name of somebody whom the book does not know yet."""

    code = "member.name-required"
    text = {
        "en": "{member} is not known yet: the admission needs a name",
        "id": "{member} belum tercatat: penerimaan anggota memerlukan nama",
    }


class AlreadyLeftError(RefusedError):
    """An end of a membership that has ended."""

    code = "member.already-left"
    category = "conflict"
    text = {"en": "{member} left on {since}", "id": "{member} sudah keluar pada {since}"}


class OutOfOrderError(RefusedError):
    """A change dated before an earlier change, or a return on the very day of leaving."""

    code = "member.out-of-order"
    text = {
        "en": "{no} has a change on {last_on}; a change on {on} would come before it",
        "id": "{no} sudah mempunyai perubahan pada {last_on}; perubahan pada {on} mendahuluinya",
    }


class HoldingsRemainError(RefusedError):
    """A membership that cannot end yet: shares, savings or loans still have balances.

    `details` has ``holdings``, a tuple of subject, account and balance (debit positive).
    """

    code = "member.holdings-remain"
    text = {
        "en": "{member} cannot leave while these balances stand: {remains}",
        "id": "{member} belum dapat keluar selama masih ada saldo: {remains}",
    }


class HistoryFullError(RefusedError):
    """More changes of status, group or district than one member or group can keep."""

    code = "member.history-full"
    text = {
        "en": "{no} has had too many changes of status, name, group or district to keep another",
        "id": "perubahan status, nama, kelompok atau kecamatan pada {no} sudah terlalu banyak",
    }


class NotLeftError(RefusedError):
    """A debt to a leaver who has not left."""

    code = "member.not-left"
    text = {"en": "{member} has not left by {on}", "id": "{member} belum keluar pada {on}"}


class NothingOwedError(RefusedError):
    """A payment to a leaver to whom nothing is due."""

    code = "member.nothing-owed"
    text = {"en": "nothing is due to {member}", "id": "tidak ada utang kepada {member}"}


class ClaimExceededError(RefusedError):
    """A payment of more than is due to a leaver on some day from the value date on."""

    code = "member.claim-exceeded"
    text = {
        "en": "{amount} is more than the {available} that is due to {member} from {on} on",
        "id": "{amount} melebihi utang kepada {member} sejak {on} sebesar {available}",
    }


class LeavingPolicyError(InvalidInputError):
    """A policy on leaving that cannot be read: names key and value."""

    code = "member.leaving-policy"
    text = {"en": "policy leaving: {key} = {value!r} {reason}", "id": "ketentuan leaving: {key} = {value!r} {reason}"}


class MembershipPolicyError(InvalidInputError):
    """A policy on memberships that cannot be read: names key and value."""

    code = "member.membership-policy"
    text = {"en": "policy membership: {key} = {value!r} {reason}", "id": "ketentuan membership: {key} = {value!r} {reason}"}
