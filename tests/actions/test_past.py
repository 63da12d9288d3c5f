"""Looking back over a conversation in which a person has spoken in between."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.misunderstood import ActionMisunderstood
from actions.past import person_said, since_person, waits
from actions.repeat import ActionRepeat


def user(text: str, *agent: str, control: str = "bot") -> dict[str, Any]:
    """A citizen's message, told together with what an agent said before it."""
    missed = [{"author": "agent", "text": words} for words in agent]
    metadata = {"control": control, "missed": [{"author": "citizen", "text": "x"}, *missed]}
    return {"event": "user", "text": text, "metadata": metadata, "parse_data": {}}


def bot(text: str) -> dict[str, Any]:
    return {"event": "bot", "text": text, "metadata": {}, "data": {}}


def misunderstood() -> list[dict[str, Any]]:
    return [{"event": "action", "name": "action_misunderstood"}, bot("Sorry?")]


def tracker(*events: dict[str, Any]) -> Tracker:
    return Tracker("c", {"language": "en"}, None, list(events), False, None, {}, "action_listen")


def said_by(action: Any, *events: dict[str, Any]) -> list[dict[str, Any]]:
    dispatcher = CollectingDispatcher()
    action.run(dispatcher, tracker(*events), {})
    return list(dispatcher.messages)


def test_the_turns_since_a_person_are_those_from_the_one_that_told_of_the_person() -> None:
    turns = [[user("a")], [user("b", "Hello.", "Bye.")], [user("c")]]
    assert since_person(turns) == turns[1:]
    assert since_person(turns[:1]) == turns[:1]
    assert person_said(turns[1]) == ["Hello.", "Bye."]
    assert person_said(turns[0]) == []


def test_a_conversation_from_before_this_was_told_has_no_person_and_no_queue() -> None:
    old = [{"event": "user", "text": "a"}]
    assert person_said(old) == []
    assert not waits(old)


def test_a_newer_answer_of_the_bot_is_repeated_before_an_older_one_of_a_person() -> None:
    events = (user("a", "From me."), bot("From the bot."), user("again"))
    assert [m["response"] for m in said_by(ActionRepeat(), *events)][:1] == ["utter_repeat"]
    spoken = said_by(ActionRepeat(), *events, bot("From the bot."), user("again", "Me again."))
    assert spoken[0]["response"] == "utter_repeat_person"
    assert spoken[1]["text"] == "Me again."


def test_who_waits_for_a_person_is_not_offered_one_however_often_not_understood() -> None:
    events = [user("a"), *misunderstood(), user("b"), *misunderstood()]
    last = said_by(ActionMisunderstood(), *events, user("wug"))
    assert last[0]["response"] == "utter_misunderstood_handoff"
    waiting = said_by(ActionMisunderstood(), *events, user("wug", control="queued"))
    assert waiting[0]["response"] == "utter_misunderstood_no_guess"


def test_what_was_not_understood_while_waiting_does_not_count_afterwards() -> None:
    events = [user("a", control="queued"), *misunderstood()] * 2
    said = said_by(ActionMisunderstood(), *events, user("wug"))
    assert said[0]["response"] == "utter_misunderstood_no_guess"
