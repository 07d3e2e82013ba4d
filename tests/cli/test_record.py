"""Files of commands: all or none, and what is wrong with a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from irman_ledger import Book
from tests.cli.conftest import COMMANDS, Hand

DEPOSIT = '{"kind":"savings.deposit","account":"SS-1","on":"2014-04-03","amount":"1","key":"x"}'


def deposit(**changed: str) -> str:
    """A good deposit as JSON text, some of its values replaced (as they stand) or, with an empty text, left out."""
    values = {"kind": '"savings.deposit"', "account": '"SS-1"', "on": '"2014-04-03"', "amount": '"1"', "key": '"x"'} | changed
    return "{" + ",".join(f'"{name}":{value}' for name, value in values.items() if value) + "}"


def _left(path: str) -> tuple[int, bytes, str]:
    book = Book.open(Path(path))
    with book.read() as view:
        left = view.size, view.root(), str(view.savings.get("SS-1").balance)
    book.close()
    return left


def test_a_file_is_recorded_once(irman: Hand, book: str) -> None:
    before = _left(book)
    assert before[0] == 4
    ran = irman("record", book, "april.jsonl")
    assert ran.code == 0
    assert ran.out == f"Dicatat: 0; sudah tercatat sebelumnya: 3\nTitik periksa 4:{before[1].hex()}\n"
    assert ran.err == ""
    assert _left(book) == before


def test_what_was_recorded_is_said_in_english_too(irman: Hand, book: str) -> None:
    ran = irman("record", book, "-", "--lang", "en", given=COMMANDS + DEPOSIT)
    assert ran.out.startswith("Recorded: 1; recorded before: 3\nVoucher BKM/2014/000002\nCheckpoint 5:")


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(
    "table",
    [
        "kind;key;document;account;on;amount;booked_on\nsavings.deposit;c1;;SS-1;2014-04-03;1.250.000,50;\nsavings.deposit;c2;KM-9;SS-1;2014-04-03;Rp49,50;2014-05-02\n",
        'key,kind,account,on,amount,booked_on,document\nc1,savings.deposit,SS-1,2014-04-03,"1.250.000,50",,\r\nc2,savings.deposit,SS-1,2014-04-03,49.50,2014-05-02,KM-9\r\n',
    ],
)
def test_a_table_is_read_with_its_grouped_amounts(irman: Hand, book: str, table: str, mark: str) -> None:
    Path("c.csv").write_bytes((mark + table).encode())
    assert irman("record", book, "c.csv").code == 0
    assert _left(book)[2] == "Rp3.750.050"
    opened = Book.open(Path(book))
    first, second = opened.records(after=3)
    assert (first.document, str(first.booked_on), str(first.total)) == (None, "2014-04-03", "Rp1.250.000,50")
    assert (second.document, str(second.booked_on), str(second.value_on)) == ("KM-9", "2014-05-02", "2014-04-03")
    opened.close()


def test_a_cell_may_hold_a_list_or_a_truth(irman: Hand, book: str) -> None:
    lines = '"[{""account"":""5-3120"",""amount"":""1000""},{""account"":""2-1440"",""amount"":""-1000""}]"'
    table = f"kind;key;on;narration;lines;account;amount;closing\ngeneral.post;j;2014-04-05;Honor;{lines};;;\n"
    table += "savings.withdraw;w;2014-04-06;;;SS-1;2.500.000;TRUE\n"
    assert irman("record", book, "-", given=table).code == 0
    assert _left(book)[2] == "Rp0"


def test_the_hand_and_the_box_can_be_named(irman: Hand, book: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert irman("record", book, "-", "--actor", "siti", "--role", "teller", "--settle", "BANK", given=deposit()).code == 0
    monkeypatch.setenv("IRMAN_ACTOR", "budi")
    assert irman("record", book, "-", given=deposit(key='"y"')).code == 0
    opened = Book.open(Path(book))
    first, second = opened.records(after=3)
    assert (first.actor.id, first.actor.role, str(first.voucher)) == ("siti", "teller", "BBM/2014/000001")
    assert (second.actor.id, second.actor.role, str(second.voucher)) == ("budi", "operator", "BKM/2014/000002")
    opened.close()


def test_a_file_may_share_one_voucher(irman: Hand, book: str) -> None:
    both = deposit(key='"a"') + "\n" + deposit(key='"b"')
    assert irman("record", book, "-", "--one-voucher", given=both).code == 0
    opened = Book.open(Path(book))
    assert [str(record.voucher) for record in opened.records(after=3)] == ["BKM/2014/000002-1", "BKM/2014/000002-2"]
    opened.close()


DAY = """\
kind;key;account;on;amount;member;product;name
savings.deposit;d1;SS-1;2014-04-03;1.000;;;
member.admit;m2;;2014-04-03;;A-002;;Daeng Kanang

