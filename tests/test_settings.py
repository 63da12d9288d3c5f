"""Settings: read once, unknown names and bad values told in one sentence."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any, get_origin, get_type_hints

import pytest

from handoff import settings
from handoff.settings import SETTINGS, Setting, Settings, SettingsError, load, whole


def test_everything_has_a_default() -> None:
    loaded = load({})
    assert (loaded.host, loaded.port, loaded.home) == ("127.0.0.1", 8000, Path("var"))
    assert loaded.allowed_origins == ()


def test_every_field_has_the_type_it_says() -> None:
    loaded = load({})
    for name, hint in get_type_hints(Settings).items():
        assert isinstance(getattr(loaded, name), get_origin(hint) or hint)


def test_the_table_and_the_fields_name_the_same_settings() -> None:
    table = {s.name for s in SETTINGS if s.read_by != "assistant"}
    named = {f"BATON_{field.name.upper()}" for field in fields(Settings)}
    assert named - {"BATON_OF_CHANNELS"} == table


def test_settings_of_channels_are_read_with_the_others() -> None:
    rows = (
        Setting("BATON_CONSOLE_LINES", "24", "Lines of the console.", whole),
        Setting("BATON_CONSOLE_NAME", "", "Name of the console."),
    )
    loaded = load({"BATON_CONSOLE_LINES": "80"}, rows)
    assert loaded.of_channels == {"console_lines": 80, "console_name": ""}
    assert load({}).of_channels == {}


def test_a_setting_of_a_channel_that_is_not_there_is_unknown() -> None:
    with pytest.raises(SettingsError, match="BATON_CONSOLE_LINES"):
        load({"BATON_CONSOLE_LINES": "80"})


def test_every_setting_says_what_it_is_for() -> None:
    assert len({s.name for s in SETTINGS}) == len(SETTINGS)
    for setting in SETTINGS:
        assert setting.name.startswith("BATON_")
        assert setting.help.endswith(".")


def test_values_are_read_from_the_environment() -> None:
    loaded = load(
        {
            "PATH": "/bin",
            "BATON_PORT": "0",
            "BATON_HOME": "/data",
            "BATON_ALLOWED_ORIGINS": "https://a.example, http://B.example:8080/",
            "BATON_TRUSTED_PROXIES": "10.0.0.1, fd00::/8",
            "BATON_NOTICE_SECONDS": "2.5",
            "BATON_LOG_LEVEL": "debug",
        }
    )
    assert loaded.port == 0
    assert loaded.store_url == "sqlite:////data/baton.db"
    assert loaded.allowed_origins == ("https://a.example", "http://b.example:8080")
    assert loaded.trusted_proxies == ("10.0.0.1/32", "fd00::/8")
    assert (loaded.notice_seconds, loaded.log_level) == (2.5, "DEBUG")


def test_an_empty_value_is_the_default() -> None:
    assert load({"BATON_PORT": "", "BATON_HOST": "  "}) == load({})


def test_a_store_of_ones_own_wins_over_the_home() -> None:
    loaded = load({"BATON_STORE_URL": "postgresql://db/baton", "BATON_HOME": "/data"})
    assert loaded.store_url == "postgresql://db/baton"


def test_unknown_names_are_refused_and_named() -> None:
    with pytest.raises(SettingsError, match="BATON_HSOT, BATON_PROT"):
        load({"BATON_PROT": "1", "BATON_HSOT": "2", "HOME": "/root"})


@pytest.mark.parametrize(
    "name, value",
    [
        ("BATON_PORT", "eighty"),
        ("BATON_PORT", "65536"),
        ("BATON_PORT", "-1"),
        ("BATON_RASA_URL", "localhost:5005"),
        ("BATON_RASA_URL", "ftp://localhost"),
        ("BATON_RASA_URL", "http://"),
        ("BATON_RASA_URL", "http://localhost:99999"),
        ("BATON_PUBLIC_URL", "chat.example.gov"),
        ("BATON_ALLOWED_ORIGINS", "https://a.example, nonsense"),
        ("BATON_ALLOWED_ORIGINS", "https://a.example/some/page"),
        ("BATON_ALLOWED_ORIGINS", "*"),
        ("BATON_TRUSTED_PROXIES", "proxy.example"),
        ("BATON_TRUSTED_PROXIES", "10.0.0.1/8"),
        ("BATON_MAX_BODY_BYTES", "0"),
        ("BATON_MESSAGES_PER_MINUTE", "-3"),
        ("BATON_MESSAGES_PER_MINUTE", "1.5"),
        ("BATON_NOTICE_SECONDS", "0"),
        ("BATON_NOTICE_SECONDS", "nan"),
        ("BATON_TURN_TIMEOUT_SECONDS", "inf"),
        ("BATON_LOG_LEVEL", "LOUD"),
    ],
)
def test_a_value_of_no_use_is_refused_with_its_name(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load({name: value})
    assert name in str(refused.value)
    assert repr(value) in str(refused.value)


def test_a_secret_value_is_never_shown() -> None:
    def refuse(_: str) -> Any:
        raise ValueError("must be something else")

    secret = Setting("BATON_SECRET", "", "A secret.", refuse, secret=True)
    with pytest.raises(SettingsError) as refused:
        settings._value(secret, {"BATON_SECRET": "hunter2"})
    assert "hunter2" not in str(refused.value)
    assert "BATON_SECRET" in str(refused.value)


def test_what_can_hold_a_password_is_secret() -> None:
    secret = {s.name for s in SETTINGS if s.secret}
    assert secret == {"BATON_STORE_URL", "BATON_REDIS_URL", "BATON_ADMIN_PASSWORD"}


@pytest.mark.parametrize(
    "environ, secure",
    [
        ({}, False),
        ({"BATON_HOST": "localhost"}, False),
        ({"BATON_HOST": "::1"}, False),
        ({"BATON_HOST": "0.0.0.0"}, True),
        ({"BATON_PUBLIC_URL": "https://chat.example.gov"}, True),
        ({"BATON_PUBLIC_URL": "http://intranet"}, False),
        ({"BATON_HOST": "0.0.0.0", "BATON_PUBLIC_URL": "https://x.example"}, True),
    ],
)
def test_cookies_are_secure_but_for_plain_http(environ: dict[str, str], secure: bool) -> None:
    assert load(environ).secure_cookies is secure
