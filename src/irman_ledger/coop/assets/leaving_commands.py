"""What can be asked when a thing leaves for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, get_args

from irman_ledger.coop.assets.checks import check_day, check_money, check_reason, check_word
from irman_ledger.coop.assets.life_events import AssetDisposed, AssetLost, ClaimSettled, Loss
from irman_ledger.core.codes import checked_code
from irman_ledger.core.money import Money
from irman_ledger.core.protocols import Command
from irman_ledger.core.subject import Subject
from irman_ledger.errors import InvalidInputError


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposeAsset(Command[AssetDisposed]):
    """Sell an asset for cash, or scrap it (pelepasan aset); what it brings stays in its fund.

    Parameters
    ----------
    price
        More than zero; None: scrapped.
    settle
        The cash box or bank account that the price goes to; None: the default one.
    decision, consent
        The numbers of the decision and of the giver's consent, where the policy ``disposal`` asks for them.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "asset.dispose"

    asset: str
    on: date
    reason: str
    price: Money | None = None
    settle: str | None = None
    decision: str | None = None
    consent: str | None = None

    def __post_init__(self) -> None:
        checked_code(self.asset, field="asset")
        check_day(self.on)
        check_reason("reason", self.reason)
        if self.price is not None:
            check_money("price", self.price, least=1)
        for field in ("settle", "decision", "consent"):
            if getattr(self, field) is not None:
                checked_code(getattr(self, field), field=field)
        if self.price is None and self.settle is not None:
            raise InvalidInputError(field="settle", value=self.settle, reason="stands with a price only")

    def subjects(self) -> tuple[Subject, ...]:
        """The asset."""
        return (Subject("asset", self.asset),)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoseAsset(Command[AssetLost]):
    """An asset is lost, stolen or destroyed (kehilangan aset), with what is claimed for it.

    Parameters
    ----------
    claim
        What who is responsible, or an insurer, owes for it: its fair value (nilai wajar); None: nobody does (force majeure).
    claimed_from
        The number of the party, the group or the policy; it stands with a claim.

    Raises
    ------
    InvalidInputError, CodeError, DateMalformedError
    """

    kind: ClassVar[str] = "asset.lose"

    asset: str
    on: date
    how: Loss
    reason: str
    claim: Money | None = None
    claimed_from: str | None = None

    def __post_init__(self) -> None:
        checked_code(self.asset, field="asset")
        check_day(self.on)
        check_word("how", self.how, get_args(Loss))
        check_reason("reason", self.reason)
        if self.claim is not None:
            check_money("claim", self.claim, least=1)
        if (self.claim is None) != (self.claimed_from is None):
            raise InvalidInputError(field="claimed_from", value=self.claimed_from, reason="stands with a claim, and only so")
        if self.claimed_from is not None:
            checked_code(self.claimed_from, field="claimed_from")

    def subjects(self) -> tuple[Subject, ...]:
        """The asset."""
        return (Subject("asset", self.asset),)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleClaim(Command[ClaimSettled]):
    """Take cash for what is claimed for a lost asset (pembayaran ganti rugi).

    Parameters
    ----------
    amount
        More than zero, at most what is still owed.
    settle
        The cash box or bank account that it goes to; None: the default one.

    Raises
    ------
    NoClaimError, ClaimExceedsError
        ``asset.no-claim``, ``asset.claim-exceeds``
    """

    kind: ClassVar[str] = "asset.settle-claim"

    asset: str
    on: date
    amount: Money
    settle: str | None = None

    def __post_init__(self) -> None:
        checked_code(self.asset, field="asset")
        check_day(self.on)
        check_money("amount", self.amount, least=1)
        if self.settle is not None:
            checked_code(self.settle, field="settle")

    def subjects(self) -> tuple[Subject, ...]:
        """The asset."""
        return (Subject("asset", self.asset),)
