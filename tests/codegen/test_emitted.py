"""The emitted code at work: the modules of a case, loaded as a package beside the real `openrouter.traits`."""

from __future__ import annotations

import importlib.util
import pickle
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from openrouter.errors import DecodeError
from openrouter.media import attach
from openrouter.traits import broken_bounds

CASE = Path(__file__).parent / "cases" / "every_keyword"

NAME = "openrouter._every_keyword"

NEEDED = {
    "name": "n",
    "content": None,
    "tracks": [],
    "cover": {},
    "given": None,
    "speed": "33",
    "shelf": [],
    "rank": None,
    "version": "1",
}

REQUIRED = [key for key in NEEDED if key != "version"]


@pytest.fixture(scope="module")
def models() -> Iterator[ModuleType]:
    """The package of the case."""
    found = importlib.util.spec_from_file_location(NAME, CASE / "__init__.py", submodule_search_locations=[str(CASE)])
    assert found is not None
    assert found.loader is not None
    package = sys.modules[NAME] = importlib.util.module_from_spec(found)
    found.loader.exec_module(package)
    yield package
    for name in [name for name in sys.modules if name.startswith(NAME)]:
        del sys.modules[name]


def test_late_import(models: ModuleType) -> None:
    """A lazy module is imported by the first value that needs it."""
    models.UnknownEntry.from_dict({})

    assert f"{NAME}.album" in sys.modules
    assert f"{NAME}.cover" not in sys.modules

    models.Album.from_dict(NEEDED)

    assert f"{NAME}.cover" in sys.modules


ROUND_TRIPS: dict[str, Any] = {
    "content": ["text", [{"type": "song", "title": "t"}], []],
    "tracks": [[{"type": "talk", "text": "t"}, {"type": "picture"}, {"type": "new", "x": 1}, {"x": 1}, {"type": None}]],
    "cover": [{"URL": "u", "artist": {"name": "a"}, "home": "h"}, {"artist": None}],
    "given": [1, [1], "a"],
    "speed": ["45"],
    "shelf": [["cd", "tape"]],
    "rank": [1],
    "class": ["c", None],
    "from": ["f"],
    "$token": ["t"],
    "year": [1999, None],
    "price": [1, 1.5],
    "fee": ["0.0000010", "7.5e-8", "-1", ".5", "+1.", 0.1, 3, 1e-7],
    "weight": [0.5, 2, None],
    "soft_fee": ["0.10", "free", 1],
    "rare": [True, False],
    "format": ["lp", "tape"],
    "side": ["first side", None],
    "only": [["only"]],
    "version": ["1"],
    "anything": [0, None, {"a": None}],
    "any": [[], None],
    "map": [{"a": {"b": None}}],
    "list": [[1, None, "a"]],
    "rows": [[[1], []]],
    "groups": [{"a": [{"type": "song", "title": "t"}]}],
    "index": [{"a": {"type": "song", "title": "t"}}],
    "codes": [{"ab": "x"}],
    "flags": [[True, None]],
    "speeds": [["33"]],
    "formats": [["lp", "new"]],
    "maps": [[{"a": 1}]],
    "shelves": [[["lp"]]],
    "labels": [["a", {"URL": "u"}]],
    "spare": [[{"type": "song", "title": "t"}]],
    "covers": [[{"URL": "u"}]],
    "label": ["l", {"URL": "u"}],
    "notes": ["n", {"URL": "u"}, ["lp"], True],
    "prices": [{"a": 1.5}],
    "frame": [{"a": {"URL": "u"}}],
    "size": ["s", 1],
    "tint": ["red", "blue"],
    "seal": [{"kind": "wax"}, {"kind": "lead", "x": 1}],
    "shape": [[1], {"a": 1}, 1.5],
    "mixed": [["a"], {"a": "b"}],
    "single": ["s"],
    "soft_name": ["n", 1],
    "soft_seal": [{"kind": "wax"}, {"kind": "tin"}, 1],
    "soft_label": ["l", {"URL": "u"}, {"URL": 1}, 1],
    "soft_words": [["w"], [1], 1],
    "soft_covers": [[{"URL": "u"}], [{"URL": 1}], [1], 1],
    "seldom": ["s"],
    "unknown": [None, {"a": 1}],
}


