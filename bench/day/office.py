"""The service as a process with an office in its store, ready for the day."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.day.plan import TEAMS, TOPICS, Shift
from handoff.adapters.passwords import Argon2Passwords
from handoff.adapters.store import SqlStore
from handoff.core.accounts import AccountChange
from handoff.core.agents import Role
from handoff.core.office import Rule, Team, TeamMode

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "a day at the office"  # noqa: S105 - of made-up agents on a made-up service
SUPERVISOR = "supervisor"
LEASE_S = 6


@dataclass(frozen=True, slots=True)
class Running:
    """The service under test."""

    url: str
    store_url: str
    pid: int


async def furnish(store_url: str, shifts: Sequence[Shift], offering: Sequence[str]) -> None:
    """Put agents, teams and rules into a new store; the teams of `offering` are offered work."""
    store = await SqlStore.open(store_url)
    try:
        for name in TEAMS:
            mode = TeamMode.OFFER if name in offering else TeamMode.TAKE
            await store.offices.save_team(Team(name, name.title(), mode))
        rules = [Rule("spanish", "Spanish", "spanish", languages=("es",))]
        rules += [Rule(team, team.title(), team, topics=(topic,)) for team, topic in TOPICS.items()]
        await store.offices.save_rules(rules)
        hashed = await Argon2Passwords().hash(PASSWORD)
        await store.agents.add(SUPERVISOR, SUPERVISOR, "Supervisor", Role.SUPERVISOR, hashed)
        for shift in shifts:
            await store.agents.add(shift.name, shift.name, shift.name.title(), Role.AGENT, hashed)
            work = AccountChange(
                languages=shift.languages, teams=(shift.team,), capacity=shift.capacity
            )
            await store.accounts.change(shift.name, work)
    finally:
        await store.close()


@contextmanager
def service(home: Path, compression: float) -> Iterator[Running]:
    """Run service and assistant; minutes of settings are compressed as the day is."""
    port, other = _free_ports()
    store_url = f"sqlite:///{home / 'baton.db'}"
    url = f"http://127.0.0.1:{port}"
    with _process(home, "bench.day.assistant", str(other)):
        environ = _environ(home, port, other, compression)
        with _process(home, "handoff", "serve", **environ) as process:
            yield Running(url, store_url, process.pid)


def _environ(home: Path, port: int, other: int, compression: float) -> dict[str, str]:
    assistant = f"http://127.0.0.1:{other}"
    return {
        "BATON_HOME": str(home),
        "BATON_PORT": str(port),
        "BATON_RASA_URL": assistant,
        "BATON_ACTIONS_URL": assistant,
        "BATON_CASES_URL": assistant,
        "BATON_CONVERSATIONS_PER_MINUTE": "1000000",
        "BATON_LOGINS_PER_MINUTE": "1000000",
        # A lease much shorter than the desks' pings would measure nothing but the machine.
        "BATON_OFFICE_HOURS": "always",
        "BATON_LEASE_SECONDS": str(LEASE_S),
        "BATON_OFFER_SECONDS": "2",
        # Far above the lease, so that a laptop that sleeps is a lost one and not a silent one.
        "BATON_ANSWER_MINUTES": f"{max(0.5, 30 / compression):.3f}",
        "BATON_REOPEN_MINUTES": "0",
        "BATON_SURVEY_MINUTES": "0",
        "BATON_LOG_LEVEL": "WARNING",
    }


@contextmanager
def _process(
    home: Path, module: str, *arguments: str, **environ: str
) -> Iterator[subprocess.Popen[bytes]]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("BATON_")}
    with (home / f"{module}.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603  # our own modules
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env={**own, **environ},
            stdout=log,
            stderr=log,
        )
        try:
            yield process
        finally:
            process.terminate()
            process.wait(30)


def processor_seconds(pid: int) -> float:
    """Return the processor time a process has used so far (Linux: proc(5), fields 14 and 15)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _free_ports() -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports
