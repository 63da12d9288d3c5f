"""The operator's commands for accounts; they work while the service runs, too."""

from __future__ import annotations

import argparse
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from handoff.adapters.clock import SystemClock
from handoff.adapters.passwords import Argon2Passwords
from handoff.adapters.store import SqlStore
from handoff.adapters.wakeups_local import LocalWakeups
from handoff.core.access import OPERATOR
from handoff.core.accounts import AccountChange
from handoff.core.agents import CAPACITY, Agent, Role
from handoff.core.errors import InvalidRequest
from handoff.core.values import AgentRef
from handoff.services.access import AccessRecorder
from handoff.services.accounts import AccountKeeper
from handoff.services.handover import HandOver
from handoff.services.journal import Journal
from handoff.services.sign_in import SignIn
from handoff.settings import Settings

_OPERATOR = AgentRef(OPERATOR, "command line")

type Done = tuple[str, Agent]
"""The act for the access log, and whose account it was done to."""


@dataclass(frozen=True)
class _Office:
    store: SqlStore
    accounts: AccountKeeper
    access: AccessRecorder


async def work(settings: Settings, options: argparse.Namespace) -> int:
    """Do what the command line asks for; return the exit code. Raises `BatonError`."""
    async with _office(settings) as office:
        if options.what == "list":
            await _list(office)
            return 0
        act, agent = await _DO[options.what](office, options)
        await office.access.record(_OPERATOR, act, detail=f"account_id={agent.id}")
    return 0


async def _list(office: _Office) -> None:
    teams = {team.id: team.name for team in await office.store.offices.teams()}
    for agent in await office.accounts.all():
        of_teams = ", ".join(teams[team] for team in agent.teams if team in teams)
        state = "disabled" if agent.disabled else agent.presence.value
        languages = ",".join(agent.languages) or "any language"
        shown = (agent.username, agent.role.value, state, languages, of_teams or "any team")
        print("  ".join((*shown, agent.name)))


async def _add(office: _Office, options: argparse.Namespace) -> Done:
    role = Role.SUPERVISOR if options.supervisor else Role(options.role)
    change = AccountChange(
        options.name or options.username,
        role,
        _listed(options.languages) or (),
        CAPACITY if options.capacity is None else options.capacity,
        await _team_ids(office, options.teams) or (),
    )
    given = _given_password(options)
    agent, password = await office.accounts.add(options.username, change, given)
    print(f"added: {agent.username}" + ("" if given else f" / {password}"))
    return "add_account", agent


async def _set(office: _Office, options: argparse.Namespace) -> Done:
    agent = await office.accounts.named(options.username)
    change = AccountChange(
        options.name,
        Role(options.role) if options.role else None,
        _listed(options.languages),
        options.capacity,
        await _team_ids(office, options.teams),
    )
    await office.accounts.change(agent.id, change)
    print(f"changed: {agent.username}")
    return "change_account", agent


async def _password(office: _Office, options: argparse.Namespace) -> Done:
    agent = await office.accounts.named(options.username)
    given = _given_password(options)
    password = await office.accounts.set_password(agent.id, given)
    print(f"new password: {agent.username}" + ("" if given else f" / {password}"))
    return "set_password", agent


async def _disable(office: _Office, options: argparse.Namespace) -> Done:
    agent = await office.accounts.named(options.username)
    await office.accounts.disable(agent.id)
    print(f"disabled: {agent.username}")
    return "disable_account", agent


async def _enable(office: _Office, options: argparse.Namespace) -> Done:
    agent = await office.accounts.named(options.username)
    await office.accounts.enable(agent.id)
    print(f"enabled: {agent.username}")
    return "enable_account", agent


_DO = {
    "add": _add,
    "set": _set,
    "password": _password,
    "disable": _disable,
    "enable": _enable,
}


def _given_password(options: argparse.Namespace) -> str | None:
    return sys.stdin.readline().rstrip("\n") if options.password_stdin else None


def _listed(text: str | None) -> tuple[str, ...] | None:
    """Return the parts of "en,es"; an empty text is none of them, and None leaves all as it is."""
    if text is None:
        return None
    return tuple(part.strip() for part in text.split(",") if part.strip())


async def _team_ids(office: _Office, text: str | None) -> tuple[str, ...] | None:
    names = _listed(text)
    if names is None:
        return None
    known = {team.name.casefold(): team.id for team in await office.store.offices.teams()}
    for name in names:
        if name.casefold() not in known:
            raise InvalidRequest(f"There is no team {name!r}.")
    return tuple(known[name.casefold()] for name in names)


@asynccontextmanager
async def _office(settings: Settings) -> AsyncIterator[_Office]:
    """Open the store, and nothing that a running service uses at the same time.

    Its processes see what is done here when they look at the store: each second, and what a desk's
    session is worth at every request and heartbeat.
    """
    store = await SqlStore.open(settings.store_url)
    try:
        clock, passwords = SystemClock(), Argon2Passwords()
        sign_in = SignIn(store.agents, passwords, clock, settings.session_hours)
        journal = Journal(store.log, LocalWakeups(), clock)
        keeper = AccountKeeper(
            store.accounts,
            store.agents,
            store.offices,
            sign_in,
            passwords,
            HandOver(journal, store.log, store.agents).all_of,
            check=lambda _: None,
        )
        yield _Office(store, keeper, AccessRecorder(store.access, clock))
    finally:
        await store.close()


def describe(what: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say what the commands take."""
    what.add_parser("list", help="list all accounts, also those that are disabled")
    add = what.add_parser("add", help="add an agent")
    change = what.add_parser("set", help="change an account")
    password = what.add_parser("password", help="give a new password and end all sessions")
    disable = what.add_parser("disable", help="close an account: it loses everything at once")
    enable = what.add_parser("enable", help="open an account again")
    for parser in (add, change, password, disable, enable):
        parser.add_argument("username")
    for parser in (add, change):
        default = Role.AGENT.value if parser is add else None
        parser.add_argument("--name", help="display name citizens see")
        parser.add_argument("--role", choices=[role.value for role in Role], default=default)
        parser.add_argument("--languages", help='as in "en,es"; empty: any')
        parser.add_argument("--teams", help='names, as in "SNAP,Medicaid"; empty: any')
        parser.add_argument("--capacity", type=int, help="conversations offered at once")
    add.add_argument("--supervisor", action="store_true", help="the same as --role supervisor")
    for parser in (add, password):
        parser.add_argument(
            "--password-stdin", action="store_true", help="read the password; default: make one"
        )
