"""Channels: how citizens reach the service. A channel is a folder."""
