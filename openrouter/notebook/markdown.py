"""Markdown as HTML that holds no more than Markdown can say."""

from __future__ import annotations

import functools
from collections.abc import Callable, MutableMapping, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import ConfigurationError
from ..printable import sanitised

if TYPE_CHECKING:
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token
    from markdown_it.utils import OptionsDict

SCHEMES = ("http://", "https://", "mailto:")
"""How a link may begin; any other is left as text."""


def rendered(source: str) -> str:
    """
    The HTML of a CommonMark text with tables.

    HTML in it is text, links are those of `SCHEMES`, and an image is a link to it: to load one would tell its server what the
    address says.

    Raises:
        ConfigurationError: markdown-it-py is not installed.
    """
    return _renderer()(sanitised(source))


@functools.cache
def _renderer() -> Callable[[str], str]:
    try:
        from markdown_it import MarkdownIt
    except ImportError:
        pass
    else:
        parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")
        parser.validateLink = _allowed  # type: ignore[method-assign]
        parser.add_render_rule("link_open", _link)
        return parser.render
    raise ConfigurationError("markdown=True needs markdown-it-py: pip install 'openrouter-streaming[jupyter]'")


def _allowed(url: str) -> bool:
    return url.lower().startswith(SCHEMES)


def _link(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    at: int,
    options: OptionsDict,
    environment: MutableMapping[str, Any],
) -> str:
    """A link that opens beside the notebook and does not tell where it was followed."""
    tokens[at].attrSet("rel", "noopener noreferrer")
    tokens[at].attrSet("target", "_blank")
    return renderer.renderToken(tokens, at, options, environment)
