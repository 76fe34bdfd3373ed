"""
What other clients make of the same faults.

Measured on loopback in November 2026 with requests 2.34.2 (`iter_lines`, `json.loads`), aiohttp 3.14.5 (`async for line`), openai 3.54.0
and OpenRouter's SDK 1.3.84, the last two sync and async alike; time-outs of 3 s, no retries, at most 10 s each (20 s for the endless ones).
"""

from __future__ import annotations

import re

# One word for all four clients, or one for each; an exception that is not of the client's own hierarchy has a `!`.
_MEASURED = """
happy: whole
happy_crlf: whole
happy_bom: silent | silent | silent | whole
happy_close: whole
happy_length: whole
happy_gzip: whole
comments_then_ok: whole
http_400: HTTPError | ClientResponseError | BadRequestError | BadRequestResponseError
http_401: HTTPError | ClientResponseError | AuthenticationError | UnauthorizedResponseError
http_402: HTTPError | ClientResponseError | APIStatusError | PaymentRequiredResponseError
http_403: HTTPError | ClientResponseError | PermissionDeniedError | ForbiddenResponseError
http_404: HTTPError | ClientResponseError | NotFoundError | NotFoundResponseError
http_408: HTTPError | ClientResponseError | APIStatusError | RequestTimeoutResponseError
http_413: HTTPError | ClientResponseError | APIStatusError | PayloadTooLargeResponseError
http_422: HTTPError | ClientResponseError | UnprocessableEntityError | UnprocessableEntityResponseError
http_500: HTTPError | ClientResponseError | InternalServerError | InternalServerResponseError
http_503: HTTPError | ClientResponseError | InternalServerError | ServiceUnavailableResponseError
http_429_seconds: HTTPError | ClientResponseError | RateLimitError | TooManyRequestsResponseError
http_429_date: HTTPError | ClientResponseError | RateLimitError | TooManyRequestsResponseError
http_429_far: HTTPError | ClientResponseError | RateLimitError | TooManyRequestsResponseError
http_429_junk: HTTPError | ClientResponseError | RateLimitError | TooManyRequestsResponseError
http_502_html: HTTPError | ClientResponseError | InternalServerError | OpenRouterDefaultError
http_524_cdn: HTTPError | ClientResponseError | InternalServerError | OpenRouterDefaultError
http_500_empty: HTTPError | ClientResponseError | InternalServerError | !ResponseNotRead
http_500_endless: HTTPError | ClientResponseError | 3.9 GB in 20 s | 4.2 GB in 20 s
http_500_stalled: HTTPError | ClientResponseError | !ReadTimeout | !ReadTimeout
ok_json_error: silent | silent | silent | ResponseValidationError
ok_json_completion: silent | silent | silent | ResponseValidationError
ok_html: silent | silent | silent | OpenRouterDefaultError
ok_empty: silent
ok_empty_chunked: silent
http_204: silent | silent | silent | !ResponseNotRead
redirect_other: follows it
redirect_same: follows it
redirect_302: follows it
redirect_loop: TooManyRedirects | TooManyRedirects | APIConnectionError | !TooManyRedirects
trunc_event: !JSONDecodeError | !JSONDecodeError | silent | ResponseValidationError
trunc_event_line: silent
trunc_utf8: !UnicodeDecodeError
trunc_chunk: ChunkedEncodingError | ClientPayloadError | APIConnectionError | !RemoteProtocolError
trunc_between_chunks: ChunkedEncodingError | ClientPayloadError | APIConnectionError | !RemoteProtocolError
trunc_length: ChunkedEncodingError | ClientPayloadError | APIConnectionError | !RemoteProtocolError
rst: ChunkedEncodingError | ClientPayloadError | APIConnectionError | !ReadError
rst_before_headers: ConnectionError | ClientOSError | APIConnectionError | !ReadError
fin_before_headers: ConnectionError | ServerDisconnectedError | APIConnectionError | !RemoteProtocolError
fin_mid_headers: silent | ServerDisconnectedError | APIConnectionError | !RemoteProtocolError
fin_no_done: whole
fin_silent: silent
fin_silent_close: silent
done_no_finish: whole
dup_finish: last wins
late_content: whole
after_done: whole
mid_error: silent, `error` | silent, `error` | APIError | silent, `error`
mid_error_bare: silent | silent | APIError | ResponseValidationError
mid_error_event: silent | silent | APIError | ResponseValidationError
first_error: silent | silent | APIError | ResponseValidationError
finish_error_no_body: silent, `error`
choice_error: silent, `error`
bad_json: !JSONDecodeError | !JSONDecodeError | !JSONDecodeError | ResponseValidationError
bad_utf8: !UnicodeDecodeError
choices_null: whole | whole | whole | ResponseValidationError
choices_missing: whole | whole | whole | ResponseValidationError
choices_object: !KeyError | !KeyError | !KeyError | ResponseValidationError
delta_null: whole | whole | whole | ResponseValidationError
content_number: silent | silent | silent | ResponseValidationError
content_list: silent | silent | silent | ResponseValidationError
tool_no_index: whole | whole | whole | ResponseValidationError
finish_number: whole | whole | whole | ResponseValidationError
finish_unknown: whole
usage_string: whole | whole | whole | ResponseValidationError
top_array: !AttributeError | !AttributeError | whole | ResponseValidationError
top_null: !AttributeError | !AttributeError | whole | ResponseValidationError
top_string: !AttributeError | !AttributeError | whole | ResponseValidationError
unknown_event: whole | whole | whole | ResponseValidationError
empty_data: whole | whole | !JSONDecodeError | ResponseValidationError
nan: whole | whole | whole | ResponseValidationError
surrogate: cannot be encoded | cannot be encoded | cannot be encoded | ResponseValidationError
big_int: !ValueError
depth_bomb: !RecursionError
ansi: whole
html: whole
big_event: over 20 s | !LineTooLong | whole, 256 MB | whole, 389 MB
endless_line: over 20 s | !LineTooLong | silent, 1.6 GB | over 20 s
endless_event: !JSONDecodeError | !JSONDecodeError | silent, 525 MB | over 20 s
gzip_bomb: over 20 s | !LineTooLong | over 2 GB | over 20 s
huge_header_line: ConnectionError | ClientResponseError | whole | whole
many_headers: ConnectionError | ClientResponseError | whole | whole
endless_comments: hangs
stall_comments: hangs
stall_empty_deltas: hangs
stall: ConnectionError | SocketTimeoutError | APITimeoutError | !ReadTimeout
stall_headers: ReadTimeout | SocketTimeoutError | APITimeoutError | !ReadTimeout
slow_headers: hangs
slowloris: hangs
slowloris_chunk: hangs
done_then_hang: whole
finish_then_hang: hangs
no_ctype: whole | whole | whole | OpenRouterDefaultError
wrong_ctype: whole | whole | whole | OpenRouterDefaultError
latin1_ctype: whole
bad_chunk_size: ChunkedEncodingError | hangs | APIConnectionError | !RemoteProtocolError
bad_status_line: ConnectionError | ClientResponseError | APIConnectionError | !RemoteProtocolError
early_hints: silent | whole | whole | whole
refused: ConnectionError | ClientConnectorError | APIConnectionError | !ConnectError
dns: ConnectionError | ClientConnectorDNSError | APIConnectionError | !ConnectError
tls_wrong_authority: SSLError | ClientConnectorCertificateError | APIConnectionError | !ConnectError
tls_to_plain: ReadTimeout | ConnectionTimeoutError | APITimeoutError | !ConnectTimeout
"""


def _shown(word: str) -> str:
    """A word of the table as Markdown."""
    if re.fullmatch("[A-Z][A-Za-z]+", word):
        return f"`{word}`"
    return f"*`{word[1:]}`*" if word.startswith("!") else word


def _row(line: str) -> tuple[str, list[str]]:
    name, _, words = line.partition(": ")
    shown = [_shown(word) for word in words.split(" | ")]
    return name, shown * 4 if len(shown) == 1 else shown


PEERS: dict[str, list[str]] = dict(map(_row, _MEASURED.strip().splitlines()))
"""Each scenario's outcome with requests, aiohttp, openai and OpenRouter's SDK, as Markdown."""
