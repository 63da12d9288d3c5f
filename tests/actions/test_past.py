"""Looking back over a conversation in which a person has spoken in between."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.change_language import ActionChangeLanguage
from actions.correct import ActionCorrect
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


def slot(name: str, value: str) -> dict[str, Any]:
    return {"event": "slot", "name": name, "value": value}


def misunderstood() -> list[dict[str, Any]]:
    return [{"event": "action", "name": "action_misunderstood"}, bot("Sorry?")]


def said_by(
    action: Any, *events: dict[str, Any], request: str | None = None
) -> list[dict[str, Any]]:
    """Messages of `action` after `events`; `request` is what is known of a language asked for."""
    dispatcher = CollectingDispatcher()
    slots = {"language": "en", "internal_language_request": request}
    tracker = Tracker("c", slots, None, list(events), False, {}, {}, "action_listen")
    action.run(dispatcher, tracker, {})
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


def test_other_topics_are_offered_only_when_it_was_the_bot_that_answered_last() -> None:
    ranking = [{"name": name, "confidence": 0.5} for name in ("ebt_balance", "office_hours")]
    asked = user("hours of the balance line")
    asked["parse_data"] = {"intent": ranking[0], "intent_ranking": ranking}
    offered = said_by(ActionCorrect(), asked, bot("Call."), user("not what i asked"))
    assert [b["payload"] for b in offered[0]["buttons"]] == ["/office_hours", "/talk_to_person"]
    told = said_by(ActionCorrect(), asked, bot("Call."), user("not what i asked", "It is Monday."))
    assert told[0]["response"] == "utter_correct_no_guess"


def test_another_language_does_not_bring_back_an_answer_from_before_a_person() -> None:
    asked = [user("hours?"), slot("language", "es"), bot("Abrimos a las ocho.")]
    changed = [slot("language", "en"), slot("internal_language_request", "changed")]
    said = said_by(ActionChangeLanguage(), *asked, user("english"), *changed, request="changed")
    assert "utter_language_ask" not in [m["response"] for m in said]
    told = user("english", "Hello.")
    said = said_by(ActionChangeLanguage(), *asked, told, *changed, request="changed")
    assert [m["response"] for m in said] == ["utter_language_changed", "utter_language_ask"]


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
