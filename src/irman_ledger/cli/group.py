"""The group of all commands: each is loaded from the module of its name when it is called."""

from __future__ import annotations

from importlib import import_module

import click

from irman_ledger.cli.refusals import MEANINGS

COMMANDS = {
    "bylaws": "Print sample bylaws (contoh anggaran dasar).",
    "init": "Make a new book (membuat buku baru).",
    "record": "Record the commands of a file, all or none (mencatat berkas perintah).",
    "meeting": "Record the sheet of a group's meeting (mencatat lembar rapat kelompok).",
    "deed": "Check, print, sign and post a deed of hand-over (berita acara serah terima).",
    "reverse": "Negate a record exactly, once (membalik catatan).",
    "month-end": "Do what the end of a month asks for (proses akhir bulan).",
    "close": "Close a month (menutup bulan).",
    "report": "Draw a statement, a register or a voucher (mencetak laporan).",
    "pack": "Draw the donor's monitoring pack (laporan pemantauan program).",
    "member": "Draw the life of a member (ikhtisar anggota).",
    "loan": "Draw the life of a loan (kartu pinjaman).",
    "export": "Write Beancount text or the audit trail (mengekspor).",
    "verify": "Check every fact of a book or a trail (memeriksa buku).",
    "doctor": "Check the database, its settings and its version (memeriksa basis data).",
    "calc": "Calculate without a book (menghitung tanpa buku).",
}


class Commands(click.Group):
    """A group that loads a command when it is called, and lists all without loading any."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command `command` of the module of that name."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = import_module(f"irman_ledger.cli.{cmd_name.replace('-', '_')}").command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in the help, and what the exit codes mean."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))
        with formatter.section("Exit codes"):
            formatter.write_dl([(str(code), meaning) for code, meaning in MEANINGS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="irman-ledger", prog_name="irman")
def irman() -> None:
    """The books of a savings-and-loan cooperative (pembukuan koperasi simpan pinjam).

    BOOK is the path of an SQLite file or a database URL; where it is left out, the environment variable IRMAN_BOOK names it.
    Papers are in Indonesian; --lang en or IRMAN_LANG=en makes them English.
    """
