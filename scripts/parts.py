"""The processes `make run` keeps: what they are called, how they start, when they are well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.ports import Address, check_distinct, inner_address, service_address
from scripts.train_assistant import MODEL, quiet_rasa
from scripts.workspace import Workspace

DEFAULT_PORTS = {"BATON_RASA_URL": 5005, "BATON_ACTIONS_URL": 5055, "BATON_CASES_URL": 5056}


@dataclass(frozen=True)
class Part:
    """One process. `vital`: when it ends, everything ends; others are started again."""

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str]
    log: Path
    vital: bool = False


@dataclass(frozen=True)
class Layout:
    """Where every part of this run listens; an inner part that runs elsewhere is absent."""

    service: Address
    inner: Mapping[str, Address]

    @property
    def addresses(self) -> list[Address]:
        """Every address something is started at."""
        return [self.service, *self.inner.values()]


def read_layout(environ: Mapping[str, str]) -> Layout:
    """The layout the settings ask for; raises StepError when they contradict each other."""
    inner = {
        setting: address
        for setting, port in DEFAULT_PORTS.items()
        if (address := inner_address(environ, setting, port))
    }
    layout = Layout(service_address(environ), inner)
    check_distinct(layout.addresses)
    return layout


def parts_of(
    layout: Layout,
    workspace: Workspace,
    service_python: Path,
    assistant_python: Path | None,
    environ: Mapping[str, str],
) -> list[Part]:
    """The processes of this run, in the order they are worth starting in (slowest first)."""
    shared = {**environ, **_addresses(layout, environ), "BATON_HOME": str(workspace.home)}
    shared["PYTHONUNBUFFERED"] = "1"
    for_rasa = {**shared, **quiet_rasa(workspace)}
    parts = []
    if rasa := layout.inner.get("BATON_RASA_URL"):
        argv = _rasa(assistant_python, workspace, rasa)
        parts.append(Part("assistant", argv, for_rasa, workspace.logs / "assistant.log"))
    if actions := layout.inner.get("BATON_ACTIONS_URL"):
        argv = (str(assistant_python), "-m", "rasa_sdk", "--actions", "actions")
        argv = (*argv, "--port", str(actions.port))
        env = {**for_rasa, "SANIC_HOST": actions.host}
        parts.append(Part("actions", argv, env, workspace.logs / "actions.log"))
    if cases := layout.inner.get("BATON_CASES_URL"):
        argv = (str(service_python), "-m", "casesystem", "--host", cases.host)
        argv = (*argv, "--port", str(cases.port), "--db", str(workspace.home / "cases.db"))
        parts.append(Part("cases", argv, shared, workspace.logs / "cases.log"))
    argv = (str(service_python), "-m", "handoff", "serve")
    parts.append(Part("service", argv, shared, workspace.logs / "service.log", vital=True))
    return parts


def _addresses(layout: Layout, environ: Mapping[str, str]) -> dict[str, str]:
    urls = {setting: environ.get(setting, "") for setting in DEFAULT_PORTS}
    urls.update({setting: address.url for setting, address in layout.inner.items()})
    return {
        **urls,
        "BATON_HOST": layout.service.host,
        "BATON_PORT": str(layout.service.port),
    }


def _rasa(python: Path | None, workspace: Workspace, address: Address) -> tuple[str, ...]:
    run = (str(python), "-m", "rasa", "run", "--model", str(workspace.models / MODEL))
    files = ("--endpoints", "endpoints.yml", "--credentials", "credentials.yml")
    return (*run, *files, "--interface", address.host, "--port", str(address.port))
