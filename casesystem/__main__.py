"""Start the demo case registry: python -m casesystem --host 127.0.0.1 --port 5056 --db PATH."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from datetime import date
from pathlib import Path

import uvicorn

from casesystem.app import create_app
from casesystem.registry import Registry


def main() -> int:
    """Open or make the database and serve until stopped; 1 when the database cannot be used."""
    parser = argparse.ArgumentParser(prog="casesystem", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=5056)
    parser.add_argument("--db", type=Path, default=Path("var/cases.db"))
    options = parser.parse_args()
    try:
        options.db.parent.mkdir(parents=True, exist_ok=True)
        registry = Registry.open(options.db, date.today())
    except (OSError, sqlite3.Error) as error:
        print(f"casesystem: cannot use {options.db}: {error}", file=sys.stderr)
        return 1
    uvicorn.run(create_app(registry), host=options.host, port=options.port, log_level="warning")
    return 0


if __name__ == "__main__":
    sys.exit(main())
