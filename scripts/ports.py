"""Addresses of the parts: which we start ourselves, and whether their ports are free."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from scripts.console import StepError

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  (translated, not bound)


@dataclass(frozen=True)
class Address:
    """Where a part listens; `setting` is the variable that chose it."""

    setting: str
    host: str
    port: int

    @property
    def url(self) -> str:
        """The base address for a client on this machine."""
        host = EVERYWHERE.get(self.host, self.host)
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"


def service_address(environ: Mapping[str, str]) -> Address:
    """Where the service listens, from BATON_HOST and BATON_PORT."""
    host = environ.get("BATON_HOST") or "127.0.0.1"
    text = environ.get("BATON_PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise StepError(f"BATON_PORT is not a port number: {text!r}.")
    return Address("BATON_PORT", host, int(text))


def inner_address(environ: Mapping[str, str], setting: str, default_port: int) -> Address | None:
    """Where to start an inner part, or None when the setting says it runs somewhere else.

    Loopback addresses over plain HTTP are started by us.
    """
    text = environ.get(setting) or f"http://127.0.0.1:{default_port}"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise StepError(f"{setting} is not an address: {text!r} ({error}).") from error
    if parts.scheme not in ("http", "https") or not host:
        raise StepError(f"{setting} is not an http address: {text!r}.")
    if parts.scheme == "https" or not _is_loopback(host):
        return None
    if port is None:
        raise StepError(f"{setting} names no port: {text!r}.")
    return Address(setting, host, port)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def check_free(address: Address) -> None:
    """Raises StepError when something already listens there, or nothing may."""
    if problem := _why_not(address):
        raise StepError(
            f"Port {address.port} on {address.host} cannot be used ({problem}): "
            f"stop what uses it, or choose another with {address.setting}."
        )


def check_distinct(addresses: list[Address]) -> None:
    """Raises StepError when two parts were given one port."""
    seen: dict[int, str] = {}
    for address in addresses:
        other = seen.setdefault(address.port, address.setting)
        if other != address.setting:
            raise StepError(f"{other} and {address.setting} both name port {address.port}.")


def _why_not(address: Address) -> str | None:
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except OSError as error:
        return error.strerror or "unknown host"
    family, kind, protocol, _, where = found[0]
    with socket.socket(family, kind, protocol) as probe:
        # As the servers do: an old connection that lingers is no obstacle, a listener is.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(where)
            probe.listen(1)
        except OSError as error:
            return (error.strerror or str(error)).lower()
    return None
