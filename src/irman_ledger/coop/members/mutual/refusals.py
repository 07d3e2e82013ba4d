"""How meetings, group funds and what a group paid for a member are refused."""

from __future__ import annotations

from irman_ledger.errors import InvalidInputError, RefusedError


class NotKlopError(InvalidInputError):
    """A sheet whose rows do not sum to the money that was counted (lembar tidak klop)."""

    code = "meeting.not-klop"
    text = {
        "en": "the sheet does not tie: its rows sum to {rows}, {cash} was counted, a difference of {difference}",
        "id": "lembar tidak klop: jumlah baris {rows}, uang dihitung {cash}, selisih {difference}",
    }


class RowTwiceError(InvalidInputError):
    """A member who stands on a sheet twice."""

    code = "meeting.row-twice"
    text = {"en": "{value} stands on the sheet twice", "id": "{value} tertulis dua kali pada lembar"}


class NotOfGroupError(RefusedError):
    """A member on the sheet of a group that they do not belong to on the day."""

    code = "meeting.not-of-group"
    text = {"en": "{member} does not belong to group {group} on {on}", "id": "{member} bukan anggota kelompok {group} pada {on}"}


class NotTheirsError(RefusedError):
    """A savings account or a loan on the row of somebody who does not hold it."""

    code = "meeting.not-theirs"
    text = {"en": "{subject} is not held by {member}", "id": "{subject} bukan milik {member}"}


class CoverNotAgreedError(RefusedError):
    """A group that pays for members where the bylaws say nothing of it."""

    code = "group.mutual-not-agreed"
    text = {
        "en": "the bylaws name no accounts for mutual guarantee: policies.mutual is missing",
        "id": "anggaran dasar tidak menetapkan akun tanggung renteng: policies.mutual tidak ada",
    }


class NothingCoveredError(RefusedError):
    """A repayment to a group that paid nothing for the member."""

    code = "cover.nothing"
    text = {"en": "{member} owes nothing to group {group}", "id": "{member} tidak berutang kepada kelompok {group}"}


class CoverExceededError(RefusedError):
    """A repayment of more than a member owes a group on some day from the value date on."""

    code = "cover.exceeded"
    text = {
        "en": "{amount} is more than the {owed} that {member} owes group {group} from {on} on",
        "id": "{amount} melebihi utang {member} kepada kelompok {group} sejak {on} sebesar {owed}",
    }


class MutualPolicyError(InvalidInputError):
    """A policy on mutual guarantee that cannot be read: names key and value."""

    code = "group.mutual-policy"
    text = {"en": "policy mutual: {key} = {value!r} {reason}", "id": "ketentuan mutual: {key} = {value!r} {reason}"}
