"""How assets are refused."""

from __future__ import annotations

from irman_ledger.errors import InvalidInputError, RefusedError


class AssetTermsError(InvalidInputError):
    """An asset category whose terms cannot be read: names category, key and value."""

    code = "asset.terms-malformed"
    text = {
        "en": "asset category {category}, {field} = {value!r}: {reason}",
        "id": "golongan aset {category}, {field} = {value!r}: {reason}",
    }


class DepreciationExceedsCostError(InvalidInputError, RefusedError):
    """More depreciation than the asset cost."""

    code = "asset.depreciation-exceeds-cost"
    category = "invalid"
    text = {
        "en": "asset {asset} cost {cost}, its accumulated depreciation cannot be {accumulated}",
        "id": "harga perolehan aset {asset} {cost}, akumulasi penyusutannya tidak dapat {accumulated}",
    }


class GrantPolicyError(InvalidInputError):
    """A policy of grants that cannot be read."""

    code = "bylaws.grants"
    text = {"en": "policies.grants.{field} = {value!r}: {reason}", "id": "policies.grants.{field} = {value!r}: {reason}"}


class TitleError(RefusedError):
    """A title that an asset of this category, or of these bylaws, cannot have."""

    code = "asset.title"
    text = {"en": "title {title}: {reason}", "id": "alas hak {title}: {reason}"}


class SalvageExceedsError(InvalidInputError, RefusedError):
    """A salvage value beyond what the asset stands at."""

    code = "asset.salvage-exceeds"
    category = "invalid"
    text = {
        "en": "asset {asset} stands at {carrying}, its salvage value cannot be {salvage}",
        "id": "nilai tercatat aset {asset} {carrying}, nilai sisanya tidak dapat {salvage}",
    }


class NothingToDepreciateError(RefusedError):
    """Nothing is to be written off up to this month, or it was."""

    code = "asset.nothing-to-depreciate"
    text = {
        "en": "asset {asset} has nothing more to depreciate up to {month}",
        "id": "aset {asset} tidak memiliki penyusutan lagi sampai {month}",
    }


class UsefulLifeError(RefusedError):
    """A useful life, or depreciation, on what is not depreciated (land); or none on what is."""

    code = "asset.useful-life"
    text = {
        "en": "category {category} is not depreciated: asset {asset} can have no useful life, months used or depreciation",
        "id": "golongan {category} tidak disusutkan: aset {asset} tidak dapat memiliki umur manfaat, bulan pakai, atau penyusutan",
    }


class UsefulLifeMissingError(UsefulLifeError):
    """No useful life for what is depreciated."""

    code = "asset.useful-life-missing"
    text = {
        "en": "category {category} is depreciated: asset {asset} must have a useful life",
        "id": "golongan {category} disusutkan: aset {asset} harus memiliki umur manfaat",
    }


class AssetExistsError(RefusedError):
    """An asset number used before."""

    code = "asset.exists"
    category = "conflict"
    text = {"en": "asset {asset} exists already", "id": "aset {asset} sudah ada"}


class CustodyOutOfOrderError(RefusedError):
    """A change of custody dated before the one in force."""

    code = "asset.custody-out-of-order"
    text = {
        "en": "the custody of asset {asset} was last given from {since}, it cannot change on {on}",
        "id": "penguasaan aset {asset} terakhir berlaku sejak {since}, tidak dapat diubah pada {on}",
    }


class CustodyUnchangedError(RefusedError):
    """A change of custody that changes nothing."""

    code = "asset.custody-unchanged"
    category = "conflict"
    text = {
        "en": "asset {asset} already is with group {group} at {location}",
        "id": "aset {asset} sudah berada pada kelompok {group} di {location}",
    }
