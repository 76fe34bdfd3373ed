"""Made-up streams: hypothesis strategies for what a service, a proxy and a network might send.

All of it is what a right decoder accepts. The pools are small on purpose: ids, indexes, names and words must meet again
for the rules of merging to matter, and halves of JSON must join to whole ones. Wrong types occur only in the lenient
fields of `WRONG`, and seldom.
"""

import copy
import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from hypothesis import strategies as st

Json = dict[str, Any]
Strategies = Mapping[str, st.SearchStrategy[Any]]

PLAIN_WORDS = ["", "a", "Hello", " ", "\n\n", "é", "日本", "\U0001f600", "[REDACTED]"]
AWKWARD_WORDS = ["data: [DONE]\n\n", "\u2028", "\u0085", "\ufeff", "\x00", '"', "\\", "\r"]
WHOLE_ARGUMENTS = ["{}", '{"a":1}', "1", "null"]
HALVES_OF_ARGUMENTS = ["", " ", "\n", '{"a":', "1}", "1}", '{"city": "Zür', 'ich"}', "[", "]", '"', "{", "}"]
IDS = ["a", "b", "call_0", "call_1", "call_1_1"]
MODELS = ["openai/gpt-5-2025-08-07", "anthropic/claude-haiku-4.5", "m"]
FINISHES = ["stop", "length", "tool_calls", "content_filter", "end_of_turn"]
NATIVE_FINISHES = [*FINISHES, "STOP", "MALFORMED_FUNCTION_CALL", "completed"]
FORMATS = ["anthropic-claude-v1", "openai-responses-v1", "unknown"]
URLS = ["data:image/png;base64,AAAA", "data:image/png;base64,BBBB", "https://a.example/i.png"]
ERRORS: list[Any] = [
    {"code": 502, "message": "Upstream error", "metadata": {"provider_name": "Venice", "raw": '{"error":1}'}},
    {"code": "server_error", "message": "Provider disconnected unexpectedly"},
    {"code": 429, "message": "", "metadata": None},
    {"message": "no code"},
]
ANNOTATIONS: list[Json] = [
    {"type": "url_citation", "url_citation": {"url": "https://a.example"}},
    {
        "type": "url_citation",
        "url_citation": {"url": "https://a.example", "title": "A", "start_index": 0, "end_index": 4},
    },
    {"type": "file", "file": {"hash": "h1", "name": "f.pdf", "content": [{"type": "text", "text": "x"}]}},
    {"type": "odd", "odd": {"k": [1, None]}},
]
TOKENS: list[Json] = [
    {"token": "a", "logprob": -0.5, "bytes": [97], "top_logprobs": []},
    {"token": "é", "logprob": 0, "bytes": None, "top_logprobs": [{"token": "e", "logprob": -1.25, "bytes": [101]}]},
]
USAGES: list[Json] = [
    {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3},
    {
        "prompt_tokens": 0,
        "completion_tokens": 0,
        "total_tokens": 0,
        "cost": 0.25,
        "is_byok": False,
        "cost_details": {"upstream_inference_cost": None},
    },
    {
        "prompt_tokens": 9,
        "completion_tokens": 9,
        "total_tokens": 18,
        "completion_tokens_details": {"reasoning_tokens": 7},
        "prompt_tokens_details": None,
    },
]
METADATA: list[Json] = [
    {"requested": "m", "strategy": "direct", "attempt": 1},
    {"requested": "m", "summary": "s", "region": None},
]
UNKNOWN_KEYS = ["x_groq", "obfuscation", "p", "channel", "token_id", "x-y", "é", ""]
SIMPLE_VALUES: list[Any] = [None, True, False, 0, -(2**31), 2**53, 0.5, -1e-7, 1e300, "", "é\u2028"]
NESTED_VALUES: list[Any] = [[], {}, [None, [1], {"a": []}], {"a": {"b": None}, "": "x"}]
WRONG: dict[str, list[Any]] = {
    "created": ["soon", [], {}],
    "usage": ["none", 0, []],
    "system_fingerprint": [7, {}],
    "openrouter_metadata": ["off", []],
}


# How a field may be there


def sometimes(strategy: st.SearchStrategy[Any], *, often: int) -> st.SearchStrategy[Any]:
    """Draw from the strategy once in `often` times, else None."""
    return st.integers(0, often - 1).flatmap(lambda n: strategy if n == often - 1 else st.none())


