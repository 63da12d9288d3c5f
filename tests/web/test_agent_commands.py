"""The operator's commands for accounts, next to a running service on the same store."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from handoff.__main__ import main
from handoff.adapters.passwords import Argon2Passwords
from handoff.core.access import OPERATOR, AccessQuery
from handoff.core.agents import Role
from handoff.core.office import Team
from tests.web.harness import PASSWORD, Running
from tests.web.test_desk_api import code, queued

Command = Callable[..., Awaitable[tuple[int, str, str]]]


@pytest.fixture
def command(
    service: Running,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Command:
    """Run a command on the running service's store; give exit code, output and complaint."""
    monkeypatch.setenv("BATON_HOME", str(tmp_path))

    async def run(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        capsys.readouterr()
        status = await asyncio.to_thread(main, ["agents", *arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


async def _opens(service: Running, username: str, password: str) -> bool:
    """Whether the password is the account's: the command hashes it as the real service does."""
    found = await service.store.agents.find(username)
    assert found is not None
    return await Argon2Passwords().verify(found.password_hash, password)


async def test_an_agent_is_added_with_a_password_that_is_printed_once(
    service: Running, command: Command
) -> None:
    await service.store.offices.save_team(Team("t1", "SNAP"))
    options = ("--name", "Ana", "--role", "editor", "--languages", "es,en", "--teams", "snap")
    status, out, _ = await command("add", "ana", *options, "--capacity", "2")
    assert (status, out.partition(" / ")[0]) == (0, "added: ana")
    assert await _opens(service, "ana", out.partition(" / ")[2].strip())
    found = await service.store.agents.find("ana")
    assert found is not None
    ana = found.agent
    assert (ana.name, ana.role, ana.capacity) == ("Ana", Role.EDITOR, 2)
    assert (ana.languages, ana.teams) == (("es", "en"), ("t1",))
    _, listed, _ = await command("list")
    assert listed == "ana  editor  offline  es,en  SNAP  Ana\n"


async def test_a_password_that_is_read_is_not_printed(service: Running, command: Command) -> None:
    status, out, _ = await command("add", "ana", "--password-stdin", stdin=f"{PASSWORD}\n")
    assert (status, out) == (0, "added: ana\n")
    assert await _opens(service, "ana", PASSWORD)
    _, out, _ = await command("password", "ana", "--password-stdin", stdin="another one\n")
    assert out == "new password: ana\n"
    assert await _opens(service, "ana", "another one")
    _, out, _ = await command("password", "ana")
    assert await _opens(service, "ana", out.partition(" / ")[2].strip())


async def test_an_agent_is_changed_and_what_is_not_named_stays(
    service: Running, command: Command
) -> None:
    mari = await service.sign_in("mari", "Mari")
    await command("set", "mari", "--role", "supervisor", "--languages", "en")
    assert (await mari.http.get("/api/me")).json()["role"] == "supervisor"
    await command("set", "mari", "--languages", "")
    agent = await service.store.agents.get(mari.agent.id)
    assert (agent.name, agent.role, agent.languages) == ("Mari", Role.SUPERVISOR, ())


async def test_a_disabled_agent_loses_session_and_conversations(
    service: Running, command: Command
) -> None:
    citizen = await queued(service)
    mari = await service.sign_in("mari", "Mari")
    await mari.post(citizen.conversation_id, "accept")
    assert (await command("disable", "mari"))[:2] == (0, "disabled: mari\n")
    assert (await service.store.log.load(citizen.conversation_id)).control == "queued"
    assert code(await mari.http.get("/api/me")) == (401, "not_signed_in")
    await command("enable", "mari")
    body = {"username": "mari", "password": PASSWORD}
    assert (await service.http.post("/api/login", json=body)).status_code == 200


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("set", "nobody", "--name", "X"), "There is no agent 'nobody'."),
        (("add", "ada"), "exists already"),
        (("disable", "ada"), "last admin"),
        (("set", "ada", "--role", "agent"), "last admin"),
        (("set", "ada", "--teams", "Nowhere"), "There is no team 'Nowhere'."),
        (("add", "new", "--capacity", "0"), "capacity"),
    ],
)
async def test_what_cannot_be_done_is_said_and_changes_nothing(
    service: Running, command: Command, arguments: tuple[str, ...], complaint: str
) -> None:
    await service.sign_in("ada", "Ada", Role.ADMIN)
    before = await service.store.agents.all()
    status, _, err = await command(*arguments)
    assert status == 1
    assert complaint in err
    assert await service.store.agents.all() == before


async def test_commands_stand_in_the_access_log_as_the_operators(
    service: Running, command: Command
) -> None:
    mari = await service.sign_in("mari", "Mari")
    await command("set", "mari", "--capacity", "1")
    (entry,) = await service.store.access.find(AccessQuery(agent_id=OPERATOR), 10)
    assert (entry.act, entry.detail) == ("change_account", f"account_id={mari.agent.id}")
