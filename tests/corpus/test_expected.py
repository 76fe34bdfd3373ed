"""What the tests of the recordings' own projects say about them is what we make of them.

The corpus holds the source of some of those tests. A text, reasoning, tool call, id, signature or citation of ours that
stands there as a literal is checked; where nothing does, the table says why.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from openrouter import Accumulator
from openrouter.models import ChatResponse
from tests.corpus.recordings import Recording, chunks_of, needs_corpus, streams
from tests.parsing import parsed

pytestmark = needs_corpus

CONFIRMED: Mapping[str, set[str]] = {
    "fake-azure-endpoint-open.crewai.llms-TestAzureToolCallStreaming-test-azure-streaming-emits-tool-call-events.0": {
        "tool name"
    },
    "inference-crusoecloud-co.pydai.test-crusoe-test-crusoe-model-streaming.0": {"text"},
    "localhost.btpy.cassettes-test-streaming-ttft.0": {"text"},
    "localhost.traceloop.test-chat-test-chat-streaming.0": {"id"},
    "myorg-myaccount-snowflak.pydai.test-snowflake-test-snowflake-model-streaming.0": {"text"},
    "openai-com.llm.test-tools-streaming-test-tools-streaming-variant-a.1": {"text"},
    "openai-com.logfire.test-openai-test-sync-chat-completions-stream-version-latest.0": {"text"},
    "openai-com.pydai.test-dbos-test-dbos-agent-iter.0": {"text"},
    "or.llmor-h2412.test-llm-openrouter-test-prompt.1": {"text"},
    "or.llmor-h2504.test-llm-openrouter-test-prompt.2": {"text"},
    "or.llmor-h2509.test-llm-openrouter-test-prompt.1": {"text"},
    "or.llmor-h2509.test-llm-openrouter-test-tool-calls.2": {"text"},
    "or.logfire.test-openai-test-openrouter-streaming-reasoning.0": {"text"},
    "or.pydai.test-cache-test-openrouter-cache-streaming-e2e.0": {"text", "id"},
    "or.pydai.test-openrouter-test-openrouter-streaming-reasoning.0": {"text", "reasoning", "signature"},
    "or.pydai.test-openrouter-test-openrouter-web-search-annotations-stream.0": {"citation"},
    "traceloop-stg-openai-azu.traceloop.test-azure-test-chat-async-streaming.0": {"id"},
    "writer-com.traceloop.test-chat-test-writer-async-streaming-chat-multiple-tool-call-requests-legacy.0": {
        "tool name"
    },
    "writer-com.traceloop.test-chat-test-writer-async-streaming-chat-tool-call-request-legacy.0": {
        "tool name",
        "tool arguments",
        "tool id",
    },
    "z-ai.pydai.test-zai-test-zai-thinking-stream.0": {"id"},
}
"""What of ours stands as a literal in the source of the recording's test."""

UNCONFIRMED: Mapping[str, str] = {
    "adb-138962681435081-1-az.chatlas.": "the assertions are in a helper that is not here",
    "deepseek-com.chatlas.": "the assertions are in a helper that is not here",
    "or.chatlas.": "the assertions are in a helper that is not here",
    "router-huggingface-co.chatlas.": "the assertions are in a helper that is not here",
    "fake-azure-endpoint-open.crewai.azure-test-azure-async": "asserts that tokens were counted",
    "groq-com.pydai.": "the source is cut off in the corpus",
    "localhost.traceloop.test-llms": "asserts the names of spans",
    "mistral-ai.chatlas.": "asserts a number that is no literal text",
    "openai-com.chatlas.": "asserts that log probabilities came",
    "openai-com.llm.test-tools-streaming-test-tools-streaming-variant-a.0": "asserts the text of the request after it",
    "openai-com.llm.test-tools-streaming-test-tools-streaming-variant-b.0": "asserts the text of the request after it",
    "or.llmor-h2509.test-llm-openrouter-test-tool-calls.1": "asserts the text of the request after it",
    "or.pydai.test-openrouter-test-openrouter-stream-error.0": "asserts that an error is raised, as test_recorded_streams does",
    "or.pydai.test-openrouter-test-openrouter-stream-with-native-options.0": "asserts the finish reason and the provider",
    "or.pydai.test-openrouter-test-openrouter-web-search-tool-usage-stream.0": "asserts the count of searches in the usage",
    "together-ai.arize.": "asserts that there is text",
}
"""Beginnings of the names of the other recordings whose test is here, and why nothing of ours stands in it."""


