"""The agency's name stands once: in data/agency.yml, unless a setting says another."""

from __future__ import annotations

from pathlib import Path

import pytest

from handoff.agency import FILE, texts_of
from handoff.settings import SettingsError, load

FACTS = """
agency:
  name: {en: Office of Umbrellas, es: Oficina de Paraguas}
  upload: https://umbrellas.example/upload
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "agency.yml"
    path.write_text(FACTS, encoding="utf-8")
    return path


def test_name_and_address_come_from_the_file_in_each_language(file: Path) -> None:
    texts = texts_of(load({}), file)
    assert "the Office of Umbrellas" in texts.get("greeting", "en")
    assert ": Oficina de Paraguas" in texts.get("greeting", "es")
    assert "https://umbrellas.example/upload" in texts.get("not_kept_kind", "en")


def test_a_setting_outweighs_the_file(file: Path) -> None:
    texts = texts_of(load({"BATON_AGENCY_NAME": "Bureau of Hats"}), file)
    assert "Bureau of Hats" in texts.get("greeting", "en")
    assert "Bureau of Hats" in texts.get("greeting", "es")
    assert "https://umbrellas.example/upload" in texts.get("not_kept_kind", "en")


def test_without_the_file_both_settings_are_enough(tmp_path: Path) -> None:
    settings = {"BATON_AGENCY_NAME": "Bureau", "BATON_UPLOAD_URL": "https://bureau.example"}
    assert "Bureau" in texts_of(load(settings), tmp_path / "none.yml").get("greeting", "en")


@pytest.mark.parametrize("text", [None, "agency: [", "agency: {phone: 1}", "- a list"])
def test_a_file_that_does_not_say_it_is_an_error_that_names_the_settings(
    file: Path, text: str | None
) -> None:
    file.unlink() if text is None else file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match="BATON_AGENCY_NAME and BATON_UPLOAD_URL"):
        texts_of(load({}), file)


def test_the_content_of_this_checkout_says_it() -> None:
    assert texts_of(load({}), FILE).agency
