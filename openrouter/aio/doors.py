"""What a client offers besides chat; each part is loaded when it is first used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from .transport import Transport

if TYPE_CHECKING:
    from typing import Unpack

    from ..core.estimate import CostEstimate
    from ..models import ChatMessage, ChatParams, ChatRequest
    from .catalogue import Models, Providers
    from .resources import Activity, CreditsResource, Embeddings, Generations, KeyResource


class ResourceDoors:
    """The part of a client that asks the endpoints besides chat."""

    _transport: Transport

    @property
    def models(self) -> Models:
        """The catalogue: `list()`, `pages()`, `feed_url()`, `get()`, `find()`, `count()`, `endpoints()`, `zdr_endpoints()`, `user()`."""
        from .catalogue import Models

        return Models(self._transport)

    @property
    def providers(self) -> Providers:
        """The companies that run models: `list()`."""
        from .catalogue import Providers

        return Providers(self._transport)

    @property
    def generations(self) -> Generations:
        """What was noted of answers: `get()`, `content()`."""
        from .resources import Generations

        return Generations(self._transport)

    @property
    def credits(self) -> CreditsResource:
        """What the account has bought and used: `get()`."""
        from .resources import CreditsResource

        return CreditsResource(self._transport)

    @property
    def key(self) -> KeyResource:
        """What the service knows of the key: `get()`."""
        from .resources import KeyResource

        return KeyResource(self._transport)

    @property
    def activity(self) -> Activity:
        """What was used, by day and endpoint: `list()`."""
        from .resources import Activity

        return Activity(self._transport)

    @property
    def embeddings(self) -> Embeddings:
        """Vectors that stand for texts: `create()`, `models()`."""
        from .resources import Embeddings

        return Embeddings(self._transport)

    async def estimate(
        self,
        messages: str | Sequence[ChatMessage | Mapping[str, object]] | ChatRequest,
        *,
        model: str | None = None,
        **params: Unpack[ChatParams],
    ) -> CostEstimate:
        """
        What `stream()` or `complete()` with these arguments may cost, at the prices of a catalogue that is asked for once an hour.

        Tokens are guessed from the bytes of the text. `max_tokens` bounds the answer; without it the model does.

        Raises:
            ConfigurationError: an argument cannot be used, no model is named, or one has no fixed price.
            NotFoundError: the service does not know a model.
            OpenRouterError: see `openrouter.errors`.
        """
        from ..core.estimate import estimated, priced_body

        body, names = priced_body(self._transport.settings, messages, model, params)
        return estimated(body, [await self.models.find(name) for name in names])
