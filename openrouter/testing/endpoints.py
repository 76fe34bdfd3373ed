"""The endpoints besides chat: small answers of the right shape."""

from __future__ import annotations

import math
import re
import struct
from base64 import b64encode
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from zlib import crc32

from .answers import Body, Status
from .catalogue import CATALOGUE, PROVIDERS, BadQuery, endpoints_of, named, page
from .format import DEFAULT_MODEL, PROVIDER, encode, error_body

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .actions import Answer
    from .received import ReceivedRequest

CHAT = "/chat/completions"
MODELS = "/models"
BASE_PATH = "/api/v1"


def endpoint_of(path: str) -> str:
    """The path below the base URL, whatever stands before that; every path that ends like the chat endpoint is it."""
    return CHAT if path.endswith(CHAT) else path[max(0, path.find(f"{BASE_PATH}/")) :].removeprefix(BASE_PATH)


def endpoint_answer(request: ReceivedRequest) -> Answer:
    """The answer of an endpoint that is not chat: its data, or 404."""
    endpoint = endpoint_of(request.path)
    answer = _ENDPOINTS.get((request.method, endpoint))
    if answer is not None:
        return answer(request)
    for pattern, answer_of in _NAMED:
        found = pattern.fullmatch(unquote(endpoint))
        if found is not None and request.method == "GET":
            return answer_of(request, found[1])
    return _error(404, f"No endpoint {request.method} {request.path}")


def unauthorized(request: ReceivedRequest) -> Answer:
    """The answer to a request without the right key."""
    return _error(401, "User not found." if "authorization" in request.headers else "No auth credentials found")


def _error(code: int, message: str) -> Answer:
    return Status(code, error_body(code, message))


def _data(data: object) -> Answer:
    return Body(encode({"data": data}))


def _page(request: ReceivedRequest, outputs: str = "text") -> Answer:
    try:
        return Body(encode(page(endpoint_of(request.path), request.query, outputs=outputs)))
    except BadQuery as error:
        return _error(400, str(error))


def _count(request: ReceivedRequest) -> Answer:
    return _data({"count": page(MODELS, request.query)["total_count"]})


def _model(request: ReceivedRequest, name: str) -> Answer:
    found = named(name)
    return _error(404, f"Model {name} not found") if found is None else _data(found)


def _model_endpoints(request: ReceivedRequest, name: str) -> Answer:
    found = named(name)
    if found is None:
        return _error(404, f"Model {name} not found")
    shown = {key: found[key] for key in ("id", "name", "created", "description", "architecture")}
    return _data({**shown, "endpoints": endpoints_of(found)})


def _zdr(request: ReceivedRequest) -> Answer:
    return _data([endpoint for model in CATALOGUE for endpoint in endpoints_of(model)[:1]])


def _providers(request: ReceivedRequest) -> Answer:
    return _data(PROVIDERS)


def _key(request: ReceivedRequest) -> Answer:
    usage = {f"{kind}{span}": 0 for kind in ("usage", "byok_usage") for span in ("", "_daily", "_weekly", "_monthly")}
    return _data(
        {
            "label": "sk-or-v1-fak...ake",
            "limit": None,
            "limit_remaining": None,
            "limit_reset": None,
            "include_byok_in_limit": False,
            **usage,
            "is_free_tier": False,
            "is_management_key": False,
            "is_provisioning_key": False,
            "creator_user_id": None,
            "expires_at": None,
            "rate_limit": {"requests": -1, "interval": "10s", "note": "This field is deprecated and safe to ignore."},
        }
    )


def _credits(request: ReceivedRequest) -> Answer:
    return _data({"total_credits": 10.0, "total_usage": 2.5})


_NULL_IN_GENERATION = [
    "upstream_id",
    "cache_discount",
    "upstream_inference_cost",
    "app_id",
    "moderation_latency",
    "http_referer",
    "user_agent",
    "num_media_prompt",
    "num_media_completion",
    "num_input_audio_prompt",
    "num_search_results",
    "external_user",
    "router",
    "provider_responses",
    "native_tokens_completion_images",
    "web_search_engine",
    "workspace_id",
    "preset_id",
    "service_tier",
    "num_fetches",
]


