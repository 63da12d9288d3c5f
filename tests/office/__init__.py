"""An office at work: agents, a supervisor and citizens in Chromium, the real service between."""
