"""Graph's errors and what is to be done about each.

Graph answers `{"error": {"message", "type", "code", "error_subcode", "fbtrace_id"}}`. The same code
comes with different HTTP statuses, so code and subcode decide (Meta, "Messenger Platform: error
codes" and "Graph API: handling errors").
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from channels.messenger.json_values import object_in, text_in
from handoff.core.errors import (
    ChannelDown,
    CitizenUnreachable,
    DeliveryDelayed,
    DeliveryRefused,
    DeliveryUnclear,
)

RATE_CODES = frozenset((4, 17, 32, 341, 613, 80006))
TRANSIENT_CODES = frozenset((1, 2, 1200))
DEAD_TOKEN_CODES = frozenset((102, 104, 190))
BLOCKED_PAGE_CODES = frozenset((368,))
REFUSED_CODES = frozenset((10, 100, *range(200, 300)))
"""No permission for this, or a parameter is wrong: it will be so the next time as well."""

NO_SUCH_OBJECT = (100, 33)
DOWN: Mapping[tuple[int, int], str] = {
    (10, 1893063): "Meta has restricted the page",
    NO_SUCH_OBJECT: "the page's number is wrong, or the token is not of this page",
}
WINDOW_CLOSED = frozenset(((10, 2018278), (10, 2534022)))
UNREACHABLE: Mapping[tuple[int, int], str] = {
    (200, 1545041): "blocked",
    (100, 2018001): "gone",
}
NOT_AVAILABLE = 551
"""The person cannot be written to: has blocked the page, or is not there any more."""

PROOF = "appsecret_proof"
"""What a wrong app secret is known by: its code, 100, stands for everything else as well."""

MOST_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Problem:
    """An answer that is no success. `trace` is Meta's own number of it, for its support."""

    status: int
    code: int | None
    subcode: int
    trace: str
    about_proof: bool
    retry_after: float | None

    @property
    def name(self) -> str:
        """Name it for the log: numbers only, Meta's sentences may quote a citizen."""
        return f"http {self.status}, code {self.code}/{self.subcode}"


def problem_of(status: int, body: bytes, headers: Mapping[str, str]) -> Problem:
    """Read an answer that is no success, whoever it is from."""
    try:
        error = object_in(json.loads(body), "error")
    except (ValueError, RecursionError):
        error = {}
    code, subcode = error.get("code"), error.get("error_subcode")
    return Problem(
        status=status,
        code=code if isinstance(code, int) else None,
        subcode=subcode if isinstance(subcode, int) else 0,
        trace=text_in(error, "fbtrace_id")[:64],
        about_proof=PROOF in text_in(error, "message"),
        retry_after=_retry_after(headers),
    )


def exception_of(problem: Problem, *, of_person: bool = False) -> Exception:
    """Return the exception that says what to do; `of_person`: a person was asked about."""
    if of_person and (problem.code, problem.subcode) == NO_SUCH_OBJECT:
        # We may not look at this person; nothing is wrong with the page.
        return DeliveryRefused("refused")
    code, pair = problem.code, (problem.code or 0, problem.subcode)
    if code is None:
        return _not_from_graph(problem)
    if code in DEAD_TOKEN_CODES or problem.about_proof:
        return ChannelDown(f"Meta refuses our token or secret: {problem.name}")
    if pair in DOWN or code in BLOCKED_PAGE_CODES:
        return ChannelDown(f"{DOWN.get(pair, 'Meta has blocked the page')}: {problem.name}")
    if code in RATE_CODES or problem.status == 429:
        return DeliveryDelayed(problem.retry_after)
    if pair in WINDOW_CLOSED:
        return DeliveryRefused("window_closed")
    if pair in UNREACHABLE or code == NOT_AVAILABLE:
        return CitizenUnreachable(UNREACHABLE.get(pair, "blocked"))
    if code in TRANSIENT_CODES or (problem.status >= 500 and code not in REFUSED_CODES):
        return DeliveryDelayed(problem.retry_after)
    return DeliveryRefused("refused")


def _not_from_graph(problem: Problem) -> Exception:
    """Something in between answered: it cannot know whether Graph has taken the call."""
    if problem.status == 429:
        return DeliveryDelayed(problem.retry_after)
    if problem.status >= 500:
        return DeliveryUnclear(problem.name)
    return ChannelDown(f"what answers is not Graph: {problem.name}")


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that Meta wants us to wait, if it says so in one of its two ways."""
    plain = headers.get("retry-after", "")
    if plain.isascii() and plain.isdigit():
        return float(plain[:6])
    try:
        usage = json.loads(headers.get("x-business-use-case-usage", "{}"))
        of_page = [each for kinds in usage.values() for each in kinds]
        minutes = [each.get("estimated_time_to_regain_access", 0) for each in of_page]
        longest = max((float(m) for m in minutes), default=0.0)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    return 60 * min(longest, MOST_MINUTES) if longest > 0 else None
