"""The command: from its arguments to an exit code."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, TextIO

from attrs import frozen

from .. import errors
from ..printable import one_line
from . import embedded
from .arguments import NAME, Options, parse
from .printer import Printer
from .terminal import Output

if TYPE_CHECKING:
    from openrouter import OpenRouter

    from ..models import ChatParams

OK, FAILED, USAGE, INTERRUPTED, READER_GONE = 0, 1, 2, 130, 141


@frozen(kw_only=True)
class Target:
    """A client, and what a request to its server says unless the command line says otherwise."""

    client: OpenRouter
    model: str | None
    system: str | None = None
    params: ChatParams
    extra_body: dict[str, Any] | None = None


def run(arguments: Sequence[str] | None) -> int:
    """Runs the command and returns its exit code."""
    try:
        options = parse(arguments)
    except SystemExit as end:  # argparse has shown the help, or the mistake
        return end.code if isinstance(end.code, int) else USAGE
    except errors.ConfigurationError as error:
        _output(sys.stderr).message(f"{NAME}: error: {one_line(str(error))}")
        return USAGE
    out = _output(sys.stdout, raw=options.raw, utf8=options.as_json)
    printer = Printer(options, out, _output(sys.stderr, raw=options.raw))
    try:
        _answer(options, printer)
    except KeyboardInterrupt:
        printer.out.end_line()
        return INTERRUPTED
    except errors.OpenRouterError as error:
        printer.error(error)
        return USAGE if isinstance(error, errors.ConfigurationError) else FAILED
    except BrokenPipeError:
        printer.out.abandon()
        printer.err.abandon()
        return READER_GONE
    except OSError as error:  # a full disk; errors of the network are errors of the library
        printer.out.abandon()
        printer.error(f"the answer cannot be written: {error.strerror}")
        return FAILED
    return OK


def _output(stream: TextIO | None, *, raw: bool = False, utf8: bool = False) -> Output:
    """A standard stream, which Python sets to None where the command was started without it."""
    return Output(stream if stream is not None else io.StringIO(), raw, utf8=utf8)


def _answer(options: Options, printer: Printer) -> None:
    with _target(options, printer) as target:
        system = options.system if options.system is not None else target.system
        messages = [{"role": "system", "content": system}] if system else []
        messages.append({"role": "user", "content": options.prompt})
        stream = target.client.stream(
            messages, model=options.model or target.model, extra_body=target.extra_body, **target.params
        )
        with stream:
            printer.show(stream)


@contextmanager
def _target(options: Options, printer: Printer) -> Generator[Target, None, None]:
    """Where the prompt goes; a model on this machine runs as long as the block."""
    base_url = options.base_url or os.environ.get("OPENROUTER_BASE_URL") or None
    params = _params(options)
    if base_url is not None or os.environ.get("OPENROUTER_API_KEY"):
        with _maker(options)(base_url=base_url) as client:
            yield Target(client=client, model=None if base_url else "openrouter/auto", params=params)
        return
    if options.model is not None:
        raise errors.ConfigurationError("no key for --model: set OPENROUTER_API_KEY, or say which server by --base-url")
    with embedded.running(embedded.find_model()) as server:
        printer.notice(embedded.NOTICE)
        make = _maker(options)  # it imports the client while the model is loaded
        with make(base_url=server.base_url(), api_key=server.key) as client:
            yield Target(
                client=client,
                model=embedded.MODEL,
                system=embedded.SYSTEM,
                params={"temperature": embedded.TEMPERATURE, "max_tokens": embedded.MAX_TOKENS, **params},
                extra_body={"repeat_penalty": embedded.REPEAT_PENALTY},
            )


def _params(options: Options) -> ChatParams:
    params: ChatParams = {}
    if options.max_tokens is not None:
        params["max_tokens"] = options.max_tokens
    if options.temperature is not None:
        params["temperature"] = options.temperature
    if options.stats:
        params["stream_options"] = {"include_usage": True}  # OpenRouter always does; other servers want to be asked
    return params


def _maker(options: Options) -> partial[OpenRouter]:
    """What makes a client with the options of the command line."""
    from openrouter import OpenRouter, Retry

    return partial(
        OpenRouter,
        timeout=options.timeout,
        retry=Retry() if options.retry else None,
        allow_http=options.allow_http,
        app_name=NAME,
    )
