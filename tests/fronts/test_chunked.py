"""The framing of chunked bodies, as bytes."""

from __future__ import annotations

import pytest

from openrouter.sync.chunked import LONGEST_HEAD, lone_chunk, shows_more, size_in, whole_chunks


@pytest.mark.parametrize(
    ("data", "at", "parts", "end"),
    [
        (b"", 0, [], 0),
        (b"2\r\nab\r\n", 0, [b"ab"], 7),
        (b"\r\n2\r\nab\r\n003\r\nabc\r\n4", 2, [b"ab", b"abc"], 19),
        (b"2\r\nab\r\n0\r\n\r\n", 0, [b"ab"], 7),
        (b"2\r\nab\r", 0, [], 0),
        (b"2\r\nab??", 0, [], 0),
        (b"2;x=y\r\nab\r\n", 0, [], 0),
        (b"-2\r\nab\r\n", 0, [], 0),
    ],
)
def test_whole_chunks(data: bytes, at: int, parts: list[bytes], end: int) -> None:
    """Those that are plain and there, up to the first that is not; the last of a body is not plain."""
    assert (parts, end) == whole_chunks(data, at)


@pytest.mark.parametrize("size", [*range(1, 600), 4095])
def test_a_lone_chunk(size: int) -> None:
    """Its content, whatever its length has for digits, unless a byte is missing or one too many."""
    content = b"5" * size
    data = b"%x\r\n%b\r\n" % (size, content)

    assert content == lone_chunk(data) == lone_chunk(data.replace(b"%x" % size, b"%X" % size, 1))
    assert b"" == lone_chunk(data[:-1]) == lone_chunk(data + b"\n") == lone_chunk(data[:-2] + b"5\n") == lone_chunk(data[1:])


@pytest.mark.parametrize("head", ["%x ", " %x", "+%x", "-%x", "0x%x", "0%x", "%x_", "%x;a=b", "%xg", "", "%x\r\n", "0", "_%x"])
def test_a_head_that_is_not_plain(head: str) -> None:
    """It is left to who reads all heads, whatever `int` makes of it."""
    for size in [*range(1, 600), *range(4090, 4100)]:
        for told in (size, size + 1, size - 1):
            data = b"%b\r\n%b\r\n" % ((head % told if "%" in head else head).encode(), b"5" * size)
            assert lone_chunk(data) in (b"", *whole_chunks(data, 0)[0][:1])


@pytest.mark.parametrize(
    ("line", "size"),
    [
        (b"1F\r\n", 31), (b"1f\n", 31), (b"00000000000000000000000a \t;a=b\r\n", 10), (b"0\r\n", 0), (b"000\r\n", 0),
        (b"", None), (b"1f", None), (b"1f\r", None), (b"\r\n", None), (b" 1f\r\n", None), (b"+1f\r\n", None), (b"-1\r\n", None),
        (b"0x1f\r\n", None), (b"1_f\r\n", None), (b"1g\r\n", None), (b"1f\r\r\n", None), (b"1f\x0b\r\n", None), (b"f" * 17 + b"\r\n", None),
    ],
)  # fmt: skip
def test_size(line: bytes, size: int | None) -> None:
    """Hexadecimal digits, and what RFC 9112 lets follow them; nothing that only `int` knows."""
    assert size == size_in(line)


@pytest.mark.parametrize(
    ("held", "behind", "more"),
    [
        (b"", False, False), (b"1f", False, False), (b"1f\r\n", False, False), (b"1f\r\na", False, True), (b"0\r\n", False, True),
        (b"?\r\n", False, True), (b"\n", False, True), (b"1" * LONGEST_HEAD, False, True),
        (b"", True, False), (b"\r", True, False), (b"\r\n", True, False), (b"\r\n1f", True, False), (b"\r\n1f\r\n", True, False),
        (b"\r\n1f\r\na", True, True), (b"\r\n0\r\n", True, True), (b"?", True, True), (b"\r?", True, True), (b"ab", True, True),
    ],
)  # fmt: skip
def test_what_shows_more(held: bytes, behind: bool, more: bool) -> None:
    """Content, the end, or a mistake; not a line end, nor the size of what is to come."""
    assert more == shows_more(held, behind_content=behind)
