"""How programmed savings refuse."""

from __future__ import annotations

from irman_ledger.errors import InvalidInputError, RefusedError


class ProgrammeMonthsError(InvalidInputError):
    """A number of months that no programme has."""

    code = "savings.programme-months"
    text = {"en": "months of programme {account}: {value}: {reason}", "id": "bulan program {account}: {value}: {reason}"}


class ProgrammeProductError(RefusedError):
    """A product of programmed savings asked for another account, or the other way round."""

    code = "savings.programme-product"
    text = {
        "en": "product {product} and the command do not agree on whether it is programmed savings",
        "id": "produk {product} dan perintah tidak sesuai: tabungan terprogram atau bukan",
    }


class ProgrammeAmountError(RefusedError):
    """A deposit that is not the monthly amount, or more than the programme still takes."""

    code = "savings.programme-amount"
    text = {
        "en": "programme {account} takes {monthly} a month or several of them, at most {left} in all, not {amount}",
        "id": "program {account} menerima {monthly} per bulan atau kelipatannya, paling banyak {left}, bukan {amount}",
    }


class ProgrammeRunningError(RefusedError):
    """A withdrawal from a programme that runs."""

    code = "savings.programme-running"
    text = {
        "en": "programme {account} runs until {matures_on}; before that it can only be broken",
        "id": "program {account} berjalan sampai {matures_on}; sebelum itu hanya dapat dihentikan dengan penalti",
    }


class ProgrammeEndedError(RefusedError):
    """A programme that runs no longer."""

    code = "savings.programme-ended"
    category = "closed"
    text = {"en": "programme {account} ran until {ended_on}", "id": "program {account} berjalan sampai {ended_on}"}


class NotProgrammeError(RefusedError):
    """A savings account without a programme."""

    code = "savings.not-programme"
    text = {"en": "savings account {account} has no programme", "id": "simpanan {account} bukan tabungan terprogram"}


class NotMissedError(RefusedError):
    """Too few months missed to cancel a programme."""

    code = "savings.programme-not-missed"
    text = {
        "en": "programme {account} is cancelled after {missed_max} missed months; {missed} are missed",
        "id": "program {account} dibatalkan setelah {missed_max} bulan tidak disetor; baru {missed}",
    }
