"""What the service says about the agency itself: from data/agency.yml, unless settings say it.

The file is the assistant's content; it is read here as data, so that a fact stands once.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from handoff.services.texts import Texts
from handoff.settings import Settings, SettingsError

FILE = Path(__file__).parents[1] / "data" / "agency.yml"


def texts_of(settings: Settings, file: Path = FILE) -> Texts:
    """Return the service's sentences with the agency's name and address in them.

    Raises:
        SettingsError: a setting is empty and the file that stands in for it does not say it.
    """
    if settings.agency_name and settings.upload_url:
        return Texts(settings.agency_name, settings.upload_url)
    facts = _facts(file)
    names = settings.agency_name or _names(facts.get("name"))
    upload = settings.upload_url or facts.get("upload")
    if not names or not isinstance(upload, str):
        raise SettingsError(
            f"{file.name} has no 'name' or 'upload' of the agency: put them in, or set"
            " BATON_AGENCY_NAME and BATON_UPLOAD_URL."
        )
    return Texts(names, upload)


def _facts(file: Path) -> Mapping[str, Any]:
    try:
        # Everything is text: `no` and `5` are what somebody typed.
        document = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SettingsError(
            f"{file.name} cannot be read ({type(error).__name__}): put it right, or set"
            " BATON_AGENCY_NAME and BATON_UPLOAD_URL."
        ) from error
    facts = document.get("agency") if isinstance(document, dict) else None
    return facts if isinstance(facts, dict) else {}


def _names(name: object) -> str | Mapping[str, str]:
    if isinstance(name, dict):
        return {str(language): str(text) for language, text in name.items()}
    return name if isinstance(name, str) else ""
