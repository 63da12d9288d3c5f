"""Says an earlier answer once more, in the language of now."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rasa_sdk.executor import CollectingDispatcher

from actions.past import Event, custom
from actions.wording import DATA, wording
from bot.content import load_content
from bot.problems import Problem, refuse
from bot.responses import Json, faq_texts, read_texts

PERSON = "/talk_to_person"

# What Rasa itself notes about a response, besides the values that were filled in.
NOT_VALUES = {"utter_action", "model_id", "assistant_id", "timestamp", "template", "condition"}


@lru_cache(maxsize=1)
def texts() -> Mapping[str, Mapping[str, Json]]:
    """Every response by name and language, read once per process. Raises ContentError."""
    problems: list[Problem] = []
    content = load_content(DATA)
    read = [*faq_texts(content), *read_texts(DATA / "responses", content, problems.append)]
    refuse(problems)
    return {text.name: text.parts for text in read}


def say_again(
    dispatcher: CollectingDispatcher, turn: list[Event], spoken: str, language: str
) -> bool:
    """Say what was said in `turn`, which was in the language `spoken`; False if it said nothing.

    In the same language it is said word for word. In another one a fixed text is said in that
    language; what was found out about a case is not, a button looks it up again.
    """
    said = [event for event in turn if event.get("event") == "bot" and event.get("text")]
    told = any("lookup" in custom(event) for event in turn) or any(map(_values, said))
    if language != spoken and told:
        dispatcher.utter_message(response="utter_look_again")
        return True
    for event in said:
        text, buttons = _reworded(event, spoken, language)
        dispatcher.utter_message(text=text, buttons=buttons)
    return bool(said)


def _reworded(event: Event, spoken: str, language: str) -> tuple[str, list[dict[str, str]]]:
    old = list((event.get("data") or {}).get("buttons") or [])
    noted = event.get("metadata") or {}
    parts = texts().get(str(noted.get("utter_action")), {})
    if language == spoken or language not in parts:
        return str(event["text"]), old
    fixed = list(parts[language].get("buttons") or [])
    payloads = {button["payload"] for button in fixed}
    more = [_button(b, language) for b in old if b["payload"] not in payloads]
    return str(parts[language]["text"]), [*fixed, *more]


def _values(event: Event) -> list[str]:
    """Names of what was filled into the text, which a fixed text does not have."""
    return [key for key in event.get("metadata") or {} if key not in NOT_VALUES]


def _button(button: dict[str, str], language: str) -> dict[str, str]:
    words, payload = wording(), button["payload"]
    if payload == PERSON:
        return {"title": words.phrase("button", "talk_to_person", language), "payload": payload}
    return {"title": words.title(payload[1:], language) or button["title"], "payload": payload}
