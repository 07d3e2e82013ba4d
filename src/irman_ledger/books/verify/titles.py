"""The words of a verification, in both languages: the checks in their order, the forms of a finding, what is never checked."""

from __future__ import annotations

from typing import Final

from irman_ledger.core.label import Label

TITLES: Final[dict[str, Label]] = {
    "storage": Label("berkas dan kunci asing utuh", "the storage and its foreign keys are intact"),
    "schema": Label("skema tabel dikenal", "the tables are of a known version"),
    "guards": Label("penjaga basis data terpasang", "the guards of the database are in place"),
    "strangers": Label("tidak ada baris milik buku yang tidak ada", "no rows of a book that is not there"),
    "book": Label("identitas buku sama dengan catatan pertamanya", "the book is what its first record says"),
    "dense": Label("nomor catatan rapat sejak 0", "records are numbered without gap from 0"),
    "leaf": Label("hash tiap catatan, dihitung ulang", "the hash of each record, computed anew"),
    "head": Label("ujung log sama dengan catatannya", "the head of the log is where its records end"),
    "orphans": Label("tidak ada baris tanpa catatan", "no lines without their record"),
    "lines": Label("baris sesuai catatannya", "lines are as their record says"),
    "balance": Label("ayat jurnal seimbang per unit, dana, dan buku", "entries balance by unit, fund and ledger"),
    "subjects-of-lines": Label("akun dan subjek baris sesuai bagan akun", "accounts and subjects of lines fit the chart"),
    "dates": Label("tanggal dan periode masuk akal", "dates and periods agree"),
    "closed": Label("tidak ada catatan dalam bulan yang sudah ditutup", "nothing is booked into a closed month"),
    "closings": Label("tutup bulan sama dengan log dan saldo saat itu", "closings agree with the log and the balances of their moment"),
    "vouchers": Label("nomor bukti rapat per seri dan tahun", "vouchers are numbered without gap by series and year"),
    "keys": Label("kunci tidak terpakai dua kali", "keys are used once"),
    "commands": Label("perintah terbaca dan sesuai hash-nya", "commands can be read and have their hash"),
    "events": Label("peristiwa terbaca dan sesuai catatannya", "events can be read and fit their record"),
    "versions": Label("versi anggaran dasar dan aturan sesuai tanggal", "versions of bylaws and rules fit the day"),
    "reversals": Label("pembalikan meniadakan tepat sekali", "reversals negate exactly and once"),
    "bylaws": Label("anggaran dasar sama dengan peristiwanya", "the kept bylaws are those of the events"),
    "accounts": Label("daftar akun sama dengan bagan akun", "the kept accounts are those of the charts"),
    "month-balances": Label("saldo bulanan sama dengan jumlah baris", "month balances are the sums of lines"),
    "subject-balances": Label("saldo subjek sama dengan jumlah baris", "subject balances are the sums of lines"),
    "subjects": Label("keadaan subjek sama dengan lipatan peristiwa", "the kept states are what the events come to"),
    "schedules": Label("jadwal sama dengan peristiwanya", "the kept schedules are those of the events"),
    "private": Label("data pribadi sesuai komitmennya", "private values fit their commitments"),
    "checkpoints": Label("titik periksa dari luar sesuai", "checkpoints kept outside agree"),
    "rebooking": Label("kode hari ini membukukan sama (saran)", "today's code books the same (advice only)"),
}

PROBLEMS: Final[dict[str, Label]] = {
    "differs": Label("{column} berisi {found}, seharusnya {wanted}", "{column} is {found}, must be {wanted}"),
    "missing": Label("tidak ada; seharusnya {wanted}", "is missing; it should be {wanted}"),
    "extra": Label("tidak semestinya ada: {found}", "does not belong there: {found}"),
    "broken": Label("{column} tidak sah: {found}", "{column} is not valid: {found}"),
    "outside": Label("{column}: {found} tidak sesuai dengan {wanted}", "{column}: {found} does not fit {wanted}"),
}

WORDS: Final[dict[str, Label]] = {
    "book": Label("Buku", "Book"),
    "records": Label("catatan", "records"),
    "root": Label("Akar", "Root"),
    "result": Label("Hasil", "Result"),
    "good": Label("tidak ditemukan kesalahan", "nothing wrong was found"),
    "bad": Label("BUKU TIDAK COCOK DENGAN DIRINYA", "THE BOOK DOES NOT AGREE WITH ITSELF"),
    "level": Label("tingkat", "level"),
    "level_1": Label("hash", "hashes"),
    "level_2": Label("fakta di dalam basis data ini", "facts within this database"),
    "level_3": Label("juga terhadap titik periksa dari luar", "also against checkpoints kept outside"),
    "ok": Label("cocok", "ok"),
    "failed": Label("TIDAK COCOK", "FAILED"),
    "findings": Label("Temuan", "Findings"),
    "notes": Label("Untuk diperhatikan", "Notes"),
    "more": Label("temuan lagi", "more findings"),
    "unchecked": Label("Yang tidak diperiksa", "Not checked"),
}

NO_CHECKPOINT: Final = Label(
    "apakah semuanya ditulis ulang beserta hash dan saldonya: beri titik periksa dari luar",
    "whether everything was rewritten with all its hashes and balances: give checkpoints kept outside",
)
AFTER_CHECKPOINT: Final = Label(
    "apakah catatan sesudah titik periksa terakhir ditulis ulang atau dihapus",
    "whether records after the last checkpoint were rewritten or removed",
)
NO_DECIDING: Final = Label(
    "apakah aturan hari ini akan memutuskan sama: keputusan adalah fakta dan tidak diulang",
    "whether today's rules would decide the same: decisions are facts and are not taken again",
)
NO_ERASURE: Final = Label(
    "apakah data pribadi yang kosong memang diminta dihapus (salt dan value irman_private)",
    "whether private values that are gone were erased on request (columns salt and value of irman_private)",
)
NO_CLAIMS: Final = Label(
    "apakah petugas, waktu, dan dokumen benar: itu pernyataan pencatat",
    "whether actor, instant and document are true: they are what the writer claimed",
)
NO_SKIMMING: Final = Label(
    "apakah semua uang dicatat: itu tugas hitung kas dan konfirmasi anggota",
    "whether all money was recorded: that takes cash counts and members' confirmations",
)
HASHES_ONLY: Final = Label("semua selain hash: hanya tingkat 1 yang diminta", "all but the hashes: only level 1 was asked for")
HIDDEN_BOOKS: Final = Label(
    "baris milik buku yang tidak ada: peran basis data ini hanya melihat bukunya sendiri",
    "rows of books that are not there: this database role sees only its own book",
)


def newer_schema(found: str, known: str) -> Label:
    """What stands beside the tables that this version of the library knows."""
    return Label(
        f"isi skema {found} di luar skema {known} yang dikenal versi pustaka ini",
        f"what schema {found} holds beyond schema {known}, which this version of the library knows",
    )


OLD_FOLDS: Final = Label(
    "keadaan subjek dari lipatan versi lama: dilipat ulang saat subjek dipakai lagi",
    "states of an older fold version: they are folded anew when the subject is used again",
)
STOPPED: Final = Label(
    "semua sesudah kegagalan membaca penyimpanan",
    "all that comes after the storage could not be read",
)
