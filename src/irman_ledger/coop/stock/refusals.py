"""How inventories and biological assets are refused."""

from __future__ import annotations

from irman_ledger.errors import InvalidInputError, RefusedError


class StockTermsError(InvalidInputError):
    """A product of inventories or biological assets whose terms cannot be read: names product, key and value."""

    code = "stock.terms-malformed"
    text = {
        "en": "product {product}, {field} = {value!r}: {reason}",
        "id": "produk {product}, {field} = {value!r}: {reason}",
    }


class StockExistsError(RefusedError):
    """A number of an item used before."""

    code = "stock.exists"
    category = "conflict"
    text = {"en": "item {item} exists already", "id": "barang {item} sudah ada"}


class BeforeLastStockError(RefusedError):
    """A day before the last movement: the average of later ones would change."""

    code = "stock.before-last"
    text = {
        "en": "item {item} last moved on {last_on}, nothing can be booked on {on}",
        "id": "barang {item} terakhir bergerak pada {last_on}, tidak dapat dibukukan pada {on}",
    }


class StockShortError(RefusedError):
    """More than there is."""

    code = "stock.short"
    text = {
        "en": "of item {item} there are {held} {unit}, {quantity} cannot leave",
        "id": "barang {item} tersedia {held} {unit}, tidak dapat keluar {quantity}",
    }


class StockEmptyError(RefusedError):
    """Something that needs a quantity, where there is none."""

    code = "stock.empty"
    text = {
        "en": "there is nothing of item {item}: it cannot be {what}",
        "id": "barang {item} tidak ada isinya: tidak dapat dilakukan ({what})",
    }


class StockDecimalsError(RefusedError):
    """A quantity with more decimals than the unit has."""

    code = "stock.decimals"
    category = "invalid"
    text = {
        "en": "item {item} is counted in {unit} with {decimals} decimals, {quantity} has more",
        "id": "barang {item} dihitung dalam {unit} dengan {decimals} desimal, {quantity} memiliki lebih",
    }


class StockKindError(RefusedError):
    """Something that is for the other kind of thing, or for the other basis of value."""

    code = "stock.kind"
    text = {
        "en": "item {item} is {stock} at {basis}: it cannot be {what}",
        "id": "barang {item} adalah {stock} dengan dasar {basis}: tidak dapat dilakukan ({what})",
    }
