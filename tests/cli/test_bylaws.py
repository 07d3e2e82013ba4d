"""Sample bylaws from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from irman_ledger import Bylaws
from tests.cli.conftest import Hand


def test_the_sample_is_printed_as_it_is_and_opens_a_book(irman: Hand) -> None:
    ran = irman("bylaws", "ksp")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == Bylaws.sample("ksp").source
    Path("koperasi.toml").write_text(ran.out, "utf-8")
    assert irman("init", "irman.db", "--bylaws", "koperasi.toml", "--id", "irman", "--begins-on", "2014-04-01").code == 0


@pytest.mark.parametrize("name", ["kps", "", "../ksp", "ksp.toml", "__init__", "KSP"])
def test_an_unknown_name_is_refused_with_the_list(irman: Hand, name: str) -> None:
    ran = irman("bylaws", name)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(f"irman: tidak ada contoh anggaran dasar {name!r}; yang ada: ")
    assert "ksp" in ran.err.partition("yang ada: ")[2]
    assert ran.err.endswith(" [bylaws.sample-unknown]\n")
    ran = irman("bylaws", name, "--lang", "en")
    assert ran.err.startswith(f"irman: there are no sample bylaws {name!r}; there are ")


def test_a_book_is_not_made_with_an_unknown_sample(irman: Hand) -> None:
    ran = irman("init", "x.db", "--bylaws", "kps", "--id", "x", "--begins-on", "2014-04-01")
    assert ran.code == 2
    assert ran.err.startswith("irman: tidak ada contoh anggaran dasar 'kps'; yang ada: ")
    assert not Path("x.db").exists()
