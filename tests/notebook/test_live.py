"""How an answer is shown while it comes: as often as the eye can follow, and always as it ended."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from attrs import define, field

from openrouter import errors
from openrouter.notebook.live import CHARACTERS_A_SECOND, Live
from openrouter.notebook.picture import Picture
from openrouter.testing import Call, Cut, End, Head, Piece, Script, Status, Text, ToolCalls, mock_stream
from tests.play import DONE, FakeClock, piece, sse

from .html_reading import ATTACKS, PREFORMATTED, dangers, read_html

RED = "\x1b[31mred"


@define
class Gallery:
    """Every picture that was painted, and when."""

    clock: FakeClock = field(factory=FakeClock)
    costs: float = 0.0
    """Seconds that a picture takes."""
    pictures: list[Picture] = field(factory=list)
    times: list[float] = field(factory=list)

    def paint(self, picture: Picture) -> None:
        self.times.append(self.clock.now())
        self.pictures.append(picture)
        self.clock.advance(self.costs)

    def watch(self, stream: Any, between: Callable[[], object] = lambda: None, **options: Any) -> Any:
        """Reads a stream as `show` does; `between` is what happens between two chunks."""
        live = Live(self.paint, self.clock.now, **{"markdown": False, "reasoning": True, **options})
        with live.showing(stream), stream:
            for _ in stream:
                between()
                live.glance(stream)
        return stream

    @property
    def last(self) -> Picture:
        """What stays."""
        return self.pictures[-1]


def test_ten_pictures_a_second() -> None:
    """However fast the chunks come, a tenth of a second lies between two pictures of it; the last has the whole answer."""
    gallery = Gallery()
    text = "a" * 1000
    gallery.watch(mock_stream(text, pieces=1), lambda: gallery.clock.advance(0.01))

    gaps = [later - sooner for sooner, later in pairwise(gallery.times[1:-1])]
    assert min(gaps) >= 0.1
    assert 90 <= len(gallery.pictures) <= 102
    assert text == gallery.last.text


def test_a_burst_is_shown_whole() -> None:
    """Chunks that come together are shown together, at once, and not when the next ones come."""
    gallery = Gallery()
    bursts = ["abcde", "fghij"]
    pieces = [Piece(sse(*(piece(letter) for letter in burst))) for burst in bursts]
    last = Piece(sse(piece(finish="stop")) + DONE)
    answer = Script([Head(200, {"Content-Type": "text/event-stream"}), *pieces, last, End()])
    stream = mock_stream(answer)
    gallery.watch(stream, lambda: gallery.clock.advance(0 if stream.ready else 1))

    assert ["", "abcde", "abcdefghij"] == list(dict.fromkeys(picture.text for picture in gallery.pictures))


def test_a_picture_at_the_begin_and_one_at_the_end() -> None:
    """A quick answer is painted before anything is sent, at its first words, and when it is whole."""
    gallery = Gallery()
    gallery.watch(mock_stream("Hello, wörld!"))

    assert ["", "Hello, wörld!"] == [gallery.pictures[0].text, gallery.last.text]
    assert ["pending", "streaming", "completed"] == [picture.status.split(" · ")[0] for picture in gallery.pictures]


@pytest.mark.parametrize("length", [100_000, 400_000])
def test_the_work_grows_as_the_answer_does(length: int) -> None:
    """A long answer is painted less often: all that is painted is in proportion to the time the answer takes, and so to its length."""
    gallery, seconds = Gallery(), length / 1000
    pieces = length // 100
    gallery.watch(mock_stream("a" * length, pieces=100), lambda: gallery.clock.advance(seconds / pieces))

    painted = sum(picture.size for picture in gallery.pictures)
    assert length == gallery.last.size
    assert painted <= seconds * CHARACTERS_A_SECOND + 2 * length


def test_slow_pictures_are_fewer() -> None:
    """A picture that takes long is not painted again before ten times as long: an answer is not kept waiting for its picture."""
    gallery = Gallery(costs=0.5)
    gallery.watch(mock_stream("a" * 1000, pieces=1), lambda: gallery.clock.advance(0.05))

    assert 50 == pytest.approx(gallery.clock.now() - 1000.0, rel=0.15)
    assert 10 <= len(gallery.pictures) <= 13


def test_only_the_end_where_nothing_can_be_replaced() -> None:
    """Outside of a kernel each picture would stay, so there is one."""
    gallery = Gallery()
    gallery.watch(mock_stream("abcde", pieces=1), lambda: gallery.clock.advance(1), while_it_comes=False)

    assert ["abcde"] == [picture.text for picture in gallery.pictures]


def test_the_line_about_it() -> None:
    """It has the outcome, tokens, cost, seconds and the model, and what has come before there are tokens."""
    gallery = Gallery()
    usage = {"prompt_tokens": 1, "completion_tokens": 42, "total_tokens": 43, "cost": 0.0000125}
    answer = Text("abc", pieces=1, model="some/model", usage=usage, finish_reason="length")
    gallery.watch(mock_stream(answer), lambda: gallery.clock.advance(1))

    assert "streaming · 1 characters · 1.0 s" == " · ".join(gallery.pictures[1].status.split(" · ")[:3])
    words = gallery.last.status.split(" · ")
    assert ["completed", "finish reason length", "42 tokens", "$0.0000125"] == words[:4]
    assert "some/model" == words[5]


def test_an_answer_that_broke_off() -> None:
    """What was delivered is shown, and how it ended; the error comes out as it went in."""
    gallery = Gallery()
    stream = mock_stream(Cut(Text("abcde", pieces=1), after_events=3, how="fin"))
    with pytest.raises(errors.StreamInterruptedError) as caught:
        gallery.watch(stream)

    assert "abc" == gallery.last.text == caught.value.partial.text
    assert gallery.last.status.startswith("interrupted, this is not the whole answer · StreamInterruptedError: ")


def test_an_answer_that_never_began() -> None:
    """The service's refusal is what is shown, on one line and without commands."""
    gallery = Gallery()
    body = {"error": {"code": 402, "message": f"no\nmoney {RED} <script>alert(1)</script>"}}
    with pytest.raises(errors.InsufficientCreditsError):
        gallery.watch(mock_stream(Status(402, body)))

    assert gallery.last.status.startswith("failed, this is not the whole answer · InsufficientCreditsError: ")
    assert "\x1b" not in repr(gallery.last) + gallery.last._repr_html_()
    assert [] == dangers(gallery.last._repr_html_(), PREFORMATTED)


