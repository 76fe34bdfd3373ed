"""A call costs no more than it may, by the price list."""

from __future__ import annotations

import json
import threading
from decimal import Decimal
from typing import Any

import pytest

from openrouter import Budget, errors
from openrouter.core.call import Call
from openrouter.core.flow import Flow
from openrouter.core.journal import Journal
from openrouter.core.kept import Kept
from openrouter.core.options import Limits, Retry, Timeout
from openrouter.core.scripts import stream_chat
from openrouter.core.spending import Spending
from openrouter.core.steps import Emit, Failure, Head, Open, Read
from tests.core.test_settings import made
from tests.play import (
    DONE,
    END,
    KEY,
    OK,
    REFUSED,
    RESET,
    ROLE,
    Canned,
    FakeClock,
    error_body,
    make_flow,
    piece,
    play,
    sse,
)

JSON = Head(200, {"content-type": "application/json"})
PRICE = {"prompt": "0.001", "completion": "0.01"}
PROMPT = 5 * Decimal(PRICE["prompt"])
"""What the prompt of these calls is guessed to cost."""

TOKEN = Decimal(PRICE["completion"])


def model(name: str = "a/m", **pricing: str) -> list[Canned]:
    """The service's word on a model."""
    data = {"id": name, "name": name, "pricing": {**PRICE, **pricing}, "context_length": 1000}
    return [JSON, json.dumps({"data": data}).encode(), END]


class Case:
    """A call with a budget, and what its prices are asked with."""

    def __init__(
        self,
        max_cost: float | Budget,
        body: dict[str, Any] | None = None,
        kept: Kept | None = None,
        retry: Retry | None = None,
        **more: Any,
    ) -> None:
        self.clock = FakeClock()
        self.kept = kept or Kept()
        self.budget = Budget.of(max_cost)
        self.spending = Spending(self.budget, made(api_key=KEY), self.kept, self.flow_of, self.clock.now)
        whole = {"model": "a/m", "messages": [{"role": "user", "content": "hi"}], "max_tokens": 100}
        self.flow = make_flow(
            clock=self.clock, body={**whole, **(body or {})}, hooks=self.spending.hooks(), retry=retry, **more
        )
        self.flow.spending = self.spending

    def flow_of(self, call: Call) -> Flow:
        """A flow for the question of a price."""
        return Flow(call, Journal(Limits()), Timeout(), Retry(attempts=1), self.clock.now, lambda: 0.0)

    def play(self, replies: list[Canned]) -> list[str]:
        """Plays the call; the URLs that were opened."""
        return [step.request.url for step in play(self.flow, replies) if isinstance(step, Open)]


def answer(pieces: int, cost: float | None = None) -> list[Canned]:
    """An answer whose pieces come one a read."""
    usage = {"choices": [], "usage": {"prompt_tokens": 1, "completion_tokens": pieces, "cost": cost}}
    end = sse(piece("", finish="stop"), usage) + DONE
    return [OK, *(sse(piece("word")) for _ in range(pieces)), end, END]


def test_a_call_within_its_budget() -> None:
    """The price is asked once, the answer is whole, and the budget knows what the service said."""
    case = Case(1.0)
    urls = case.play([*model(), *answer(3, cost=0.25)])

    assert "completed" == case.flow.journal.status
    assert 2 == len(urls)
    assert "/models/" in urls[0] or "/model/" in urls[0]
    assert (Decimal("0.25"), Decimal("0.75")) == (case.budget.spent, case.budget.left)

    again = Case(case.budget, kept=case.kept)
    urls = again.play(answer(3))

    assert 1 == len(urls)  # the price is known
    assert case.budget.spent > Decimal("0.25")  # guessed, as the service did not say


def test_a_prompt_that_costs_too_much_is_not_sent() -> None:
    """Only the price is asked; nothing is spent."""
    case = Case(0.0001)
    urls = case.play(model())
    error = case.flow.journal.error

    assert isinstance(error, errors.LimitExceededError)
    assert ("max_cost", 0.0001, 1) == (error.limit, error.value, len(urls))
    assert 0 == case.budget.spent


def test_an_answer_that_grows_too_dear_is_ended() -> None:
    """What was delivered is in the error, and counts as spent."""
    case = Case(0.05)
    case.play([*model(), OK, *(sse(piece("word")) for _ in range(6))])
    error = case.flow.journal.error

    assert isinstance(error, errors.LimitExceededError)
    assert error.partial is not None
    assert "word" * 5 == error.partial.text
    assert "failed" == case.flow.journal.status
    assert PROMPT + 5 * TOKEN == case.budget.spent


def test_long_chunks_count_by_their_characters() -> None:
    """A chunk may hold more than one token."""
    case = Case(0.05)
    case.play([*model(), OK, sse(piece("x" * 400)), sse(piece("y"))])

    assert isinstance(case.flow.journal.error, errors.LimitExceededError)


