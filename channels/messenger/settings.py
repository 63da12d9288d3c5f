"""What the operator sets for Messenger, and whether it is enough to begin."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from handoff.settings import Setting, SettingsError, http_address, names

LOOPBACK = ("127.0.0.1", "localhost", "::1")
REQUIRED = ("page_token", "app_secret", "verify_token", "page_id")
"""Without all of these there is no channel; with some of them only, there is a mistake."""


def _digits(text: str) -> str:
    if text and not (text.isascii() and text.isdigit()):
        raise ValueError("must be a number, as Meta shows it")
    return text


def _version(text: str) -> str:
    if not re.fullmatch(r"v[0-9]+\.[0-9]+", text):
        raise ValueError("must look like v26.0")
    return text


def _yes(text: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError("must be yes or no")
    return text == "yes"


SETTINGS = (
    Setting(
        "BATON_MESSENGER_PAGE_TOKEN",
        "",
        "Messenger: the page's access token; empty: no Messenger.",
        secret=True,
    ),
    Setting(
        "BATON_MESSENGER_APP_SECRET",
        "",
        'Messenger: the app\'s secret; "new,old" while it is changed.',
        names,
        secret=True,
    ),
    Setting(
        "BATON_MESSENGER_VERIFY_TOKEN",
        "",
        "Messenger: a word of your own that Meta says when the webhook is set up.",
        secret=True,
    ),
    Setting("BATON_MESSENGER_PAGE_ID", "", "Messenger: the page's number.", _digits),
    Setting(
        "BATON_MESSENGER_APP_ID",
        "",
        "Messenger: the app's number, so that its own messages are never taken for a clerk's.",
        _digits,
    ),
    Setting(
        "BATON_MESSENGER_HUMAN_AGENT",
        "no",
        "Messenger: yes once Meta has granted Human Agent: people may answer for 7 days.",
        _yes,
    ),
    Setting(
        "BATON_MESSENGER_GRAPH_URL",
        "https://graph.facebook.com",
        "Messenger: Meta's Graph API.",
        http_address,
    ),
    Setting("BATON_MESSENGER_GRAPH_VERSION", "v26.0", "Messenger: its version.", _version),
)


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a channel that is configured. The first secret signs what we send."""

    page_id: str
    page_token: str = field(repr=False)
    app_secrets: tuple[str, ...] = field(repr=False)
    verify_token: str = field(repr=False)
    graph_url: str
    graph_version: str
    app_id: str
    human_agent: bool

    @property
    def on_loopback(self) -> bool:
        """Whether Graph is a stand-in on this machine, as in tests."""
        return urlsplit(self.graph_url).hostname in LOOPBACK


def config_of(values: Mapping[str, Any]) -> Config | None:
    """Return the channel's settings, None while none of those that are needed is set.

    Raises:
        SettingsError: some of them are missing, or the token would travel in the clear.
    """
    missing = [name for name in REQUIRED if not values[f"messenger_{name}"]]
    if len(missing) == len(REQUIRED):
        return None
    if missing:
        lacking = ", ".join(f"BATON_MESSENGER_{name.upper()}" for name in missing)
        raise SettingsError(f"Messenger is only half set up: {lacking} is missing.")
    config = Config(
        page_id=values["messenger_page_id"],
        page_token=values["messenger_page_token"],
        app_secrets=values["messenger_app_secret"],
        verify_token=values["messenger_verify_token"],
        graph_url=values["messenger_graph_url"],
        graph_version=values["messenger_graph_version"],
        app_id=values["messenger_app_id"],
        human_agent=values["messenger_human_agent"],
    )
    if not (config.on_loopback or config.graph_url.startswith("https://")):
        raise SettingsError("BATON_MESSENGER_GRAPH_URL must begin with https://.")
    return config
