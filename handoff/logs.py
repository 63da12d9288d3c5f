"""Structured logs: one JSON object a line, with ids and never with what people said."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime

STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "taskName", "color_message"}


class JsonLines(logging.Formatter):
    """Formats a record with the fields it was given as `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line of JSON."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        entry: dict[str, object] = {
            "at": at,
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        entry |= {k: v for k, v in vars(record).items() if k not in STANDARD}
        if record.exc_info and record.exc_info[1] is not None:
            entry["trace"] = self._trace(record.exc_info[1])
        return json.dumps(entry, ensure_ascii=False, default=str)

    def _trace(self, error: BaseException) -> list[str]:
        """Return type and places only: the text of an exception may quote what a citizen wrote."""
        places = [type(error).__name__]
        frame = error.__traceback__
        while frame is not None:
            code = frame.tb_frame.f_code
            places.append(f"{code.co_filename}:{frame.tb_lineno} {code.co_name}")
            frame = frame.tb_next
        return places


def configure(level: str) -> None:
    """Send all logs to standard error in this form."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # httpx logs each request at INFO, uvicorn each websocket with the citizen's address.
    for chatty in ("httpx", "uvicorn.error"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