def test_every_model_that_may_answer_has_a_price() -> None:
    """Fall-backs are asked for too; one without a price is refused, as no bound could be kept."""
    case = Case(1.0, {"models": ["a/m", "a/n"]})
    urls = case.play([*model("a/m"), *model("a/n"), *answer(1, cost=0.5)])

    assert 3 == len(urls)

    case = Case(1.0, {"models": ["a/m", "a/n"]})
    case.play([*model("a/m"), *model("a/n", prompt="-1")])

    assert isinstance(case.flow.journal.error, errors.ConfigurationError)

    case = Case(1.0)
    case.play([Head(404, {}), error_body(404), END])

    assert isinstance(case.flow.journal.error, errors.NotFoundError)


def test_a_model_without_a_bound_on_its_answer() -> None:
    """Where the price of a token of the answer is unknown, the prompt counts alone."""
    data = {"id": "a/m", "name": "m", "pricing": {**PRICE, "completion": "0"}}
    case = Case(1.0)
    case.flow.call.body.pop("max_tokens")  # type: ignore[attr-defined]
    case.play([JSON, json.dumps({"data": data}).encode(), END, *answer(3, cost=0.5)])

    assert "completed" == case.flow.journal.status


def test_calls_share_a_budget() -> None:
    """What is guessed for calls under way is taken off what is left."""
    budget = Budget(1)

    assert budget.allows(1, Decimal("0.75"))
    assert not budget.allows(2, Decimal("0.5"))
    assert budget.allows(2, Decimal("0.25"))
    assert 0 == budget.left

    budget.settle(1, Decimal("0.125"))
    budget.settle(2, Decimal("0.25"))
    budget.settle(3, Decimal(0))

    assert (Decimal("0.375"), Decimal("0.625")) == (budget.spent, budget.left)


@pytest.mark.parametrize("amount", [0, -1, "1", True, float("nan")])
def test_an_amount_is_a_positive_number(amount: Any) -> None:
    """Anything else is refused when the call is made."""
    with pytest.raises(errors.ConfigurationError, match="max_cost"):
        Budget(amount)


def test_a_call_that_ends_while_another_asks() -> None:
    """The garbage collector may settle a call in the very thread that is asking, and nobody waits for himself."""

    class Amount(float):
        def __str__(self) -> str:
            budget.settle(1, Decimal("0.25"))
            return "1"

    budget = Budget(Amount(1))
    allowed: list[bool] = []
    asking = threading.Thread(target=lambda: allowed.append(budget.allows(2, Decimal("0.5"))), daemon=True)
    asking.start()
    asking.join(10)

    assert [True] == allowed
    assert Decimal("0.25") == budget.spent


def test_a_call_that_ends_while_the_others_are_added_up() -> None:
    """The garbage collector may settle a call between two additions."""

    class Amount(Decimal):
        def __radd__(self, other: Any) -> Decimal:
            while dropped:
                budget.settle(dropped.pop(), Decimal("0.25"))
            return Decimal(self) + Decimal(other)

    budget, dropped = Budget(1), list[int]()
    for call, amount in ((1, Amount("0.125")), (2, Decimal("0.25")), (3, Decimal("0.25"))):
        assert budget.allows(call, amount)

    dropped = [2]
    assert budget.left <= Decimal("0.375")
    assert Decimal("0.25") == budget.spent

    dropped = [3]
    assert budget.allows(4, Decimal("0.125"))
    assert Decimal("0.5") == budget.spent


REFUSALS: dict[str, list[Canned]] = {
    "429": [Head(429, {}), error_body(429), END],
    "401": [Head(401, {}), error_body(401), END],
    "402": [Head(402, {}), error_body(402), END],
    "400": [Head(400, {}), b"no", END],
    "503": [Head(503, {}), error_body(503), END],
    "never connected": [REFUSED],
    "no TLS": [Failure("tls", "unknown authority", sent=False)],
    "429 in the stream": [OK, sse(ROLE, {"error": {"code": 429, "message": "no"}}), END],
}


@pytest.mark.parametrize("replies", REFUSALS.values(), ids=REFUSALS)
def test_a_call_that_was_refused_costs_nothing(replies: list[Canned]) -> None:
    """Where the error shows that nothing can have been billed, and nothing was delivered, the prompt is not spent."""
    case = Case(1.0)
    case.play([*model(), *replies])

    assert case.flow.journal.error is not None
    assert (Decimal(0), Decimal(1)) == (case.budget.spent, case.budget.left)


UNKNOWN: dict[str, list[Canned]] = {
    "500": [Head(500, {}), error_body(500), END],
    "408": [Head(408, {}), error_body(408), END],
    "a page of a gateway": [Head(502, {}), b"<html>", END],
    "broken before the head": [RESET],
    "TLS broken": [Failure("tls", "bad record", sent=True)],
    "empty": [OK, END],
    "400 in the stream": [OK, sse({"error": {"code": 400, "message": "no"}}), END],
}


