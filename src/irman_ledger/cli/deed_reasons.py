"""Indonesian for the reasons in the refusals of deeds."""

from __future__ import annotations

from typing import Final

DEED_REASONS: Final[tuple[tuple[str, str], ...]] = (
    (r"is missing; a line of class (?P<kind>\S+) needs it", "belum diisi; baris kelas {kind} memerlukannya"),
    (r"is missing; a liability of kind (?P<kind>\S+) needs it", "belum diisi; kewajiban jenis {kind} memerlukannya"),
    (r"is missing; an asset needs it", "belum diisi; aset memerlukannya"),
    (r"must be given, or else asset and category", "harus diisi, atau asset dan category"),
    (r"must be given, or else item, product and quantity", "harus diisi, atau item, product, dan quantity"),
    (r"belongs to what is rejected or deferred, and it needs one", "hanya untuk yang ditolak atau ditunda, dan wajib di sana"),
    (r"belongs to a linear vesting, and it needs them", "hanya untuk vesting linear, dan wajib di sana"),
    (r"is more than the principal", "melebihi pokok"),
    (r"must be a version before (?P<version>\d+)", "harus versi sebelum {version}"),
    (r"is given twice", "tertulis dua kali"),
    (r"is no stipulation of this deed; line (?P<line>\d+)", "bukan ketentuan berita acara ini; baris {line}"),
    (r"is not a table of a deed", "bukan tabel berita acara"),
    (r"is not a key of a deed", "bukan kunci berita acara"),
    (r"must be a table", "harus berupa tabel"),
    (r"must be an array of tables", "harus berupa daftar tabel"),
    (r"must be an array of texts", "harus berupa daftar teks"),
    (r"must be an amount as text", "harus berupa jumlah uang di antara tanda kutip"),
    (r"must be zero or more", "harus nol atau lebih"),
    (r"must be a whole number, (?P<least>\d+) or more", "harus bilangan bulat, {least} atau lebih"),
    (r"must be a share as text: 60%, 33.5%, 1/3", "harus berupa bagian di antara tanda kutip: 60%, 33.5%, 1/3"),
    (r"needs a thing of the register of assets", "hanya untuk barang dalam daftar aset"),
    (r"needs a fund of the bylaws", "memerlukan dana dari anggaran dasar"),
)