@pytest.mark.parametrize("key", ROUND_TRIPS)
def test_round_trip(key: str, models: ModuleType) -> None:
    """What was received is sent again, letter for letter, and survives pickling and comparison."""
    for value in ROUND_TRIPS[key]:
        received = {key: value, **{name: item for name, item in NEEDED.items() if name != key}}
        album = models.Album.from_dict(received)

        assert list(received.items()) == list(album.to_dict().items())
        assert album == pickle.loads(pickle.dumps(album))
        assert album == models.Album.from_dict(album.to_dict())


def test_every_property_is_tried(models: ModuleType) -> None:
    """The table above has all properties of the class."""
    assert models.Album._keys == ROUND_TRIPS.keys() - {"unknown"} | {"name"}


WRONG: list[tuple[str, Any, str, str]] = [
    ("name", None, "name", "a string"),
    ("content", 1, "content", "a string or an array"),
    ("content", [{"type": "song"}], "content[0].title", "a string"),
    ("content", [{}, 1], "content[1]", "an object"),
    ("content", [{"type": 1}], "content[0].type", "a string"),
    ("tracks", None, "tracks", "an array"),
    ("tracks", [{}, 1], "tracks[1]", "an object"),
    ("cover", 1, "cover", "an object"),
    ("cover", {"artist": {"name": 1}}, "cover.artist.name", "a string"),
    ("speed", "78", "speed", 'one of "33", "45"'),
    ("speed", [], "speed", 'one of "33", "45"'),
    ("shelf", None, "shelf", "an array"),
    ("shelf", ["lp", 1], "shelf[1]", "a string"),
    ("rank", True, "rank", "an integer"),
    ("class", 1, "class", "a string"),
    ("$token", 1, "$token", "a string"),
    ("year", 1.5, "year", "an integer"),
    ("price", "1", "price", "a number"),
    ("price", True, "price", "a number"),
    *(("fee", wrong, "fee", "a decimal number") for wrong in ("", " 1", "1_0", "\u0661", "NaN", "1e9999", "free", True, [])),
    ("weight", {}, "weight", "a decimal number"),
    ("rare", 1, "rare", "true or false"),
    ("only", ["one"], "only[0]", '"only"'),
    ("version", "2", "version", '"1"'),
    ("version", None, "version", '"1"'),
    ("map", [], "map", "an object"),
    ("list", {}, "list", "an array"),
    ("rows", [[1], 1], "rows[1]", "an array"),
    ("rows", [[1], ["a"]], "rows[1][0]", "an integer"),
    ("groups", [], "groups", "an object"),
    ("groups", {"a": 1}, "groups.a", "an array"),
    ("groups", {"a": [1]}, "groups.a[0]", "an object"),
    ("index", [], "index", "an object"),
    ("index", {"a": 1}, "index.a", "an object"),
    ("flags", [1], "flags[0]", "true or false or null"),
    ("speeds", ["78"], "speeds[0]", 'one of "33", "45"'),
    ("maps", [[]], "maps[0]", "an object"),
    ("spare", 1, "spare", "an array"),
    ("covers", [1], "covers[0]", "an object"),
    ("label", 1, "label", "a string or an object"),
    ("label", {"URL": 1}, "label.URL", "a string"),
    ("prices", {"a": "b"}, "prices.a", "a number"),
    ("frame", {"a": 1}, "frame.a", "an object"),
    ("size", 1.5, "size", "a string or an integer"),
    ("seal", {"kind": "tin"}, "seal.kind", 'one of "wax", "lead"'),
    ("seal", {}, "seal.kind", 'one of "wax", "lead"'),
    ("shape", "a", "shape", "an array or an object or a number"),
    ("mixed", [1], "mixed[0]", "a string"),
    ("mixed", {"a": 1}, "mixed.a", "a string"),
    ("mixed", 1, "mixed", "an array or an object"),
    ("seldom", 1, "seldom", "a string"),
]


