"""Clients of the agency's systems, one file and one contract each."""
