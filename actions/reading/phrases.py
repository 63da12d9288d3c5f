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

_MOMENT = re.compile(
    r"\b((one|a|1) (moment|minute|min|sec|second)|wait|hold on|hang on"
    r"|let me (look|check|find|get|see)|looking for (it|the|my)|gimme a|give me a)\b"
)
_WHY = re.compile(
    r"\b(why|what for|how come)\b.{0,30}\b(need|want|ask|asking|necessary|have to|must)\b"
    r"|\bis (it|this|that) safe\b"
)


def _words(text: str) -> str:
    folded = re.sub("['\u2019`]", "", text.casefold())
    return " ".join(re.sub(r"[^\w\s]", " ", folded).split())


def wants_to_stop(text: str) -> bool:
    """Whether the whole message only says to stop."""
    return _STOP.fullmatch(_words(text)) is not None


def needs_a_moment(text: str) -> bool:
    """Whether the citizen asks for time, to look for a letter perhaps."""
    return _MOMENT.search(_words(text)) is not None


def asks_why(text: str) -> bool:
    """Whether the message asks why the question is asked."""
    return _WHY.search(_words(text)) is not None


def has_no_number(text: str) -> bool:
    """Whether the message says that the citizen has no number or does not know it."""
    return _WITHOUT.search(_words(text)) is not None