@pytest.mark.parametrize(("key", "value", "path", "words"), WRONG)
def test_wrong_type(key: str, value: Any, path: str, words: str, models: ModuleType) -> None:
    """A value that the schema does not allow is a `DecodeError` with its path."""
    with pytest.raises(DecodeError) as caught:
        models.Album.from_dict({**NEEDED, key: value})

    assert path == caught.value.path
    assert f"must be {words}, and is" in str(caught.value)


@pytest.mark.parametrize("key", REQUIRED)
def test_missing(key: str, models: ModuleType) -> None:
    """What is required has to be there, even where it may be null."""
    with pytest.raises(DecodeError) as caught:
        models.Album.from_dict({name: value for name, value in NEEDED.items() if name != key})

    assert key == caught.value.path


LENIENT = {
    "soft_name": [1],
    "soft_fee": ["free", [], True],
    "soft_seal": [1, {"kind": "tin"}],
    "soft_label": [1, {"URL": 1}],
    "soft_words": [1, ["a", 1]],
    "soft_covers": [1, [1], [{"URL": "u"}, {"URL": 1}]],
}


@pytest.mark.parametrize("key", LENIENT)
def test_lenient(key: str, models: ModuleType) -> None:
    """Where a property is lenient, a wrong type inside is None and kept in `extra`; null is null and nothing else."""
    for value in LENIENT[key]:
        album = models.Album.from_dict({**NEEDED, key: value})

        assert getattr(album, key) is None
        assert album.extra == {key: value}

    assert models.Album.from_dict({**NEEDED, key: None}).extra == {}
    assert getattr(models.Album.from_dict(NEEDED), key) is None


def test_decimals(models: ModuleType) -> None:
    """A price has the digits that were sent, and is written in their spelling until it is another number."""
    album = models.Album.from_dict({**NEEDED, "fee": "0.0000000750", "weight": 0.1})

    assert (Decimal("7.50E-8"), Decimal("0.1")) == (album.fee, album.weight)

    album.fee, album.weight = Decimal("7.5E-8"), Decimal("0.10")

    assert ("0.0000000750", 0.1) == (album.to_dict()["fee"], album.to_dict()["weight"])

    album.fee, album.weight = Decimal("2E-8"), Decimal("1.5")

    assert ("0.00000002", 1.5) == (album.to_dict()["fee"], album.to_dict()["weight"])

    album.fee, album.weight = "0.5", Decimal("2.0")

    assert ("0.5", 2) == (album.to_dict()["fee"], album.to_dict()["weight"])
    assert int is type(album.to_dict()["weight"])

    album.weight = 0.25

    assert 0.25 == album.to_dict()["weight"]


def test_decimals_that_were_decimals(models: ModuleType) -> None:
    """A mapping of the caller's may hold decimals, which are written as the schema says; none that is no number."""
    album = models.Album.from_dict({**NEEDED, "fee": Decimal("0.10"), "weight": Decimal(3)})

    assert b'"fee":"0.10","weight":3' in album.to_json()
    with pytest.raises(DecodeError, match="must be a decimal number"):
        models.Album.from_dict({**NEEDED, "fee": Decimal("NaN")})


def test_unions(models: ModuleType) -> None:
    """The tag tells the class; what nobody knows has a class of its own and keeps everything."""
    tracks = [{"type": "song", "title": "t"}, {"type": "talk"}, {"type": "picture"}, {"type": "new", "x": 1}, {}]
    found = models.Album.from_dict({**NEEDED, "tracks": tracks}).tracks
    classes = [models.Song, models.Speech, models.Picture, models.UnknownEntry, models.UnknownEntry]

    assert classes == [type(track) for track in found]
    assert found[3].extra == {"x": 1}


