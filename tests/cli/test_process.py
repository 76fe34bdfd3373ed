"""The command as a process: Ctrl+C, readers that leave, streams that are not there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from openrouter.testing import FakeOpenRouter, Gate, Head, Hold, Script, Text, Wait

from .conftest import Start

TEXT = Text("one two three", pieces=["one ", "two ", "three"])


def test_ctrl_c_in_the_answer(use: FakeOpenRouter, start: Start) -> None:
    """Ctrl+C in the middle of an answer: code 130, what was printed stays, and the connection is closed."""
    gate = Gate()
    use.answer(Hold(TEXT, gate, after_events=1))
    process = start("hi")
    assert process.stdout is not None
    first = os.read(process.stdout.fileno(), 100)  # the client has the first piece, so it waits for the second
    assert gate.wait_reached()
    process.send_signal(signal.SIGINT)
    rest, err = process.communicate(timeout=20)
    assert (b"one \n", b"", 130) == (first + rest, err, process.returncode)
    assert (True, True) == (use.requests[0].client_closed.wait(10), use.wait_closed())
    gate.open()


def test_ctrl_c_before_the_answer(use: FakeOpenRouter, start: Start) -> None:
    """Ctrl+C while the service thinks: code 130 and no traceback."""
    gate = Gate()
    use.answer(Script([Wait(gate), Head()]))
    process = start("hi")
    assert gate.wait_reached()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (b"", b"", 130) == (out, err, process.returncode)
    gate.open()


def test_reader_leaves(use: FakeOpenRouter, start: Start) -> None:
    """A reader that leaves, such as `head -1`, ends the command without a word."""
    gate = Gate()
    use.answer(Hold(TEXT, gate, after_events=1))
    process = start("hi")
    assert process.stdout is not None
    os.read(process.stdout.fileno(), 1)
    process.stdout.close()
    gate.open()
    _, err = process.communicate(timeout=20)
    assert (b"", 141) == (err, process.returncode)
    assert use.wait_closed()


def test_pieces_are_flushed(use: FakeOpenRouter, start: Start) -> None:
    """A piece is in the pipe before the next one is sent."""
    gate = Gate()
    use.answer(Hold(TEXT, gate, after_events=1))
    process = start("hi")
    assert process.stdout is not None
    assert b"one " == os.read(process.stdout.fileno(), 100)
    assert gate.wait_reached()
    gate.open()
    rest, _ = process.communicate(timeout=20)
    assert (b"two three\n", 0) == (rest, process.returncode)


def test_prompt_through_a_pipe(use: FakeOpenRouter, start: Start) -> None:
    """A prompt in another script than Latin comes through a pipe."""
    process = start(stdin=subprocess.PIPE)
    process.communicate("Grüße, 世界\n".encode(), timeout=20)
    assert 0 == process.returncode
    assert "Grüße, 世界" == use.requests[0].json["messages"][0]["content"]


def test_stdin_that_is_no_text(use: FakeOpenRouter, start: Start) -> None:
    """Bytes that are no text are refused, with code 2 and without a traceback."""
    process = start(stdin=subprocess.PIPE)
    _, err = process.communicate(b"\xff\xfe", timeout=20)
    assert (b"openrouter-stream: error: the prompt on stdin is not UTF-8 text\n", 2) == (err, process.returncode)


def test_terminal_of_another_encoding(use: FakeOpenRouter, start: Start) -> None:
    """A stdout that cannot show a character shows its number; `--json` is UTF-8 everywhere."""
    use.answer(Text("é…"), Text("é…"))
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONPATH": "."}
    shown, _ = start("hi", env=environment).communicate(timeout=20)
    lines, _ = start("--json", "hi", env=environment).communicate(timeout=20)
    assert ("é\\u2026\n".encode("latin-1"), True) == (shown, "é…" in lines.decode())


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_full_disk(use: FakeOpenRouter, start: Start) -> None:
    """An answer that cannot be written is one line and code 1."""
    with open("/dev/full", "wb") as full:
        process = start("hi", stdout=full)
        _, err = process.communicate(timeout=20)
    assert (b"openrouter-stream: error: the answer cannot be written: No space left on device\n", 1) == (
        err,
        process.returncode,
    )


def test_closed_stdout(use: FakeOpenRouter, start: Start) -> None:
    """A command started without stdout ends as it would with one."""
    line = f"exec {sys.executable} -m openrouter hi >&-"
    ended = subprocess.run(
        ["sh", "-c", line], env={**os.environ, "PYTHONPATH": "."}, capture_output=True, timeout=20, check=False
    )
    assert (b"", 0) == (ended.stderr, ended.returncode)


def test_import_is_cheap() -> None:
    """Importing the command loads neither HTTP library, nor argparse."""
    code = "import sys, openrouter.cli; print([n for n in ('requests', 'aiohttp', 'argparse', 'attrs') if n in sys.modules])"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "[]\n" == ended.stdout
