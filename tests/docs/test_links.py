"""What the documents point at is there."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from channels.registry import kits
from tests.docs import pages

OWN_FOLDERS = sorted(
    path.name for path in pages.ROOT.iterdir() if path.is_dir() and path.name[0] not in "._"
)
PATH = re.compile(rf"(?:{'|'.join(OWN_FOLDERS)})/[\w./-]*")
MADE = ("var/", "web/dist/")
"""Made by running Baton; not in the repository."""

PLACE = re.compile(r"(?:[\w-]+\.)*(?:example|example\.(?:gov|org)|localhost|127\.0\.0\.1)")
"""Hosts that documents may name: this machine, and names that are reserved or invented."""

PLATFORMS = {urlsplit(s.default).hostname for kit in kits() for s in kit.settings}
"""Hosts that channels call unless a setting says otherwise."""

MACHINE = re.compile(r"(?<![\w.~/-])/(?:root|home|work|tmp|Users|mnt)/")

DOCUMENTS = pages.documents()


@pytest.fixture(params=DOCUMENTS, ids=[str(p.relative_to(pages.ROOT)) for p in DOCUMENTS])
def document(request: pytest.FixtureRequest) -> Path:
    """Each document in turn."""
    path: Path = request.param
    return path


def anchors_of(target: Path) -> set[str]:
    """What can be linked to inside a file."""
    return pages.anchors(target.read_text("utf-8")) if target.suffix == ".md" else set()


def test_links_lead_somewhere(document: Path) -> None:
    broken = []
    for link in pages.links(document.read_text("utf-8")):
        parts = urlsplit(link)
        if parts.scheme:
            continue
        target = (document.parent / parts.path).resolve() if parts.path else document
        if not target.exists() or parts.fragment not in {"", *anchors_of(target)}:
            broken.append(link)
    assert broken == []


def test_files_that_are_named_exist(document: Path) -> None:
    named = [s for s in pages.spans(document.read_text("utf-8")) if PATH.fullmatch(s)]
    missing = [s for s in named if not (pages.ROOT / s).exists() and not s.startswith(MADE)]
    assert missing == []


def test_no_place_outside_is_named(document: Path) -> None:
    text = document.read_text("utf-8")
    hosts = {urlsplit(url).hostname or "" for url in re.findall(r"https?://[^\s`)\"'>|;]+", text)}
    assert [host for host in hosts - PLATFORMS if not PLACE.fullmatch(host)] == []
    assert MACHINE.findall(text) == []


def test_the_folder_map_of_the_readme_is_complete() -> None:
    rows = pages.table(pages.read("README.md"), "Where things are")
    mapped = {span.split("/")[0] for span in pages.first_spans(rows)}
    tracked = {name for name in OWN_FOLDERS if name not in ("var", "models", "results")}
    assert tracked <= mapped
    assert all((pages.ROOT / span).exists() for span in pages.first_spans(rows))


def test_the_readme_leads_to_every_document() -> None:
    linked = set(pages.links(pages.read("README.md")))
    assert {f"docs/{path.name}" for path in (pages.ROOT / "docs").glob("*.md")} <= linked
