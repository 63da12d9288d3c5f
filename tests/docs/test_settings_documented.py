"""docs/settings.md is the table of settings."""

from __future__ import annotations

import re

import pytest

from channels.registry import kits
from handoff.settings import SETTINGS
from tests.docs import pages

ALL = (*SETTINGS, *(setting for kit in kits() for setting in kit.settings))

NAME = re.compile(r"\bBATON_[A-Z_]*[A-Z]\b")
FILES = ("docker-compose.yml", "endpoints.yml", "Makefile", "deploy/Dockerfile.service")


def test_the_page_lists_every_setting_with_default_reader_and_meaning() -> None:
    wanted = [
        f"| `{s.name}` | {f'`{s.default}`' if s.default else '(empty)'} | {s.read_by} | {s.help} |"
        for s in ALL
    ]
    part = pages.section(pages.read("docs/settings.md"), "All settings")
    found = [line for line in part.splitlines() if line.startswith("| `")]
    assert found == wanted, "the table should be:\n" + "\n".join(wanted)


@pytest.mark.parametrize(
    "name", [str(path.relative_to(pages.ROOT)) for path in pages.documents()] + list(FILES)
)
def test_only_settings_that_exist_are_named(name: str) -> None:
    # The channel that is made up for docs/channels.md brings settings of its own.
    example = pages.blocks(pages.read("docs/channels.md"), "python")[0]
    made_up = set(re.findall(r'Setting\("(\w+)"', example)) if name == "docs/channels.md" else set()
    assert set(NAME.findall(pages.read(name))) - made_up <= {s.name for s in ALL}
