"""The rules of a conversation as pure functions: no IO, no clock, no randomness, stdlib only."""
