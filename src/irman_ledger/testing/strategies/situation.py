"""Who and what there is in a naive book, to make the next command from."""

from __future__ import annotations

from datetime import date
from typing import Any

from irman_ledger.coop.loans.position import Position, receivables_of
from irman_ledger.coop.loans.terms import parse as loan_terms
from irman_ledger.coop.savings.deposit_terms import DepositPolicy
from irman_ledger.coop.savings.sleeping import ACTS, may_sleep, quiet_since
from irman_ledger.coop.savings.terms import SavingsTerms
from irman_ledger.coop.savings.terms import parse as savings_terms
from irman_ledger.core.bylaws import Bylaws
from irman_ledger.core.calendar import Month
from irman_ledger.core.money import Money
from irman_ledger.core.subject import Subject
from irman_ledger.testing.model import NaiveBook


class Situation:
    """A naive book as it stands."""

    def __init__(self, model: NaiveBook) -> None:
        self.model = model

    @property
    def bylaws(self) -> Bylaws:
        """Of the book."""
        return self.model.bylaws

    @property
    def today(self) -> date:
        """The last day that anything can be recorded for."""
        assert self.model.today is not None, "a book to make commands for has a clock"
        return self.model.today

    @property
    def first_day(self) -> date:
        """The first day of the first open month."""
        assert self.model.begins_on is not None, "a book to make commands for has a first day"
        closed = self.model.closed_to
        return self.model.begins_on if closed is None else max(self.model.begins_on, closed.next().first_day)

    @property
    def month_to_close(self) -> Month:
        """The next in turn."""
        return Month.of(self.first_day)

    def states(self, kind: str) -> list[Any]:
        """The states of all subjects of a kind, in order of number."""
        return [state for subject, state in sorted(self.model.states.items(), key=lambda item: str(item[0])) if subject.kind == kind]

    def members(self, *statuses: str) -> list[str]:
        """The numbers of members whose latest status is one of these; of all members, where none is named."""
        return [state.no for state in self.states("member") if not statuses or state.statuses[-1][1] in statuses]

    def status(self, member: str) -> str:
        """The latest status of a member."""
        status: str = self.model.states[Subject("member", member)].statuses[-1][1]
        return status

    def borrowing_candidates(self) -> list[str]:
        """Candidates who owe a loan."""
        owing = {state.member for state in self.loans()}
        return [member for member in self.members("calon") if member in owing]

    def saving_candidates(self) -> list[str]:
        """Candidates who save."""
        saving = {state.member for state in (*self.accounts(), *self.deposits())}
        return [member for member in self.members("calon") if member in saving]

    def misplaced_savings(self) -> list[Any]:
        """The states of savings accounts and deposits whose product has another account for the status of their member."""
        every = (*self.accounts(), *self.deposits())
        wanted = {one.no: self.savings_terms(one.product).controls.get(self.status(one.member)) for one in every}
        return [one for one in every if wanted[one.no] not in (None, one.control)]

    def idle_members(self) -> list[str]:
        """Members and candidates who hold nothing any more."""
        there = self.members("anggota", "calon")
        return [member for member in there if not any(holding.balances for holding in self.model.positions(member))]

    def claims(self) -> dict[str, int]:
        """What is due to each leaver, in sen."""
        owed = {
            state.no: -self.model.balance(state.claim_account, Subject("member", state.no)).minor
            for state in self.states("member")
            if state.claim_account is not None
        }
        return {member: amount for member, amount in owed.items() if amount > 0}

    def accounts(self) -> list[Any]:
        """The states of savings accounts that are open; term deposits are not among them."""
        return [state for state in self.states("savings") if state.closed_on is None and state.placement is None]

    def deposits(self) -> list[Any]:
        """The states of term deposits that were not paid out."""
        return [state for state in self.states("savings") if state.closed_on is None and state.placement is not None]

    def matured_deposits(self) -> list[Any]:
        """The states of term deposits whose term is over and was not ended yet."""
        return [one for one in self.deposits() if one.placement.ended_on is None and one.placement.matures_on <= self.today]

    def ended_deposits(self) -> list[Any]:
        """The states of term deposits that run no longer and can be paid out, as far as their interest goes."""
        ended = [state for state in self.deposits() if state.placement.ended_on is not None]
        return [state for state in ended if state not in self.owing_deposits()]

    def owing_deposits(self) -> list[Any]:
        """The states of term deposits that owe interest today."""
        return [state for state in self.deposits() if self._paid_on_deposit(state) < state.placement.payable(self.today).minor]

    def _paid_on_deposit(self, state: Any) -> int:
        accounts = self.deposit_policy(state.product).interest_accounts
        return sum(moved.amount.minor for moved in self.model.movements(Subject("savings", state.no)) if moved.account in accounts)

    def transfers_to(self) -> list[str]:
        """The savings accounts for which something stands on the account of transfers."""
        if not self.has_role("savings_transfer"):
            return []
        return [subject.no for subject in self.model.subject_balances(self.bylaws.roles["savings_transfer"])]

    def deposit_policy(self, product: str) -> DepositPolicy:
        """What a product of term deposits says."""
        policy: DepositPolicy | None = self.bylaws.terms(product, "savings", savings_terms).deposit
        assert policy is not None, f"{product} takes term deposits"
        return policy

    def deposit_products(self) -> list[str]:
        """The codes of products of term deposits."""
        return [code for code in self.products("savings") if self.bylaws.terms(code, "savings", savings_terms).deposit is not None]

    def account_products(self) -> list[str]:
        """The codes of products of savings accounts that take and give as the member likes."""
        return [code for code in self.products("savings") if self.bylaws.terms(code, "savings", savings_terms).is_ordinary]

    def programme_products(self) -> list[str]:
        """The codes of products of programmed savings."""
        return [code for code in self.products("savings") if self.bylaws.terms(code, "savings", savings_terms).programme is not None]

    def programmes(self) -> list[Any]:
        """The states of programmed savings accounts that run."""
        return [one for one in self.accounts() if one.programme is not None and one.programme.runs(self.today)]

    def missed_programmes(self) -> list[Any]:
        """The states of those of which three months or more were not paid."""
        return [
            one
            for one in self.programmes()
            if one.programme.due(self.today) * one.programme.amount.minor - self.saved(one) >= 3 * one.programme.amount.minor
        ]

    def filled_accounts(self) -> list[Any]:
        """The states of open savings accounts with money, or that may be overdrawn further."""
        return [state for state in self.accounts() if self.available(state, self.today) > 0]

    def empty_accounts(self) -> list[Any]:
        """The states of open savings accounts without money."""
        return [state for state in self.accounts() if not self.saved(state)]

    def earning_accounts(self, *, is_accrued: bool = False) -> list[Any]:
        """The states of open savings accounts that earn interest, or whose interest is accrued before it is credited."""
        policies = {code: self.savings_terms(code).interest for code in self.products("savings")}
        wanted = {code for code, policy in policies.items() if policy is not None and not (is_accrued and policy.accrued is None)}
        return [state for state in self.accounts() if state.product in wanted]

    def accounts_with(self, term: str) -> list[Any]:
        """The states of open savings accounts whose product says something on a term (a field of `SavingsTerms`)."""
        said = {code for code in self.products("savings") if getattr(self.savings_terms(code), term)}
        return [state for state in self.accounts() if state.product in said]

    def quiet_accounts(self) -> list[Any]:
        """The states of savings accounts that may be found passive today."""
        return [one for one in self.accounts_with("dormancy") if not self._is_asleep(one) and self._is_quiet(one)]

    def _is_quiet(self, state: Any) -> bool:
        terms = self.savings_terms(state.product)
        if terms.dormancy is None or not may_sleep(state, self.today, terms):
            return False
        return self.model.first_of(Subject("savings", state.no), ACTS, quiet_since(self.today, terms.dormancy)) is None

    def dormant_accounts(self) -> list[Any]:
        """The states of savings accounts that are passive."""
        return [one for one in self.accounts() if self._is_asleep(one)]

    def _is_asleep(self, state: Any) -> bool:
        marks = state.dormancies
        return bool(marks) and self.model.first_of(Subject("savings", state.no), ACTS, marks[-1][1]) is None

    def savings_terms(self, product: str) -> SavingsTerms:
        """The terms of a savings product."""
        return self.bylaws.terms(product, "savings", savings_terms)

    def loans(self) -> list[Any]:
        """The states of loans that are not paid off and stand in the books."""
        return [state for state in self.states("loan") if state.closed_on is None and state.claim is None]

    def claimed_loans(self) -> list[Any]:
        """The states of loans that were written off and are still claimed."""
        return [state for state in self.states("loan") if state.closed_on is None and state.claim is not None]

    def position(self, state: Any) -> Position:
        """Where a loan stands."""
        subject = Subject("loan", state.no)
        return Position(
            loan=state,
            receivables=receivables_of(state, self.bylaws),
            plan=self.model.schedules[subject],
            balances=self.model.balances_of(subject),
            movements=self.model.movements(subject),
            currency=self.bylaws.currency,
        )

    def penalised(self) -> list[Any]:
        """The states of loans that owe a penalty today."""
        return [state for state in self.loans() if self.position(state).penalty(self.today)]

    def titipan(self, state: Any) -> int:
        """What is held for the member of a loan by the terms of its product, in sen."""
        account = self.bylaws.terms(state.product, "loans", loan_terms).titipan
        return 0 if account is None else -self.model.balance(account, Subject("member", state.member)).minor

    def shares(self) -> list[Any]:
        """The states of share accounts that hold something."""
        return [state for state in self.states("share") if self.held(state)]

    def saved(self, state: Any) -> int:
        """What a savings account holds now, in sen."""
        return -self.model.balance(state.control, Subject("savings", state.no)).minor

    def held(self, state: Any) -> int:
        """What a share account holds now, in sen."""
        return -self.model.balance(state.control, Subject("share", state.no)).minor

    def lowest(self, kind: str, state: Any, on: date) -> int:
        """The least that an account holds on any day from a day on, in sen."""
        return self.model.lowest(state.control, Subject(kind, state.no), on).minor

    def available(self, state: Any, on: date) -> int:
        """What may be taken off a savings account on a day, its overdraft limit included, in sen."""
        overdraft = self.savings_terms(state.product).overdraft
        return self.lowest("savings", state, on) + (0 if overdraft is None else overdraft.limit.minor)

    def held_of(self, state: Any) -> int:
        """What is held of a savings account, in sen."""
        return sum(amount.minor for _hold, amount in state.holds)

    def products(self, module: str) -> list[str]:
        """The codes of a module's products."""
        return [code for code, product in self.bylaws.products.items() if product.module == module]

    def boxes(self) -> list[str]:
        """The codes of cash boxes and bank accounts."""
        return list(self.bylaws.boxes)

    def box_that_can_pay(self, amount: int) -> str | None:
        """A box that holds so much, or one without a floor; None: no box can."""
        for code, box in self.bylaws.boxes.items():
            if not self.bylaws.chart[box.account].is_floored or self.cash(code) >= amount:
                return code
        return None

    def cash(self, code: str) -> int:
        """What a box holds now, in sen."""
        box = self.bylaws.boxes[code]
        return self.model.balance(box.account, box.subject).minor

    def plain_accounts(self) -> list[str]:
        """Accounts that anybody may post to, without subjects; not the clearing and memorandum ones."""
        return [
            account.code
            for account in self.bylaws.chart
            if account.owner is None and account.subject_kind is None and not (account.is_clearing or account.is_memorandum)
        ]

    def memorandum_accounts(self) -> list[str]:
        """Memorandum accounts without subjects."""
        return [a.code for a in self.bylaws.chart if a.owner is None and a.subject_kind is None and a.is_memorandum]

    def has_role(self, name: str) -> bool:
        """Whether the bylaws name an account for a role."""
        return name in self.bylaws.roles

    def standing_records(self) -> list[int]:
        """The numbers of the records that may be reversed by their kind."""
        gone = {played.reverses for played in self.model.played}
        return [
            played.seq
            for played in self.model.played
            if played.reverses is None and played.seq not in gone and played.subject.kind != "book"
        ]

    def money(self, minor: int) -> Money:
        """So many sen of the book's currency; a balance may be more than what one line carries."""
        return Money(minor, self.bylaws.currency)
