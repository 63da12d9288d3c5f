"""The container files name what exists, run without root and open one door only."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from channels.registry import kits
from handoff.settings import SETTINGS
from scripts.workspace import CHECKOUT

COMPOSE = CHECKOUT / "docker-compose.yml"
DOCKERFILES = sorted((CHECKOUT / "deploy").glob("Dockerfile.*"))


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    """The compose file's services, anchors merged."""
    loaded = yaml.safe_load(COMPOSE.read_text())["services"]
    assert isinstance(loaded, dict)
    return loaded


def test_the_compose_file_follows_the_compose_specification() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run([*command, str(COMPOSE)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("file", [COMPOSE, *DOCKERFILES], ids=lambda file: file.name)
def test_every_setting_the_container_files_name_exists(file: Path) -> None:
    named = set(re.findall(r"\bBATON_[A-Z_]+\b", file.read_text()))
    assert named
    of_channels = {setting.name for kit in kits() for setting in kit.settings}
    assert named - {setting.name for setting in SETTINGS} - of_channels == set()


def test_only_the_service_publishes_a_port_and_only_on_loopback(services: dict[str, Any]) -> None:
    published = {name: part["ports"] for name, part in services.items() if "ports" in part}
    assert published == {"service": ["127.0.0.1:8000:8000"]}


def test_every_container_has_a_health_check(services: dict[str, Any]) -> None:
    assert [name for name, part in services.items() if "test" not in part["healthcheck"]] == []


def test_database_and_hints_server_start_only_when_asked_for(services: dict[str, Any]) -> None:
    profiles = {name: part["profiles"] for name, part in services.items() if "profiles" in part}
    assert profiles == {"postgres": ["postgres"], "redis": ["redis"]}


@pytest.mark.parametrize("file", DOCKERFILES, ids=lambda file: file.name)
def test_what_a_dockerfile_copies_is_in_the_checkout(file: Path) -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", file.read_text(), re.MULTILINE)
    sources = [source for line in copied for source in line.split()]
    assert sources
    assert [source for source in sources if not (CHECKOUT / source).exists()] == []


@pytest.mark.parametrize("file", DOCKERFILES, ids=lambda file: file.name)
def test_containers_do_not_run_as_root(file: Path) -> None:
    last_stage = file.read_text().rpartition("\nFROM ")[2]
    assert re.findall(r"^USER (\S+)$", last_stage, re.MULTILINE) == ["baton"]


@pytest.mark.parametrize("file", DOCKERFILES, ids=lambda file: file.name)
def test_containers_install_by_hash(file: Path) -> None:
    installs = re.findall(r"pip install .*", file.read_text())
    assert installs
    assert all("--require-hashes" in install for install in installs)
