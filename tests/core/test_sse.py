"""The decoder of server-sent events: WHATWG HTML, sections 9.2.5 and 9.2.6."""

from __future__ import annotations

import base64
import copy
import json
import pickle
import random
import sys
import tracemalloc
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import openrouter.sse
from openrouter.core.sse import ServerSentEvent, SSEDecoder
from tests import whatwg

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import FrameType

E = ServerSentEvent
CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "sse-cases.json"


@attrs.frozen
class Row:
    """A stream and all that a decoder tells about it."""

    name: str
    source: bytes
    events: list[E] = attrs.field(factory=list)
    last_event_id: str = ""
    reconnection_time: int | None = None
    comments: list[str] = attrs.field(factory=list)
    unfinished: str = ""

    def __str__(self) -> str:
        return self.name


ROWS = [
    Row("nothing", b""),
    Row("blank lines only", b"\n\r\r\n\n"),
    Row("one event", b"data: a\n\n", [E(data="a")]),
    Row("empty value", b"data: \n\n", [E(data="")]),
    Row("no space", b"data:a\n\n", [E(data="a")]),
    Row("one space of three goes", b"data:   a \n\n", [E(data="  a ")]),
    Row("name without colon", b"data\ndata\n\n", [E(data="\n")]),
    Row("many plain blocks", b"data: a\n\ndata: b\n\ndata: c\n\n", [E(data="a"), E(data="b"), E(data="c")]),
    Row("block of two lines among plain ones", b"data: a\n\ndata: b\ndata: c\n\ndata: d\n\n",
        [E(data="a"), E(data="b\nc"), E(data="d")]),
    Row("the same, not ASCII", "data: ä\n\ndata: b\ndata: 😀\n\ndata: d\n\n".encode(),
        [E(data="ä"), E(data="b\n😀"), E(data="d")]),
    Row("invalid UTF-8 in a block of two lines", b"data: \xff\n\ndata: \xe2\x82\ndata: \xf0\x9f\x98\n\ndata: d\n\n",
        [E(data="\ufffd"), E(data="\ufffd\n\ufffd"), E(data="d")]),
    Row("three line ends", b"data: a\n\n\ndata: b\n\n\n", [E(data="a"), E(data="b")]),
    Row("CR", b"data: a\rdata: b\r\rdata: c\r\r", [E(data="a\nb"), E(data="c")]),
    Row("CRLF", b"data: a\r\ndata: b\r\n\r\ndata: c\r\n\r\n", [E(data="a\nb"), E(data="c")]),
    Row("LF CR is two line ends", b"data: a\n\rdata: b\n\r", [E(data="a"), E(data="b")]),
    Row("CR in a plain block ends the line", b"data: a\rid: 1\n\ndata: b\n\n",
        [E("message", "a", "1"), E("message", "b", "1")],
        last_event_id="1"),
    Row("last line end is CR", b"data: a\n\r", [E(data="a")]),
    Row("other separators of Unicode do not end a line", "data: a\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029b\n\n".encode(),
        [E(data="a\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029b")]),
    Row("type", b"event: x\ndata: a\n\ndata: b\n\n", [E("x", "a"), E(data="b")]),
    Row("empty type", b"event: x\nevent\ndata: a\n\n", [E(data="a")]),
    Row("type without data is forgotten", b"event: x\n\ndata: a\n\n", [E(data="a")]),
    Row("id stays", b"id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n",
        [E("message", "a", "1"), E("message", "b", "1"), E("message", "c", "")]),
    Row("id without data counts", b"id: 1\n\ndata: a\n\n", [E("message", "a", "1")], last_event_id="1"),
    Row("id with NUL does not", b"id: 1\nid: 2\0\ndata: a\n\n", [E("message", "a", "1")], last_event_id="1"),
    Row("id of an unfinished block does not", b"data: a\n\nid: 1\n", [E(data="a")]),
    Row("retry", b"retry: 20\ndata: a\n\ndata: b\n\n", [E(data="a", retry=20), E(data="b")], reconnection_time=20),
    Row("retry of a block without data", b"retry:007\n\ndata: a\n\n", [E(data="a")], reconnection_time=7),
    Row("retry that is no number", "retry: -1\nretry: 1_0\nretry\nretry: ²\nretry: ٣\ndata: a\n\n".encode(),
        [E(data="a")]),
    Row("retry beyond all reason", b"retry: " + 5000 * b"9" + b"\ndata: a\n\n", [E(data="a")]),
    Row("comments", b": a\n:b\n:\n\n: c\n\ndata: d\n\n: \xff\n\ndata: e\n\n", [E(data="d"), E(data="e")],
        comments=[" a", "b", "", " c", " \ufffd"]),
    Row("a comment inside a block", b"data: a\n: c\ndata: b\n\n", [E(data="a\nb")], comments=[" c"]),
    Row("a comment without line end is none", b"data: a\n\n: c", [E(data="a")]),
    Row("other fields", b"Data: a\n data: b\ndata : c\nerror: d\ndata: e\n\n", [E(data="e")]),
    Row("BOM", b"\xef\xbb\xbfdata: a\n\ndata: \xef\xbb\xbf\n\n\xef\xbb\xbfdata: c\n\n",
        [E(data="a"), E(data="\ufeff")]),
    Row("two BOMs", b"\xef\xbb\xbf\xef\xbb\xbfdata: a\n\ndata: b\n\n", [E(data="b")]),
    Row("half a BOM", b"\xef\xbbdata: a\n\ndata: b\n\n", [E(data="b")]),
    Row("end without blank line", b"data: a\n\ndata: b\n", [E(data="a")], unfinished="b"),
    Row("end inside a line", b"data: a\n\ndata: b\ndata: [DONE]", [E(data="a")], unfinished="b\n[DONE]"),
    Row("end inside the only line, after a BOM", b"\xef\xbb\xbfdata:[DONE]", unfinished="[DONE]"),
    Row("end inside a character", b"data: a\n\ndata: \xf0\x9f", [E(data="a")], unfinished="\ufffd"),
    Row("end inside a line without data", b"data: a\n\nretry: 1\nevent: x", [E(data="a")], reconnection_time=1),
]  # fmt: skip


