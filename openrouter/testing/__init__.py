"""OpenRouter on a port of this machine, for tests: real HTTP, scripted answers, faults to the byte.

>>> with FakeOpenRouter() as server:
...     server.answer(Text("Hello"), Cut(Text("Hello again"), after_events=1, how="rst"))
...     client = OpenRouter(base_url=server.url)
"""

from __future__ import annotations

from .. import alone as _alone  # noqa: F401  before all else: it refuses to be mixed with another package
from .actions import Action, Answer, End, Fin, Framing, Head, Piece, Rst, Send, Wait
from .answers import Body, Call, Chunks, Replay, Script, Status, Text, ToolCalls
from .faults import Cut, Hold
from .gate import Gate
from .received import Headers, ReceivedRequest
from .server import FakeOpenRouter

__all__ = [
    "Action",
    "Answer",
    "Body",
    "Call",
    "Chunks",
    "Cut",
    "End",
    "FakeOpenRouter",
    "Fin",
    "Framing",
    "Gate",
    "Head",
    "Headers",
    "Hold",
    "Piece",
    "ReceivedRequest",
    "Replay",
    "Rst",
    "Script",
    "Send",
    "Status",
    "Text",
    "ToolCalls",
    "Wait",
]
