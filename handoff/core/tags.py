"""Language tags as the office writes them: of agents, rules and canned responses."""

from __future__ import annotations

import re

from handoff.core.errors import InvalidRequest

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
MAX_TAG = 35


def primary(tag: str) -> str:
    """Return the language of a BCP 47 tag without its region, in lower case."""
    return tag.lower().replace("_", "-").split("-")[0]


def checked_tag(tag: str) -> str:
    """Return a language as it is kept: "es" for "ES" and for "es-MX".

    Raises:
        InvalidRequest: it is no BCP 47 tag.
    """
    text = tag.strip()
    if len(text) > MAX_TAG or not _TAG.fullmatch(text):
        raise InvalidRequest('A language is written as a tag such as "en" or "es".')
    return primary(text)
