"""A day at the office: agents and citizens against the running service, time compressed.

`.venv/bin/python -m bench.day` starts the service with an assistant that answers at once, lets an
office of agents serve a day's citizens over HTTP and websockets, and then reads the log: nobody may
be orphaned, nobody held twice, and the order of the queue kept. Method: docs/performance.md.
"""
