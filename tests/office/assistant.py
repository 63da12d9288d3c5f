"""An assistant that knows three topics by one word each and keeps one fact."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handoff.core.bot import BotMessage, HandoffWish, Reply
from handoff.core.ports import Suggestion, TurnRequest
from handoff.core.values import Button, FormStep, Intent
from tests.web.harness import ObedientAssistant

TOPICS = {
    "food": ("snap_apply", "You can apply for food help on the portal, by mail or at any office."),
    "comida": ("snap_apply", "Puede pedir ayuda para comida en el portal o en una oficina."),
    "cash": ("tanf_apply", "Cash help is for families with children. You can apply on the portal."),
    "hours": ("office_hours", "Our offices are open Monday to Friday, 8 am to 5 pm."),
}
"""By a word: the intent and the answer."""

PAPERS = "You can upload papers on the portal, or bring them to any office."
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
            number = turn.slots.get("application_number", "your case")
            text = f"Back to {number}. What is your date of birth?"
            return Reply((BotMessage(text),), intents=_sure("application_status"))
        if case := CASE.search(said):
            return Reply(
                (BotMessage(f"I note {case[0]}. What is your date of birth?"),),
                intents=_sure("application_status"),
                slots={"application_number": case[0]},
                form=FormStep("application_status_form", "date_of_birth"),
            )
        found = next((TOPICS[word] for word in TOPICS if word in said.lower()), None)
        if found is None:
            return Reply((BotMessage("I did not understand that."),), intents=(_fallback(),))
        topic, answer = found
        language = "es" if "comida" in said else None
        return Reply((BotMessage(answer),), intents=_sure(topic), language=language)

    async def suggest(self, text: str, language: str) -> tuple[Suggestion, ...]:
        """Return the same advice for whatever the citizen says."""
        return (Suggestion("upload_papers", 0.81, "How to send papers", PAPERS),)

    async def steps(self, language: str) -> tuple[Button, ...]:
        """Return the one form there is."""
        return (STEP,)


def _sure(name: str) -> tuple[Intent, ...]:
    return (Intent(name, 0.94),)


def _fallback() -> Intent:
    return Intent("nlu_fallback", 0.3)
