"""`make run`: sets up what is missing, starts everything, and ends all of it on Ctrl-C."""

from __future__ import annotations

import fcntl
import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import FrameType

from scripts.bootstrap import Bootstrap, only_one, open_bootstrap
from scripts.console import Console, StepError, report
from scripts.parts import Layout, Part, parts_of, read_layout
from scripts.ports import check_free
from scripts.readiness import missing_parts
from scripts.supervisor import Supervisor
from scripts.train_assistant import train
from scripts.web_build import build
from scripts.workspace import Workspace, open_workspace

READY_SECONDS = 180.0
TICK_SECONDS = 0.2


class Asked(BaseException):
    """Somebody asked for the end: Ctrl-C, SIGTERM, a closed terminal."""


def _on_signal(number: int, frame: FrameType | None) -> None:
    raise Asked


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


def prepare(
    workspace: Workspace, console: Console, layout: Layout, bootstrap: Bootstrap
) -> list[Part]:
    """Environments, web parts and model are up to date after this."""
    with only_one(workspace, console):
        service = bootstrap.service()
        assistant = None
        if "BATON_RASA_URL" in layout.inner or "BATON_ACTIONS_URL" in layout.inner:
            assistant = bootstrap.assistant()
        build(bootstrap.machine, workspace, bootstrap.node)
        if assistant and "BATON_RASA_URL" in layout.inner:
            train(bootstrap.machine, workspace, assistant)
    return parts_of(layout, workspace, service, assistant, os.environ)


def wait_until_ready(supervisor: Supervisor, layout: Layout, console: Console) -> None:
    """Returns when /readyz is green; raises StepError when it does not get there in time."""
    step = console.step("Starting Baton")
    while waiting := missing_parts(layout.service.url):
        if step.seconds > READY_SECONDS:
            names = ", ".join(waiting)
            raise StepError(f"Not ready after {READY_SECONDS:.0f} s; still waiting for: {names}.")
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


def keep_running(supervisor: Supervisor, parent: int | None) -> None:
    """Looks after the parts until somebody asks for the end or the service is lost."""
    while parent is None or os.getppid() == parent:
        supervisor.tick()
        time.sleep(TICK_SECONDS)
    raise Asked


def rotate_logs(parts: list[Part]) -> None:
    """Each start gets a fresh log; the one before it is kept."""
    for part in parts:
        if part.log.exists():
            part.log.replace(part.log.with_suffix(".previous.log"))


def run(workspace: Workspace, console: Console, parent: int | None) -> None:
    """Everything from set-up to the end; raises Asked or StepError."""
    layout = read_layout(os.environ)
    with the_only_run(workspace):
        for address in layout.addresses:
            check_free(address)
        parts = prepare(workspace, console, layout, open_bootstrap(workspace, console))
        for address in layout.addresses:
            check_free(address)
        rotate_logs(parts)
        first_login: list[str] = []
        supervisor = Supervisor(parts, workspace.root, console.say, first_login.append)
        try:
            supervisor.start()
            wait_until_ready(supervisor, layout, console)
            console.say(welcome(layout, first_login))
            keep_running(supervisor, parent)
        finally:
            _stop(supervisor, console)


def _stop(supervisor: Supervisor, console: Console) -> None:
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    console.say("Ending everything ...")
    try:
        supervisor.stop()
    except Asked:
        # Ctrl-C again: no more patience.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        supervisor.stop(grace=0)


def main(arguments: list[str], environ: Mapping[str, str] = os.environ) -> int:
    """`--end-with-parent`: also end when the process that started us is gone."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _on_signal)
    parent = os.getppid() if "--end-with-parent" in arguments else None
    console = Console()
    try:
        run(open_workspace(environ), console, parent)
    except Asked:
        console.say("Ended.")
        return 0
    except StepError as failure:
        report(failure)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
