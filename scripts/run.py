"""`make run`: sets up what is missing, starts everything, and ends all of it on Ctrl-C."""

from __future__ import annotations

import fcntl
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from scripts.command import Command, run_command
from scripts.console import StepError
from scripts.interrupts import Asked
from scripts.parts import Layout, Part, parts_of, read_layout
from scripts.ports import check_free
from scripts.readiness import missing_parts
from scripts.supervisor import Supervisor
from scripts.train_assistant import train
from scripts.web_build import build
from scripts.workspace import Workspace

READY_SECONDS = 180.0
TICK_SECONDS = 0.2

CHECK_SETTINGS = """
import os
from channels.registry import read_settings
from handoff.settings import SettingsError
try:
    read_settings(os.environ)
except SettingsError as error:
    print(error)
"""


@contextmanager
def the_only_run(workspace: Workspace) -> Iterator[None]:
    """Fails when this checkout's data already has a `make run` at work."""
    workspace.home.mkdir(parents=True, exist_ok=True)
    with (workspace.home / "run.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise StepError(
                f"Baton already runs on {workspace.shown(workspace.home)}/ "
                f"(process {lock.read().strip()}): end it first, or choose another BATON_HOME."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def check_settings(command: Command, python: Path) -> None:
    """Raises StepError for a setting the service would refuse, before the long steps begin."""
    complaint = command.machine.answer([str(python), "-c", CHECK_SETTINGS])
    if complaint:
        raise StepError(complaint)


def prepare(command: Command, layout: Layout) -> list[Part]:
    """The parts to start; environments, web parts and model are up to date after this."""
    workspace, bootstrap = command.workspace, command.bootstrap
    with command.only_one():
        service = bootstrap.service()
        check_settings(command, service)
        assistant = None
        if "BATON_RASA_URL" in layout.inner or "BATON_ACTIONS_URL" in layout.inner:
            assistant = bootstrap.assistant()
        build(command.machine, workspace, bootstrap.node)
        if assistant and "BATON_RASA_URL" in layout.inner:
            train(command.machine, workspace, assistant)
    return parts_of(layout, workspace, service, assistant, os.environ)


def wait_until_ready(command: Command, supervisor: Supervisor, layout: Layout) -> None:
    """Returns when /readyz is green; raises StepError when it does not get there in time."""
    step = command.console.step("Starting Baton")
    while waiting := missing_parts(layout.service.url):
        if step.seconds > READY_SECONDS:
            names = ", ".join(waiting)
            raise StepError(f"Not ready after {READY_SECONDS:.0f} s; still waiting for: {names}.")
        command.interrupts.check()
        supervisor.tick()
        step.tick(f"waiting for {', '.join(waiting)}")
        time.sleep(TICK_SECONDS)
    supervisor.ready()
    step.done("ready")


def welcome(layout: Layout, first_login: list[str]) -> str:
    """What a person needs to know now."""
    url = layout.service.url
    login = first_login[0] if first_login else "as before (the first password is shown only once)"
    return "\n".join(
        [
            "",
            f"  page   {url}/",
            f"  desk   {url}/desk",
            f"  login  {login}",
            "",
            "Ctrl-C ends everything.",
        ]
    )


def keep_running(command: Command, supervisor: Supervisor) -> NoReturn:
    """Looks after the parts until somebody asks for the end or the service is lost."""
    while True:
        command.interrupts.check()
        supervisor.tick()
        time.sleep(TICK_SECONDS)


def rotate_logs(parts: list[Part]) -> None:
    """Each start gets a fresh log; the one before it is kept."""
    for part in parts:
        if part.log.exists():
            part.log.replace(part.log.with_suffix(".previous.log"))


def supervise(command: Command, layout: Layout, parts: list[Part]) -> None:
    """Starts the parts, keeps them, and ends all of them however it ends itself."""
    first_login: list[str] = []
    say = command.console.say
    supervisor = Supervisor(parts, command.workspace.root, say, first_login.append)
    try:
        supervisor.start()
        try:
            wait_until_ready(command, supervisor, layout)
        except BaseException:
            # The service made it and will not tell it again.
            if first_login:
                say(f"First login: {first_login[0]}")
            raise
        say(welcome(layout, first_login))
        keep_running(command, supervisor)
    finally:
        say("Ending everything ...")
        patience = command.interrupts.count + 1
        supervisor.stop(hurry=lambda: command.interrupts.count >= patience)


def run(command: Command) -> int:
    """From set-up to the end; 0 when somebody asked for the end."""
    layout = read_layout(os.environ)
    with the_only_run(command.workspace):
        for address in layout.addresses:
            check_free(address)
        parts = prepare(command, layout)
        for address in layout.addresses:
            check_free(address)
        rotate_logs(parts)
        try:
            supervise(command, layout, parts)
        except Asked:
            command.console.say("Ended.")
    return 0


if __name__ == "__main__":
    sys.exit(run_command(run))
