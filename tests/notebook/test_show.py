"""`show` in the cells of a real kernel, and where there is none."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from openrouter.testing import Cut, FakeOpenRouter, Gate, Hold, Text

from .html_reading import ATTACKS, MARKDOWN, PREFORMATTED, dangers, read_html

if TYPE_CHECKING:
    from .kernel import Cell, Kernel

FIVE = Text("abcde", pieces=1)

SHOW = {"sync": "show(client.stream('hi'){options})", "aio": "await show(aclient.stream('hi'){options})"}

fronts = pytest.mark.parametrize("front", ["sync", "aio"])


@pytest.fixture(autouse=True)
def _imported(kernel: Kernel) -> None:
    assert None is kernel.run("from openrouter.notebook import show").error


def show(front: str, **options: object) -> str:
    """A line that shows an answer."""
    return SHOW[front].format(options="".join(f", {name}={value!r}" for name, value in options.items()))


def html_of(cell: Cell) -> str:
    """The HTML that stays in the file below a cell with one output."""
    [bundle] = cell.saved
    return str(bundle["text/html"])


@fronts
def test_the_last_picture_stays_in_the_file(kernel: Kernel, front: str) -> None:
    """A cell has one output, replaced while the answer comes; what is saved has the whole answer, as HTML and as plain text."""
    cell = kernel.run(f"stream = {show(front)}")

    assert None is cell.error
    assert len(cell.displays) >= 2
    assert "Hello, wörld!" in read_html(html_of(cell)).text
    assert cell.saved[0]["text/plain"].startswith("Hello, wörld!\n\n[completed · ")
    assert "'Hello, wörld!'" == kernel.run("stream.response.text").result


@fronts
def test_it_is_live(kernel: Kernel, server: FakeOpenRouter, front: str) -> None:
    """While the server still holds the rest, the output shows what has come."""
    gate = Gate()
    server.answer(Hold(FIVE, gate, after_events=1))

    cell = kernel.start(show(front))
    assert gate.wait_reached()
    kernel.wait_shown(cell, "[pending · ")
    kernel.wait_shown(cell, "a\n\n[streaming · ")
    gate.open()
    kernel.end_of(cell)

    assert cell.saved[0]["text/plain"].startswith("abcde\n\n[completed · ")


@fronts
def test_the_value_of_the_cell_is_the_stream(kernel: Kernel, front: str) -> None:
    """As the last line of a cell it has a short value, and nothing of the answer is shown twice."""
    cell = kernel.run(show(front))

    assert cell.result is not None
    assert cell.result.split()[1].startswith("completed")
    assert "Hello" not in cell.result


@fronts
def test_an_answer_that_breaks_off(kernel: Kernel, server: FakeOpenRouter, front: str) -> None:
    """The output says how it ended and keeps what was delivered; the cell fails with the error of the loop."""
    server.answer(Cut(FIVE, after_events=3, how="fin"))

    cell = kernel.run(show(front))

    assert "StreamInterruptedError" == cell.error
    assert "abc\n\n[interrupted, this is not the whole answer · " == cell.saved[0]["text/plain"].split("Stream")[0]


@fronts
def test_the_stop_button(kernel: Kernel, server: FakeOpenRouter, front: str) -> None:
    """A stopped cell keeps what was delivered in its output, says that it is not all, and leaves the server."""
    gate = Gate()
    server.answer(Hold(FIVE, gate, after_events=3))

    cell = kernel.start(show(front))
    assert gate.wait_reached()
    kernel.press_stop()
    kernel.end_of(cell)

    assert cell.error in {"KeyboardInterrupt", "CancelledError"}
    text, _, status = cell.saved[0]["text/plain"].rpartition("[")
    assert "abc".startswith(text.strip())
    assert "this is not the whole answer" in status
    assert server.requests[0].client_closed.wait(10)
    assert not gate.is_open


def test_two_at_once(kernel: Kernel, server: FakeOpenRouter) -> None:
    """Two answers in one cell have an output each."""
    gate = Gate()
    server.answer(Hold(Text("one one one"), gate, after_events=1), Text("two two two"))

    both = "await asyncio.gather(show(aclient.stream('1')), other())"
    other = "async def other():\n    await asyncio.sleep(0)\n    return await show(aclient.stream('2'))\n"
    cell = kernel.start(f"{other}a, b = {both}")
    kernel.wait_shown(cell, "two two two\n\n[completed")
    gate.open()
    kernel.end_of(cell)

    assert (None, 2) == (cell.error, len(cell.saved))
    assert {"one one one", "two two two"} == {bundle["text/plain"].split("\n")[0] for bundle in cell.saved}


@pytest.mark.requirement(62)
@pytest.mark.parametrize("markdown", [False, True])
def test_what_is_saved_is_harmless(kernel: Kernel, server: FakeOpenRouter, markdown: bool) -> None:
    """No bundle of an answer full of attacks holds anything that runs; what is shown as it is says it all."""
    text = "\n\n".join(ATTACKS.values())
    server.answer(Text(text, reasoning=text))

    cell = kernel.run(f"stream = {show('sync', markdown=markdown)}")

    assert [] == [
        found
        for bundle in cell.displays
        for found in dangers(bundle["text/html"], MARKDOWN if markdown else PREFORMATTED)
    ]
    assert {"text/plain", "text/html"} == {kind for bundle in cell.displays for kind in bundle}
    assert ATTACKS["script"] in read_html(html_of(cell)).text


def test_markdown_on_request(kernel: Kernel, server: FakeOpenRouter) -> None:
    """With `markdown=True` the text is rendered, and plain text stays what the model wrote."""
    server.answer(Text("# Title\n\nSome **strong** words."))

    cell = kernel.run(f"stream = {show('sync', markdown=True)}")

    assert ["h1", "p", "strong"] == [tag for tag, _ in read_html(html_of(cell)).elements][:3]
    assert "# Title\n\nSome **strong** words." == cell.saved[0]["text/plain"].rpartition("\n\n")[0]


@pytest.mark.requirement(62)
@pytest.mark.parametrize("attack", ["script", "bidi"])
def test_values_are_harmless(kernel: Kernel, server: FakeOpenRouter, attack: str) -> None:
    """A response, a stream, a chunk and an error as the value of a cell are plain text without commands."""
    text = f"\x1b]0;owned\x07\x9b31m{ATTACKS[attack]}"
    server.answer(*[Text(text)] * 3)

    kernel.run("stream = client.stream('hi')\nchunks = list(stream)")
    for value in ("stream", "stream.response", "chunks", "stream.response.message", "stream.stats"):
        shown = kernel.run(value)
        assert (None, []) == (shown.error, shown.displays)
        assert shown.result is not None
        assert [] == [character for character in shown.result if not character.isprintable() and character != "\n"]


OUTSIDE = """
import sys
from openrouter.notebook import show
from openrouter.testing import mock_stream
stream = show(mock_stream("Hel\\x1b[31mlo"))
print(stream.status)
"""
MISSING = """
import sys; sys.modules["IPython"] = None
from openrouter import errors
from openrouter.notebook import show
from openrouter.testing import mock_stream
stream = mock_stream("Hello")
try:
    show(stream)
except errors.ConfigurationError as error:
    print(stream.status, error)
"""


def script(code: str) -> str:
    """What a script prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    return done.stdout


def test_outside_of_a_kernel() -> None:
    """In a script it prints the answer once, when it is there."""
    printed = script(OUTSIDE)

    assert printed.startswith("Hel␛[31mlo\n\n[completed · ")
    assert 1 == printed.count("Hel")
    assert "completed" == printed.split()[-1]


def test_without_ipython() -> None:
    """Where IPython is missing it says which command installs it, and nothing is sent."""
    printed = script(MISSING)

    assert printed.startswith("pending show() needs IPython")
    assert "pip install 'openrouter-streaming[jupyter]'" in printed
