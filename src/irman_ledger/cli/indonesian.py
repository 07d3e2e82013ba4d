"""Indonesian for what others say in English: click about a command line, and the reasons inside the library's refusals.

A pattern fits a text as a whole. Its groups stand in the sentence under their names; `rest` is put into Indonesian in its turn.
"""

from __future__ import annotations

import re
from typing import Final

Table = tuple[tuple[str, str], ...]

USAGE: Final[Table] = (
    (r"No such command (?P<name>.+)", "tidak ada perintah {name}"),
    (r"No such option (?P<name>.+)", "tidak ada opsi {name}"),
    (r"Missing argument (?P<name>'[^']+')", "argumen {name} belum diberikan"),
    (r"Missing option (?P<name>'[^']+')", "opsi {name} belum diberikan"),
    (r"Missing command", "perintah belum diberikan"),
    (r"Got unexpected extra arguments? \((?P<given>.+)\)", "argumen berlebih: {given}"),
    (r"Option (?P<name>.+) requires an argument", "opsi {name} memerlukan nilai"),
    (r"Option (?P<name>.+) does not take a value", "opsi {name} tidak memakai nilai"),
    (r"Invalid value for (?P<name>'[^']+'): (?P<rest>.+)", "nilai {name} tidak sah: {rest}"),
    (r"(?:File|Directory|Path) (?P<path>.+) does not exist", "berkas {path} tidak ada"),
    (r"(?:File|Path) (?P<path>.+) is a directory", "{path} adalah folder"),
    (r"(?:File|Path) (?P<path>.+) is not readable", "berkas {path} tidak dapat dibaca"),
    (r"(?P<value>.+) is not one of (?P<known>'.+)", "{value} bukan salah satu dari {known}"),
    (r"(?P<value>.+) is not in the range (?P<least>\d+)<=x<=(?P<most>\d+)", "{value} tidak di antara {least} dan {most}"),
    (r"(?P<value>.+) is not a valid integer(?: range)?", "{value} bukan bilangan bulat"),
    (r"give (?P<first>\S+) or (?P<second>\S+), not both", "berikan {first} atau {second}, jangan keduanya"),
    (r"give (?P<first>\S+) or (?P<second>\S+)", "berikan {first} atau {second}"),
)

