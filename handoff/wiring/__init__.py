"""The composition root's parts: each puts one side of the service together for `handoff.main`."""