def or_null(values: Iterable[Any]) -> st.SearchStrategy[Any]:
    """Pick one of the values or null."""
    return st.sampled_from([None, *values])


def some_of(required: Strategies | None = None, /, **optional: st.SearchStrategy[Any]) -> st.SearchStrategy[Json]:
    """Make a dict of the required keys and any of the optional ones, with unknown keys in one of eight."""
    dicts = st.fixed_dictionaries(dict(required or {}), optional=optional)
    return st.tuples(dicts, sometimes(unknown_keys(), often=8)).map(united)


def united(parts: Iterable[Json | None]) -> Json:
    """Make one dict of several; None is an empty one."""
    return {key: value for part in parts if part for key, value in part.items()}


def unknown_keys() -> st.SearchStrategy[Json]:
    """Make keys that nobody knows, with any JSON value; their names collide with no known one."""
    values = st.sampled_from(SIMPLE_VALUES + NESTED_VALUES)
    return st.dictionaries(st.sampled_from(UNKNOWN_KEYS), values, min_size=1, max_size=2)


def words() -> st.SearchStrategy[str]:
    """Make a piece of text: from the pools, or any without surrogates (which raw UTF-8 cannot say)."""
    return st.sampled_from(PLAIN_WORDS + AWKWARD_WORDS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=5)


# The parts of a delta


def contents() -> st.SearchStrategy[Any]:
    """Make a content: a string, null, or Mistral's list of parts."""
    text = st.fixed_dictionaries({"type": st.just("text"), "text": words()})
    thinking = {"type": st.just("thinking"), "thinking": st.lists(text, max_size=2)}
    thought = st.fixed_dictionaries(thinking, optional={"closed": st.booleans()})
    return st.one_of(words(), st.none(), st.lists(text | thought, max_size=3))


def details() -> st.SearchStrategy[Json]:
    """Make a fragment of reasoning details: all types; signature, id, format, index missing, null or there."""
    ids, formats, indexes = or_null(["", "rs_1", "rs_2"]), or_null(FORMATS), or_null([0, 0, 1])
    common = {"id": ids, "format": formats, "index": indexes}
    texts, signatures = st.none() | words(), or_null(["", "sig-1", "sig-2"])
    data = st.sampled_from(["gAAAA", "[REDACTED]", "EqoD+/="])
    server_tool = {"tool_name": words(), "arguments": st.just("{}"), "result": words()}
    return st.one_of(
        st.fixed_dictionaries({"type": st.just("reasoning.text"), "text": words(), "index": st.just(0)}),
        some_of({"type": st.just("reasoning.text")}, text=texts, signature=signatures, **common),
        some_of({"type": st.just("reasoning.text"), "signature": st.sampled_from(["sig-1", "sig-2"])}, **common),
        some_of({"type": st.just("reasoning.summary"), "summary": words()}, **common),
        some_of({"type": st.just("reasoning.encrypted"), "data": data}, **common),
        some_of({"type": st.just("reasoning.server_tool_call"), **server_tool}, **common),
        some_of({"type": st.sampled_from(["reasoning.odd", "thoughts"])}, data=data, text=words(), **common),
    )


def calls() -> st.SearchStrategy[Json]:
    """Make a fragment of a tool call.

    Heads, arguments, whole calls on used indexes; indexes missing; ids and names repeated, empty or null; arguments as
    a dict.
    """
    indexes, ids = st.sampled_from([0, 0, 1, 2]), st.sampled_from(IDS)
    names, kinds = st.sampled_from(["get_weather", "f"]), or_null(["function", ""])
    pieces = st.sampled_from(WHOLE_ARGUMENTS) | st.sampled_from(HALVES_OF_ARGUMENTS)
    mappings = st.sampled_from([{}, {"a": 1}, {"é": [None, "x y"]}])
    function = some_of(name=or_null(["", "get_weather", "f"]), arguments=st.one_of(st.none(), pieces, mappings))
    head = st.fixed_dictionaries({"name": names, "arguments": st.sampled_from(["", '{"a":'])})
    whole = st.fixed_dictionaries({"name": names, "arguments": st.sampled_from(["{}", '{"a":1}'])})
    tail = st.fixed_dictionaries({"arguments": pieces})
    return st.one_of(
        st.fixed_dictionaries({"index": indexes, "function": tail}),
        st.fixed_dictionaries({"index": indexes, "id": ids, "type": st.just("function"), "function": head}),
        st.fixed_dictionaries({"index": st.just(0), "id": ids, "type": st.just("function"), "function": whole}),
        st.fixed_dictionaries({"function": tail}, optional={"id": ids, "index": st.none()}),
        some_of(index=or_null([0, 0, 1, 5]), id=or_null(["", *IDS]), type=kinds, function=st.none() | function),
    )


