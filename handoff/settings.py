"""All settings: one frozen table feeds the code, `docs/settings.md` and a test.

A channel brings rows of its own in its `KIT`; `channels.registry.read_settings` reads both.

Settings are environment variables, read once at start. A name that starts with `BATON_` and is
not in the table is an error, so that a typing mistake does not pass for a default.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit


class SettingsError(Exception):
    """A setting is unknown or has a value that cannot be used; says which and what is allowed."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: environment variable, default as text, what it is for, who reads it."""

    name: str
    default: str
    help: str
    kind: Callable[[str], object] = str
    read_by: str = "service"
    secret: bool = False

    @property
    def field(self) -> str:
        """The name under which code finds the value: `BATON_RASA_URL` is `rasa_url`."""
        return self.name.removeprefix("BATON_").lower()


def whole(text: str) -> int:
    """Read a whole number from 1 up."""
    number = int(text)
    if number < 1:
        raise ValueError("must be 1 or more")
    return number


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65535:
        raise ValueError("must be a port, 0 to 65535")
    return number


def seconds(text: str) -> float:
    """Read a positive number of seconds."""
    number = float(text)
    if not 0 < number < 1e9:
        raise ValueError("must be a positive number of seconds")
    return number


def minutes(text: str) -> float:
    """Read a number of minutes; parts of one are fine, and so is 0."""
    number = float(text)
    if not 0 <= number < 1e7:
        raise ValueError("must be a number of minutes")
    return number


def hours_source(text: str) -> str:
    """Read where the office hours come from."""
    if text not in ("agency", "always"):
        raise ValueError("must be agency or always")
    return text


def http_address(text: str) -> str:
    """Read the address of a server; a slash at its end is dropped."""
    parts = urlsplit(text)
    # Asking for the port raises ValueError when it is none.
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
        raise ValueError("must be an http:// or https:// address")
    return text.rstrip("/")


def optional_http(text: str) -> str:
    """Read as `http_address`, or nothing."""
    return http_address(text) if text else ""


