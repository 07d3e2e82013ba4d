"""How the command starts, refuses and ends."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from irman_ledger.cli.main import main
from irman_ledger.cli.refusals import EXIT_CODES, MEANINGS, exit_code, printable, sentence
from irman_ledger.errors import BusyError, ClosedPeriodError, DamagedError, InvalidInputError, IrmanError, RefusedError
from tests.cli.conftest import Hand

PROGRAM = [sys.executable, "-m", "irman_ledger.cli"]
HEAVY = "{'sqlalchemy', 'alembic', 'rich', 'psycopg', 'sqlite3', 'dateutil'}"


def _process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    surroundings = os.environ | {"PYTHONUTF8": "1"} | environment
    return subprocess.run([*PROGRAM, *arguments], capture_output=True, text=True, check=False, env=surroundings, encoding="utf-8")


def test_the_help_names_every_command_and_exit_code(irman: Hand) -> None:
    ran = irman("--help")
    assert ran.code == 0
    for name in ("init", "record", "report", "export", "verify", "doctor", "calc"):
        assert f"\n  {name} " in ran.out
    for code in (0, 1, 2, 3, 4, 5):
        assert f"\n  {code}    " in ran.out


def test_the_help_loads_no_database_and_no_tables() -> None:
    code = f"import sys\nfrom irman_ledger.cli.main import main\nmain(['--help'])\nprint(sorted({HEAVY} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("[]")


def test_the_help_is_there_in_a_quarter_of_a_second() -> None:
    took = []
    for _ in range(5):  # the best of five: other work on the machine is no fault of ours
        began = time.perf_counter()
        assert _process("--help").returncode == 0
        took.append(time.perf_counter() - began)
    assert min(took) < 0.25


@pytest.mark.parametrize("name", ["init", "record", "report", "export", "verify", "doctor", "calc"])
def test_the_help_of_a_command_opens_no_database(name: str) -> None:
    code = f"import sys\nfrom irman_ledger.cli.main import main\nmain([{name!r}, '--help'])\nprint('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("False")


def test_the_version_is_printed(irman: Hand) -> None:
    ran = irman("--version")
    assert (ran.code, ran.out.split()[:2]) == (0, ["irman,", "version"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("foo",), "irman: no such command 'foo'; see irman --help [usage.wrong]\n"),
        (("report",), "irman: missing argument 'BOOK'; see irman report --help [usage.wrong]\n"),
        (("verify", "--nope"), "irman: no such option '--nope'; see irman verify --help [usage.wrong]\n"),
        (("record", "a", "b", "c"), "irman: invalid value for 'FILE': File 'b' does not exist; see irman record --help [usage.wrong]\n"),
    ],
)
def test_wrong_usage_is_one_line_and_ends_with_two(irman: Hand, words: tuple[str, ...], said: str) -> None:
    ran = irman(*words)
    assert (ran.code, ran.out, ran.err) == (2, "", said)


def test_without_a_command_the_help_is_shown_and_the_code_is_two(irman: Hand) -> None:
    ran = irman()
    assert ran.code == 2
    assert ran.err.startswith("Usage: irman ")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InvalidInputError(field="on", value="x", reason="no"), 2),
        (RefusedError(reason="no"), 3),
        (ClosedPeriodError(on="a", closed_to="b"), 3),
        (BusyError(reason="no"), 4),
        (DamagedError(reason="no"), 5),
    ],
)
def test_each_category_has_its_exit_code(error: IrmanError, code: int) -> None:
    assert exit_code(error) == code


def test_every_exit_code_has_a_meaning() -> None:
    assert set(EXIT_CODES.values()) == {2, 3, 4, 5}
    assert set(MEANINGS) == {0, 1, 2, 3, 4, 5, 130}


def test_a_refusal_is_one_safe_line_with_its_code() -> None:
    error = InvalidInputError(field="narration", value="x", reason="bad\x1b[31m\nred" + "!" * 1000)
    line = sentence(error, "en", before="line 3: ")
    assert line.startswith("irman: line 3: narration is not valid: 'x': bad\\u001b[31m red!!!")
    assert line.endswith("!!!… [input.invalid]")
    assert len(line) < 700


def test_what_a_terminal_would_obey_is_shown_instead() -> None:
    assert printable("a\u202eb\rc\u2028d\ud800") == "a\\u202eb\\u000dc\\u2028d\\ud800"


def test_refusals_speak_the_language_that_is_asked_for(irman: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    assert irman("verify", "no.db").err == "irman: berkas no.db tidak ada; irman init membuat buku baru [book.file-missing]\n"
    english = "irman: there is no file no.db; irman init makes a new book [book.file-missing]\n"
    assert irman("verify", "no.db", "--lang", "en").err == english
    monkeypatch.setenv("IRMAN_LANG", "en")
    assert irman("verify", "no.db").err == english


def test_a_wrong_date_is_refused_in_the_language_that_follows_it(irman: Hand) -> None:
    ran = irman("init", "x.db", "--begins-on", "2014-02-30", "--id", "x", "--bylaws", "ksp", "--lang", "en")
    assert (ran.code, ran.err) == (2, "irman: --begins-on: '2014-02-30' is not a day of the form 2014-05-10 [date.malformed]\n")


@pytest.mark.parametrize(
    "target", ["foo://bar", "mysql://u:secret@h/x", "://", "postgresql://u:secret@h:port/x", "sqlite+aiosqlite:///x.db", "sqlite://"]
)
def test_a_url_that_is_none_is_refused_without_its_password(irman: Hand, target: str) -> None:
    ran = irman("verify", target)
    assert ran.code == 2
    assert ran.err.startswith("irman: ")
    assert ran.err.count("\n") == 1
    assert "secret" not in ran.err


def test_a_server_that_is_not_there_ends_with_four(irman: Hand) -> None:
    ran = irman("verify", "postgresql://u:secret@127.0.0.1:1/x")
    assert (ran.code, ran.err.count("\n")) == (4, 1)
    assert "secret" not in ran.err


def test_a_file_of_another_kind_is_no_book(irman: Hand) -> None:
    Path("notes.txt").write_text("not a database, but long enough to look like one " * 40, "utf-8")
    ran = irman("verify", "notes.txt")
    assert (ran.code, ran.err.endswith("[schema.foreign]\n")) == (2, True)


def test_a_missing_extra_is_named() -> None:
    code = "import sys\nsys.modules['click'] = None\nfrom irman_ledger.cli.main import main\nsys.exit(main(['--help']))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "irman: this needs the extra 'cli': pip install 'irman-ledger[cli]' [extra.missing]\n")


def test_an_interrupted_run_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("irman_ledger.cli.verify.open_book", interrupt)
    assert main(["verify", "irman.db"]) == 130


def test_an_output_that_cannot_be_written_there_is_one_line(irman: Hand, book: str) -> None:
    admit = '{"kind":"member.admit","member":"A-002","name":"Hafızah","on":"2014-04-01","key":"k9"}'
    assert irman("record", book, "-", given=admit).code == 0
    words = ("report", book, "kartu-anggota", "--member", "A-002", "--as-of", "2014-04")
    ran = _process(*words, PYTHONUTF8="0", PYTHONIOENCODING="iso8859-1:strict")
    said = "irman: the output cannot write '\\u0131': use --out, or set PYTHONIOENCODING=utf-8 [output.encoding]\n"
    assert (ran.returncode, ran.stderr) == (2, said)
    assert _process(*words).returncode == 0


def test_a_reader_that_goes_away_leaves_no_traceback(book: str) -> None:
    reader = subprocess.Popen([*PROGRAM, "verify", book], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert reader.stdout is not None
    reader.stdout.close()
    assert reader.stderr is not None
    said = reader.stderr.read()
    reader.wait()
    assert b"Traceback" not in said


def test_the_book_may_come_from_the_environment(irman: Hand, book: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IRMAN_BOOK", book)
    assert irman("report", "neraca", "--as-of", "2014-04").code == 0
    assert irman("report", "--as-of", "2014-04", "neraca").code == 0
    assert irman("record", "april.jsonl").code == 0
    assert irman("verify").code == 0
    assert irman("doctor").code == 0
    assert irman("export", "audit", "trail").code == 0
    assert irman("verify", "--trail", "trail").code == 0
    assert irman("report", "other.db", "neraca", "--as-of", "2014-04").err.startswith("irman: berkas other.db tidak ada")
    assert irman("report").err == "irman: missing argument 'NAME'; see irman report --help [usage.wrong]\n"


def test_progress_is_silent_where_standard_error_is_no_terminal(book: str) -> None:
    ran = _process("verify", book)
    assert (ran.returncode, ran.stderr) == (0, "")
