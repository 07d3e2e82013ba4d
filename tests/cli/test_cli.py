"""The command as a hand uses it: what it prints, and with which code it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from irman_ledger.cli.main import main

COMMANDS = """\
{"kind":"member.admit","member":"A-001","name":"Daeng Sija","on":"2014-04-01","key":"k1"}
{"kind":"savings.open","account":"SS-1","member":"A-001","product":"SUKARELA","on":"2014-04-01","key":"k2"}
{"kind":"savings.deposit","account":"SS-1","on":"2014-04-02","amount":"2.500.000","key":"k3","document":"KM-1"}
"""


def _run(*arguments: str) -> int:
    try:
        main(list(arguments))
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


@pytest.fixture
def book(tmp_path: Path) -> str:
    path = str(tmp_path / "irman.db")
    assert _run("init", path, "--bylaws", "ksp", "--id", "irman", "--begins-on", "2014-04-01") == 0
    (tmp_path / "c.jsonl").write_text(COMMANDS, "utf-8")
    assert _run("record", path, str(tmp_path / "c.jsonl")) == 0
    return path


def test_a_file_is_recorded_once(book: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert _run("record", book, str(tmp_path / "c.jsonl")) == 0
    assert capsys.readouterr().out.startswith("3 recorded, 3 of them before; root ")


def test_a_csv_file_is_read_with_its_grouped_amounts(book: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = "kind;key;account;on;amount\nsavings.deposit;c1;SS-1;2014-04-03;1.250.000,50\n"
    (tmp_path / "c.csv").write_text("\ufeff" + table, "utf-8")
    assert _run("record", book, str(tmp_path / "c.csv")) == 0
    assert _run("report", book, "neraca", "--as-of", "2014-04") == 0
    assert "3.750.000,50" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["neraca", "neraca-saldo"])
def test_a_paper_as_of_a_month_is_printed(book: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("report", book, name, "--as-of", "2014-04") == 0
    assert "2.500.000" in capsys.readouterr().out


def test_registers_vouchers_and_cards_are_printed(book: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("report", book, "jurnal", "--period", "2014-04") == 0
    assert _run("report", book, "buku-besar", "--account", "1-1100", "--period", "2014-04") == 0
    assert _run("report", book, "kartu-anggota", "--member", "A-001", "--as-of", "2014-04") == 0
    assert _run("report", book, "bukti", "--seq", "3") == 0
    printed = capsys.readouterr().out
    assert printed.count("Setoran simpanan SS-1") >= 3
    assert "dua juta lima ratus ribu" in printed.lower()


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        ('{"kind":"savings.withdraw","account":"SS-1","on":"2014-04-03","amount":"9000000","key":"x"}', 3, "[savings.overdrawn]"),
        ('{"kind":"savings.deposit","account":"SS-1","on":"2014-02-30","amount":"1","key":"x"}', 2, "2014-02-30"),
        ('{"kind":"savings.deposit","account":"SS-1","on":"2014-04-03","amount":1.5,"key":"x"}', 2, "[wire.malformed]"),
        ('{"kind":"savings.deposit","account":"SS-1","on":"2014-04-03","amount":"1","amount":"2","key":"x"}', 2, "stands twice"),
        ('{"kind":"savings.deposit","account":"SS-1","on":"2014-04-03","amount":"1"}', 2, "key"),
        ('{"kind":"no.such","key":"x"}', 2, "is not a kind of command"),
    ],
)
def test_a_bad_line_is_one_clear_line_and_nothing_is_written(
    book: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, code: int, said: str
) -> None:
    (tmp_path / "bad.jsonl").write_text(content, "utf-8")
    assert _run("record", book, str(tmp_path / "bad.jsonl")) == code
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error
    assert _run("verify", book) == 0
    assert "irman, 4 " in capsys.readouterr().out


def test_wrong_names_and_files_end_with_two_or_three(book: str, tmp_path: Path) -> None:
    assert _run("report", book, "nerca") == 2
    assert _run("report", book, "neraca", "--as-of", "2014-13") == 2
    assert _run("report", book, "neraca") == 2
    assert _run("verify", str(tmp_path / "nothing.db")) == 3


def test_the_export_is_checked_with_beancount(book: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("export", "beancount", book, str(tmp_path / "out.beancount"), "--period", "2014-04", "--check") == 0
    assert "Beancount: 1 transaksi, 2 saldo, sama" in capsys.readouterr().out
    assert _run("export", "beancount", book, str(tmp_path / "out.beancount"), "--period", "2014-04") == 3


def test_a_schedule_is_calculated_without_a_book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    terms = {
        "principal": "2000000",
        "rate": {"value": "24%", "per": "year"},
        "method": "flat",
        "instalments": 10,
        "disbursed_on": "2014-01-31",
    }
    (tmp_path / "t.json").write_text(json.dumps(terms), "utf-8")
    assert _run("calc", "schedule", str(tmp_path / "t.json"), "--json") == 0
    result = json.loads(capsys.readouterr().out)
    first = {"no": 1, "due_on": "2014-02-28", "principal": "200000", "interest": "40000", "total": "240000", "balance": "1800000"}
    assert result["instalments"][0] == first
    assert result["totals"] == {"principal": "2000000", "interest": "400000"}
    (tmp_path / "t.json").write_text(json.dumps({**terms, "grace": {}}), "utf-8")
    assert _run("calc", "schedule", str(tmp_path / "t.json")) == 2


def test_the_help_loads_no_database() -> None:
    code = "import sys, irman_ledger.cli.main as m\ntry: m.main(['--help'])\nexcept SystemExit: pass\n"
    code += "print(sorted({'sqlalchemy', 'alembic', 'rich'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("[]")
