"""Text at an even pace."""

from __future__ import annotations

import pytest
from attrs import define, field
from hypothesis import given
from hypothesis import strategies as st

from openrouter.core.graphemes import may_cut
from openrouter.core.pacing import FRAME, Paced, paced
from openrouter.errors import ConfigurationError
from tests.play import STEADY

LATENCY = 0.3


@define
class Reader:
    """Drives a shape as a front does: it is asked when it is due, on a clock of its own."""

    shape: Paced
    now: float = 100.0
    out: list[tuple[float, str]] = field(factory=list)

    def take(self, pieces: list[str]) -> None:
        """Notes what was given out, and when."""
        self.out += [(self.now, piece) for piece in pieces]

    def until(self, time: float) -> None:
        """Lets time pass."""
        while self.shape.due is not None and self.shape.due <= time:
            self.now = max(self.now, self.shape.due)
            self.take(self.shape.wake(self.now))
        self.now = time

    def feed(self, piece: str, at: float) -> None:
        """A piece comes."""
        self.until(at)
        self.take(self.shape.feed(piece, at))


ARRIVALS = st.lists(st.tuples(st.floats(0, 0.5), st.text("ab e\u0301👍🏽\u200d👩🇩🇪", min_size=1, max_size=40)), max_size=12)


@STEADY
@given(ARRIVALS)
def test_nothing_is_late_and_no_character_is_cut(arrivals: list[tuple[float, str]]) -> None:
    """Each character is out within the latency; pieces end between characters, unless what came ended inside of one."""
    reader, came, at = Reader(Paced(LATENCY)), [], 100.0
    for gap, piece in arrivals:
        at += gap
        reader.feed(piece, at)
        came += [(at, character) for character in piece]
    reader.until(at + LATENCY)

    text = "".join(character for _, character in came)
    assert text == "".join(piece for _, piece in reader.out)
    assert reader.shape.due is None
    place = 0
    for time, piece in reader.out:
        for index in range(place, place + len(piece)):
            assert came[index][0] - 1e-6 <= time <= came[index][0] + LATENCY + 1e-6
        place += len(piece)
        if place < len(text) and came[place][0] <= time:
            assert may_cut(text, place)


def test_a_burst_is_spread() -> None:
    """A hundred characters at once come in ten even pieces or so, over the latency."""
    reader = Reader(Paced(LATENCY))
    reader.feed("x" * 100, 100.0)
    reader.until(101.0)
    sizes = [len(piece) for _, piece in reader.out]

    assert 9 <= len(sizes) <= 11
    assert max(sizes[:-1]) - min(sizes[:-1]) <= 2
    assert reader.out[0][0] == 100.0
    assert 100.0 + LATENCY - 2 * FRAME <= reader.out[-1][0] <= 100.0 + LATENCY


def test_a_steady_stream_is_steady() -> None:
    """Pieces of ten characters each fifth of a second become small ones in each frame."""
    reader = Reader(Paced(LATENCY))
    for number in range(20):
        reader.feed("0123456789", 100.0 + number / 5)
    reader.until(110.0)
    gaps = [later - sooner for (sooner, _), (later, _) in zip(reader.out[3:-3], reader.out[4:-2], strict=False)]

    assert max(gaps) <= 0.1
    assert max(len(piece) for _, piece in reader.out) <= 4


def test_the_last_character_waits_for_its_marks() -> None:
    """It is held until the next shows that it is whole, or its time is up."""
    reader = Reader(Paced(LATENCY))
    reader.feed("e", 100.0)

    assert [] == reader.out
    reader.feed("\u0301", 100.1)
    reader.feed("\u0323 ", 100.2)
    assert ["e\u0301\u0323"] == [piece for _, piece in reader.out]
    reader.until(101.0)
    assert ["e\u0301\u0323", " "] == [piece for _, piece in reader.out]


def test_a_character_of_two_pieces_is_given_whole_when_its_begin_is_due() -> None:
    """What came of it by then goes with it."""
    reader = Reader(Paced(LATENCY))
    reader.feed("e", 100.0)
    reader.feed("\u0301", 100.25)
    reader.until(100.0 + LATENCY)

    assert ["e\u0301"] == [piece for _, piece in reader.out]


def test_many_small_pieces_are_cheap() -> None:
    """Between two frames a piece costs no copy of what is held."""
    shape = Paced(LATENCY)
    found = [out for number in range(20_000) for out in shape.feed("word ", 100.0 + number * 1e-6)]

    assert len(found) <= 2
    assert "word " * 20_000 == "".join([*found, *shape.end()])
    assert [] == shape.wake(200.0)


@pytest.mark.parametrize("seconds", [0, -1, "1", None, True])
def test_what_smooth_takes(seconds: object) -> None:
    """A positive number of seconds."""
    with pytest.raises(ConfigurationError, match="seconds"):
        paced(seconds)  # type: ignore[arg-type]


def test_smooth_makes_a_paced_shape() -> None:
    """Of the seconds that it is given."""
    assert 2.0 == paced(2).latency
