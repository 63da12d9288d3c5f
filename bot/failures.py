"""Describing a failure for the log without a word of what anybody said.

An exception's own message may hold it: the action server's error body, for one, repeats the whole
request with the conversation in it. Types and places are enough to find the fault.
"""

from __future__ import annotations

import traceback
from pathlib import Path


def describe(error: BaseException) -> str:
    """The types and places of an exception and its causes, outermost first, no messages."""
    parts = []
    link: BaseException | None = error
    while link is not None:
        parts.append(f"{type(link).__name__}{_place(link)}")
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return " <- ".join(parts)


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
