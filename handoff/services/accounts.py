"""Accounts: who may sign in, as what, and the end of that at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from handoff.core.accounts import MOST_CAPACITY, AccountChange, Accounts
from handoff.core.agents import Agent
from handoff.core.errors import InvalidRequest, UnknownAgent, UnknownTeam, WrongPassword
from handoff.core.leases import ACCOUNT_DISABLED, SHIFT_ENDED
from handoff.core.office_ports import Offices
from handoff.core.ports import Agents
from handoff.core.tags import checked_tag
from handoff.services import secrets
from handoff.services.sign_in import Passwords, SignIn, good_password, shown

MOST_LANGUAGES = 20

HandOver = Callable[[str, str], Awaitable[object]]
"""Puts back what an agent (id) holds, for a reason."""

Check = Callable[[str], None]
"""Has the desks of an agent (id) look at their sessions at once."""


class AccountKeeper:
    """Keeps the accounts. Every method that is given an id raises `UnknownAgent`."""

    def __init__(
        self,
        accounts: Accounts,
        agents: Agents,
        offices: Offices,
        sign_in: SignIn,
        passwords: Passwords,
        hand_over: HandOver,
        check: Check,
    ) -> None:
        self._accounts = accounts
        self._agents = agents
        self._offices = offices
        self._sign_in = sign_in
        self._passwords = passwords
        self._hand_over = hand_over
        self._check = check

    async def all(self) -> Sequence[Agent]:
        """Return all accounts by display name, also those that are disabled."""
        return await self._agents.all()

    async def named(self, username: str) -> Agent:
        """Return the account with this user name. Raises `UnknownAgent`."""
        found = await self._agents.find(username.strip())
        if found is None:
            raise UnknownAgent(f"There is no agent {username!r}.")
        return found.agent

    async def add(
        self, username: str, change: AccountChange, password: str | None
    ) -> tuple[Agent, str]:
        """Add an account; without a password one is made. Return it with the password.

        Raises:
            InvalidRequest, NameTaken: see `SignIn.add_agent`; a change of no use.
            UnknownTeam: one of its teams does not exist.
        """
        change = await self._checked(change)
        chosen = password or secrets.new_password()
        if change.role is None or change.name is None:
            raise InvalidRequest("A new account needs a name and a role.")
        agent = await self._sign_in.add_agent(username, change.name, change.role, chosen)
        return await self._accounts.change(agent.id, change), chosen

    async def change(self, agent_id: str, change: AccountChange) -> Agent:
        """Change an account; who loses the right to talk hands over everything.

        Raises:
            InvalidRequest: a change of no use.
            UnknownTeam: one of its teams does not exist.
            LastAdmin: nobody else could keep the accounts.
        """
        agent = await self._accounts.change(agent_id, await self._checked(change))
        if change.role is not None:
            self._check(agent.id)
            if not agent.role.talks:
                await self._hand_over(agent.id, SHIFT_ENDED)
        return agent

    async def disable(self, agent_id: str) -> Agent:
        """Close an account: its sessions end and its conversations go back to the queue, at once.

        Raises:
            LastAdmin: nobody else could keep the accounts.
        """
        agent = await self._accounts.disable(agent_id)
        self._check(agent.id)
        await self._hand_over(agent.id, ACCOUNT_DISABLED)
        return agent

    async def enable(self, agent_id: str) -> Agent:
        """Open an account again; it signs in with the password it had."""
        return await self._accounts.enable(agent_id)

    async def set_password(self, agent_id: str, password: str | None) -> str:
        """Give an account a new password, made if none is given, and end its sessions.

        Raises:
            InvalidRequest: it is too short.
        """
        chosen = good_password(password or secrets.new_password())
        await self._agents.get(agent_id)
        agent = await self._accounts.set_password(agent_id, await self._passwords.hash(chosen))
        self._check(agent.id)
        return chosen

    async def change_own_password(self, agent: Agent, token: str, old: str, new: str) -> None:
        """Change the password of the agent who asks; all other sessions end.

        Raises:
            WrongPassword: the old one is not right.
            InvalidRequest: the new one is too short.
        """
        kept = await self._agents.find(agent.username)
        if kept is None or not await self._passwords.verify(kept.password_hash, old):
            raise WrongPassword
        hashed = await self._passwords.hash(good_password(new))
        await self._accounts.set_password(agent.id, hashed, secrets.token_hash(token))
        self._check(agent.id)

    async def _checked(self, change: AccountChange) -> AccountChange:
        if change.name is not None:
            change = replace(change, name=shown(change.name))
        if change.languages is not None:
            tags = tuple(dict.fromkeys(map(checked_tag, change.languages)))
            if len(tags) > MOST_LANGUAGES:
                raise InvalidRequest(f"At most {MOST_LANGUAGES} languages.")
            change = replace(change, languages=tags)
        if change.capacity is not None and not 1 <= change.capacity <= MOST_CAPACITY:
            raise InvalidRequest(f"The capacity is from 1 to {MOST_CAPACITY}.")
        if change.teams is not None:
            known = {team.id for team in await self._offices.teams()}
            if not known.issuperset(change.teams):
                raise UnknownTeam
            change = replace(change, teams=tuple(dict.fromkeys(change.teams)))
        return change
