"""Names of intents as examples."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.intent_names import IntentNames, spoken


@pytest.mark.parametrize(
    "name", ["ebt_lost_card", "EbtLostCard", "ebt-lost-card", "ebt/lost_card", " ebt__lost  card"]
)
def test_a_name_is_read_as_words(name: str) -> None:
    assert spoken(name) == "ebt lost card"


def test_every_intent_but_the_unnamed_gets_one_more_example() -> None:
    trained = ("ebt_pin", "out_of_scope", "12")
    data = TrainingData([Message.build(text=f"x {name}", intent=name) for name in trained])
    found = IntentNames({"unnamed": ["out_of_scope"]}).process_training_data(data)
    added = {(m.get("text"), m.get("intent")) for m in found.intent_examples[3:]}
    assert added == {("ebt pin", "ebt_pin")}