def names(text: str) -> tuple[str, ...]:
    """Read a list with commas between; white space around a name and empty names are dropped."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _networks(text: str) -> tuple[str, ...]:
    # A name or a network with host bits would be believed never, and silently.
    return tuple(str(ip_network(part)) for part in names(text))


def _origin(text: str) -> str:
    parts = urlsplit(http_address(text))
    if parts.path or parts.query or parts.fragment or parts.username is not None:
        raise ValueError("an origin is scheme, host and port, as in https://www.example.gov")
    # Browsers send it in lower case.
    return f"{parts.scheme}://{parts.netloc}".lower()


def _origins(text: str) -> tuple[str, ...]:
    return tuple(_origin(part) for part in names(text))


def _level(text: str) -> str:
    if text.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise ValueError("must be DEBUG, INFO, WARNING or ERROR")
    return text.upper()


SETTINGS: tuple[Setting, ...] = (
    Setting("BATON_HOME", "var", "Folder for everything that is written.", read_by="all"),
    Setting("BATON_HOST", "127.0.0.1", "Address the service listens on."),
    Setting("BATON_PORT", "8000", "Port the service listens on.", _port),
    Setting(
        "BATON_PUBLIC_URL",
        "",
        "Address under which citizens and agents reach the service, when a proxy stands before it.",
        optional_http,
    ),
    Setting(
        "BATON_TRUSTED_PROXIES",
        "",
        "Addresses or networks of proxies whose X-Forwarded-For is believed, comma separated.",
        _networks,
    ),
    Setting(
        "BATON_ALLOWED_ORIGINS",
        "",
        "Origins of other sites that embed the widget, comma separated.",
        _origins,
    ),
    Setting(
        "BATON_STORE_URL",
        "",
        "Database: sqlite:///path or postgresql://...; empty is baton.db in BATON_HOME.",
        secret=True,
    ),
    Setting(
        "BATON_REDIS_URL",
        "",
        "Redis for hints between several service processes; empty: one process.",
        secret=True,
    ),
    Setting("BATON_RASA_URL", "http://127.0.0.1:5005", "The assistant.", http_address, "all"),
    Setting(
        "BATON_ACTIONS_URL", "http://127.0.0.1:5055", "The action server.", http_address, "all"
    ),
    Setting(
        "BATON_CASES_URL", "http://127.0.0.1:5056", "The agency's case system.", http_address, "all"
    ),
    Setting(
        "BATON_ADMIN_PASSWORD",
        "",
        "Password of the first login, admin; empty: a random one is made and shown once.",
        secret=True,
    ),
    Setting(
        "BATON_AGENCY_NAME",
        "",
        "The agency's name in the service's own sentences; empty: as in data/agency.yml.",
    ),
    Setting(
        "BATON_RESUME_URL",
        "",
        "The agency's page where a conversation goes on on another device; empty: one of ours.",
        optional_http,
    ),
    Setting(
        "BATON_UPLOAD_URL",
        "",
        "Where citizens hand in papers, for those who send a file; empty: as in data/agency.yml.",
        optional_http,
    ),
    Setting("BATON_MAX_BODY_BYTES", "65536", "Largest request body and websocket frame.", whole),
    Setting("BATON_MESSAGES_PER_MINUTE", "30", "Messages a minute in one conversation.", whole),
    Setting(
        "BATON_CONVERSATIONS_PER_MINUTE",
        "60",
        "New conversations a minute from one address (a library shares one address).",
        whole,
    ),
    Setting("BATON_LOGINS_PER_MINUTE", "10", "Failed sign-ins a minute from one address.", whole),
    Setting(
        "BATON_NOTICE_SECONDS",
        "6",
        "A citizen who waits this long for the assistant is told so and offered a person.",
        seconds,
    ),
    Setting(
        "BATON_TURN_TIMEOUT_SECONDS",
        "20",
        "How long one question to the assistant may take before it is asked again.",
        seconds,
    ),
    Setting(
        "BATON_HEARTBEAT_SECONDS", "15", "Silence on a websocket before a sign of life.", seconds
    ),
    Setting("BATON_SESSION_HOURS", "12", "How long a sign-in to the desk lasts.", whole),
    Setting(
        "BATON_CLERK_MINUTES",
        "15",
        "A citizen whom staff left waiting outside of the desk goes into the queue after this.",
        whole,
    ),
    Setting(
        "BATON_OFFICE_HOURS",
        "agency",
        "When people answer: agency (the hours of data/agency.yml) or always.",
        hours_source,
    ),
    Setting(
        "BATON_LEASE_SECONDS",
        "30",
        "An agent whose desk gives no sign of life for so long loses the conversations.",
        seconds,
    ),
    Setting("BATON_OFFER_SECONDS", "20", "How long an offer stands before it goes on.", seconds),
    Setting(
        "BATON_REMINDER_MINUTES",
        "3",
        "An agent who has not answered a waiting citizen for so long is reminded.",
        minutes,
    ),
    Setting(
        "BATON_ANSWER_MINUTES",
        "5",
        "An agent who has not answered for so long loses the conversation to the queue.",
        minutes,
    ),
    Setting(
        "BATON_REOPEN_MINUTES",
        "60",
        "Who writes again so soon after an agent has closed goes back to people; else to the bot.",
        minutes,
    ),
    Setting(
        "BATON_SURVEY_MINUTES",
        "5",
        "How long a conversation is silent before the effort question; 0 asks nobody.",
        minutes,
    ),
    Setting(
        "BATON_MAX_ATTACHMENT_BYTES", "20971520", "Largest file of a citizen that is kept.", whole
    ),
    Setting("BATON_LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR.", _level),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings as the code uses them: one field per setting the service reads."""

    home: Path
    host: str
    port: int
    public_url: str
    trusted_proxies: tuple[str, ...]
    allowed_origins: tuple[str, ...]
    store_url: str
    redis_url: str
    rasa_url: str
    actions_url: str
    cases_url: str
    admin_password: str
    agency_name: str
    resume_url: str
    upload_url: str
    max_body_bytes: int
    messages_per_minute: int
    conversations_per_minute: int
    logins_per_minute: int
    notice_seconds: float
    turn_timeout_seconds: float
    heartbeat_seconds: float
    session_hours: int
    clerk_minutes: int
    office_hours: str
    lease_seconds: float
    offer_seconds: float
    reminder_minutes: float
    answer_minutes: float
    reopen_minutes: float
    survey_minutes: float
    max_attachment_bytes: int
    log_level: str
    of_channels: Mapping[str, object]
    """What the channels' kits brought, by `Setting.field`."""

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies carry Secure: always, but for plain http on the loopback address."""
        if self.public_url:
            return self.public_url.startswith("https://")
        return self.host not in ("127.0.0.1", "localhost", "::1")


def load(environ: Mapping[str, str], of_channels: Sequence[Setting] = ()) -> Settings:
    """Read all settings from the environment, those that the channels bring as well.

    Raises:
        SettingsError: an unknown `BATON_*` name, or a value that is not of its kind.
    """
    known = {s.name for s in (*SETTINGS, *of_channels)}
    unknown = sorted(n for n in environ if n.startswith("BATON_") and n not in known)
    if unknown:
        raise SettingsError(
            f"Unknown setting{'s' if len(unknown) > 1 else ''}: {', '.join(unknown)}."
            " docs/settings.md lists the ones there are."
        )
    values = {s.field: _value(s, environ) for s in SETTINGS}
    home = Path(str(values["home"]))
    values["home"] = home
    values["store_url"] = values["store_url"] or f"sqlite:///{home / 'baton.db'}"
    values["of_channels"] = {s.field: _value(s, environ) for s in of_channels}
    return Settings(**values)  # type: ignore[arg-type]  # the table gives each field its kind


def _value(setting: Setting, environ: Mapping[str, str]) -> object:
    text = environ.get(setting.name, "").strip() or setting.default
    try:
        return setting.kind(text)
    except ValueError as wrong:
        shown = "" if setting.secret else f" is {text!r} and"
        raise SettingsError(f"{setting.name}{shown} cannot be used: {wrong}.") from None
