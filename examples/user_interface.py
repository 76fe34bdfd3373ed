"""Update a user interface while an answer comes: it is drawn ten times a second, however many chunks there are."""

from rich.console import Group
from rich.live import Live
from rich.text import Text

from openrouter import ChatStream, OpenRouter


class Screen:
    """What is drawn, made of the stream's state at the moment of drawing."""

    def __init__(self, stream: ChatStream) -> None:
        self.stream = stream

    def __rich__(self) -> Group:
        stats = self.stream.stats
        line = f"{self.stream.status}: {stats.chunks} chunks, {stats.characters} characters, {self.stream.cost or 0:.6f} dollars"
        return Group(Text(self.stream.text), Text(line, style="dim"))


def main() -> None:
    with OpenRouter(model="openai/gpt-5-mini") as client:
        stream = client.stream("Write a short story about a robot.")
        with Live(Screen(stream), refresh_per_second=10):
            for _ in stream:
                pass  # the screen reads the stream by itself, from its own thread


if __name__ == "__main__":
    main()
