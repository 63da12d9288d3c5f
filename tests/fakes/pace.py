"""How hypothesis is paced: a busy machine is no defect, so no example has a deadline."""

from __future__ import annotations

from hypothesis import HealthCheck, settings


def unhurried() -> None:
    """Take the profile for the whole run."""
    settings.register_profile(
        "unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    settings.load_profile("unhurried")
