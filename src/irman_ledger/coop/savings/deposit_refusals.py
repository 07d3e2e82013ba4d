"""How term deposits refuse."""

from __future__ import annotations

from irman_ledger.errors import InvalidInputError, RefusedError, UnknownSubjectError


class DepositChoiceError(InvalidInputError):
    """A term, a payment of interest or a roll-over that cannot be chosen."""

    code = "savings.deposit-choice"
    text = {
        "en": "{field} of term deposit {deposit}: {value}: {reason}",
        "id": "{field} simpanan berjangka {deposit}: {value}: {reason}",
    }


class DepositProductError(RefusedError):
    """A product of term deposits, asked for a savings account."""

    code = "savings.deposit-product"
    text = {
        "en": "product {product} takes term deposits only, which are placed for a number of months",
        "id": "produk {product} hanya untuk simpanan berjangka, yang ditempatkan untuk sejumlah bulan",
    }


class NoDepositProductError(RefusedError):
    """A product of savings accounts, asked for a term deposit."""

    code = "savings.no-deposit-product"
    text = {"en": "product {product} takes no term deposits", "id": "produk {product} bukan untuk simpanan berjangka"}


class NotOfferedError(RefusedError):
    """A term, a payment of interest or a roll-over that the product does not offer."""

    code = "savings.deposit-not-offered"
    text = {
        "en": "product {product} offers {choice} {offered}, not {value}",
        "id": "produk {product} menawarkan {choice} {offered}, bukan {value}",
    }


class PayToNeededError(RefusedError):
    """A product that moves what has matured, and a deposit that names no account to move it to."""

    code = "savings.deposit-pay-to-needed"
    text = {
        "en": "product {product} moves what has matured to a savings account; deposit {deposit} names none",
        "id": "produk {product} memindahkan yang jatuh tempo ke rekening simpanan; simpanan berjangka {deposit} tidak menyebutnya",
    }


class PayToError(UnknownSubjectError):
    """An account that cannot receive what a deposit pays: of another member, closed, or no ordinary savings account."""

    code = "savings.deposit-pay-to"
    text = {
        "en": "{account} is not an open savings account of member {member}",
        "id": "{account} bukan rekening simpanan anggota {member} yang masih terbuka",
    }


class DepositAccountError(RefusedError):
    """A movement that a term deposit does not take: it is placed, paid and paid out by commands of its own."""

    code = "savings.deposit-account"
    text = {
        "en": "{account} is a term deposit; it takes no deposits, withdrawals or corrections",
        "id": "{account} adalah simpanan berjangka; tidak menerima setoran, penarikan, atau koreksi",
    }


class NotDepositError(RefusedError):
    """A savings account that is not a term deposit."""

    code = "savings.not-deposit"
    text = {"en": "savings account {deposit} is not a term deposit", "id": "simpanan {deposit} bukan simpanan berjangka"}


class DepositRunningError(RefusedError):
    """A deposit that has not matured."""

    code = "savings.deposit-running"
    text = {
        "en": "term deposit {deposit} runs until {matures_on}; before that it can only be broken",
        "id": "simpanan berjangka {deposit} berjalan sampai {matures_on}; sebelum itu hanya dapat dicairkan dengan penalti",
    }


class DepositMaturedError(RefusedError):
    """A deposit whose term is over: it is matured, not broken."""

    code = "savings.deposit-matured"
    text = {
        "en": "term deposit {deposit} matured on {matures_on}; it can no longer be broken",
        "id": "simpanan berjangka {deposit} jatuh tempo pada {matures_on}; tidak lagi dicairkan sebelum waktunya",
    }


class DepositEndedError(RefusedError):
    """A deposit that runs no longer."""

    code = "savings.deposit-ended"
    category = "closed"
    text = {"en": "term deposit {deposit} ended on {ended_on}", "id": "simpanan berjangka {deposit} berakhir pada {ended_on}"}


class NoBreakError(RefusedError):
    """A product whose deposits cannot be broken."""

    code = "savings.deposit-no-break"
    text = {
        "en": "term deposits of product {product} cannot be broken before {matures_on}",
        "id": "simpanan berjangka produk {product} tidak dapat dicairkan sebelum {matures_on}",
    }


class InterestUnpaidError(RefusedError):
    """A deposit whose interest must be paid before it is closed."""

    code = "savings.deposit-interest-unpaid"
    text = {
        "en": "{unpaid} of interest on term deposit {deposit} must be paid first",
        "id": "jasa simpanan berjangka {deposit} sebesar {unpaid} harus dibayar dahulu",
    }


class NothingToReceiveError(RefusedError):
    """A savings account for which nothing stands on the account of transfers."""

    code = "savings.nothing-to-receive"
    text = {"en": "no transfer to savings account {account} is open", "id": "tidak ada pemindahan ke simpanan {account} yang terbuka"}


class SavingsRateCappedError(RefusedError):
    """A term deposit at a rate above the cap that the cooperative keeps to on the day."""

    code = "savings.rate-capped"
    text = {
        "en": "product {product} would pay {rate}, above the cap of {most} ({rules}, from {from_on} on)",
        "id": "produk {product} akan memberi {rate}, di atas batas {most} ({rules}, sejak {from_on})",
    }


class InterestBeyondTermError(RefusedError):
    """More interest of the old books than the term earns."""

    code = "savings.deposit-interest-beyond-term"
    text = {
        "en": "the term of deposit {deposit} earns {earned}; the old books paid {paid} and accrued {accrued}",
        "id": "jangka simpanan berjangka {deposit} menghasilkan {earned}; buku lama membayar {paid} dan mengakru {accrued}",
    }
