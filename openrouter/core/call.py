"""From the arguments of `stream()` and `complete()` to one HTTP request, checked before it is sent."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeGuard

from attrs import field, frozen

from .. import jsontext
from ..errors import ConfigurationError
from ..models.params import CHAT_PARAMS
from ..traits import Model, content_of
from .checks import check_body
from .codec import plain
from .finish import StopReason, checked_raise_on
from .options import Limits, OnMalformed
from .service_headers import ResponseCache, cache_headers, metadata_headers
from .settings import Settings, checked_headers, checked_model, joined_headers
from .steps import HttpRequest

if TYPE_CHECKING:
    from ..models import ChatRequest

CHAT_COMPLETIONS: Final = "/chat/completions"


@frozen(kw_only=True)
class Call:
    """One call, ready to be sent, as often as the retry policy allows."""

    request: HttpRequest
    limits: Limits
    on_malformed: OnMalformed = "raise"
    operation: str = "chat"
    """What it is for: "chat", or the path of another endpoint."""

    body: Mapping[str, Any] = field(factory=dict, repr=False)
    """The JSON of the request's body."""

    resume: bool = False
    """Whether an answer that breaks off is continued."""

    answer: Any = None
    """The class that the answer is asked to be of; None where it may be anything."""

    raise_on: frozenset[str] = frozenset()
    """Finish reasons that end a whole answer with an error."""

    again_on: frozenset[int] = frozenset()
    """Statuses that mean "not yet", besides those of the retry policy."""

    @property
    def is_free(self) -> bool:
        """Whether sending it twice costs nothing: it only asks."""
        return self.request.method == "GET"


def chat_call(
    settings: Settings,
    messages: object,
    *,
    model: str | None,
    params: Mapping[str, Any],
    stream: bool,
    extra_headers: Mapping[str, str] | None,
    extra_body: Mapping[str, Any] | None,
    on_malformed: OnMalformed = "raise",
    resume: bool = False,
    response_cache: ResponseCache | int | None = None,
    router_metadata: bool = False,
    raise_on: Collection[StopReason] = (),
    method: str,
) -> Call:
    """
    The call that the arguments mean; `method` is the name of the public method, for messages.

    Raises:
        ConfigurationError: an argument cannot be used; the message names it and says what is accepted.
        TypeError: an unknown keyword.
    """
    if on_malformed not in ("raise", "skip"):
        raise ConfigurationError(f"on_malformed must be 'raise' or 'skip', not {on_malformed!r}")
    if not isinstance(resume, bool):
        raise ConfigurationError(f"resume must be True or False, not {resume!r}")
    reasons = checked_raise_on(raise_on)
    body, answer = chat_body(settings, messages, model, params, method, stream=stream)
    body["stream"] = stream
    if extra_body is not None:
        if not isinstance(extra_body, Mapping):
            raise ConfigurationError(f"extra_body must be a mapping, not {type(extra_body).__name__}")
        body.update(plain(extra_body, "extra_body"))
    own = {
        "Accept": "text/event-stream" if stream else "application/json",
        "Accept-Encoding": "identity",
        "Content-Type": "application/json",
    }
    asked = {**cache_headers(response_cache), **metadata_headers(router_metadata)}
    headers = joined_headers(own, settings.headers, asked, checked_headers(extra_headers, "extra_headers"))
    url = settings.base_url + CHAT_COMPLETIONS
    request = HttpRequest("POST", url, headers, encoded(body), settings.key())
    return Call(
        request=request,
        limits=settings.limits,
        on_malformed=on_malformed,
        body=body,
        resume=resume,
        answer=answer,
        raise_on=reasons,
    )


def chat_body(
    settings: Settings,
    messages: object,
    model: str | None,
    params: Mapping[str, Any],
    method: str,
    *,
    stream: bool = True,
) -> tuple[dict[str, Any], Any]:
    """The JSON of a chat request, checked, and the class that its answer is asked to be of, or None."""
    _refuse_unknown(params, method)
    params, answer = _with_form(params)
    body = _body(settings, messages, checked_model(model), params)
    if params or not (messages and isinstance(messages, str)):  # a prompt needs no check, nor the models: 8 ms of a script
        check_body(body, stream=stream)
    return body, answer


def _with_form(params: Mapping[str, Any]) -> tuple[Mapping[str, Any], Any]:
    """The parameters with a `response_format` as it is sent, and the class that was given in its place, or None."""
    given = params.get("response_format")
    if given is None or isinstance(given, Model):
        return params, None
    from ..structured.form import sent_format

    return {**params, "response_format": sent_format(given)}, None if isinstance(given, Mapping) else given


def _refuse_unknown(params: Mapping[str, Any], method: str) -> None:
    for name in params:
        if name not in CHAT_PARAMS:
            raise TypeError(
                f"{method}() got an unexpected keyword argument {name!r}; "
                "send fields this version does not know with extra_body"
            )


def _body(settings: Settings, messages: object, model: str | None, params: Mapping[str, Any]) -> dict[str, Any]:
    """The request's body: the caller's values as JSON values, in the caller's order."""
    given = {name: plain(value, name) for name, value in params.items() if value is not None}
    if _is_request(messages):
        body: dict[str, Any] = messages.to_dict()
        body = plain({**body, "messages": written(body["messages"])}, "messages")
        chosen = model or body.get("model") or settings.model
        if chosen is not None:
            body = {**body, "model": chosen} if "model" in body else {"model": chosen, **body}
        return {**body, **given}
    listed = written(messages_of(messages, "a ChatRequest"))
    chosen = model or settings.model
    return {**({"model": chosen} if chosen is not None else {}), "messages": listed, **given}


def _is_request(messages: object) -> TypeGuard[ChatRequest]:
    if not isinstance(messages, Model):
        return False
    from ..models.request import ChatRequest

    return isinstance(messages, ChatRequest)


def messages_of(messages: Any, otherwise: str = "") -> list[Any]:
    """
    The list of messages that an argument means: a string is one of the user's, an empty one none.

    Raises:
        ConfigurationError: it is neither a string nor a list; the message also names what else would do.
    """
    if isinstance(messages, str):
        return [{"role": "user", "content": messages}] if messages else []
    if isinstance(messages, (bytes, Mapping)) or not isinstance(messages, Sequence):
        accepted = f"a string, a list of messages or {otherwise}" if otherwise else "a string or a list of messages"
        raise ConfigurationError(f"messages must be {accepted}, not {type(messages).__name__}")
    return list(messages)


def written(messages: Sequence[Any]) -> list[Any]:
    """
    The messages as JSON values, with the files and pictures that stand in them.

    Raises:
        ConfigurationError: a value that JSON cannot hold, or a file that cannot be read; the message begins with its path.
    """
    found = []
    for index, message in enumerate(messages):
        path = f"messages[{index}]"
        value = message.to_dict() if isinstance(message, Model) else message
        if isinstance(value, Mapping) and "content" in value:
            value = {**value, "content": content_of(value["content"], f"{path}.content")}
        found.append(plain(value, path))
    return found


def encoded(body: Mapping[str, Any]) -> bytes:
    """The JSON text of a request's body."""
    try:
        return jsontext.dumps(body)
    except jsontext.JSONTextError as error:
        reason = str(error)
    raise ConfigurationError(f"the request cannot be written as JSON: {reason}")
