"""What an operator does with the bot, and the sentence for what cannot be done."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from channels.telegram.commands import unfit
from channels.telegram.updates import KINDS
from handoff.__main__ import main
from tests.channels.telegram import payloads as p
from tests.channels.telegram import platform as t

PUBLIC = "https://chat.example.gov"


class Operator:
    """Runs commands as on a command line."""

    def __init__(
        self,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        home: Path,
        fake: t.FakeTelegram,
    ) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        self.given(HOME=str(home), TELEGRAM_TOKEN=p.TOKEN, TELEGRAM_API_URL=fake.url)
        self.given(TELEGRAM_SECRET="new,old", PUBLIC_URL=PUBLIC)

    def given(self, **settings: str) -> None:
        for name, value in settings.items():
            self._monkeypatch.setenv(f"BATON_{name}", value)

    async def run(self, command: str) -> tuple[int, str]:
        """Return the exit code and what was printed."""
        code = await asyncio.to_thread(main, ["telegram", command])
        captured = self._capsys.readouterr()
        assert p.TOKEN not in captured.out + captured.err
        return code, captured.out + captured.err


@pytest.fixture
def operator(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    fake: t.FakeTelegram,
) -> Operator:
    return Operator(monkeypatch, capsys, tmp_path, fake)


async def test_the_webhook_is_set_with_the_newest_secret_and_drops_nothing(
    operator: Operator, fake: t.FakeTelegram
) -> None:
    code, told = await operator.run("set-webhook")
    assert (code, f"{PUBLIC}/channels/telegram/webhook" in told) == (0, True)
    assert fake.webhook == {
        "url": f"{PUBLIC}/channels/telegram/webhook",
        "secret_token": "new",
        "allowed_updates": list(KINDS),
        "max_connections": 8,
        "drop_pending_updates": False,
    }


async def test_info_shows_how_the_webhook_fares_and_delete_takes_it_away(
    operator: Operator, fake: t.FakeTelegram
) -> None:
    await operator.run("set-webhook")
    fake.webhook |= {"last_error_date": p.NOON, "last_error_message": "Connection refused"}
    code, told = await operator.run("info")
    assert code == 0
    for shown in ("@agency_bot", PUBLIC, "2026-03-02T12:00:00+00:00 Connection refused"):
        assert shown in told
    assert (await operator.run("delete-webhook"))[0] == 0
    assert fake.webhook == {}
    assert "webhook:     none" in (await operator.run("info"))[1]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"TELEGRAM_TOKEN": ""}, "set BATON_TELEGRAM_TOKEN"),
        ({"TELEGRAM_TOKEN": "nonsense"}, "BATON_TELEGRAM_TOKEN cannot be used: a token looks"),
        ({"TELEGRAM_SECRET": ""}, "set BATON_TELEGRAM_SECRET"),
        ({"TELEGRAM_SECRET": "with space"}, "BATON_TELEGRAM_SECRET cannot be used"),
        ({"TELEGRAM_TOKEN": "7:revoked"}, "Telegram does not accept the token"),
        ({"PUBLIC_URL": ""}, "set BATON_PUBLIC_URL to the https:// address"),
        ({"PUBLIC_URL": "http://chat.example.gov"}, "Telegram calls https:// addresses only"),
        ({"PUBLIC_URL": "https://chat.example.gov:8000"}, "the ports 443, 80, 88, 8443 only"),
        ({"TELEGRAM_API_URL": "http://127.0.0.1:9"}, "Telegram did not do it"),
    ],
)
async def test_what_cannot_be_done_is_said_in_a_sentence(
    changed: dict[str, str], sentence: str, operator: Operator
) -> None:
    operator.given(**changed)
    code, told = await operator.run("set-webhook")
    assert code == 1
    assert sentence in told
    assert "nonsense" not in told


@pytest.mark.parametrize("port", ["", ":443", ":88", ":8443"])
def test_addresses_that_telegram_calls_are_fit(port: str) -> None:
    assert unfit(PUBLIC + port) is None