def images() -> st.SearchStrategy[Json]:
    """Make an image; the urls repeat."""
    image_url = st.fixed_dictionaries({"url": st.sampled_from(URLS)})
    return some_of({"type": st.just("image_url"), "image_url": image_url}, index=st.integers(0, 1))


def audio() -> st.SearchStrategy[Json]:
    """Make a piece of audio."""
    ids, data = or_null(["", "audio_1", "audio_2"]), or_null(["", "AAAA", "BB=="])
    expiries = or_null([1700000000, 1800000000])
    return some_of(id=ids, data=data, transcript=st.none() | words(), expires_at=expiries)


def deltas() -> st.SearchStrategy[Json]:
    """Make a delta: one of the usual kinds, or anything together."""
    role = {"role": or_null(["", "assistant", "assistant"])}
    reasoning = {"reasoning": st.none() | words(), "reasoning_content": st.none() | words()}
    lists = {
        "reasoning_details": st.none() | st.lists(details(), max_size=3),
        "tool_calls": st.none() | st.lists(calls(), max_size=3),
    }
    media = {
        "refusal": st.none() | words(),
        "images": st.none() | st.lists(images(), max_size=2),
        "audio": st.none() | audio(),
        "annotations": st.none() | st.lists(st.sampled_from(ANNOTATIONS), max_size=2),
    }
    return st.one_of(
        some_of({"content": words()}, **role),
        some_of({"reasoning_details": st.lists(details(), min_size=1, max_size=2)}, reasoning=words(), **role),
        some_of({"tool_calls": st.lists(calls(), min_size=1, max_size=2)}, content=st.none(), **role),
        some_of(content=contents(), **reasoning, **role),
        some_of(**media),
        some_of(content=contents(), **reasoning, **lists, **media, **role),
    )


# Choices, chunks, streams


def choices() -> st.SearchStrategy[Json]:
    """Make an entry of `choices`: index missing, null, out of order; a finish anywhere; seldom an error."""
    tokens = st.none() | st.lists(st.sampled_from(TOKENS), max_size=2)
    logprobs = st.none() | some_of(content=tokens, refusal=tokens, tokens=st.none())
    plain = some_of(
        {"delta": deltas(), "finish_reason": sometimes(st.sampled_from(FINISHES), often=8)},
        index=or_null([0, 0, 0, 0, 1, 2]),
        native_finish_reason=sometimes(st.sampled_from(NATIVE_FINISHES), often=6),
    )
    odd = some_of(
        index=or_null([0, 1, 7]),
        delta=st.none() | deltas(),
        finish_reason=or_null(FINISHES),
        native_finish_reason=or_null(NATIVE_FINISHES),
        logprobs=logprobs,
        annotations=st.none() | st.lists(st.sampled_from(ANNOTATIONS), max_size=2),
        text=words(),
        message=st.none() | st.fixed_dictionaries({"role": st.just("assistant"), "content": words()}),
    )
    finishes = or_null(["error", "stop"])
    failed = some_of(index=or_null([0, 1]), delta=deltas(), finish_reason=finishes, error=or_null(ERRORS))
    return st.integers(0, 99).flatmap(lambda n: failed if n >= 98 else odd if n % 3 == 2 else plain)