@pytest.mark.parametrize("replies", UNKNOWN.values(), ids=UNKNOWN)
def test_a_call_that_may_have_been_billed_costs_what_was_guessed(replies: list[Canned]) -> None:
    """Nobody has said, so that the guess counts."""
    case = Case(1.0)
    case.play([*model(), *replies])

    assert PROMPT <= case.budget.spent <= PROMPT + TOKEN  # a chunk that holds an error counts as one


def test_text_counts_though_a_refusal_follows() -> None:
    """What was delivered was made, whatever the error is."""
    case = Case(1.0)
    case.play([*model(), OK, sse(piece("word")), sse({"error": {"code": 429, "message": "no"}}), END])

    assert PROMPT + 2 * TOKEN == case.budget.spent


def test_a_call_that_was_never_sent_costs_nothing() -> None:
    """One that is left while it asks for prices, or waits, has spent nothing."""
    case = Case(1.0)
    running = stream_chat(case.flow)
    running.send(None)
    running.close()
    case.flow.journal.left(1.0)

    assert 0 == case.budget.spent


def test_an_answer_that_is_left_costs_what_was_guessed() -> None:
    """The prompt, and what was delivered."""
    case = Case(1.0)
    running = stream_chat(case.flow)
    replies = iter([*model(), OK, sse(piece("word"), piece("word"))])
    step = running.send(None)
    while not isinstance(step, Emit):
        step = running.send(next(replies) if isinstance(step, (Open, Read)) else None)
    case.flow.journal.ready.extend(step.items)
    case.flow.journal.take()
    running.close()
    case.flow.journal.left(1.0)

    assert PROMPT + TOKEN == case.budget.spent


def test_every_attempt_counts() -> None:
    """What may have been billed is guessed, what cannot have been costs nothing, and the last is what the service said."""
    case = Case(1.0, retry=Retry(attempts=4, resend=True))
    case.play([*model(), *UNKNOWN["500"], *REFUSALS["429"], RESET, *answer(2, cost=0.25)])

    assert "completed" == case.flow.journal.status
    assert 2 * PROMPT + Decimal("0.25") == case.budget.spent


def test_every_part_of_a_continued_answer_counts() -> None:
    """The first part is guessed; the second, which the service has counted, holds the first in its prompt."""
    case = Case(1.0, retry=Retry(attempts=2), resume=True)
    case.play([*model(), OK, sse(piece("word")), sse(piece("word")), RESET, *answer(2, cost=0.25)])

    assert "completed" == case.flow.journal.status
    assert PROMPT + 2 * TOKEN + Decimal("0.25") == case.budget.spent

    case = Case(1.0, retry=Retry(attempts=2), resume=True)
    case.play([*model(), OK, sse(piece("word")), sse(piece("word")), RESET, *answer(2)])

    first, second = PROMPT + 2 * TOKEN, PROMPT + 6 * Decimal(PRICE["prompt"]) + 4 * TOKEN  # a message of eight bytes more
    assert first + second == case.budget.spent


def test_a_continuation_that_costs_too_much_is_not_sent() -> None:
    """Each sends a prompt, which the purse is asked for; what was delivered is in the error."""
    case = Case(0.03, retry=Retry(attempts=2), resume=True)
    case.play([*model(), OK, sse(piece("word")), sse(piece("word")), RESET])
    error = case.flow.journal.error

    assert isinstance(error, errors.LimitExceededError)
    assert error.partial is not None
    assert "wordword" == error.partial.text
    assert 1 == case.flow.journal.stats.sends
    assert PROMPT + 2 * TOKEN == case.budget.spent


@pytest.mark.parametrize(
    ("delta", "tokens"),
    [
        ({"content": "word" * 10}, 10),
        ({"content": "字" * 40}, 30),
        ({"content": "a", "reasoning": "word" * 10}, 11),
        ({"reasoning": "\ud800" * 4}, 3),
        ({"tool_calls": [{"index": 0, "function": {"arguments": "{}"}}]}, 1),
    ],
)
def test_an_answer_is_guessed_by_its_bytes(delta: dict[str, Any], tokens: int) -> None:
    """Four bytes of text or of reasoning are a token, in every choice; a chunk is one at the least."""
    case = Case(1.0)
    choices = [{"index": index, "delta": delta} for index in (0, 1)]
    case.play([*model(), OK, sse({"choices": choices[:1]}), RESET])

    assert PROMPT + tokens * TOKEN == case.budget.spent

    case = Case(1.0)
    case.play([*model(), OK, sse({"choices": choices}), RESET])

    assert case.budget.spent in {PROMPT + 2 * tokens * TOKEN, PROMPT + (2 * tokens - 1) * TOKEN}
