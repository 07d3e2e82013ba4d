"""How deeds refuse."""

from __future__ import annotations

from irman_ledger.errors import InvalidInputError, RefusedError, UnknownSubjectError


class DeedFileError(InvalidInputError):
    """A deed that cannot be read: the message names the file (or "text"), the key and the value."""

    code = "deed.malformed"
    text = {
        "en": "{file}: {field} is not valid: {value!r}: {reason}",
        "id": "{file}: {field} tidak sah: {value!r}: {reason}",
    }


class OriginSharesError(InvalidInputError):
    """Shares of the origin of a line that are not the whole."""

    code = "deed.origin-shares"
    text = {
        "en": "line {line}: the shares of its origin sum to {total} instead of 100%",
        "id": "baris {line}: bagian asal dananya berjumlah {total}, bukan 100%",
    }


class ReceivableScheduleError(InvalidInputError):
    """A receivable whose instalments, or their margins, are not what it says."""

    code = "deed.schedule-does-not-sum"
    text = {
        "en": "line {line}: loan {loan}: the {field} of its schedule sums to {total} instead of {wanted}",
        "id": "baris {line}: pinjaman {loan}: {field} pada jadwalnya berjumlah {total}, bukan {wanted}",
    }


class FairValueError(InvalidInputError):
    """A receivable whose fair value is not what is left of it."""

    code = "deed.fair-value"
    text = {
        "en": "line {line}: fair value {given} is not principal less margin and allowance, {wanted}",
        "id": "baris {line}: nilai wajar {given} bukan pokok dikurangi margin dan penyisihan, {wanted}",
    }


class TitleMissingError(RefusedError):
    """A line without the title under which it is handed over."""

    code = "deed.title-missing"
    text = {
        "en": "line {line} says not under which title it is handed over",
        "id": "baris {line} tidak menyebut dasar penyerahannya",
    }


class ConditionMissingError(RefusedError):
    """A grant on condition without a condition."""

    code = "deed.condition-missing"
    text = {
        "en": "line {line} is a grant on condition, but none of its stipulations is one",
        "id": "baris {line} adalah hibah bersyarat, tetapi tidak satu pun ketentuannya berupa syarat",
    }


class ConditionIncompleteError(RefusedError):
    """A condition that nobody can find met or broken."""

    code = "deed.condition-incomplete"
    text = {
        "en": "stipulation {stipulation} is a condition without {missing}",
        "id": "ketentuan {stipulation} adalah syarat tanpa {missing}",
    }


class SignaturesMissingError(RefusedError):
    """A deed that too few have signed."""

    code = "deed.signatures-missing"
    text = {
        "en": "deed {deed} needs a transferor, a transferee and a witness to sign; {missing} is missing",
        "id": "berita acara {deed} harus ditandatangani pihak yang menyerahkan, yang menerima, dan saksi; belum ada {missing}",
    }


class DeedNotReadyError(RefusedError):
    """A deed that is not fit to be signed."""

    code = "deed.not-ready"
    text = {
        "en": "deed {deed} cannot be signed: {gap}",
        "id": "berita acara {deed} belum dapat ditandatangani: {gap}",
    }


class DeedExistsError(RefusedError):
    """A number and version that was used."""

    code = "deed.exists"
    text = {"en": "deed {deed} is in this book already", "id": "berita acara {deed} sudah ada dalam buku ini"}


class DeedStatusError(RefusedError):
    """A step that the deed's status does not allow."""

    code = "deed.status"
    text = {
        "en": "deed {deed} is {status}; this needs {wanted}",
        "id": "berita acara {deed} berstatus {status}; langkah ini memerlukan {wanted}",
    }


class DeedChangedError(RefusedError):
    """A paper that is not the one that was drafted: nothing is edited, a correction is a new version."""

    code = "deed.changed"
    text = {
        "en": "deed {deed} has another content: its hash is {found}, the book has {wanted}",
        "id": "isi berita acara {deed} berubah: hash-nya {found}, yang tercatat {wanted}",
    }


class SupersededOpenError(RefusedError):
    """A new version beside an older one that still stands."""

    code = "deed.older-stands"
    text = {
        "en": "deed {deed} replaces {older}, which is {status}: supersede it first",
        "id": "berita acara {deed} menggantikan {older} yang masih berstatus {status}: nyatakan diganti dahulu",
    }


class NotReplacedByError(RefusedError):
    """A deed superseded by one that does not say so."""

    code = "deed.not-replaced"
    text = {"en": "deed {by} does not replace deed {deed}", "id": "berita acara {by} tidak menggantikan {deed}"}


class UnknownDeedError(UnknownSubjectError):
    """A deed that the book does not have."""

    code = "deed.unknown"
    text = {"en": "deed {subject} is not known in this book", "id": "berita acara {subject} tidak dikenal dalam buku ini"}


class PhysicalConditionMissingError(RefusedError):
    """A thing of which nobody said how it is."""

    code = "deed.state-missing"
    text = {
        "en": "line {line} says not whether the thing is good, worn or broken",
        "id": "baris {line} tidak menyebut kondisi barang: baik, rusak ringan, atau rusak berat",
    }


class ProgrammeTermsError(InvalidInputError):
    """A product that names the module of deeds, which has none."""

    code = "programme.terms"
    text = {
        "en": "product {product}: the module {value} has no products",
        "id": "produk {product}: modul {value} tidak memiliki produk",
    }