REASONS: Final[Table] = (
    (r"is missing", "belum diisi"),
    (r"must be a string", "harus berupa teks di antara tanda kutip"),
    (r"must be text", "harus berupa teks"),
    (r"must be text or a private value", "harus berupa teks"),
    (r"must be a day", "harus berupa tanggal"),
    (r"must be a list", "harus berupa daftar"),
    (r"must be an object", "harus berupa objek JSON"),
    (r"must be a whole number", "harus berupa bilangan bulat"),
    (r"must be true or false", "harus true atau false"),
    (r"must be a whole number, zero or more", "harus bilangan bulat, nol atau lebih"),
    (r"must be (?P<least>\d+) to (?P<most>\d+)", "harus {least} sampai {most}"),
    (r"must be more than zero", "harus lebih dari nol"),
    (r"must be money, more than zero", "harus berupa uang lebih dari nol"),
    (r"must not be zero", "tidak boleh nol"),
    (r"must not be empty", "tidak boleh kosong"),
    (r"must not be empty or begin or end with a blank", "tidak boleh kosong, atau berawal atau berakhir dengan spasi"),
    (r"must be in Unicode normal form C", "harus dalam bentuk Unicode NFC"),
    (r"must be one of (?P<known>.+)", "harus salah satu dari {known}"),
    (r"must be 2 to (?P<most>\d+) lines, not (?P<found>\d+)", "harus 2 sampai {most} baris, bukan {found}"),
    (r"is not money", "bukan uang"),
    (r"is not a kind of command", "bukan jenis perintah"),
    (r"is not a kind of subject", "bukan jenis subjek"),
    (r"is not a field of it", "bukan isian perintah ini"),
    (r"is not a whole number; amounts and rates are strings", "bukan bilangan bulat; jumlah uang dan tarif ditulis di antara tanda kutip"),
    (r"is after (?P<day>\S+)", "sesudah {day}"),
    (r"is more than the amount", "melebihi jumlahnya"),
    (r"cannot stand beside arrears", "tidak dapat bersama tunggakan"),
    (r"must be after (?P<rest>.+)", "harus sesudah {rest}"),
    (r"must be the first of whole months that end on (?P<rest>.+)", "harus awal bulan penuh yang berakhir {rest}"),
    (r"must end above (?P<low>\S+) and where the next one begins, at (?P<at>\S+)", "harus berakhir di atas {low}, di awal berikutnya {at}"),
    (r"must name each part once", "harus menyebut tiap bagian satu kali"),
    (r"must be in order of number and due date", "harus urut menurut nomor dan jatuh tempo"),
    (r"must begin at zero", "harus mulai dari nol"),
    (r"is the last day there is", "adalah hari terakhir yang ada"),
    (r"must have no end", "harus tanpa batas atas"),
    (r"rate is given already", "rate sudah diberikan"),
    (r"give amount or rate, one of the two", "berikan amount atau rate, salah satu"),
    (r"leaves nothing to pay out", "tidak menyisakan uang untuk dicairkan"),
    (r"goes only with (?P<known>.+)", "hanya dapat dipakai bersama {known}"),
    (r"does not go with (?P<other>.+)", "tidak dapat dipakai bersama {other}"),
    (r"names something twice", "menyebut sesuatu dua kali"),
    (r"needs a calendar", "memerlukan kalender"),
    (r"daily interest needs a day count", "jasa harian memerlukan hitungan hari"),
    (r"a month is counted whole", "bulan dihitung penuh"),
    (r"is below zero", "kurang dari nol"),
    (r"pays more than the plan has", "melebihi jumlah dalam rencana angsuran"),
    (r"has no meaning for (?P<item>\S+)", "tidak berarti untuk {item}"),
    (r"is more than the tax of the month, (?P<tax>\S+)", "lebih dari pajak bulan itu, {tax}"),
    (r"is not between (?P<first>\S+) and (?P<last>\S+)", "tidak di antara {first} dan {last}"),
    (r"is not a control account: its lines carry no subject", "bukan akun kontrol: barisnya tanpa subjek"),
    (r"has more than (?P<most>\d+) characters", "melebihi {most} karakter"),
    (r"has more than (?P<most>\d+) levels", "melebihi {most} tingkat"),
    (r"has the control character (?P<character>\S+)", "memuat karakter kendali {character}"),
    (r"stands twice in the same object", "tertulis dua kali dalam objek yang sama"),
    (r"no (?P<no>.+) stands twice", "no {no} tertulis dua kali"),
    (r"columns no and amount, both filled", "harus ada kolom no dan amount, keduanya terisi"),
    (r"Expecting property name enclosed in double quotes", "nama isian harus di antara tanda kutip ganda"),
    (r"Expecting value", "di sini harus ada nilai"),
    (r"Expecting '(?P<mark>.)' delimiter", "di sini harus ada tanda {mark}"),
    (r"Extra data", "teks berlebih sesudah objek JSON"),
    (r"Unterminated string starting at", "teks tidak ditutup dengan tanda kutip"),
    (r"line (?P<line>\d+) column (?P<column>\d+)", "baris {line} kolom {column}"),
    (r"unexpected end of data", "berakhir sebelum tanda kutip ditutup"),
    (r"field larger than field limit \((?P<most>\d+)\)", "sel melebihi {most} karakter"),
    (r"is a reversal itself", "sendiri adalah pembalikan"),
    (r"was reversed by record (?P<seq>\d+)", "sudah dibalik oleh catatan {seq}"),
    (r"cannot be read: (?P<rest>.+)", "tidak dapat dibaca: {rest}"),
    (r"the file does not exist", "berkas tidak ada"),
    (r"No such file or directory", "berkas atau folder tidak ada"),
    (r"Permission denied", "tidak diizinkan"),
    (r"Is a directory", "adalah folder"),
    (r"No space left on device", "media penyimpanan penuh"),
)

FIELDS: Final[Table] = ((r"(?P<name>--listed), line (?P<line>\d+)", "{name}, baris {line}"),)


def in_indonesian(text: str, table: Table) -> str:
    """The sentence of the first pattern that fits; the text itself where none does."""
    for pattern, sentence in table:
        found = re.fullmatch(pattern, text, re.DOTALL)
        if found is not None:
            groups = found.groupdict()
            if "rest" in groups:
                groups["rest"] = in_indonesian(groups["rest"], table)
            return sentence.format_map(groups)
    return text
