"""Measures what the service adds to the assistant. `bench/turns.py` is the one to run."""