def outcome(pieces: Iterable[bytes]) -> Row:
    """What a decoder makes of the pieces."""
    decoder = SSEDecoder()
    events = [event for piece in pieces for event in decoder.feed(piece)]
    decoder.close()
    comments = list(decoder.comments)
    assert decoder.comment_count == len(comments)
    return Row("", b"", events, decoder.last_event_id, decoder.reconnection_time, comments, decoder.unfinished)


def expected(row: Row) -> Row:
    return attrs.evolve(row, name="", source=b"")


def single(source: bytes) -> list[bytes]:
    return [source[i : i + 1] for i in range(len(source))]


def model(source: bytes) -> Row:
    """What the standard says of a stream."""
    found = whatwg.read(source)
    events = [E(*event) for event in found.events]
    return Row("", b"", events, found.last_event_id, found.reconnection_time, found.comments, found.unfinished)


@pytest.mark.requirement(15)
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_rows_whole(row: Row) -> None:
    """A stream in one read gives what its row says."""
    assert outcome([row.source]) == expected(row)


@pytest.mark.requirement(15)
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_rows_byte_by_byte(row: Row) -> None:
    """A stream in reads of one byte, with empty reads between, gives the same."""
    assert outcome(single(row.source)) == expected(row)
    assert outcome(piece for byte in single(row.source) for piece in (b"", byte)) == expected(row)


@pytest.mark.requirement(15)
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_rows_cut_once(row: Row) -> None:
    """A stream in two reads, wherever it is cut, gives the same."""
    for cut in range(len(row.source) if len(row.source) < 1000 else 0):
        assert outcome([row.source[:cut], row.source[cut:]]) == expected(row), cut


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_rows_with_trailing_bytes(row: Row) -> None:
    """Bytes of the next block in the same read change nothing about the events before; they are held."""
    decoder = SSEDecoder()
    source = row.source + b"\n\n"  # ends the block if one is open
    events = decoder.feed(source)
    together = SSEDecoder()
    assert together.feed(source + b"data: next") == events
    assert (decoder.buffered, together.buffered) == (0, len(b"data: next"))
    assert together.feed(b"\n\n") == [E(data="next", id=decoder.last_event_id)]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_rows_after_plain_blocks(row: Row) -> None:
    """What came before in plain blocks, which have a faster path, does not change how a stream is decoded."""
    source = row.source.removeprefix(b"\xef\xbb\xbf")
    for before in (b"data: 1\n\n", b"data: 1\n\ndata: 2\n\n"):
        assert outcome([before, source]) == model(before + source) == outcome([before + source])


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_model_agrees(row: Row) -> None:
    """The model that judges the generated streams gives what the rows say."""
    assert model(row.source) == expected(row)


