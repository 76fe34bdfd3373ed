"""What is shown of an answer at one moment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import frozen

from ..printable import one_line, sanitised
from . import markdown, safe_html

if TYPE_CHECKING:
    from openrouter import AsyncChatStream, ChatStream

    Stream: TypeAlias = ChatStream[Any] | AsyncChatStream[Any]

_UNFINISHED = {"pending", "streaming"}


@frozen(kw_only=True, repr=False)
class Picture:
    """An answer as it stands, and a line about it; whatever front end shows it, it is text."""

    text: str
    reasoning: str
    calls: tuple[str, ...]
    """The tool calls, each as a line; of an answer that has ended."""
    status: str
    markdown: bool

    @property
    def size(self) -> int:
        """About how many characters there are to show."""
        return len(self.text) + len(self.reasoning)

    def __repr__(self) -> str:
        parts = [self.reasoning, self.text, *self.calls, f"[{self.status}]"]
        return "\n\n".join(sanitised(part) for part in parts if part)

    def _repr_html_(self) -> str:
        parts = [safe_html.folded("Reasoning", self.reasoning)] if self.reasoning else []
        if self.text:
            parts.append(markdown.rendered(self.text) if self.markdown else safe_html.preformatted(self.text))
        parts.extend(map(safe_html.preformatted, self.calls))
        return "\n".join([*parts, safe_html.small_print(self.status)])


def picture_of(
    stream: Stream, seconds: float, *, error: BaseException | None = None, markdown: bool, reasoning: bool
) -> Picture:
    """An answer as it stands after so many seconds; `error` is what ended it, if something did."""
    ended = stream.status not in _UNFINISHED
    return Picture(
        text=stream.text,
        reasoning=stream.reasoning if reasoning else "",
        calls=tuple(_calls(stream)) if ended else (),
        status=" · ".join(_facts(stream, seconds, error)),
        markdown=markdown,
    )


def _calls(stream: Stream) -> Iterator[str]:
    for call in stream.tool_calls:
        function = call.function
        yield "" if function is None else f"{function.name}({function.arguments or ''})"


def _facts(stream: Stream, seconds: float, error: BaseException | None) -> Iterator[str]:
    """How a stream stands, and what is known of its size, cost and time."""
    stats, status = stream.stats, stream.status
    if status in _UNFINISHED or status == "completed":
        yield status
    else:
        yield f"{status}, this is not the whole answer"
    if error is not None and str(error):
        yield one_line(f"{type(error).__name__}: {error}")
    if stream.finish_reason not in {None, "stop", "tool_calls"}:
        yield f"finish reason {one_line(str(stream.finish_reason))}"
    yield f"{stats.characters} characters" if stats.tokens is None else f"{stats.tokens} tokens"
    if stream.cost is not None:
        yield f"${stream.cost:.8f}".rstrip("0").rstrip(".")
    yield f"{seconds if stats.ended_at is None else stats.ended_at:.1f} s"
    if stream.model is not None:
        yield one_line(stream.model)