def test_constructors(models: ModuleType) -> None:
    """The constructor insists on what is required, writes consts and required nulls, and takes dicts for models."""
    cover = models.Cover(URL="u")
    album = models.Album(
        name="n",
        content=None,
        tracks=[{"type": "new"}, models.Song(title="t")],
        cover=cover,
        given=(cover,),
        speed="33",
        shelf=("lp",),
        rank=None,
        class_="c",
    )
    expected = {
        "name": "n",
        "content": None,
        "tracks": [{"type": "new"}, {"type": "song", "title": "t"}],
        "cover": {"URL": "u"},
        "given": [{"URL": "u"}],
        "speed": "33",
        "shelf": ["lp"],
        "rank": None,
        "class": "c",
        "version": "1",
    }

    assert list(expected.items()) == list(album.to_dict().items())
    with pytest.raises(TypeError, match="title"):
        models.Song()


def test_secrets(models: ModuleType) -> None:
    """Secrets are not shown, whatever the key is called in Python."""
    shown = repr(models.Album.from_dict({**NEEDED, "from": "hidden", "$token": "hidden"}))

    assert "hidden" not in shown
    assert shown.count("***") == 2


def test_traits(models: ModuleType) -> None:
    """The classes of the traits are mixed in, in their order."""
    assert models.Album.from_dict({**NEEDED, "content": [{"type": "talk", "text": "a"}]}).text == "a"
    assert [cls.__name__ for cls in models.Album.__mro__[1:4]] == ["MessageReading", "ChunkReading", "Model"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"year": 1947}, "year must be from 1948 to 2100, and is 1947"),
        ({"price": 0.4}, "price must be at least 0.5, and is 0.4"),
        ({"formats": []}, "formats must have from 1 to 2 items, and has 0"),
        ({"formats": ["lp", "cd", "lp"]}, "formats must have from 1 to 2 items, and has 3"),
        ({"codes": {"ab": "x", "bc": "x", "cd": "x"}}, "codes must have at most 2 entries, and has 3"),
        ({"codes": {"ab": "X"}}, "codes.ab must match ^[a-z]+$, and is 'X'"),
        ({"codes": {"abcd": "x"}}, "the key 'abcd' of codes must have from 2 to 3 characters, and has 4"),
    ],
)
def test_bounds(models: ModuleType, given: Any, said: str) -> None:
    """A value out of bounds is decoded, since answers may be anything, and found by who asks."""
    assert [said] == list(broken_bounds(models.Album.from_dict({**NEEDED, **given})))


def test_within_bounds(models: ModuleType) -> None:
    """What stands on a bound is within."""
    given = {"year": 1948, "price": 0.5, "formats": ["lp", "cd"], "codes": {"ab": "x", "abc": "yz"}}

    assert [] == list(broken_bounds(models.Album.from_dict({**NEEDED, **given})))


def test_a_class_of_the_traits_stands_in_for_a_member(models: ModuleType) -> None:
    """A union with `x-also` takes that class, which is encoded as what it becomes."""
    made = models.Album.from_dict(NEEDED)
    made.content = [attach(b"%PDF-1.7", name="a.pdf")]

    assert ["file"] == [part["type"] for part in made.to_dict()["content"]]


def test_parameters(models: ModuleType) -> None:
    """The typed dict has all fields but those left out, by the names they have in Python."""
    names = importlib.import_module(f"{NAME}.params").ALBUM_PARAMS
    fields = {name for name in models.Album._fields if name != "name"}

    assert fields == names == models.AlbumParams.__annotations__.keys()