@pytest.mark.parametrize("stop", [KeyboardInterrupt, LookupError])
def test_what_ends_the_cell(stop: type[BaseException]) -> None:
    """Ctrl-C and any other exception pass through; the last picture shows what was delivered by then, and the stream is closed."""
    gallery = Gallery()
    stream = mock_stream("abcde", pieces=1)

    def press() -> None:
        if stream.text == "abc":
            raise stop

    with pytest.raises(stop):
        gallery.watch(stream, press)

    assert ("abc", "closed") == (gallery.last.text, stream.status)
    assert gallery.last.status.startswith("closed, this is not the whole answer · 3 characters")


def test_what_the_model_thought() -> None:
    """It stands behind a click, above the answer, unless it is not wanted."""
    for wanted in (True, False):
        gallery = Gallery()
        gallery.watch(mock_stream("Hello", reasoning="Hm, <b>greet</b>."), reasoning=wanted)
        html = gallery.last._repr_html_()

        assert wanted == html.startswith("<details><summary>Reasoning</summary>")
        assert wanted == ("Hm, <b>greet</b>." in read_html(html).text)
        assert wanted == ("Hm, <b>greet</b>." in repr(gallery.last))


def test_tool_calls_are_shown_when_they_are_whole() -> None:
    """A call is a line of its own, escaped like any text."""
    gallery = Gallery()
    gallery.watch(
        mock_stream(ToolCalls([Call("<b>find</b>", {"place": "</pre><i>"})])), lambda: gallery.clock.advance(1)
    )

    assert [()] * (len(gallery.pictures) - 1) == [picture.calls for picture in gallery.pictures[:-1]]
    assert '<b>find</b>({"place":"</pre><i>"})' in read_html(gallery.last._repr_html_()).text.replace(": ", ":")
    assert [] == dangers(gallery.last._repr_html_(), PREFORMATTED)


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_a_picture_is_harmless(attack: str) -> None:
    """Wherever a text comes from, text, reasoning, arguments, model or finish reason, none of it runs in a page or a terminal."""
    gallery = Gallery()
    answer = Text(f"{attack}{RED}", reasoning=f"{attack}{RED}", model=f"{attack}{RED}", finish_reason=f"{attack}{RED}")
    gallery.watch(mock_stream(answer))
    html = gallery.last._repr_html_()

    assert [] == dangers(html, PREFORMATTED)
    assert "<script" not in html.lower()
    assert [] == [character for character in html + repr(gallery.last) if character in "\x1b\x00\x01\u202e\u2066\u2069"]
