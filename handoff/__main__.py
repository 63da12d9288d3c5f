"""The service's command line: `python -m handoff serve`, `python -m handoff agents add NAME`."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Sequence

import uvicorn
from uvicorn.loops.auto import auto_loop_factory

from handoff import logs
from handoff.adapters.clock import SystemClock
from handoff.adapters.passwords import Argon2Passwords
from handoff.adapters.store import SqlStore
from handoff.core.agents import Role
from handoff.core.errors import BatonError
from handoff.main import connected, create_app, sweeping, wire
from handoff.server import server_config
from handoff.services import secrets
from handoff.services.sign_in import SignIn
from handoff.settings import Settings, SettingsError, load


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return the exit code: 0 done, 1 could not be done, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        settings = load(os.environ)
        settings.home.mkdir(parents=True, exist_ok=True)
        logs.configure(settings.log_level)
        serve = options.command == "serve"
        work = _serve(settings) if serve else _add_agent(settings, options)
        # uvloop, where it is installed: the service then needs less time for each message.
        return asyncio.run(work, loop_factory=auto_loop_factory())
    except (SettingsError, BatonError, OSError, ValueError) as error:
        print(f"baton: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m handoff", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("serve", help="run the service")
    agents = commands.add_parser("agents", help="people who sign in to the desk")
    add = agents.add_subparsers(dest="what", required=True).add_parser("add", help="add an agent")
    add.add_argument("username")
    add.add_argument("--name", help="display name citizens see; default: the user name")
    add.add_argument("--supervisor", action="store_true")
    add.add_argument(
        "--password-stdin", action="store_true", help="read the password; default: make one"
    )
    return parser


async def _serve(settings: Settings) -> int:
    async with connected(settings) as adapters:
        services = wire(adapters, settings)
        if first := await services.sign_in.first_login(settings.admin_password):
            username, password = first
            shown = "the one in BATON_ADMIN_PASSWORD" if settings.admin_password else password
            print(f"first login: {username} / {shown}", flush=True)
        server = uvicorn.Server(server_config(settings, create_app(adapters, services, settings)))
        async with sweeping(services):
            await server.serve()
        return 0 if server.started else 1


async def _add_agent(settings: Settings, options: argparse.Namespace) -> int:
    store = await SqlStore.open(settings.store_url)
    try:
        sign_in = SignIn(store.agents, Argon2Passwords(), SystemClock(), settings.session_hours)
        given = sys.stdin.readline().rstrip("\n") if options.password_stdin else ""
        password = given or secrets.new_password()
        role = Role.SUPERVISOR if options.supervisor else Role.AGENT
        agent = await sign_in.add_agent(
            options.username, options.name or options.username, role, password
        )
    finally:
        await store.close()
    shown = "" if given else f" / {password}"
    print(f"added: {agent.username}{shown}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
