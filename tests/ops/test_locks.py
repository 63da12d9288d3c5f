"""Lock files: everything pinned by hash, and no word about where it is downloaded from."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from scripts.lock import LOCKS
from scripts.workspace import CHECKOUT

REQUIREMENTS = CHECKOUT / "requirements"
LOCKED = [REQUIREMENTS / f"{lock.name}.txt" for lock in LOCKS]
ADDRESS = re.compile(r"\w+://|--(extra-)?index-url|--find-links|--trusted-host| @ ")
PIN = re.compile(r"^([a-z0-9][a-z0-9-]*)(\[[a-z,]+\])?==[^ ]+( ; [^\\]+)? \\$")


def _pins(file: Path) -> dict[str, str]:
    lines = file.read_text().splitlines()
    return {line.split("==")[0].partition("[")[0]: line for line in lines if "==" in line[:80]}


def test_every_requirements_file_is_locked() -> None:
    sources = {file.stem for file in REQUIREMENTS.glob("*.in")}
    assert sources == {file.stem for file in REQUIREMENTS.glob("*.txt")}
    assert sources == {lock.name for lock in LOCKS}


@pytest.mark.parametrize("file", LOCKED, ids=lambda file: file.name)
def test_every_requirement_is_pinned_to_one_version_by_hash(file: Path) -> None:
    entries = re.split(r"\n(?=[^\s#])", "\n" + file.read_text())[1:]
    assert entries
    for entry in entries:
        assert PIN.match(entry.splitlines()[0]), entry.splitlines()[0]
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


@pytest.mark.parametrize("file", LOCKED, ids=lambda file: file.name)
def test_requirements_hold_no_download_addresses(file: Path) -> None:
    assert ADDRESS.findall(file.read_text()) == []


@pytest.mark.parametrize(
    ("smaller", "larger"), [("service", "dev"), ("assistant", "assistant-dev")]
)
def test_the_tests_run_on_the_versions_that_are_run(smaller: str, larger: str) -> None:
    run = _pins(REQUIREMENTS / f"{smaller}.txt")
    tested = _pins(REQUIREMENTS / f"{larger}.txt")
    assert {name: tested.get(name) for name in run} == run


def test_the_web_lock_file_holds_no_download_addresses() -> None:
    lock = json.loads((CHECKOUT / "web/package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if not entry.get("link")}
    fetched = {name: entry for name, entry in packages.items() if "node_modules/" in name}
    assert fetched
    assert [name for name, entry in fetched.items() if "resolved" in entry] == []
    assert [name for name, entry in fetched.items() if "integrity" not in entry] == []


@pytest.mark.parametrize("file", LOCKED, ids=lambda file: file.name)
def test_every_name_that_was_asked_for_is_locked(file: Path) -> None:
    asked = {
        re.split(r"[\[<>=~!;\s]", line)[0].lower().replace("_", "-")
        for line in file.with_suffix(".in").read_text().splitlines()
        if line and line[0] not in "#-"
    }
    assert asked
    assert asked - set(_pins(file)) == set()