FIELDS = [b"data: ", b"data", b"id: ", b"id", b"event: ", b"retry: ", b"7", b": c\n\n", b"data: x\n\n", b"\n\ndata: "]
BREAKS = [b"\n", b"\r", b"\r\n", b"\n\n", b"\x1e", b"\0", b":", b" "]
TEXTS = [b"a", "é".encode(), "😀".encode(), b"\xe2\x82", b"\xff", b"\xef\xbb\xbf", b"\xef", b"\xbb"]
FRAGMENTS = st.sampled_from(FIELDS + BREAKS + TEXTS)
STREAMS = st.lists(FRAGMENTS | st.binary(max_size=3), max_size=40).map(b"".join)


@given(STREAMS)
@example(b"data: \n\n\n\ndata: \n\n")
def test_any_stream(source: bytes) -> None:
    """Any bytes give what the standard says, in one read, and byte by byte, which never takes the fast path."""
    want = model(source)
    assert outcome([source]) == want
    assert outcome([b"data: x\n\n", source]) == model(b"data: x\n\n" + source)
    assert outcome(single(source)) == want


@given(STREAMS, st.lists(st.integers(0, 120)))
def test_any_split(source: bytes, cuts: list[int]) -> None:
    """However a stream is cut, it gives the same."""
    bounds = [0, *sorted(min(cut, len(source)) for cut in cuts), len(source)]
    assert outcome(source[a:b] for a, b in pairwise(bounds)) == model(source)


@given(STREAMS)
def test_buffered_is_about_the_stream(source: bytes) -> None:
    """`buffered` does not depend on how a stream is cut, never exceeds it, and is 0 after a blank line."""
    whole, bytewise = SSEDecoder(), SSEDecoder()
    whole.feed(source)
    for byte in single(source):
        bytewise.feed(byte)
    assert (whole.buffered, whole.buffered_line) == (bytewise.buffered, bytewise.buffered_line)
    assert whole.buffered_line <= whole.buffered <= len(source)
    whole.feed(b"\n\n")
    assert whole.buffered == whole.buffered_line == 0


def test_buffered() -> None:
    """What an event needs is counted until the event is complete, and no longer; empty lines count, too."""
    decoder = SSEDecoder()
    seen = []
    for piece in (b"data: 12\n", b"da", b"ta: 3\n", b"data\n", b"event: x\n", b": y", b"\n", b"\n", b"data: 4"):
        decoder.feed(piece)
        seen.append((decoder.buffered, decoder.buffered_line))
    decoder.close()
    assert seen == [(3, 0), (5, 2), (5, 0), (6, 0), (6, 0), (9, 3), (6, 0), (0, 0), (7, 7)]
    assert (decoder.buffered, decoder.buffered_line) == (0, 0)


def test_bytes_like() -> None:
    """`feed` takes every bytes-like object and keeps none of them."""
    data = bytearray(b"data: a\n\nda")
    decoder = SSEDecoder()
    assert decoder.feed(memoryview(data)) == [E(data="a")]
    data[:] = b"ta: b\n\n"
    assert decoder.feed(data) == [E(data="b")]
    assert decoder.feed(memoryview(b"d.a.t.a.:. .c.\n.\n.")[::2]) == [E(data="c")]


@pytest.mark.parametrize("wrong", [5, "data: a\n\n", None])
def test_other_types(wrong: Any) -> None:
    """What is not bytes-like is refused, also an int, of which `bytes` would make zeros."""
    with pytest.raises(TypeError):
        SSEDecoder().feed(wrong)


@pytest.mark.parametrize("before", [b"", b"data: a\n\n", b"data: a"])
def test_feed_after_close(before: bytes) -> None:
    """A closed decoder refuses bytes, and closing it again changes nothing."""
    decoder = SSEDecoder()
    decoder.feed(before)
    assert decoder.unfinished == ""
    decoder.close()
    unfinished = decoder.unfinished
    for data in (b"", b"data: b\n\n"):
        with pytest.raises(ValueError, match="close"):
            decoder.feed(data)
    decoder.close()
    assert decoder.unfinished == unfinished == ("a" if before == b"data: a" else "")


