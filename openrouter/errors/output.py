"""The errors of an answer that is whole, and not what was asked for."""

from __future__ import annotations

from .call import DecodeError, OpenRouterError


class OutputError(OpenRouterError):
    """The answer came to its end and is not of the form that was asked for; `partial` is all of it."""


class OutputRefusedError(OutputError):
    """The model refused, in words of its own in place of the form."""

    refusal: str = ""
    """Its words."""


class OutputTruncatedError(OutputError):
    """
    The model was stopped in the middle: by `max_tokens`, or by a content filter.

    Raised where that spoils the object of a class, and for any answer where `raise_on` says so.
    """

    finish_reason: str = ""
    """What stopped it, as sent: "length" or "content_filter"."""


class OutputInvalidError(OutputError, DecodeError):
    """The text is no JSON, or not what the class or the schema says; `path` and `excerpt` say where and what."""
