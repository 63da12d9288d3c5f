"""Words that mean something special while the form waits for a number or a date."""

from __future__ import annotations

import re

_STOP = re.compile(
    r"(please )?(stop|cancel|quit|exit|abort|end|leave|never ?mind|nvm|forget (it|about it)"
    r"|no thanks?|no thank you|not now|later|maybe later|go back|start over|nothing)"
    r"( (it|that|this|now|please|thanks|thank you|the form|asking|already|pls))*"
)
_WITHOUT = re.compile(
    r"\b(dont|do not|didnt|did not|doesnt|cant|cannot|can not|havent|have not|no|never|not|lost|"
    r"where|forgot|misplaced)\b"
    r".{0,40}\b(have|know|find|got|get|remember|number|it|one|letter|received|given|paper|idea)\b"
)


def _words(text: str) -> str:
    folded = re.sub("['\u2019`]", "", text.casefold())
    return " ".join(re.sub(r"[^\w\s]", " ", folded).split())


def wants_to_stop(text: str) -> bool:
    """Whether the whole message only says to stop."""
    return _STOP.fullmatch(_words(text)) is not None


def has_no_number(text: str) -> bool:
    """Whether the message says that the citizen has no number or does not know it."""
    return _WITHOUT.search(_words(text)) is not None
