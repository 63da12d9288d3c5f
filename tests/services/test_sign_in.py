"""Signing in to the desk."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handoff.core.agents import Presence, Role
from handoff.core.errors import InvalidRequest, NameTaken, NotSignedIn, WrongLogin
from handoff.services import secrets
from handoff.services.sign_in import FIRST_LOGIN, MIN_PASSWORD, SignIn, shown
from tests.fakes.agents import FakeAgents
from tests.fakes.clock import FakeClock
from tests.fakes.passwords import FakePasswords

PASSWORD = "correct horse battery"


class Desk:
    """The sign-in with its fakes."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.agents = FakeAgents()
        self.passwords = FakePasswords()
        self.sign_in = SignIn(self.agents, self.passwords, self.clock, session_hours=12)


@pytest.fixture
async def desk() -> Desk:
    made = Desk()
    await made.sign_in.add_agent("mari", "Mari", Role.AGENT, PASSWORD)
    return made


async def test_who_signs_in_is_known_by_the_session(desk: Desk) -> None:
    agent, token = await desk.sign_in.login("mari", PASSWORD)
    assert (agent.name, agent.role, agent.presence) == ("Mari", Role.AGENT, Presence.OFFLINE)
    assert await desk.sign_in.agent(token) == agent


async def test_the_user_name_may_be_typed_in_any_case(desk: Desk) -> None:
    await desk.sign_in.login(" Mari ", PASSWORD)


async def test_wrong_name_and_wrong_password_are_told_alike_and_take_alike(desk: Desk) -> None:
    with pytest.raises(WrongLogin) as wrong_password:
        await desk.sign_in.login("mari", "not the password")
    with pytest.raises(WrongLogin) as wrong_name:
        await desk.sign_in.login("tom", PASSWORD)
    assert str(wrong_password.value) == str(wrong_name.value)
    assert (desk.passwords.verified, desk.passwords.wasted) == (1, 1)
    assert desk.agents.sessions == {}


async def test_only_the_hash_of_a_session_token_is_kept(desk: Desk) -> None:
    _, token = await desk.sign_in.login("mari", PASSWORD)
    assert list(desk.agents.sessions) == [secrets.token_hash(token)]


async def test_the_password_is_kept_as_a_hash(desk: Desk) -> None:
    kept = await desk.agents.find("mari")
    assert kept is not None
    assert PASSWORD not in kept.password_hash


async def test_a_session_ends_after_its_length(desk: Desk) -> None:
    _, token = await desk.sign_in.login("mari", PASSWORD)
    desk.clock.advance(timedelta(hours=12).total_seconds() - 1)
    await desk.sign_in.agent(token)
    desk.clock.advance(1)
    with pytest.raises(NotSignedIn):
        await desk.sign_in.agent(token)


async def test_expired_sessions_are_dropped_at_the_next_login(desk: Desk) -> None:
    await desk.sign_in.login("mari", PASSWORD)
    desk.clock.advance(timedelta(hours=13).total_seconds())
    _, token = await desk.sign_in.login("mari", PASSWORD)
    assert list(desk.agents.sessions) == [secrets.token_hash(token)]


async def test_signing_out_ends_this_session_and_no_other(desk: Desk) -> None:
    _, here = await desk.sign_in.login("mari", PASSWORD)
    _, there = await desk.sign_in.login("mari", PASSWORD)
    await desk.sign_in.logout(here)
    await desk.sign_in.logout(here)
    await desk.sign_in.logout(None)
    with pytest.raises(NotSignedIn):
        await desk.sign_in.agent(here)
    await desk.sign_in.agent(there)


@pytest.mark.parametrize("token", [None, "", "made up", "\ud800"])
async def test_who_has_no_session_is_not_signed_in(desk: Desk, token: str | None) -> None:
    with pytest.raises(NotSignedIn):
        await desk.sign_in.agent(token)


async def test_a_user_name_is_taken_once(desk: Desk) -> None:
    with pytest.raises(NameTaken):
        await desk.sign_in.add_agent("MARI", "Another", Role.AGENT, PASSWORD)


@pytest.mark.parametrize(
    "username", ["", "  ", "two words", "x" * 61, "a\x00b", "tab\tbed", "\ud800"]
)
async def test_a_user_name_of_no_use_is_refused(desk: Desk, username: str) -> None:
    with pytest.raises(InvalidRequest, match="user name"):
        await desk.sign_in.add_agent(username, "Name", Role.AGENT, PASSWORD)


async def test_a_short_password_is_refused(desk: Desk) -> None:
    with pytest.raises(InvalidRequest, match=str(MIN_PASSWORD)):
        await desk.sign_in.add_agent("tom", "Tom", Role.AGENT, "x" * (MIN_PASSWORD - 1))
    await desk.sign_in.add_agent("tom", "Tom", Role.AGENT, "x" * MIN_PASSWORD)


@pytest.mark.parametrize("name", ["", " ", "x" * 61, "a\x00b", "\u202egnol", "\ud83d"])
def test_a_display_name_of_no_use_is_refused(name: str) -> None:
    with pytest.raises(InvalidRequest, match="display name"):
        shown(name)


def test_a_display_name_is_kept_with_single_spaces() -> None:
    assert shown("  Mari\u00a0 \t Tamm ") == "Mari Tamm"


async def test_the_first_login_is_made_once() -> None:
    desk = Desk()
    made = await desk.sign_in.first_login("")
    assert made is not None
    username, password = made
    agent, _ = await desk.sign_in.login(username, password)
    assert (agent.username, agent.role) == (FIRST_LOGIN, Role.ADMIN)
    assert await desk.sign_in.first_login("") is None


async def test_the_first_login_takes_the_password_it_is_given() -> None:
    assert await Desk().sign_in.first_login(PASSWORD) == (FIRST_LOGIN, PASSWORD)


async def test_there_is_no_first_login_where_agents_are(desk: Desk) -> None:
    assert await desk.sign_in.first_login(PASSWORD) is None


async def test_two_processes_that_start_at_once_make_one_first_login() -> None:
    desk = Desk()
    hash_slowly = desk.passwords.hash

    async def while_another_process_starts(password: str) -> str:
        desk.passwords.hash = hash_slowly  # type: ignore[method-assign]
        assert await SignIn(desk.agents, desk.passwords, desk.clock, 12).first_login("") is not None
        return await hash_slowly(password)

    desk.passwords.hash = while_another_process_starts  # type: ignore[method-assign]
    assert await desk.sign_in.first_login("") is None
    assert [agent.username for agent in await desk.agents.all()] == [FIRST_LOGIN]
