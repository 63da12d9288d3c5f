"""What an operator meets: settings that are half there, the page's profile, what is missing."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from channels.messenger import KIT
from channels.messenger.profile import MOST_GREETING, MOST_TITLE, profile_of
from channels.messenger.settings import config_of
from channels.registry import read_settings
from handoff.__main__ import main
from handoff.services.texts import Texts
from handoff.settings import SettingsError
from tests.channels.messenger import page
from tests.channels.messenger.conftest import SETTINGS
from tests.channels.messenger.graph import FakeGraph

ENVIRON = {f"BATON_{name.upper()}": value for name, value in SETTINGS.items()}


def config(**more: str) -> Any:
    values = read_settings(ENVIRON | more, [KIT]).of_channels
    return config_of(values)


def test_without_settings_there_is_no_channel_and_no_complaint() -> None:
    assert config_of(read_settings({}, [KIT]).of_channels) is None


@pytest.mark.parametrize("missing", ENVIRON)
def test_what_is_half_set_up_says_what_is_missing(missing: str) -> None:
    with pytest.raises(SettingsError, match=missing):
        config(**{missing: ""})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("PAGE_ID", "my-page"), ("APP_ID", "x"), ("HUMAN_AGENT", "maybe")),
        *(("GRAPH_VERSION", "26"), ("GRAPH_URL", "ftp://x"), ("GRAPH_URL", "http://graph.example")),
    ],
)
def test_a_value_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"BATON_MESSENGER_{name}"):
        config(**{f"BATON_MESSENGER_{name}": value})


def test_no_secret_shows_when_the_settings_are_printed() -> None:
    shown = repr(config())
    assert page.PAGE in shown
    for secret in (page.TOKEN, page.SECRET, page.VERIFY):
        assert secret not in shown


def test_the_first_of_two_secrets_is_the_new_one() -> None:
    assert config(BATON_MESSENGER_APP_SECRET="new, old").app_secrets == ("new", "old")


@pytest.mark.parametrize("agency", ["DHS", "Department of Very Long Names " * 20])
def test_the_profile_keeps_to_metas_limits_in_every_language(agency: str) -> None:
    profile: Any = profile_of(Texts(agency, ""))
    assert profile["get_started"] == {"payload": "baton:start"}
    locales = ["default", "es_LA", "es_ES"]
    assert [greeting["locale"] for greeting in profile["greeting"]] == locales
    assert all(0 < len(greeting["text"]) <= MOST_GREETING for greeting in profile["greeting"])
    assert [menu["locale"] for menu in profile["persistent_menu"]] == locales
    for menu in profile["persistent_menu"]:
        assert [item["payload"] for item in menu["call_to_actions"]] == [
            *("s:/application_status", "s:/apply_how", "s:baton:talk_to_person"),
        ]
        assert all(len(item["title"]) <= MOST_TITLE for item in menu["call_to_actions"])


async def run(*arguments: str) -> int:
    return await asyncio.to_thread(main, ["messenger", *arguments])


@pytest.fixture
def graph(
    graph_at: tuple[FakeGraph, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> FakeGraph:
    graph, url = graph_at
    more = {"BATON_HOME": str(tmp_path), "BATON_MESSENGER_GRAPH_URL": url}
    for name, value in (ENVIRON | more).items():
        monkeypatch.setenv(name, value)
    return graph


async def test_the_profile_is_set_by_a_command_and_shown_by_another(
    graph: FakeGraph, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await run("info") == 0
    assert "not set; run set-profile" in capsys.readouterr().out
    assert await run("set-profile") == 0
    assert set(graph.profile) == {"get_started", "greeting", "persistent_menu"}
    capsys.readouterr()
    assert await run("info") == 0
    shown = capsys.readouterr().out
    assert "Department of Tests (1029384756)" in shown
    assert "profile:  get_started, greeting, persistent_menu" in shown


async def test_info_says_what_the_page_does_not_bring(
    graph: FakeGraph, capsys: pytest.CaptureFixture[str]
) -> None:
    graph.fields = ("messages",)
    assert await run("info") == 1
    missing = "missing:  messaging_postbacks, message_echoes, messaging_referrals"
    assert missing in capsys.readouterr().out


@pytest.mark.parametrize("command", ["info", "set-profile"])
async def test_a_command_says_what_is_wrong_and_no_secret(
    graph: FakeGraph, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    graph.token = "other"
    assert await run(command) == 1
    told = capsys.readouterr().err
    assert "Meta refuses our token" in told
    assert page.TOKEN not in told


@pytest.mark.usefixtures("graph")
async def test_a_command_without_settings_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ENVIRON:
        monkeypatch.delenv(name)
    assert await run("info") == 1
    assert "docs/channels.md" in capsys.readouterr().err
