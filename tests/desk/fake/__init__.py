"""A small desk service in memory: the desk API of docs/http-api.md without assistant or store."""