def response_of(name: str) -> ChatResponse:
    accumulator = Accumulator()
    for chunk in chunks_of(name):
        accumulator.add(chunk)
    return accumulator.response()


def source_of(recording: Recording) -> str | None:
    source: str | None = (recording.facts["expected"] or {}).get("source")
    return source


def literals(source: str) -> set[str]:
    """The strings in a piece of Python; none if it is cut off in the middle."""
    try:
        tree = parsed(textwrap.dedent(source))
    except SyntaxError:
        return set()
    strings = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return {text.strip() for text in strings if isinstance(text, str)}


def said(response: ChatResponse) -> Iterator[tuple[str, str | None]]:
    """What the response says, kind by kind."""
    yield "text", response.text
    yield "reasoning", response.reasoning
    yield "id", response.id
    for call in response.tool_calls:
        yield "tool id", call.id
        if call.function is not None:
            yield "tool name", call.function.name
            yield "tool arguments", call.function.arguments
    message: Any = response.message
    for detail in message.reasoning_details or []:
        yield "signature", getattr(detail, "signature", None)
    for annotation in message.annotations or []:
        yield "citation", annotation.url_citation.url


def test_what_the_own_test_of_a_recording_says() -> None:
    """What of ours stands as a literal in the test of the source project is what the table says, no less."""
    confirmed = {}
    for name, recording in streams().items():
        if source := source_of(recording):
            known = literals(source)
            kinds = {kind for kind, text in said(response_of(name)) if text and text.strip() in known}
            if kinds:
                confirmed[name] = kinds

    assert confirmed == CONFIRMED


def test_the_table_says_why_the_others_are_not_checked() -> None:
    """Each recording whose test is here is confirmed by it, or has a reason; no reason is left over."""
    others = [name for name, recording in streams().items() if source_of(recording) and name not in CONFIRMED]

    assert [] == [name for name in others if not name.startswith(tuple(UNCONFIRMED))]
    assert [] == [reason for reason in UNCONFIRMED if not any(name.startswith(reason) for name in others)]


def test_literals_that_are_no_strings_of_ours() -> None:
    """Facts that tests of the source projects state by numbers or lists are right too."""
    grok = response_of("or.pydai.test-openrouter-test-openrouter-stream-with-native-options.0")
    searched = response_of("or.pydai.test-openrouter-test-openrouter-web-search-tool-usage-stream.0")
    z_ai = response_of("z-ai.pydai.test-zai-test-zai-thinking-stream.0")
    sum_of_two = response_of("mistral-ai.chatlas.test-provider-mistral-test-mistral-simple-request.0")

    assert ("stop", "completed", "xAI") == (grok.finish_reason, grok.choices[0].native_finish_reason, grok.provider)
    assert 1 == searched.usage.server_tool_use_details.web_search_requests
    assert not searched.message.annotations
    assert (13, 564) == (z_ai.usage.prompt_tokens, z_ai.usage.completion_tokens)
    assert 561 == z_ai.usage.completion_tokens_details.reasoning_tokens
    assert "2" == sum_of_two.text


TITLES: Mapping[str, str] = {
    "13": "should stream images",
    "17": "should accumulate multiple file annotations from stream",
    "22": "should emit only one tool-call when a trailing whitespace delta arrives after a complete tool call",
    "36": "should handle three parallel tool calls with correct independent lifecycles",
    "41": "should generate unique toolCallIds when streaming provider returns duplicate IDs for parallel tool calls",
}


@pytest.mark.parametrize("number", TITLES)
def test_what_a_title_says(number: str) -> None:
    """Of a test of OpenRouter's own provider for the AI SDK only the title is here; it is true of ours."""
    name = f"or.orsdk.chat-index.{number}"
    response = response_of(name)
    message: Any = response.message
    ids = [call.id for call in response.tool_calls]
    holds = {
        "13": bool(response.images) and response.images[0].image_url.url.startswith("data:image/"),
        "17": [one.type for one in message.annotations or []] == ["file"] * 2,
        "22": len(ids) == 1,
        "36": len(ids) == 3,
        "41": len(ids) == len(set(ids)) > 1,
    }

    assert TITLES[number] == streams()[name].facts["expected"]["title"]
    assert holds[number]
