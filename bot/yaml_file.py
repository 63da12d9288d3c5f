"""Reading one content file, with errors a content editor understands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError


class ContentError(Exception):
    """The content in data/ is wrong; the message names the file, the entry and the fault."""


def read_yaml(path: Path) -> Any:
    """Parse one file; every value is text, so `no`, `true` and `5` are what an editor typed.

    Raises ContentError when the file is broken.
    """
    try:
        # The C parser, which is a dozen times faster than ruamel's own on files of examples.
        return YAML(typ="base", pure=False).load(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f" near line {mark.line + 1}" if mark else ""
        raise ContentError(f"{path.name} cannot be read{line}: {error.problem}") from error
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        raise ContentError(f"{path.name} cannot be read: {error}") from error
