"""The endpoints of the API this library calls."""

from __future__ import annotations

from typing import Final

DEFAULT_BASE_URL: Final = "https://openrouter.ai/api/v1"
CHAT_COMPLETIONS: Final = "/chat/completions"
GENERATION: Final = "/generation"
