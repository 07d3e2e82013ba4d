"""How a line of credit is refused."""

from __future__ import annotations

from irman_ledger.errors import RefusedError


class NotALineError(RefusedError):
    """What only a line of credit has, asked of a loan with a plan."""

    code = "loan.not-a-line"
    text = {
        "en": "loan {loan} is no line of credit",
        "id": "pinjaman {loan} bukan rekening koran",
    }


class LineUnchargedError(RefusedError):
    """Nothing to charge."""

    code = "loan.line-unchanged"
    text = {
        "en": "line {loan} bears nothing to {on} that is not charged",
        "id": "rekening koran {loan} tidak menanggung bunga sampai {on} yang belum dibebankan",
    }


class LineChargedLaterError(RefusedError):
    """A charge before the latest one."""

    code = "loan.line-charged-later"
    text = {
        "en": "the interest of line {loan} is charged to {charged_on}, {on} is before that",
        "id": "bunga rekening koran {loan} sudah dibebankan sampai {charged_on}, {on} lebih awal",
    }


class LineHasNoPlanError(RefusedError):
    """A plan for a line of credit: a new one, or one of the old books."""

    code = "loan.line-has-no-plan"
    text = {
        "en": "{subject} is a line of credit, which has no plan of instalments",
        "id": "{subject} adalah rekening koran, yang tidak mempunyai jadwal angsuran",
    }


class LineExpiryError(RefusedError):
    """A line that would expire before it is renewed, or later than the product allows."""

    code = "loan.line-expiry"
    text = {
        "en": "line {loan} may be renewed to a day from {least} to {most}, not to {expires_on}",
        "id": "rekening koran {loan} dapat diperpanjang sampai {least} s.d. {most}, bukan sampai {expires_on}",
    }


class LimitBelowDrawnError(RefusedError):
    """A limit below what is drawn."""

    code = "loan.limit-below-drawn"
    text = {
        "en": "{drawn} is drawn of line {loan}, so its limit cannot be {limit}",
        "id": "rekening koran {loan} sudah ditarik {drawn}, sehingga plafonnya tidak dapat menjadi {limit}",
    }
