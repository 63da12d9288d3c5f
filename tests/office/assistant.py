"""An assistant that knows three topics by one word each and keeps one fact."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handoff.core.bot import BotMessage, HandoffWish, Reply
from handoff.core.ports import TurnRequest
from handoff.core.values import Button, FormStep, Intent
from tests.web.harness import ObedientAssistant

TOPICS = {
    "food": "snap_apply",
    "comida": "snap_apply",
    "cash": "tanf_apply",
    "hours": "office_hours",
}
STEP = Button("Continue the status check", "/application_status")
CASE = re.compile(r"APP-\d{4}-\d{4}")


@dataclass
class OfficeAssistant(ObedientAssistant):
    """Answers what it knows; a number of a case starts a form that never ends by itself."""

    async def reply(self, turn: TurnRequest) -> Reply:
        """Run one turn."""
        self.turns.append(turn)
        said = turn.text or turn.payload or ""
        if "danger" in said:
            return Reply(
                (BotMessage("Call 911."),), HandoffWish("crisis", "crisis", 100), _sure("crisis")
            )
        if "persona" in said:
            return Reply((), HandoffWish("asked"), _sure("talk_to_person"), language="es")
        if said.startswith(STEP.payload):
            case = turn.slots.get("application_number", "your case")
            text = f"Back to {case}. What is your date of birth?"
            return Reply((BotMessage(text),), intents=_sure("application_status"))
        if found := CASE.search(said):
            return Reply(
                (BotMessage(f"I note {found[0]}. What is your date of birth?"),),
                intents=_sure("application_status"),
                slots={"application_number": found[0]},
                form=FormStep("application_status_form", "date_of_birth"),
            )
        topic = next((name for word, name in TOPICS.items() if word in said.lower()), None)
        if topic is None:
            return Reply((BotMessage("I did not understand that."),), intents=(_fallback(),))
        language = "es" if "comida" in said else None
        text = f"About {topic}: this is the answer."
        return Reply((BotMessage(text),), intents=_sure(topic), language=language)

    async def steps(self, language: str) -> tuple[Button, ...]:
        """Return the one form there is."""
        return (STEP,)


def _sure(name: str) -> tuple[Intent, ...]:
    return (Intent(name, 0.94),)


def _fallback() -> Intent:
    return Intent("nlu_fallback", 0.3)
