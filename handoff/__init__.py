"""The handoff service: keeps every conversation and passes it between the bot and people."""

VERSION = "0.3.0"
