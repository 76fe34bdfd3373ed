"""Nothing public is missing in the reference, and no link of a page leads nowhere."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

import openrouter

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)[^)]*\)")


def test_every_public_name_is_in_the_reference() -> None:
    """Each class and function of `openrouter` stands there by name, each module as a whole or in part."""
    text = (ROOT / "docs" / "reference.md").read_text()
    missing = [
        name
        for name in openrouter.__all__
        if f":: openrouter.{name}\n" not in text and not (name == "models" and ":: openrouter.models." in text)
    ]

    assert [] == missing


def test_every_public_member_has_a_docstring() -> None:
    """What the reference shows has words: classes, their methods and properties, functions."""
    silent = []
    for name in openrouter.__all__:
        value = getattr(openrouter, name)
        if inspect.isclass(value):
            members = {key: member for key, member in inspect.getmembers(value) if not key.startswith("_")}
            silent += [f"{name}.{key}" for key, member in members.items() if _needs_words(member) and not member.__doc__]
        if (inspect.isclass(value) or inspect.isfunction(value)) and not value.__doc__:
            silent.append(name)

    assert [] == silent


def _needs_words(member: object) -> bool:
    return inspect.isfunction(member) or isinstance(member, property)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Each relative link of a page is a file of the project."""
    broken = [link for link in LINK.findall(page.read_text()) if not (page.parent / link).exists()]

    assert [] == broken
