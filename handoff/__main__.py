"""The service's command line: `python -m handoff serve` and what else an operator does."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.loops.auto import auto_loop_factory

from channels.registry import kits, read_settings
from handoff import agent_commands, commands, logs
from handoff.core.errors import BatonError
from handoff.main import create_app, wire, working
from handoff.server import keep_what_is_there, server_config
from handoff.settings import Settings, SettingsError
from handoff.wiring.adapters import connected

if TYPE_CHECKING:
    # At run time argparse's own class takes no parameter.
    type Parsers = argparse._SubParsersAction[argparse.ArgumentParser]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return the exit code: 0 done, 1 could not be done, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        settings = read_settings(os.environ)
        settings.home.mkdir(parents=True, exist_ok=True)
        logs.configure(settings.log_level)
        # uvloop, where it is installed: the service then needs less time for each message.
        return asyncio.run(_work(settings, options), loop_factory=auto_loop_factory())
    except (SettingsError, BatonError, OSError, ValueError) as error:
        print(f"baton: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m handoff", description=__doc__)
    parsers = parser.add_subparsers(dest="command", required=True)
    parsers.add_parser("serve", help="run the service")
    agents = parsers.add_parser("agents", help="people who sign in to the desk")
    agent_commands.describe(agents.add_subparsers(dest="what", required=True))
    letters = parsers.add_parser("dead-letters", help="what came over a channel and made no sense")
    _describe_letters(letters.add_subparsers(dest="what", required=True))
    for kit in kits():
        if kit.commands:
            of_kit = parsers.add_parser(kit.name, help=f"the channel {kit.name}")
            names = of_kit.add_subparsers(dest="what", required=True)
            for command in kit.commands:
                names.add_parser(command.name, help=command.help)
    return parser


def _describe_letters(what: Parsers) -> None:
    what.add_parser("list", help="list them, without what they hold")
    for name, explained in (
        ("show", "print one as it came, on a terminal only"),
        ("retry", 'take one again, or "all", after what was wrong has been repaired'),
        ("drop", "forget one"),
    ):
        what.add_parser(name, help=explained).add_argument("id")


async def _work(settings: Settings, options: argparse.Namespace) -> int:
    match options.command, getattr(options, "what", None):
        case "serve", _:
            return await _serve(settings)
        case "agents", _:
            return await agent_commands.work(settings, options)
        case "dead-letters", "list":
            return await commands.list_letters(settings)
        case "dead-letters", "show":
            return await commands.show_letter(settings, options.id)
        case "dead-letters", "drop":
            return await commands.drop_letter(settings, options.id)
        case "dead-letters", _:
            return await commands.retry_letters(settings, kits(), options.id)
        case channel, name:
            kit = next(kit for kit in kits() if kit.name == channel)
            return await commands.run_command(settings, kit, str(name))


async def _serve(settings: Settings) -> int:
    async with connected(settings) as adapters:
        services = wire(adapters, settings, kits())
        if first := await services.sign_in.first_login(settings.admin_password):
            username, password = first
            shown = "the one in BATON_ADMIN_PASSWORD" if settings.admin_password else password
            print(f"first login: {username} / {shown}", flush=True)
        server = uvicorn.Server(server_config(settings, create_app(adapters, services, settings)))
        keep_what_is_there()
        async with working(services):
            await server.serve()
        return 0 if server.started else 1


if __name__ == "__main__":
    sys.exit(main())
