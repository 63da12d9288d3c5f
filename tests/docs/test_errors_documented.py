"""Every error code with its status."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handoff.core.errors import BatonError
from handoff.web.errors import HTTP_CODES, STATUS
from tests.docs import pages, sources

HTTP_API = "docs/http-api.md"


def answered(kind: type[BatonError] = BatonError) -> Iterator[type[BatonError]]:
    """The errors that are raised: those that are no base of others."""
    below = kind.__subclasses__()
    if not below:
        yield kind
    for each in below:
        yield from answered(each)


def documented(title: str) -> dict[str, int]:
    rows = pages.table(pages.read(HTTP_API), title)
    return {pages.spans(row[0])[0]: int(row[1]) for row in rows}


def test_every_error_code_is_documented_with_its_status() -> None:
    own = {kind.code: STATUS[kind] for kind in answered()}
    protocol = {code: status for status, (code, _) in HTTP_CODES.items()}
    assert documented("Errors") == own | protocol


def test_the_codes_of_the_connector_are_documented() -> None:
    said = {}
    for call in sources.calls("_error", "bot/connector.py"):
        status, code = call.args[:2]
        if isinstance(status, ast.Constant) and isinstance(code, ast.Constant):
            said[code.value] = status.value
    assert documented("The assistant's connector") == said
