"""A conversation: what is sent next, and what an answer, whole or broken, leaves of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Self, TypeVar

from attrs import define, field

from .. import jsontext
from ..errors import ConfigurationError
from ..models.usage import Usage
from ..traits import Model
from .call import written
from .hooks import CallFacts, Hooks
from .options import checked_whole
from .prompt_size import BYTES_A_TOKEN
from .totals import summed_usage

S = TypeVar("S")

DATA_CHARACTERS = 1000 * BYTES_A_TOKEN
"""What a picture, a recording or a document counts, likewise a guess: a thousand tokens."""


@define
class Conversation:
    """The messages of a conversation, and the rules by which they come and go."""

    messages: list[Any]
    """All messages, a system message first if there is one; yours to change between two answers."""

    keep_broken: bool = False
    max_messages: int | None = None
    max_tokens: int | None = None
    usages: list[Usage] = field(factory=list)
    """What each answer used, broken ones included where the service said so."""

    _asked: list[Any] | None = field(default=None, init=False)
    """The messages of the answer that is under way; None while there is none."""

    _latest: list[Any] | None = field(default=None, init=False)
    """The messages of the answer that was asked for last, whether it has begun or not."""

    @property
    def usage(self) -> Usage | None:
        """Tokens and cost of all answers, added up; None where none was told."""
        return summed_usage(self.usages)

    def ask(self, content: Any, stream: Callable[[list[Any], Hooks], S]) -> S:
        """
        The answer to what the user says: a text or parts as one message of his, or a message, or None for nothing new.

        Args:
            content: what he says.
            stream: makes the answer, of the messages to send and the hooks by which it finds its way into the conversation. What it
                refuses changes nothing.

        Raises:
            RuntimeError: the last answer is still being read.
        """
        if self._asked is not None:
            raise RuntimeError(
                "the last answer of this conversation is still being read; read it to its end, or close it"
            )
        said = _said(content)
        asked = trimmed([*self.messages, *said], self.max_messages, self.max_tokens)
        made = stream(asked, self._hooks(said))
        self.messages, self._latest = asked[: len(asked) - len(said)], said
        return made

    def _hooks(self, said: list[Any]) -> Hooks:
        """The hooks of an answer, which must not begin when another has been asked for since."""

        def begin(call: CallFacts) -> None:
            """The question is on its way, perhaps again."""
            if self._latest is not said:
                raise RuntimeError("this conversation has gone on since this answer was asked for; ask for it again")
            self._asked = said

        def end(call: CallFacts) -> None:
            """The answer is there, or will not come."""
            if self._asked is said:
                self._asked = None
                self._end(call, said)

        return Hooks(on_request=begin, on_end=end)

    def fork(self) -> Conversation:
        """The same up to here, to go on in another way; what is said in one is not heard in the other."""
        return Conversation(
            list(self.messages), self.keep_broken, self.max_messages, self.max_tokens, list(self.usages)
        )

    def to_json(self) -> str:
        """The messages as a JSON text, with the data of their files in it."""
        return jsontext.dumps(written(self.messages)).decode()

    def _end(self, call: CallFacts, asked: list[Any]) -> None:
        if call.usage is not None:
            self.usages.append(call.usage)
        answer = call.response
        whole = call.status == "completed"
        if answer.message is None or not (whole or (self.keep_broken and not answer.is_empty)):
            return  # rolled back: as if it had not been said
        self.messages += [*asked, answer.message.to_dict()]


class SessionFacts:
    """What a session tells of its conversation, the same in both fronts."""

    __slots__ = ("_client", "_conversation", "_params")

    def __init__(self, client: Any, conversation: Conversation, params: Mapping[str, Any]) -> None:
        self._client = client
        self._conversation = conversation
        self._params = params

    @property
    def messages(self) -> list[Any]:
        """The conversation so far; yours to change between two answers."""
        return self._conversation.messages

    @property
    def usage(self) -> Usage | None:
        """Tokens and cost of all answers, added up; None where none was told."""
        return self._conversation.usage

    @property
    def cost(self) -> float | None:
        """What all answers cost, in US dollars."""
        usage = self.usage
        return None if usage is None else usage.cost

    def fork(self) -> Self:
        """The same conversation up to here, to go on in another way."""
        return type(self)(self._client, self._conversation.fork(), self._params)

    def to_json(self) -> str:
        """The messages as a JSON text, for `chat_session(history=...)`."""
        return self._conversation.to_json()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {len(self.messages)} messages>"


def conversation(
    *, system: Any, history: Any, keep_broken: Any, max_messages: int | None, max_tokens: int | None
) -> Conversation:
    """
    The conversation that the arguments of `chat_session()` mean.

    Raises:
        ConfigurationError: an argument cannot be used.
    """
    for name, value in {"max_messages": max_messages, "max_tokens": max_tokens}.items():
        if value is not None:
            checked_whole(name, value)
    messages = _history(history)
    if system is not None:
        messages.insert(0, {"role": "system", "content": system})
    return Conversation(messages, bool(keep_broken), max_messages, max_tokens)


def _history(history: Any) -> list[Any]:
    listed = history
    if isinstance(history, (str, bytes)):
        try:
            listed = jsontext.loads(history)
        except jsontext.JSONTextError:
            listed = None
    if not isinstance(listed, Iterable) or isinstance(listed, Mapping):
        raise ConfigurationError("history must be a list of messages, or the JSON text of one")
    return list(listed)


def trimmed(messages: list[Any], max_messages: int | None, max_tokens: int | None) -> list[Any]:
    """
    The messages without the oldest turns, as many as the bounds demand.

    What leads (system and developer messages) stays, and so does the last turn; a turn goes as a whole, from what the user said to what
    came of it, so that no result stands without its call.
    """
    lead = 0
    while lead < len(messages) and _role(messages[lead]) in {"system", "developer"}:
        lead += 1
    starts = [at for at in range(lead, len(messages)) if _role(messages[at]) == "user"]
    kept = messages
    for start in [lead, *starts]:
        kept = [*messages[:lead], *messages[start:]]
        if _fits(kept, max_messages, max_tokens):
            break
    return kept


def _fits(messages: list[Any], max_messages: int | None, max_tokens: int | None) -> bool:
    if max_messages is not None and len(messages) > max_messages:
        return False
    return max_tokens is None or len(jsontext.dumps(_light(messages))) / BYTES_A_TOKEN <= max_tokens


def _light(value: Any) -> Any:
    """A value as JSON values, whose files and data count as so many characters, and are not read."""
    if isinstance(value, str):
        is_data = len(value) > DATA_CHARACTERS and " " not in value[:DATA_CHARACTERS]
        return value[:DATA_CHARACTERS] if is_data else value
    if value is None or isinstance(value, (int, float)):
        return value
    if isinstance(value, Model):
        known = {name: found for name in value._fields if (found := getattr(value, name)) is not None}
        return _light({**known, **value.extra})
    if isinstance(value, Mapping):
        return {str(key): _light(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_light(item) for item in value]
    return "." * DATA_CHARACTERS


def _role(message: Any) -> Any:
    return message.get("role") if isinstance(message, Mapping) else getattr(message, "role", None)


def _said(content: Any) -> list[Any]:
    if content is None:
        return []
    is_message = isinstance(content, Mapping) or hasattr(content, "role")
    return [content if is_message else {"role": "user", "content": content}]
