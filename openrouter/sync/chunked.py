"""
The framing of chunked bodies (RFC 9112, section 7.1): what http.client reads slowly, and what it takes for whole where it is broken.

It throws away whatever stands in the place of a line end, takes half a size at the end of a connection for a size, and "-5" for one too.
"""

from __future__ import annotations

import re

_PLAIN_HEAD = re.compile(rb"([0-9A-Fa-f]{1,6})\r\n")
_HEAD = re.compile(rb"0*([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\n]*)?\r?\n")

LINE_END = b"\r\n"
LONGEST_HEAD = 64 * 1024
"""Bytes of a chunk's first line; nearly all of them would be an extension, which nobody sends."""


def whole_chunks(data: bytes, at: int) -> tuple[list[bytes], int]:
    """The contents of the plain chunks that begin at a place and are there as wholes, and where the last of them ends."""
    parts: list[bytes] = []
    while (head := _PLAIN_HEAD.match(data, at)) is not None:
        begin = head.end()
        end = begin + int(head[1], 16)
        if begin == end or data[end : end + 2] != LINE_END:
            break
        parts.append(data[begin:end])
        at = end + 2
    return parts, at


def lone_chunk(data: bytes) -> bytes:
    """
    The content of bytes that are one plain chunk, as live events come; `b""` of any others, and of more than three digits.

    How many digits there are follows from the length: one up to 15 bytes of content, two to 255, three to 4095. What `int` takes beside
    them (a sign, a blank, "_", "0x") leaves too small a number. `whole_chunks` takes 1.8 times as long.
    """
    size = len(data) - 7  # three digits, two line ends
    digits = 3 if size > 0xFF else 2 if size > 0xE else 1
    size += 3 - digits
    try:
        if int(data[:digits], 16) == size > 0 and data[digits : digits + 2] == LINE_END == data[-2:]:
            return data[digits + 2 : -2]
    except ValueError:  # no digits
        pass
    return b""


def size_in(line: bytes) -> int | None:
    """The size that the first line of a chunk tells, 0 behind the last of them; None where it is no such line, or not all of one."""
    head = _HEAD.fullmatch(line)
    return None if head is None else int(head[1], 16)


def shows_more(held: bytes, *, behind_content: bool) -> bool:
    """
    Whether these bytes hold more of a body, its end, or a mistake; they begin behind the content of a chunk, or else with a chunk's first
    line. A server may send what stands around a chunk long before the next one.
    """
    if behind_content:
        if len(held) < len(LINE_END):
            return not LINE_END.startswith(held)
        if not held.startswith(LINE_END):
            return True
        held = held[len(LINE_END) :]
    line, _, content = held.partition(b"\n")
    if len(line) == len(held):  # not all of it
        return len(line) >= LONGEST_HEAD
    return bool(content) or not size_in(line + b"\n")
