"""What can be asked of an asset after it came: its condition is met or broken, and it goes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from irman_ledger.coop.assets.checks import check_day, check_money, check_reason
from irman_ledger.coop.assets.leaving_commands import DisposeAsset, LoseAsset, SettleClaim
from irman_ledger.coop.assets.life_events import AssetConditionMet, AssetReturned, AssetVested
from irman_ledger.core.codes import checked_code
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetCondition(Command[AssetConditionMet]):
    """The condition of a grant is met, or the giver waives it (syarat hibah terpenuhi): what was owed becomes the cooperative's.

    It then stands as a restricted grant does by the policy ``grants`` of the bylaws in force, less what was worn out until then.

    Parameters
    ----------
    reason
        By what it is shown: the number of a deed or a letter. At most 120 characters.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "asset.meet-condition"

    asset: str
    on: date
    reason: str

    def __post_init__(self) -> None:
        checked_code(self.asset, field="asset")
        check_day(self.on)
        check_reason("reason", self.reason)

    def subjects(self) -> tuple[Subject, ...]:
        """The asset."""
        return (Subject("asset", self.asset),)


@dataclass(frozen=True, slots=True, kw_only=True)
class VestAsset(Command[AssetVested]):
    """A grant that becomes the cooperative's by months does so up to the month of `on`: what should have been, less what was.

    The end of the month does so for every such asset.

    Raises
    ------
    NothingToVestError
        ``asset.nothing-to-vest``
    """

    kind: ClassVar[str] = "asset.vest"

    asset: str
    on: date

    def __post_init__(self) -> None:
        checked_code(self.asset, field="asset")
        check_day(self.on)

    def subjects(self) -> tuple[Subject, ...]:
        """The asset."""
        return (Subject("asset", self.asset),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnAsset(Command[AssetReturned]):
    """Give an asset back to whose it is or who gave it (pengembalian aset): a grant whose condition is broken, a trust, a loan, a custody.

    Parameters
    ----------
    reason
        At most 120 characters.
    claim
        What the giver asks for damage, more than zero; None: nothing.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "asset.return"

    asset: str
    on: date
    reason: str
    claim: Money | None = None

    def __post_init__(self) -> None:
        checked_code(self.asset, field="asset")
        check_day(self.on)
        check_reason("reason", self.reason)
        if self.claim is not None:
            check_money("claim", self.claim, least=1)

    def subjects(self) -> tuple[Subject, ...]:
        """The asset."""
        return (Subject("asset", self.asset),)


AssetLifeCommand = MeetCondition | VestAsset | ReturnAsset | DisposeAsset | LoseAsset | SettleClaim
