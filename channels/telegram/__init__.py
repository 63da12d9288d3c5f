"""Telegram: a bot that citizens write to in private chats."""

from channels.kit import Kit
from channels.telegram.build import build
from channels.telegram.commands import COMMANDS
from channels.telegram.settings import SETTINGS

KIT = Kit(name="telegram", settings=SETTINGS, build=build, commands=COMMANDS)