def test_an_event_comes_with_its_last_byte() -> None:
    """The CR of a blank line dispatches at once; the LF after it belongs to the same line end."""
    decoder = SSEDecoder()
    got = [len(decoder.feed(piece)) for piece in (b"data: a\r", b"\n", b"\r", b"\n", b"data: b\n", b"\n", b"\n")]
    assert got == [0, 0, 1, 0, 0, 1, 0]


def test_bom_only_at_the_start() -> None:
    """An empty read does not move the start of the stream, and a plain block ends it."""
    assert outcome([b"", b"\xef\xbb\xbfdata: a\n\n"]).events == [E(data="a")]
    assert outcome([b"", b"data: a\n\n", b"\xef\xbb\xbfdata: b\n\n"]).events == [E(data="a")]


def test_comments_are_bounded() -> None:
    """All comments are counted, the text of the last 1,000 is kept."""
    decoder = SSEDecoder()
    decoder.feed(b"".join(b":%d\n\n" % i for i in range(2500)))
    assert decoder.comment_count == 2500
    assert list(decoder.comments) == [str(i) for i in range(1500, 2500)]


def test_event_is_a_frozen_value() -> None:
    """A decoded event is the same as a constructed one: equal, hashable, frozen, without a dict, copied and pickled."""
    sources = (b"data: a\n\n", b"data: a\n\ndata: b\n\n", b"data:a\r\r")
    for event in [SSEDecoder().feed(source)[0] for source in sources] + [SSEDecoder().feed(b"\n") or E(data="a")]:
        assert isinstance(event, E)
        assert type(event) is E
        assert event == E("message", "a", "", None)
        assert hash(event) == hash(E(data="a"))
        assert repr(event) == "ServerSentEvent(event='message', data='a', id='', retry=None)"
        assert not hasattr(event, "__dict__")
        assert pickle.loads(pickle.dumps(event)) == copy.deepcopy(event) == attrs.evolve(event) == event
        for change in (lambda e: setattr(e, "data", "b"), lambda e: delattr(e, "data"), lambda e: setattr(e, "new", 1)):
            with pytest.raises(AttributeError):
                change(event)


def test_public_names() -> None:
    """`openrouter.sse` is the public door to the same two classes."""
    assert {openrouter.sse.SSEDecoder, openrouter.sse.ServerSentEvent} == {SSEDecoder, E}
    assert sorted(openrouter.sse.__all__) == ["SSEDecoder", "ServerSentEvent"]


class Counted(SSEDecoder):
    """A decoder that counts the bytes which are decoded line by line."""

    __slots__ = ("by_line",)

    def __init__(self) -> None:
        super().__init__()
        self.by_line = 0

    def _lines(self, data: bytes, events: list[E]) -> None:
        self.by_line += len(data)
        super()._lines(data, events)


def cut(source: bytes, size: int) -> list[bytes]:
    return [source[i : i + size] for i in range(0, len(source), size)]


@pytest.mark.parametrize("letter", ["x", "ü", "😀"])
def test_plain_blocks_are_not_decoded_by_line(letter: str) -> None:
    """Plain blocks take the fast path: one a read, many a read, and where a read ends inside a line of data."""
    block = f"data: {300 * letter}\n\n".encode()
    for pieces in (100 * [block], [100 * block], [block[:99], *cut(block[99:] + 50 * block, 1000)]):
        decoder = Counted()
        assert sum(len(decoder.feed(piece)) for piece in pieces) > 50
        # A read that ends inside the line end leaves an open block, which only lines can finish.
        assert decoder.by_line <= 2 * len(block)
    decoder = Counted()
    assert len(decoder.feed(b": OPENROUTER PROCESSING\n\n" + 20 * block)) == 20
    assert decoder.by_line == len(b": OPENROUTER PROCESSING\n\n")


def work(pieces: list[bytes]) -> int:
    """The bytes in the objects whose methods the decoder calls: what those may read or copy."""
    count = 0

    def profile(_frame: FrameType, event: str, arg: Any) -> None:
        nonlocal count
        if event == "c_call" and isinstance(arg.__self__, bytes | bytearray | str):
            count += len(arg.__self__)

    decoder = SSEDecoder()
    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        for piece in pieces:
            decoder.feed(piece)
        decoder.close()
    finally:
        sys.setprofile(before)
    return count


