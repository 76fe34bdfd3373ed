"""requests: `iter_lines`, and the standard library's json."""

from __future__ import annotations

import json
from collections.abc import Callable

import requests
from requests.adapters import HTTPAdapter

BODY = {"model": "openai/gpt-5-mini", "messages": [{"role": "user", "content": "hi"}], "stream": True}


class Sync:
    """`for line in session.post(..., stream=True).iter_lines()`."""

    def __init__(self, url: str, certificate: str | None) -> None:
        self._url = f"{url}/chat/completions"
        self._session = requests.Session()
        self._session.mount("http://", HTTPAdapter(pool_maxsize=100))
        self._verify = certificate or True  # given with each call: the session's own gives way to CURL_CA_BUNDLE

    def read(self, seen: Callable[[str], object]) -> None:
        """Reads one stream."""
        with self._session.post(self._url, json=BODY, stream=True, verify=self._verify) as response:
            for line in response.iter_lines():
                if line.startswith(b"data: ") and line != b"data: [DONE]":
                    seen(json.loads(line[6:])["choices"][0]["delta"].get("content") or "")

    def close(self) -> None:
        """Closes the session."""
        self._session.close()
