"""A machine whose programs are small shell scripts on a PATH of their own."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from scripts.console import Console, StepError
from scripts.machine import Machine
from scripts.workspace import Workspace

GIB = 1024**3
Effect = Callable[[Sequence[str]], None]

FAILING_SHIM = "#!/bin/sh\necho 'pyenv: version 3.99 is not installed' >&2\nexit 127\n"


def program(path: Path, answer: str = "", code: int = 0) -> Path:
    """Writes an executable at `path` that prints `answer` whatever it is called with."""
    return script(path, f"#!/bin/sh\necho '{answer}'\nexit {code}\n")


def script(path: Path, text: str) -> Path:
    """Writes an executable with this text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


class ScriptedMachine(Machine):
    """Probes for real, on a PATH the test fills; long steps are recorded, not run.

    `effects` maps the beginning of a step's title to what it does; a step without an effect
    fails like one without a network.
    """

    def __init__(self, folder: Path, environ: Mapping[str, str] | None = None) -> None:
        self.programs = folder / "programs"
        self.programs.mkdir()
        super().__init__(
            Console(io.StringIO()),
            folder / "logs",
            {"PATH": f"{self.programs}:/usr/bin:/bin", "HOME": str(folder), **(environ or {})},
        )
        self.python = str(program(folder / "any-python"))
        self.steps: list[str] = []
        self.commands: list[list[str]] = []
        self.effects: dict[str, Effect] = {}
        self.refused: Callable[[Sequence[str]], bool] = lambda argv: False
        self.root = False
        self.free = 100 * GIB

    def which_all(self, name: str) -> list[str]:
        """Only what the test put there; /usr/bin serves the scripts themselves."""
        return [hit for hit in super().which_all(name) if hit.startswith(str(self.programs))]

    def answer(self, argv: Sequence[str]) -> str | None:
        """The program's real answer, unless the test refuses this call."""
        return None if self.refused(argv) else super().answer(argv)

    def is_root(self) -> bool:
        """As the test says."""
        return self.root

    def free_bytes(self, path: Path) -> int:
        """As the test says."""
        return self.free

    def run(
        self,
        title: str,
        argv: Sequence[str],
        log_name: str,
        *,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        append: bool = False,
    ) -> None:
        """Notes the step and does what the test planned for it."""
        self.steps.append(title)
        self.commands.append(list(argv))
        for beginning, effect in self.effects.items():
            if title.startswith(beginning):
                effect(argv)
                return
        raise StepError(f"{title} failed because a package registry could not be reached.")


def make_workspace(folder: Path) -> Workspace:
    """An empty checkout with locked requirements."""
    root = folder / "checkout"
    (root / "requirements").mkdir(parents=True)
    for name in ("uv", "node", "service", "dev", "assistant", "assistant-dev"):
        (root / "requirements" / f"{name}.txt").write_text(f"# {name}\n")
    return Workspace(root=root, home=root / "var")