def _generation(request: ReceivedRequest) -> Answer:
    generation_id = request.query.get("id")
    if generation_id is None:
        return _error(400, "id is required")
    data: Mapping[str, Any] = {
        "id": generation_id,
        "model": DEFAULT_MODEL,
        "provider_name": PROVIDER,
        "created_at": "2025-10-09T08:53:20.000000+00:00",
        "api_type": "completions",
        "data_region": "global",
        "origin": "",
        "is_byok": False,
        "streamed": True,
        "cancelled": False,
        "finish_reason": "stop",
        "native_finish_reason": "completed",
        "total_cost": 0.000018,
        "usage": 0.000018,
        "latency": 100,
        "generation_time": 200,
        "tokens_prompt": 10,
        "tokens_completion": 2,
        "native_tokens_prompt": 10,
        "native_tokens_completion": 2,
        "native_tokens_reasoning": 0,
        "native_tokens_cached": 0,
    }
    return _data({**data, **dict.fromkeys(_NULL_IN_GENERATION)})


def _content(request: ReceivedRequest) -> Answer:
    if "id" not in request.query:
        return _error(400, "id is required")
    messages = [{"role": "user", "content": "Hello"}]
    output = {"completion": "Hello, wörld!", "reasoning": None}
    return _data({"input": {"messages": messages}, "output": output, "error": None})


def _activity(request: ReceivedRequest) -> Answer:
    days = ["2025-10-08", "2025-10-07"]
    wanted = request.query.get("date")
    more = {"workspace_id": "workspace-1"} if request.query.get("group_by") == "workspace" else {}
    return _data(
        [
            {
                "date": day,
                "model": DEFAULT_MODEL,
                "model_permaslug": DEFAULT_MODEL,
                "endpoint_id": "00000000-0000-4000-8000-000000000001",
                "provider_name": PROVIDER,
                "usage": 0.015,
                "byok_usage_inference": 0,
                "requests": 5,
                "prompt_tokens": 50,
                "cached_tokens": 0,
                "completion_tokens": 125,
                "reasoning_tokens": 25,
                **more,
            }
            for day in days
            if wanted in (None, day)
        ]
    )


def _embeddings(request: ReceivedRequest) -> Answer:
    given, model = request.parameter("input"), request.parameter("model")
    if not given or not model:
        return _error(400, "input and model are required")
    several = isinstance(given, list) and not isinstance(given[0], int)
    inputs = [encode(item) for item in given] if several else [encode(given)]
    size = request.parameter("dimensions") or 8
    vectors = [[math.sin(crc32(item) + place) for place in range(size)] for item in inputs]
    in_base64 = request.parameter("encoding_format") == "base64"
    tokens = sum(len(item) for item in inputs) // 4 + 1
    body = {
        "object": "list",
        "id": request.generation_id,
        "data": [
            {"object": "embedding", "index": index, "embedding": _packed(vector) if in_base64 else vector}
            for index, vector in enumerate(vectors)
        ],
        "model": model,
        "usage": {"prompt_tokens": tokens, "total_tokens": tokens, "cost": tokens * 2e-8},
    }
    return Body(encode(body))


def _packed(vector: list[float]) -> str:
    return b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode()


_ENDPOINTS: dict[tuple[str, str], Callable[[ReceivedRequest], Answer]] = {
    ("GET", MODELS): _page,
    ("GET", f"{MODELS}/user"): _page,
    ("GET", f"{MODELS}/count"): _count,
    ("GET", "/embeddings/models"): partial(_page, outputs="embeddings"),
    ("GET", "/endpoints/zdr"): _zdr,
    ("GET", "/providers"): _providers,
    ("GET", "/key"): _key,
    ("GET", "/credits"): _credits,
    ("GET", "/generation"): _generation,
    ("GET", "/generation/content"): _content,
    ("GET", "/activity"): _activity,
    ("POST", "/embeddings"): _embeddings,
}

_NAMED: list[tuple[re.Pattern[str], Callable[[ReceivedRequest, str], Answer]]] = [
    (re.compile(r"/model/([^/]+/[^/]+)"), _model),
    (re.compile(r"/models/([^/]+/[^/]+)/endpoints"), _model_endpoints),
]
"""Endpoints with the name of a model in their path."""

_PUBLIC = re.compile(r"/models|/models/(count|.+/endpoints)|/model/.+|/embeddings/models|/endpoints/zdr|/providers")


def is_public(endpoint: str) -> bool:
    """Whether an endpoint answers without a key."""
    return _PUBLIC.fullmatch(endpoint) is not None
