"""The sentences of a long message, to be judged apart from the whole.

One sentence of danger in a long story about benefits hardly changes what the story as a whole is
about. Only `crisis` is looked for in sentences: for every other intent the whole says more.
"""

from __future__ import annotations

import re

END = re.compile(r"(?<=[.!?;…\n])\s+|\n+")
LEAST_WORDS = 4
"""Fewer say too little by themselves: "He is fine." was a crisis to the classifier."""

MOST = 4
"""So many sentences at most, the last ones: what costs courage is said at the end."""

VECTORS = "baton_sentences"
"""Property of a Rasa message: its (sentence, vector) pairs, while it goes through the pipeline."""

CRISIS_APART = "baton_crisis_apart"
"""Property of a Rasa message: how likely the likeliest of its sentences is a crisis."""


def sentences(text: str) -> list[str]:
    """The sentences worth judging; none when the message is nothing but one."""
    whole = text.strip()
    parts = [part.strip() for part in END.split(whole)]
    return [part for part in parts if len(part.split()) >= LEAST_WORDS and part != whole][-MOST:]
