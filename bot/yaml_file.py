"""Reading one content file, with errors a content editor understands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError


class ContentError(Exception):
    """The content in data/ is wrong; the message names the file, the entry and the fault."""


def read_yaml(path: Path) -> Any:
    """Parse one file; every value is text, so `no`, `true` and `5` are what an editor typed.

    Raises ContentError when the file is broken.
    """
    try:
        return YAML(typ="base", pure=True).load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        raise ContentError(f"{path.name} cannot be read: {error}") from error
