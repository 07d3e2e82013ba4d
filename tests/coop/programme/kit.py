"""A small deed: cash with the savings that it is owed to, a receivable, a freezer, a machine on condition."""

from __future__ import annotations

from irman_ledger.coop.programme import Deed, read_deed

SMALL = """\
[deed]
number = "BAST-02/2014"
version = 1
event = "Serah terima program"
place = "Bantaeng"
on = 2014-03-25
cutoff = 2014-03-25
currency = "IDR"
programme = "KLASTER-02"
mandate = "SK-11/2014"
decisions = ["RA-01/2014"]

[[parties]]
role = "transferor"
organisation = "Yayasan Contoh"
position = "Direktur"
name = "Rekaan Satu"
address = "Jalan Rekaan 1"

[[parties]]
role = "transferee"
organisation = "Koperasi Contoh"
position = "Ketua"
name = "Rekaan Dua"

[[parties]]
role = "witness"
organisation = "Dinas Koperasi"
position = "Kepala dinas"
name = "Rekaan Tiga"

[[stipulations]]
code = "K1"
kind = "condition"
text = "Mesin dipakai paling sedikit 24 bulan"
test = "buku pemakaian mesin"
until = 2016-03-25
return_to = "Yayasan Contoh"
vesting = "cliff"

[[stipulations]]
code = "B1"
kind = "restriction"
text = "Hanya untuk pembiayaan mitra"
users = "mustahik"

[[groups]]
code = "K-01"
name = "Kelompok Bata 01"
district = "Bantaeng"

[[partners]]
member = "A-001"
name = "Rekaan Empat"
group = "K-01"
business = "bata"
eligible = true
since = 2014-03-01

[[lines]]
no = 1
class = "cash"
description = "Kas"
title = "trust"
box = "KAS"
fair_value = "1.500.000"
method = "nominal"

[[lines]]
no = 2
class = "receivable"
description = "Cicilan jual beli"
title = "grant"
fund = "BERGULIR"
loan = "PB-001"
member = "A-001"
product = "PEMBIAYAAN"
principal = "1.000.000"
margin = "36.000"
allowance = "10.000"
contract_on = 2014-01-05
confirmed = "yes"
stipulations = ["B1"]
schedule = [
    { no = 3, due_on = 2014-04-05, amount = "600.000" },
    { no = 4, due_on = 2014-05-05, amount = "400.000" },
]

[[lines]]
no = 3
class = "equipment"
description = "Freezer"
title = "restricted-grant"
fund = "PROGRAM"
asset = "AP-01"
category = "PERALATAN"
group = "K-01"
condition = "good"
cost = "7.200.000"
book_value = "5.000.000"
fair_value = "5.400.000"
method = "market"
origin = { zakat = "60%", csr = "40%" }
life_months = 36

[[lines]]
no = 4
class = "equipment"
description = "Mesin bata"
title = "conditional-grant"
fund = "PROGRAM"
asset = "AP-02"
category = "BERSYARAT"
group = "K-01"
condition = "worn"
fair_value = "8.000.000"
stipulations = ["K1"]
life_months = 60

[[lines]]
no = 5
class = "land"
description = "Tanah wakaf"
title = "wakaf"
asset = "TW-01"
category = "TANAH"
fair_value = "45.000.000"

[[lines]]
no = 6
class = "inventory"
description = "Karung basah"
title = "grant"
account = "1-1740"
fair_value = "250.000"
result = "rejected"
reason = "tidak layak pakai"

[[liabilities]]
kind = "savings"
holder = "A-001"
product = "MITRA"
account = "TM-001"
since = 2012-01-02
amount = "1.200.000"

[[liabilities]]
kind = "group-fund"
holder = "K-01"
account = "2-1660"
amount = "300.000"
"""


def small(*changes: tuple[str, str]) -> Deed:
    """The small deed, with parts of its text replaced."""
    return read_deed(changed(*changes), file="akta.toml")


def changed(*changes: tuple[str, str]) -> str:
    """The text of it."""
    text = SMALL
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text
