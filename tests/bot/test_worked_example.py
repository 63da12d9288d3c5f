"""The worked example of docs/content.md is content that `make validate` accepts."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from bot.validate import ROOT, validate

GUIDE = ROOT / "docs" / "content.md"
VALUE = re.compile(r"\(?\d[\d.]*\)?|'[^']*'|\{[^}]*\}|faq/\S+|agency\.\w+|\((?:grade|ease)|[();]")
"""What differs from one fault to the next: numbers, names, and signs around them."""


def test_the_worked_example_can_be_added_as_it_stands(data: Path, tmp_path: Path) -> None:
    content = tmp_path / "data"
    shutil.copytree(data, content)
    before = validate(content, ROOT / "domain.yml")[0]
    blocks = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    (entry,) = [block for block in blocks if "intent: parking" in block]
    office = content / "faq" / "office.yml"
    office.write_text(office.read_text(encoding="utf-8") + "\n" + entry, encoding="utf-8")
    after, read = validate(content, ROOT / "domain.yml")
    assert after == before
    assert read is not None
    assert any(faq.intent == "parking" for faq in read.faqs)


def test_every_fault_in_the_guide_is_one_that_can_be_said() -> None:
    """The table's sentences are those of the checks, numbers and names aside."""
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot").glob("*.py"))
    said = re.sub(r"\s+", " ", re.sub(r'"\s*f?"', "", sources))
    table = GUIDE.read_text(encoding="utf-8").partition("| it says |")[2].partition("\n\n")[0]
    sentences = re.findall(r"^\| `(.+?)`(?:, `(.+?)`)? \|", table, re.MULTILINE)
    assert len(sentences) > 15
    for sentence in (each for pair in sentences for each in pair if each):
        pieces = VALUE.split(sentence)
        assert all(piece.strip(" .") in said for piece in pieces), sentence
