"""Finds the channels: every package below `channels/` that has a `KIT`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from functools import cache

import channels
from channels.kit import Kit
from handoff.settings import Settings, load


@cache
def kits() -> tuple[Kit, ...]:
    """Return the kits, by the channel's name.

    Raises:
        ValueError: two kits share a name, or bring a setting of the same name.
    """
    found = [_kit(info.name) for info in pkgutil.iter_modules(channels.__path__) if info.ispkg]
    return checked([kit for kit in found if kit is not None])


def checked(found: Sequence[Kit]) -> tuple[Kit, ...]:
    """Return kits by name. Raises `ValueError` when they get into each other's way."""
    names = [kit.name for kit in found] + [s.name for kit in found for s in kit.settings]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"two channels bring the same: {', '.join(twice)}")
    return tuple(sorted(found, key=lambda kit: kit.name))


def read_settings(environ: Mapping[str, str], of_channels: Sequence[Kit] | None = None) -> Settings:
    """Read the service's settings and those of all channels. Raises `SettingsError`."""
    chosen = kits() if of_channels is None else of_channels
    return load(environ, [setting for kit in chosen for setting in kit.settings])


def _kit(name: str) -> Kit | None:
    kit = getattr(importlib.import_module(f"channels.{name}"), "KIT", None)
    if kit is not None and not isinstance(kit, Kit):
        raise TypeError(f"KIT of channels/{name} is no Kit")
    return kit
