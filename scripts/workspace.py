"""Where things live in a checkout."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Workspace:
    """The folders the tooling reads and writes.

    `root` is the checkout; `home` takes everything written at run time (BATON_HOME).
    """

    root: Path
    home: Path

    @property
    def tools(self) -> Path:
        """Programs fetched for this checkout only: uv, Node, Python."""
        return self.root / ".tools"

    @property
    def logs(self) -> Path:
        """Log files of set-up steps and of running parts."""
        return self.home / "logs"

    @property
    def models(self) -> Path:
        """Trained assistants; the live one is `baton.tar.gz`."""
        return self.home / "models"

    def requirements(self, name: str) -> Path:
        """The locked requirements file `name`, for example "service"."""
        return self.root / "requirements" / f"{name}.txt"

    def shown(self, path: Path) -> str:
        """`path` as a person in the checkout would type it."""
        try:
            return str(path.relative_to(self.root))
        except ValueError:
            return str(path)


def open_workspace(environ: Mapping[str, str] = os.environ, root: Path = CHECKOUT) -> Workspace:
    """The workspace of this checkout; a relative BATON_HOME counts from its root."""
    return Workspace(root=root, home=(root / environ.get("BATON_HOME", "var")).resolve())