class Recorder:
    """A fold that writes down what it is told."""

    def __init__(self, told: list[tuple[Any, ...]], place: str = "") -> None:
        self.told = told
        self.place = place
        self.values: dict[str, Any] = {}
        self.settled = 0

    def __getattr__(self, rule: str) -> Any:
        def tell(*arguments: Any) -> None:
            self.told.append((self.place + rule, *arguments))

        return tell

    def member(self, name: str) -> Recorder:
        """The place below."""
        return Recorder(self.told, f"{name}.")


def told(models: ModuleType, name: str, data: dict[str, Any]) -> list[tuple[Any, ...]]:
    """What folding a piece tells."""
    cls = getattr(models, name)
    module = sys.modules[cls.__module__]
    found: list[tuple[Any, ...]] = []
    getattr(module, f"fold_{name.lower()}")(cls.from_dict(data), Recorder(found))
    return found


FOLDS: list[tuple[str, dict[str, Any], list[tuple[Any, ...]]]] = [
    ("Piece", {}, []),
    ("Piece", {"id": "", "kind": None, "other": 0}, [("first", "id", ""), ("last", "other", 0)]),
    ("Delta", {"content": ""}, [("concat", "content", "")]),
    ("Delta", {"content": []}, [("content", "content", [])]),
    ("Delta", {"reasoning": "a", "reasoning_content": "b"}, [("concat", "reasoning", "a")]),
    ("Delta", {"reasoning": "", "reasoning_content": "b"}, [("concat", "reasoning", "b")]),
    ("Delta", {"reasoning_content": "b"}, [("concat", "reasoning", "b")]),
    ("Delta", {"reasoning": ""}, [("concat", "reasoning", "")]),
    ("Delta", {"thinking": [], "tool_calls": []}, [("reasoning_details", "thinking", []), ("tool_calls",) * 2 + ([],)]),
    ("Delta", {"log": [1], "images": [2]}, [("append", "log", [1]), ("append_unique", "images", [2], "image.url")]),
    ("Delta", {"notes": [1]}, [("append_unique", "notes", [1], None)]),
    ("Choice", {"finish_reason": "stop"}, [("finish_reason", "finish_reason", "stop")]),
    ("Choice", {"notes": [1]}, [("delta.append_unique", "notes", [1], None)]),
    ("Choice", {"delta": {"reasoning": "a"}}, [("delta.concat", "reasoning", "a")]),
    ("Piece", {"cover": {"URL": "a"}}, [("cover.first", "URL", "a")]),
]


@pytest.mark.parametrize(("name", "data", "expected"), FOLDS)
def test_folds(name: str, data: dict[str, Any], expected: list[tuple[Any, ...]], models: ModuleType) -> None:
    """Each value goes to the method of its rule; null goes nowhere."""
    assert expected == told(models, name, data)


def test_folds_of_lists(models: ModuleType) -> None:
    """Objects of a list are handed over with the function that folds them."""
    found = (*told(models, "Piece", {"choices": [{}]}), *told(models, "Choice", {"parts": [{}]}))
    folds = [(rule, name, function.__name__) for rule, name, _, function in found]

    assert folds == [("by_index", "choices", "fold_choice"), ("by_index", "parts", "fold_choice")]


def test_folding_what_nobody_knows(models: ModuleType) -> None:
    """A piece is handed over whole where something in it has no rule, else not."""
    novel = {"novel": 1}

    assert [("unknown", models.Piece.from_dict(novel))] == told(models, "Piece", novel)


def test_first_values_are_not_looked_at_again(models: ModuleType) -> None:
    """When every field whose first value stays has got one, none of them is asked for."""
    asked: list[tuple[Any, ...]] = []
    into = Recorder(asked)
    into.settled = 1
    models.piece.fold_piece(models.Piece.from_dict({"id": "a"}), into)

    assert [] == asked


def test_aliases(models: ModuleType) -> None:
    """Aliases are types at runtime."""
    assert models.Spine == models.Format
    assert models.Seal == models.Wax | models.Lead
