"""What the service has noted of a generation, asked for after its stream."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ..errors import ConfigurationError, DecodeError
from .call import Call
from .endpoints import GENERATION
from .flow import Flow
from .options import Retry
from .scripts import fetch
from .settings import Settings, joined_headers
from .steps import HttpRequest, Script

if TYPE_CHECKING:
    from ..models import Generation

PATIENT = Retry(attempts=8, max_wait=4)
"""The note is made a moment after the generation ends; until then the service answers 404."""


def generation_call(settings: Settings, identity: str | None) -> Call:
    """
    The request for the note of a generation.

    Raises:
        ConfigurationError: there is no id.
    """
    if identity is None:
        raise ConfigurationError("there is no generation to ask for: the answer has not begun")
    headers = joined_headers({"Accept": "application/json", "Accept-Encoding": "identity"}, settings.headers)
    url = f"{settings.base_url}{GENERATION}?id={quote(identity, safe='')}"
    request = HttpRequest("GET", url, headers, b"", settings.key())
    return Call(request=request, limits=settings.limits, operation=GENERATION, again_on=frozenset({404}))


def fetch_generation(flow: Flow) -> Script[Generation]:
    """The note of a generation."""
    return fetch(flow, _generation)


def _generation(data: Any) -> Generation:
    from ..models import Generation

    noted = data.get("data") if isinstance(data, dict) else None
    if not isinstance(noted, dict):
        raise DecodeError("the body has no data of a generation", path="data")
    return Generation.from_dict(noted)
