"""OpenRouter on a port of this machine, for tests: real HTTP, scripted answers, faults to the byte.

>>> with FakeOpenRouter() as server:
...     server.answer(Text("Hello"), Cut(Text("Hello again"), after_events=1, how="rst"), Scenario("stall_comments"))
...     client = OpenRouter(base_url=server.url)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import alone as _alone  # noqa: F401  before all else: it refuses to be mixed with another package

if TYPE_CHECKING:
    from .actions import Action, Answer, End, Fin, Framing, Head, Pause, Piece, Rst, Send, Wait
    from .answers import Body, Call, Chunks, Replay, Script, Status, Text, ToolCalls
    from .faults import Cut, Hold
    from .gate import Gate
    from .mock import mock_async_stream, mock_stream
    from .nowhere import closed_port, unknown_host
    from .received import Headers, ReceivedRequest
    from .scenarios import SCENARIOS, Scenario, ScenarioEntry, scenario_names
    from .server import FakeOpenRouter
    from .site import Site

__all__ = [
    "SCENARIOS",
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
    "Pause",
    "Piece",
    "ReceivedRequest",
    "Replay",
    "Rst",
    "Scenario",
    "ScenarioEntry",
    "Script",
    "Send",
    "Site",
    "Status",
    "Text",
    "ToolCalls",
    "Wait",
    "closed_port",
    "mock_async_stream",
    "mock_stream",
    "scenario_names",
    "unknown_host",
]

_HOMES = {
    "actions": ("Action", "Answer", "End", "Fin", "Framing", "Head", "Pause", "Piece", "Rst", "Send", "Wait"),
    "answers": ("Body", "Call", "Chunks", "Replay", "Script", "Status", "Text", "ToolCalls"),
    "faults": ("Cut", "Hold"),
    "gate": ("Gate",),
    "mock": ("mock_async_stream", "mock_stream"),
    "nowhere": ("closed_port", "unknown_host"),
    "received": ("Headers", "ReceivedRequest"),
    "scenarios": ("SCENARIOS", "Scenario", "ScenarioEntry", "scenario_names"),
    "server": ("FakeOpenRouter",),
    "site": ("Site",),
}

if not TYPE_CHECKING:  # a type checker that saw `__getattr__` would accept every name

    def __getattr__(name: str) -> object:
        # Loaded when asked for: pytest imports the plugin in this package in every run, also where nobody uses it.
        from importlib import import_module

        for module, names in _HOMES.items():
            if name in names:
                value = globals()[name] = getattr(import_module(f"{__name__}.{module}"), name)
                return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