savings.withdraw;w1;SS-1;2014-04-03;500;;;
savings.deposit;d2;SS-1;2014-04-03;2.000;;;
share.pay;s1;;2014-04-03;100.000;A-002;POKOK;
"""


def test_the_vouchers_that_were_used_are_printed_by_series(irman: Hand, book: str) -> None:
    ran = irman("record", book, "-", given=DAY)
    assert ran.out.splitlines()[:-1] == [
        "Dicatat: 5; sudah tercatat sebelumnya: 0",
        "Bukti BKK/2014/000001",
        "Bukti BKM/2014/000002 s.d. BKM/2014/000004",
    ]
    more = irman("record", book, "-", "--lang", "en", given=DAY + "savings.deposit;d3;SS-1;2014-04-03;3.000;;;\n")
    assert more.out.splitlines()[:-1] == ["Recorded: 1; recorded before: 5", "Voucher BKM/2014/000005"]
    both = "savings.deposit;d4;SS-1;2014-04-03;1;;;\nsavings.deposit;d5;SS-1;2014-04-03;1;;;\n"
    assert irman("record", book, "-", "--lang", "en", given=DAY + both).out.splitlines()[:-1] == [
        "Recorded: 2; recorded before: 5",
        "Vouchers BKM/2014/000006 to BKM/2014/000007",
    ]


def test_no_voucher_is_printed_where_none_was_used(irman: Hand, book: str) -> None:
    admit = '{"kind":"member.admit","key":"x","member":"A-002","name":"Daeng Kanang","on":"2014-04-03"}'
    assert irman("record", book, "-", given=admit).out.splitlines()[:-1] == ["Dicatat: 1; sudah tercatat sebelumnya: 0"]


def test_each_record_is_listed_with_its_line(irman: Hand, book: str) -> None:
    listed = [
        "    2        4  BKM/2014/000002  savings.deposit",
        "    3        5                   member.admit",
        "    5        6  BKK/2014/000001  savings.withdraw",
        "    6        7  BKM/2014/000003  savings.deposit",
        "    7        8  BKM/2014/000004  share.pay",
    ]
    first = irman("record", book, "-", "--list", given=DAY).out.splitlines()
    assert first[3:-1] == ["Baris  Catatan  Bukti            Jenis", *listed]
    assert first[-1].startswith("Titik periksa 9:")
    again = irman("record", book, "-", "--list", given=DAY).out.splitlines()
    assert again[1:-1] == ["Baris  Catatan  Bukti            Jenis", *listed]
    english = irman("record", book, "-", "--list", "--lang", "en", given=DAY).out.splitlines()
    assert english[1:3] == ["Line  Record  Voucher          Kind", "   2       4  BKM/2014/000002  savings.deposit"]


def test_the_parts_of_one_voucher_are_a_range_too(irman: Hand, book: str) -> None:
    both = deposit(key='"a"') + "\n" + deposit(key='"b"')
    ran = irman("record", book, "-", "--one-voucher", given=both)
    assert ran.out.splitlines()[1] == "Bukti BKM/2014/000002-1 s.d. BKM/2014/000002-2"


def test_a_separator_inside_a_text_breaks_no_line(irman: Hand, book: str) -> None:
    command = deposit(document='"KM\u00a09 – ke-2"')
    assert irman("record", book, "-", given=command).code == 0


MALFORMED = [
    ("", "irman: file: berkas tidak memuat perintah [file.empty]"),
    ("kind;key\n", "irman: file: berkas tidak memuat perintah [file.empty]"),
    ("{}", "baris 1: key belum diisi [wire.malformed]"),
    ("[1]", "baris 1: json tidak sah: [1]: harus berupa objek JSON [wire.malformed]"),
    ('{"kind":"no.such","key":"x"}', "baris 1: kind tidak sah: 'no.such': bukan jenis perintah [wire.malformed]"),
    (deposit(key=""), "baris 1: key belum diisi [wire.malformed]"),
    (deposit(key="5"), "baris 1: key tidak sah: 5: harus berupa teks [code.malformed]"),
    (deposit(key='"\\ud800"'), "[code.malformed]"),
    (deposit(account=""), "baris 1: account belum diisi [wire.malformed]"),
    (deposit(account='"SS\\u0000"'), "memuat karakter kendali U+0000 [code.malformed]"),
    (deposit(wrong='"x"'), "baris 1: wrong tidak sah: 'x': bukan isian perintah ini [wire.malformed]"),
    (deposit(on='"2014-02-30"'), "baris 1: on: '2014-02-30' bukan tanggal berbentuk 2014-05-10 [date.malformed]"),
    (deposit(booked_on='"1 Mei"'), "baris 1: booked_on: '1 Mei' bukan tanggal berbentuk 2014-05-10 [date.malformed]"),
    (deposit(amount="1.5"), "'1.5': bukan bilangan bulat; jumlah uang dan tarif ditulis di antara tanda kutip [wire.malformed]"),
    (deposit(amount="NaN"), "'NaN': bukan bilangan bulat; jumlah uang dan tarif ditulis di antara tanda kutip [wire.malformed]"),
    (deposit(amount="1"), "baris 1: amount tidak sah: 1: harus berupa teks di antara tanda kutip [wire.malformed]"),
    (deposit(amount='"2,500,000"'), "baris 1: amount: '2,500,000' tidak terbaca sebagai uang, seperti 1.234,50 [money.malformed]"),
    (deposit(amount='"9999999999999999"'), "[money.too-large]"),
    (deposit(amount='"0"'), "[savings.amount]"),
    (deposit(document="[]"), "baris 1: document tidak sah: []: harus berupa teks [code.malformed]"),
    ('{"key":"x","key":"y"}', "baris 1: key tidak sah: 'y': tertulis dua kali dalam objek yang sama [wire.malformed]"),
    ('{"a":' * 50_000, "[wire.malformed]"),
    (DEPOSIT + "\n" + DEPOSIT, "baris 2: kunci x sudah ada pada baris 1 [file.key-twice]"),
    ('{"kind":"member.admit","key":"a","member":"B","name":{"commitment":"zz"},"on":"2014-05-01"}', "[wire.malformed]"),
    ("kind;kind\nx;y", "baris 1: kolom 2 pada kepala adalah 'kind': kosong atau ganda [csv.header]"),
    ("kind;key;\nx;y;", "baris 1: kolom 3 pada kepala adalah '': kosong atau ganda [csv.header]"),
    ("kind;key\nx;y;z", "baris 2: baris memiliki 3 sel, kepala memiliki 2 [csv.cells]"),
    ("kind;key\nx", "baris 2: baris memiliki 1 sel, kepala memiliki 2 [csv.cells]"),
    ('kind;key\n"x;y', "baris 2: baris tidak terbaca sebagai CSV: berakhir sebelum tanda kutip ditutup [csv.row]"),
    ("kind,key\n" + "x" * 200_000 + ",y", "baris 2: baris tidak terbaca sebagai CSV: sel melebihi 131072 karakter [csv.row]"),
    ("kind;key;lines\ngeneral.post;y;[1.5]", "[wire.malformed]"),
    ("SQLite format 3", "irman: file: berkas tidak memuat perintah [file.empty]"),
]


@pytest.mark.parametrize(("content", "said"), MALFORMED, ids=range(len(MALFORMED)))
def test_a_malformed_line_is_named_and_nothing_is_written(irman: Hand, book: str, content: str, said: str) -> None:
    before = _left(book)
    ran = irman("record", book, "-", given=content)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("irman: ")
    assert said in ran.err.splitlines()[0]
    assert len(ran.err) < 1000
    assert _left(book) == before


def test_all_malformed_lines_are_named_before_anything_is_written(irman: Hand, book: str) -> None:
    before = _left(book)
    good = deposit(key='"good"')
    ran = irman("record", book, "-", "--lang", "en", given="\n".join([good, "", deposit(amount='"x"'), "{", deposit(on='"now"')]))
    assert ran.code == 2
    assert ran.err.splitlines() == [
        "irman: line 3: amount: 'x' cannot be read as money, like 1.234,50 [money.malformed]",
        "irman: line 4: json is not valid: 'line 1 column 2': Expecting property name enclosed in double quotes [wire.malformed]",
        "irman: line 5: on: 'now' is not a day of the form 2014-05-10 [date.malformed]",
        "irman: malformed lines: 3; nothing was recorded",
    ]
    assert _left(book) == before


def test_no_more_than_twenty_lines_are_named(irman: Hand, book: str) -> None:
    ran = irman("record", book, "-", given="{}\n" * 31)
    assert len(ran.err.splitlines()) == 21
    assert ran.err.splitlines()[-1] == "irman: baris salah: 31; tidak ada yang dicatat"


def test_a_row_stands_on_the_line_on_which_it_begins(irman: Hand, book: str) -> None:
    table = 'kind;key;document;account;on;amount\nsavings.deposit;a;"two\nlines";SS-1;2014-04-03;1\nsavings.deposit;b;;SS-1;2014-04-03;x\n'
    ran = irman("record", book, "-", given=table)
    assert [line.split(":")[1] for line in ran.err.splitlines()[:2]] == [" baris 2", " baris 4"]


REFUSED = [
    (deposit(kind='"savings.withdraw"', amount='"9.000.000"'), 3, "savings.overdrawn"),
    (deposit(key='"k3"'), 3, "key.reused"),
    (deposit(on='"2014-03-31"'), 3, "period.before-begin"),
    (deposit(on='"2999-01-01"'), 3, "period.future"),
    (deposit(account='"SS-9"'), 2, "savings.unknown"),
    (deposit(settle='"LACI"'), 2, "box.unknown"),
    ('{"kind":"member.admit","key":"x","member":"A-001","name":"Daeng Sija","on":"2014-04-03"}', 3, "member.already-admitted"),
]


@pytest.mark.parametrize(("content", "code", "name"), REFUSED, ids=[name for _content, _code, name in REFUSED])
def test_the_first_refused_command_is_named_by_its_line(irman: Hand, book: str, content: str, code: int, name: str) -> None:
    before = _left(book)
    ran = irman("record", book, "-", given=deposit(key='"good"') + "\n\n" + content)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith("irman: baris 3: ")
    assert ran.err.endswith(f"; tidak ada yang dicatat [{name}]\n")
    assert ran.err.count("\n") == 1
    assert _left(book) == before


def test_a_closed_month_is_said_with_its_line(irman: Hand, book: str) -> None:
    assert irman("close", book, "2014-04").code == 0
    ran = irman("record", book, "-", "--lang", "en", given=deposit())
    assert ran.code == 3
    assert ran.err.startswith("irman: line 1: 3 April 2014 lies in a month that is closed (closed up to April 2014)")


def test_a_file_that_is_not_utf_8_is_refused_as_a_whole(irman: Hand, book: str) -> None:
    Path("latin.jsonl").write_bytes(b'{"kind":"member.admit","name":"Jos\xe9"}')
    ran = irman("record", book, "latin.jsonl")
    assert (ran.code, ran.err) == (2, "irman: file: berkas bukan teks UTF-8 (bita 34) [file.encoding]\n")


def test_the_book_itself_is_no_file_of_commands(irman: Hand, book: str) -> None:
    before = _left(book)
    assert irman("record", book, book).code == 2
    assert _left(book) == before


def test_a_name_leaves_no_trace_in_the_log(irman: Hand, book: str) -> None:
    opened = Book.open(Path(book))
    record = next(opened.records(after=0))
    assert "Sija" not in record.command + record.event + record.narration
    opened.close()


def test_a_rate_in_a_refusal_is_written_as_papers_print_it(irman: Hand, book: str) -> None:
    lent = (
        '{"kind":"loan.disburse","loan":"PJ-1","member":"A-001","product":"REGULER","on":"2014-04-03","principal":"1.000",'
        '"instalments":10,"rate":"30%/year","key":"l"}'
    )
    assert "produk REGULER berbunga 24% per tahun sampai 24% per tahun, bukan 30% per tahun;" in irman("record", book, "-", given=lent).err
    assert "24% a year to 24% a year, not at 30% a year;" in irman("record", book, "-", "--lang", "en", given=lent).err
