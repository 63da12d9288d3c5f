"""Baton's embedded demo case registry. An agency puts its own case system in its place."""
