"""How partners are refused."""

from __future__ import annotations

from irman_ledger.errors import InvalidInputError, RefusedError, UnknownSubjectError


class UnknownPartnerError(UnknownSubjectError):
    """A member who is no partner of the programme."""

    code = "partner.unknown"
    text = {"en": "member {subject} is no partner of the programme", "id": "anggota {subject} bukan mitra program"}


class PartnerExistsError(RefusedError):
    """A member who is a partner already."""

    code = "partner.exists"
    category = "conflict"
    text = {"en": "member {partner} is a partner since {since}", "id": "anggota {partner} sudah menjadi mitra sejak {since}"}


class PartnerDateError(RefusedError):
    """Something of a partner dated before what is known."""

    code = "partner.date"
    text = {
        "en": "what is known of partner {partner} is of {last}, {on} is before it",
        "id": "keterangan mitra {partner} yang terakhir bertanggal {last}, {on} mendahuluinya",
    }


class PartnerDroppedError(RefusedError):
    """Something asked of a partner who is off the list."""

    code = "partner.dropped"
    category = "conflict"
    text = {"en": "partner {partner} is off the list since {since}", "id": "mitra {partner} sudah keluar sejak {since}"}


class PartnerNotDroppedError(RefusedError):
    """A partner put on the list who is on it."""

    code = "partner.not-dropped"
    category = "conflict"
    text = {"en": "partner {partner} is on the list", "id": "mitra {partner} masih terdaftar aktif"}


class PartnerTermsError(InvalidInputError):
    """A product that names this module, which has none."""

    code = "partner.terms"
    text = {"en": "product {product}: partners have no products", "id": "produk {product}: mitra tidak mempunyai produk"}
