"""Nothing public is without words, an entry in the reference and a typed use, and no link of a page leads nowhere."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import attrs
import pytest

import openrouter
from tests.public_names import (
    ROOT,
    described_fields,
    directives,
    is_ours,
    own_members,
    public_classes,
    public_values,
    shown_values,
    words_of_typing,
)

PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)[^)]*\)")


def test_every_public_name_is_in_the_reference() -> None:
    """Each class, function and alias of `openrouter` and of its modules has an entry, and each class shows its members."""
    entries, whole = shown_values()
    values = dict(public_values())
    classes = {name: value for name, value in values.items() if inspect.isclass(value)}

    assert [] == [name for name, value in values.items() if id(value) not in entries]
    assert [] == [name for name, cls in classes.items() if not _shows_its_members(cls, whole)]


def _shows_its_members(cls: type, whole: set[int]) -> bool:
    """Whether the members of a class stand there, those that it inherits too, be it at another of our classes."""
    ours = [origin for origin in cls.__mro__ if is_ours(origin) and not origin.__name__.startswith("_")]
    holders = [origin for origin in ours if any(not name.startswith("_") for name in vars(origin))]
    return all(id(origin) in whole for origin in holders)


def test_every_model_is_in_the_reference() -> None:
    """Each generated class and alias stands there with the module that it is made in."""
    shown = {one.name for one in directives() if one.kind == "module" and "members" in one.options}
    homes = {name: _module_of_model(name) for name in openrouter.models.__all__}

    assert {} == {name: home for name, home in homes.items() if home not in shown}


def _module_of_model(name: str) -> str:
    """The module that makes a model; an alias does not know its own."""
    stems = [path.stem for path in (ROOT / "openrouter" / "models").glob("[a-z]*.py")]
    made = re.compile(rf"^(class )?{name}\b(\(|:)", re.MULTILINE)
    (home,) = [stem for stem in stems if made.search((ROOT / "openrouter" / "models" / f"{stem}.py").read_text())]
    return f"openrouter.models.{home}"


def test_every_public_name_and_member_has_words() -> None:
    """What the reference shows says what it gives: classes, their methods, properties and fields, functions."""
    silent = []
    for name, value in public_values():
        if (inspect.isclass(value) or inspect.isroutine(value)) and not value.__doc__:
            silent.append(name)
    for name, cls in public_classes():
        described = described_fields(cls)
        silent += [f"{name}.{key}" for key, member in own_members(cls).items() if not _has_words(key, member, described)]

    assert [] == silent


def _has_words(name: str, member: object, described: set[str]) -> bool:
    if inspect.isroutine(member) or isinstance(member, property | classmethod | staticmethod):
        return bool(member.__doc__)
    return name in described


def test_every_model_and_field_has_words() -> None:
    """Each generated class has a docstring, and each of its fields."""
    made = [getattr(openrouter.models, name) for name in openrouter.models.__all__]
    classes = [cls for cls in made if inspect.isclass(cls) and attrs.has(cls)]
    silent = [cls.__name__ for cls in classes if not cls.__doc__]
    for cls in classes:
        fields = {field.name for field in attrs.fields(cls) if not field.name.startswith("_")}
        silent += [f"{cls.__name__}.{name}" for name in fields - described_fields(cls)]

    assert [] == silent


def test_every_public_name_and_member_is_used_with_its_type() -> None:
    """`tests/typing_api.py`, which the type checkers read, uses each public name, and each member of each public class."""
    used = words_of_typing()
    names = {name.rpartition(".")[2] for name, _ in public_values()}
    members = {key for _, cls in public_classes() for key in own_members(cls)}

    assert [] == sorted((names | members) - used)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Each relative link of a page is a file of the project."""
    broken = [link for link in LINK.findall(page.read_text()) if not (page.parent / link).exists()]

    assert [] == broken
