"""Pictures of pages for the documents, small enough to load at once."""

from __future__ import annotations

import os
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[2]
COLOURS = 256


def picture_folder(otherwise: Path) -> Path:
    """Return the folder that the variable PICTURES names, or `otherwise`, where nothing lasts."""
    wanted = os.environ.get("PICTURES")
    folder = ROOT / wanted if wanted else otherwise
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def shrink(path: Path) -> int:
    """Write a picture with few colours, a third of the size, and return its bytes."""
    # Coverage before frequency: a small green dot stays green.
    few = Image.open(path).convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE)
    few.save(path, optimize=True)
    return path.stat().st_size
