"""How an answer is shown, and what is said about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import define

from .. import errors
from ..printable import one_line
from .arguments import NAME, Options
from .terminal import Output

if TYPE_CHECKING:
    from openrouter import ChatStream

    from ..models import ChatChunk

_NOTES = {
    "length": "the model stopped at its limit of tokens; allow more with --max-tokens",
    "content_filter": "a content filter ended the answer",
}


@define(eq=False)
class Printer:
    """Prints one answer: text or JSON on `out`, everything else on `err`."""

    options: Options
    out: Output
    err: Output

    def show(self, stream: ChatStream) -> None:
        """Prints a stream as it comes, and what is to be said about it, however it ends."""
        try:
            for chunk in stream:
                self._chunk(chunk)
            self.out.end_line()
            self._note(stream)
        finally:
            if self.options.stats and stream.stats.sends:
                self.out.end_line()
                self.err.message(f"{NAME}: {', '.join(_facts(stream))}")

    def notice(self, text: str) -> None:
        """Says something that is no error."""
        self.err.message(f"{NAME}: {text}")

    def error(self, error: errors.OpenRouterError | OSError | str) -> None:
        """Says in one line what went wrong and what to do."""
        self.out.end_line()
        advice = _advice(error) if isinstance(error, errors.OpenRouterError) else ""
        self.err.message(f"{NAME}: error: {one_line(f'{error}{advice}')}")

    def _chunk(self, chunk: ChatChunk) -> None:
        if self.options.reasoning and chunk.reasoning:
            self.err.write(chunk.reasoning, dim=True)
        if self.options.as_json:
            self.out.write(chunk.to_json().decode() + "\n")
        elif chunk.text:
            self.err.end_line()
            self.out.write(chunk.text)

    def _note(self, stream: ChatStream) -> None:
        """Says why an answer that came whole is not what one expects."""
        note = _NOTES.get(stream.finish_reason or "")
        if note is None and not self.options.as_json and not stream.text:
            note = f"the answer has no text (finish_reason {stream.finish_reason})"
        if note is not None:
            self.notice(f"note: {one_line(note)}")


def _facts(stream: ChatStream) -> Iterator[str]:
    """What is known of a call's times, sizes and cost; what is not is left out."""
    stats = stream.stats
    if stats.first_token_at is not None:
        yield f"first token {stats.first_token_at:.2f} s"
    yield f"{stats.chunks} chunks"
    yield f"{stats.characters} characters"
    if stats.tokens is not None:
        yield f"{stats.tokens} tokens"
    if stats.tokens_per_second is not None:
        yield f"{stats.tokens_per_second:.1f} tokens/s"
    if stream.cost is not None:
        yield f"cost ${_plain(stream.cost)}"
    if stats.sends > 1:
        yield f"{stats.sends} attempts"
    if stream.model is not None:
        yield one_line(stream.model)
    if stats.ended_at is not None:
        yield f"total {stats.ended_at:.2f} s"


def _plain(amount: float) -> str:
    """An amount without an exponent and without zeros at its end."""
    return f"{amount:.8f}".rstrip("0").rstrip(".")


def _advice(error: errors.OpenRouterError) -> str:
    """What to do about an error, in the words of the command line, where its message does not say."""
    if isinstance(error, errors.APITimeoutError):
        what = "; allow more with --timeout" if error.clock == "total" else "; try again later, or another --model"
    elif isinstance(error, errors.RateLimitError) and error.retry_after is not None:
        what = f" Come back in {error.retry_after:g} s."
    else:
        what = ""
    begun = error.partial is not None and not error.partial.is_empty
    what += "; what was printed is not the whole answer: ask again" if begun else ""
    return what + (f" (generation {error.generation_id})" if error.generation_id else "")
