"""A fault server in a process of its own: answers a prompt with itself, and breaks off one stream in twenty."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from openrouter.testing import Cut, FakeOpenRouter, Text
from openrouter.testing.actions import Action
from openrouter.testing.received import ReceivedRequest

BROKEN = 20
"""Of so many prompts one is broken off: those whose number has the remainder 7."""


def is_broken(number: int) -> bool:
    """Whether the answer to a prompt of that number breaks off."""
    return number % BROKEN == 7


class Echo:
    """The prompt itself, in pieces of three characters."""

    def actions(self, request: ReceivedRequest) -> Iterator[Action]:
        """The whole answer, or the beginning of it and a reset."""
        prompt: str = request.json["messages"][0]["content"]
        answer: Any = Text(prompt, pieces=3)
        if is_broken(int(prompt.split()[1])):
            answer = Cut(answer, after_events=2, how="rst")
        return iter(answer.actions(request))


def main() -> None:
    """Serves until stdin ends."""
    with FakeOpenRouter(default=Echo()) as server:
        print(server.url, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
