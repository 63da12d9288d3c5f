from __future__ import annotations

from tests.fakes.pace import unhurried

unhurried()
