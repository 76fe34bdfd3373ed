"""The endpoints besides chat: small answers of the right shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .answers import Body, Status
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
    answer = _ENDPOINTS.get((request.method, endpoint_of(request.path)))
    return answer(request) if answer else _error(404, f"No endpoint {request.method} {request.path}")


def unauthorized(request: ReceivedRequest) -> Answer:
    """The answer to a request without the right key."""
    return _error(401, "User not found." if "authorization" in request.headers else "No auth credentials found")


def _error(code: int, message: str) -> Answer:
    return Status(code, error_body(code, message))


def _data(data: object) -> Answer:
    return Body(encode({"data": data}))


def _models(request: ReceivedRequest) -> Answer:
    return _data(
        [
            {
                "id": DEFAULT_MODEL,
                "canonical_slug": DEFAULT_MODEL,
                "name": "Fake 1",
                "created": 1760000000,
                "context_length": 128000,
                "architecture": {
                    "input_modalities": ["text"],
                    "output_modalities": ["text"],
                    "modality": "text->text",
                    "tokenizer": "Other",
                    "instruct_type": None,
                },
                "pricing": {"prompt": "0.000001", "completion": "0.000004"},
                "top_provider": {"is_moderated": False, "context_length": 128000, "max_completion_tokens": 4096},
                "per_request_limits": None,
                "supported_parameters": ["max_tokens", "temperature", "tools", "tool_choice"],
                "default_parameters": None,
                "supported_voices": None,
                "links": {"details": f"/api/v1/models/{DEFAULT_MODEL}/endpoints"},
            }
        ]
    )


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


_ENDPOINTS: dict[tuple[str, str], Callable[[ReceivedRequest], Answer]] = {
    ("GET", MODELS): _models,
    ("GET", "/key"): _key,
    ("GET", "/credits"): _credits,
    ("GET", "/generation"): _generation,
}