def chunks() -> st.SearchStrategy[Json]:
    """Make one chunk: its envelope seldom complete, its choices none to three, its usage anywhere."""
    entries = st.lists(choices(), min_size=1, max_size=1) | st.none() | st.lists(choices(), max_size=3)
    envelope = {
        "id": or_null(["gen-1", "gen-1", "gen-2", ""]),
        "object": or_null(["chat.completion.chunk", ""]),
        "created": or_null([1700000000, 1700000001, 0]),
        "model": or_null([*MODELS, ""]),
        "provider": or_null(["OpenAI", "Google AI Studio"]),
    }
    seldom = {
        "usage": or_null(USAGES),
        "system_fingerprint": or_null(["", "fp_1", "fp_2"]),
        "service_tier": or_null(["default", "flex"]),
        "openrouter_metadata": or_null(METADATA),
        "alignment": or_null([{"calls": [{"outcome": "allowed"}]}, {}]),
        "debug": or_null([{"echo_upstream_body": {"model": "m", "n": 1}}]),
        "user_id": or_null(["user_1"]),
    }
    wrong = st.one_of([st.fixed_dictionaries({key: st.sampled_from(values)}) for key, values in WRONG.items()])
    error = st.fixed_dictionaries({"error": st.sampled_from(ERRORS)})
    known = some_of({"choices": entries}, **envelope) | some_of(choices=st.none(), **envelope)
    extra = sometimes(some_of(**seldom), often=3)
    return st.tuples(known, extra, sometimes(wrong, often=15), sometimes(error, often=30)).map(united)


def narrow_chunks() -> st.SearchStrategy[list[Json]]:
    """Make a row of chunks with nothing but tool calls, or nothing but reasoning details."""
    called = st.lists(calls(), min_size=1, max_size=2).map(lambda fragments: {"tool_calls": fragments})
    thought = st.lists(details(), min_size=1, max_size=2).map(lambda fragments: {"reasoning_details": fragments})
    several = st.lists(called, min_size=2, max_size=8) | st.lists(thought, min_size=2, max_size=8)
    return several.map(lambda made: [{"id": "gen-1", "choices": [{"index": 0, "delta": delta}]} for delta in made])


def endings() -> st.SearchStrategy[list[Json]]:
    """Make the last chunks as services send them: a finish, then the usage with the finish repeated or not; or none."""
    envelope: Json = {"id": "gen-1", "object": "chat.completion.chunk", "created": 1700000000, "model": MODELS[0]}
    shapes = st.sampled_from(["finish repeated", "not finished", "no choices"])

    def ending(reason: str, usage: Json, shape: str) -> list[Json]:
        finished: Json = {"index": 0, "delta": {"content": ""}, "finish_reason": reason, "native_finish_reason": reason}
        unfinished = {**finished, "finish_reason": None, "native_finish_reason": None}
        beside_usage = {"finish repeated": [finished], "not finished": [unfinished], "no choices": []}[shape]
        return [{**envelope, "choices": [finished]}, {**envelope, "choices": beside_usage, "usage": usage}]

    return st.just([]) | st.builds(ending, st.sampled_from(FINISHES), st.sampled_from(USAGES), shapes)


def chunk_lists() -> st.SearchStrategy[list[Json]]:
    """Make the parsed payloads of a stream."""
    beginnings = st.lists(chunks(), max_size=8) | st.lists(chunks(), min_size=3, max_size=8) | narrow_chunks()
    return st.tuples(beginnings, endings()).map(lambda parts: copy.deepcopy([*parts[0], *parts[1]]))


# Bytes


def as_sse(chunks: Iterable[Mapping[str, Any]], *, done: bool = True, comments: Collection[int] = ()) -> bytes:
    """Write the chunks as server-sent events, in raw UTF-8 as the service does.

    A keep-alive comment stands before each event whose number is in `comments`; the events are numbered from 0, and
    `[DONE]` has the last number.
    """
    payloads = [json.dumps(chunk, ensure_ascii=False, separators=(",", ":"), allow_nan=False) for chunk in chunks]
    if done:
        payloads.append("[DONE]")
    text = ""
    for number, payload in enumerate(payloads):
        if number in comments:
            text += ": OPENROUTER PROCESSING\n\n"
        text += f"data: {payload}\n\n"
    return text.encode()


@st.composite
def cuts(draw: st.DrawFn, data: bytes) -> list[bytes]:
    """Cut the bytes into pieces, none empty, at random places; also into single bytes."""
    if len(data) <= 4096 and draw(st.integers(0, 9)) == 9:
        return [data[place : place + 1] for place in range(len(data))]
    places = sorted(draw(st.sets(st.integers(1, len(data) - 1), max_size=20))) if len(data) > 1 else []
    return [piece for start, end in zip([0, *places], [*places, len(data)], strict=True) if (piece := data[start:end])]