LONG = 1 << 17
SHAPES = {
    "one event": b"data: " + LONG * b"x" + b"\n\n",
    "one event after a CR": b"\r\rdata: " + LONG * b"x" + b"\r\r",
    "a line without end": b"data: " + LONG * b"x",
    "an unknown field": b"x" * LONG + b"\n",
    "a comment": b":" + LONG * b"c" + b"\n\n",
    "one event of many lines": LONG // 16 * b"data: 12345678\n\r"[:-1] + b"\n",
    "one event of empty lines": LONG // 5 * b"data\n" + b"\n",
    "blank lines": LONG * b"\n",
    "carriage returns": LONG * b"\r",
    "plain blocks": LONG // 16 * b"data: 12345678\n\n",
    "comment blocks": LONG // 16 * b": 123456789012\n\n",
    "typed blocks": LONG // 32 * b"event: 1234567\ndata: 12345678\n\n",
    "spaces and line ends": LONG // 8 * b"\n\ndata:\n",
}


@pytest.mark.requirement(48)
@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("size", [1, 100, 1 << 16])
def test_work_is_linear(name: str, size: int) -> None:
    """Nothing held is read again with every read: the work is a small multiple of the stream, however it is cut."""
    source = SHAPES[name]
    source = source[-LONG // 4 :] if size == 1 else source
    assert work(cut(source, size)) <= 24 * len(source)


def allocated(pieces: list[bytes]) -> tuple[int, int]:
    """The sum over all reads of what each allocates at most, and the peak of all."""
    decoder = SSEDecoder()
    total = peak = 0
    tracemalloc.start()
    try:
        base = tracemalloc.get_traced_memory()[0]
        for piece in pieces:
            before = tracemalloc.get_traced_memory()[0]
            tracemalloc.reset_peak()
            decoder.feed(piece)
            highest = tracemalloc.get_traced_memory()[1]
            total += highest - before
            peak = max(peak, highest - base)
    finally:
        tracemalloc.stop()
    return total, peak


@pytest.mark.parametrize(
    "name", ["one event", "a line without end", "a comment", "one event of many lines", "one event of empty lines"]
)
@pytest.mark.parametrize("size", [64, 1 << 16])
def test_memory_is_linear(name: str, size: int) -> None:
    """No read copies what is held: all copies together, like the peak, are a small multiple of the stream."""
    source = SHAPES[name]
    pieces = cut(source, size)
    total, peak = allocated(pieces)
    slack = 1500 * len(pieces)  # the small objects of each read, the frames that coverage keeps among them
    assert total <= 16 * len(source) + slack
    assert peak <= 16 * len(source)


def cases() -> list[Any]:
    if not CORPUS.exists():
        absent = pytest.mark.skip(reason=f"the shared corpus is not at {CORPUS}")
        return [pytest.param(None, id="absent", marks=absent)]
    return [pytest.param(case, id=case["name"]) for case in json.loads(CORPUS.read_text())]


@pytest.mark.requirement(15)
@pytest.mark.parametrize("case", cases())
def test_corpus(case: dict[str, Any]) -> None:
    """Each row of the shared corpus: as cut there, joined, byte by byte, and cut elsewhere."""
    chunks = [base64.b64decode(chunk) for chunk in case["chunks"]]
    source = b"".join(chunks)
    splits = [chunks, [source], single(source)]
    if len(source) < 5000 and case["split_invariant"]:
        splits += ([source[:cut], source[cut:]] for cut in range(1, len(source)))
    else:
        chosen = random.Random(case["name"])
        splits += ([source[:cut], source[cut:]] for cut in (chosen.randrange(len(source)) for _ in range(20)))
    for pieces in splits:
        got = outcome(pieces)
        assert got.events == [E(**event) for event in case["expected"]]
        assert got.last_event_id == case.get("expected_last_event_id", got.last_event_id)
        assert got.reconnection_time == case.get("expected_reconnection_time", got.reconnection_time)
        assert got.comments == case.get("expected_comments", got.comments)
    assert outcome([source]) == model(source)
