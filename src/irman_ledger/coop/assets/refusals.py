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


class NothingToVestError(RefusedError):
    """Nothing more of a grant becomes the cooperative's up to this month."""

    code = "asset.nothing-to-vest"
    text = {
        "en": "nothing more of asset {asset} becomes the cooperative's up to {month}",
        "id": "tidak ada lagi bagian aset {asset} yang menjadi hak koperasi sampai {month}",
    }


class NoConditionError(RefusedError):
    """A condition that an asset does not have, or that is met."""

    code = "asset.no-condition"
    text = {
        "en": "asset {asset} was not given on a condition that is still open",
        "id": "aset {asset} tidak dihibahkan dengan syarat yang masih terbuka",
    }


class NotReturnableError(RefusedError):
    """An asset that is the cooperative's own and goes back to nobody."""

    code = "asset.not-returnable"
    text = {
        "en": "asset {asset} is the cooperative's own: it is sold or scrapped, not given back",
        "id": "aset {asset} milik koperasi: dijual atau dihapus, bukan dikembalikan",
    }


class AssetGoneError(RefusedError):
    """An asset that left."""

    code = "asset.gone"
    category = "conflict"
    text = {"en": "asset {asset} left on {left_on}", "id": "aset {asset} sudah keluar pada {left_on}"}


class AssetNotYetError(RefusedError):
    """A day before the asset came."""

    code = "asset.not-yet"
    text = {
        "en": "this book keeps asset {asset} from {since} on, not on {on}",
        "id": "buku ini mencatat aset {asset} sejak {since}, belum pada {on}",
    }


class WearOutOfStepError(RefusedError):
    """Depreciation that lags behind the day, or is ahead of it."""

    code = "asset.wear-out-of-step"
    text = {
        "en": "asset {asset} is depreciated by {written_off}; before {on} it must be by {due}, and by no later month",
        "id": "aset {asset} sudah disusutkan {written_off}; sebelum {on} harus {due}, dan tidak melampaui bulan itu",
    }


class DisposalPolicyError(InvalidInputError):
    """A policy of disposal that cannot be read."""

    code = "bylaws.disposal"
    text = {"en": "policies.disposal.{field} = {value!r}: {reason}", "id": "policies.disposal.{field} = {value!r}: {reason}"}


class NotOwnError(RefusedError):
    """Selling what is another's, or what must go back to its giver."""

    code = "asset.not-own"
    text = {
        "en": "asset {asset} is another's or on an open condition: it is given back, or its condition is met or waived first",
        "id": "aset {asset} milik pihak lain atau masih bersyarat: dikembalikan, atau syaratnya dipenuhi atau dibebaskan dahulu",
    }


class ApprovalMissingError(RefusedError):
    """Selling or scrapping without the decision or the consent that the bylaws ask for."""

    code = "asset.approval-missing"
    text = {
        "en": "asset {asset} was given as {title}: its disposal needs the number of the {needed}",
        "id": "aset {asset} diterima sebagai {title}: pelepasannya memerlukan nomor {needed}",
    }


class NoClaimError(RefusedError):
    """Nothing is claimed for this asset on that day."""

    code = "asset.no-claim"
    text = {"en": "nothing is claimed for asset {asset} on {on}", "id": "tidak ada tuntutan ganti rugi atas aset {asset} pada {on}"}


class ClaimExceedsError(RefusedError):
    """More than is still claimed."""

    code = "asset.claim-exceeds"
    text = {
        "en": "{owed} is still claimed for asset {asset}, {amount} cannot be paid",
        "id": "tuntutan ganti rugi aset {asset} masih {owed}, tidak dapat dibayar {amount}",
    }


class UsePolicyError(InvalidInputError):
    """A policy of what is paid for the use of assets that cannot be read."""

    code = "bylaws.asset-use"
    text = {"en": "policies.asset_use.{field} = {value!r}: {reason}", "id": "policies.asset_use.{field} = {value!r}: {reason}"}


class CareTermsError(RefusedError):
    """What the category of an asset has no account for."""

    code = "asset.terms-missing"
    text = {
        "en": "asset category {category} has no such term, so this cannot be booked",
        "id": "golongan aset {category} tidak memiliki ketentuan itu, sehingga tidak dapat dibukukan",
    }


class NotImpairedError(RefusedError):
    """A recoverable amount that is not below what the asset stands at."""

    code = "asset.not-impaired"
    text = {
        "en": "asset {asset} stands at {carrying}, which {recoverable} is not below",
        "id": "nilai tercatat aset {asset} {carrying}, {recoverable} tidak lebih rendah",
    }


class RepairError(RefusedError):
    """A repair that is big enough to stand in the cost, or an improvement that is not."""

    code = "asset.capitalise-from"
    text = {
        "en": "asset {asset}: from {least} on it stands in the cost, below it is an expense; {cost} was given",
        "id": "aset {asset}: mulai {least} dikapitalisasi, di bawahnya menjadi beban; diberikan {cost}",
    }


class InspectedLaterError(RefusedError):
    """A finding dated before the last one."""

    code = "asset.inspected-later"
    text = {
        "en": "asset {asset} was last inspected on {since}, not to be inspected on {on}",
        "id": "aset {asset} terakhir diperiksa pada {since}, tidak dapat diperiksa pada {on}",
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
