"""The promise, for random streams, faults, readers, framings and both fronts: the whole answer, or a prefix of it and a typed error."""

from __future__ import annotations

import asyncio
import copy
import pickle
import ssl
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import hypothesis
import pytest
import trustme
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openrouter import errors
from openrouter.testing import FakeOpenRouter
from tests import oracle
from tests.measuring import up_to_three
from tests.promise.expected import Expected, ending, expected
from tests.promise.reading import AsyncFront, Reader, Seen, SyncFront
from tests.promise.sent import Fault, Plan, Plans, delta, plans, written

SLACK = 0.5
"""Seconds after its deadline in which a call must have ended."""

SLOW = 3
"""How many of thousands of streams a busy machine may hold up beyond that; each is read again, and must be in time then."""


UNSEEABLE = {"unseen": "the connection, which delimits the body, was cut", "stall": "the grace for more ran out"}
"""How an answer may end that is complete to everybody, though the service would have sent more."""


class World:  # of attrs hypothesis prints all fields, and so every plan that was played
    """A server, and the clients of both fronts, which stay open from one stream to the next."""

    def __init__(self, server: FakeOpenRouter, plans: Plans, fronts: list[Any]) -> None:
        self.server, self.plans, self.fronts = server, plans, fronts
        self.slow: list[str] = []
        """Streams that took too long, and did not when they were read again."""

    def read(self, plan: Plan, reader: Reader) -> Iterator[tuple[str, Seen]]:
        """The stream of a plan, on each front."""
        self.plans.made.append(plan)
        for front in self.fronts:
            asked = len(self.server.requests)
            yield front.name, front.read(len(self.plans.made) - 1, reader)
            if plan.surplus < 0:  # what comes late belongs to nobody, and would be the beginning of the next answer
                received = self.server.requests[asked]
                while not received.client_closed.is_set() and not received.finished.wait(0.01):
                    pass

    def seconds(self, front: str, plan: Plan, reader: Reader) -> float:
        """How long the stream of a plan takes on one front."""
        return next(seen.seconds for name, seen in self.read(plan, reader) if name == front)


@pytest.fixture(scope="module", params=["http", "https"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """At its end no connection, descriptor or thread is left."""
    tls = verify = None
    if request.param == "https":
        authority, tls = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("127.0.0.1").configure_cert(tls)
        verify = str(tmp_path_factory.mktemp("tls") / "ca.pem")
        authority.cert_pem.write_to_path(verify)
    answers = Plans()
    threads = threading.active_count()
    with FakeOpenRouter(default=answers, tls=tls) as server:
        fronts: list[Any] = [SyncFront(server.url, verify), AsyncFront(server.url, verify)]
        yield (world := World(server, answers, fronts))
        assert len(world.slow) <= SLOW, world.slow
        clients = sum(len(front.clients) for front in fronts)
        assert server.wait_closed(left=clients), f"more than one connection a client: {server.open_connections}"
        for front in fronts:
            front.close()
        assert server.wait_closed(), f"{server.open_connections} connections are left"
    assert threads == threading.active_count()


def readers() -> st.SearchStrategy[Reader]:
    """Most read all of it in a loop."""
    views = st.sampled_from(["loop"] * 6 + ["text", "events", "raw", "final"])
    ways = ["stays"] * 8 + ["breaks", "cancels", "cancels from a thread", "closes", "is cancelled"]
    one_in_six = st.sampled_from([False] * 5 + [True])
    return st.builds(Reader, views, st.sampled_from(ways), st.integers(1, 4), tight=one_in_six, slow=one_in_six)


def check(world: World, plan: Plan, reader: Reader, *, timed: bool = False) -> None:
    """The promise, for one plan and one reader."""
    what = expected(plan)
    stalls = ending(plan)[1] in {"stall", "stalled head"}
    reader = evolve(reader, hasty=stalls)
    for name, seen in world.read(plan, reader):
        try:
            _check_error(seen, reader)
            _check_text(seen, what, plan, reader)
            _check_answer(seen, reader, what)
            if reader.leaving == "stays" and not reader.tight:
                _check_outcome(seen, what, reader)
            most = (0.2 if stalls else 0.0) + SLACK + (0.5 if plan.fault is not None else 0.0)
            if timed and seen.seconds > most:
                assert min(up_to_three(partial(world.seconds, name, plan, reader), most)) < most
                world.slow.append(f"{name}, {seen.seconds:.1f} s: {plan}")
        except AssertionError as error:
            error.add_note(f"{name}: {seen}\n{what}\n{ending(plan)}\n{seen.error!r}")
            raise


def _check_error(seen: Seen, reader: Reader) -> None:
    """Only ours is raised, it is complete, and the status says the same."""
    error, stream = seen.error, seen.stream
    if isinstance(error, asyncio.CancelledError):
        assert reader.leaving == "is cancelled"
        # It met a read, the reader's own waiting, or the last use of the connection of an answer that was whole.
        assert stream.status in {"cancelled", "closed", "completed"}
        return
    left = reader.leaving in {"breaks", "closes"} and len(seen.items) >= reader.after
    if error is None:
        assert stream.status == "completed" or (left and stream.status == "closed")
        return
    assert isinstance(error, errors.OpenRouterError)
    assert (None, None) == (error.__cause__, error.__context__)
    assert error.attempts == 1
    assert error.partial in ((stream.response,) if stream.stats.chunks else (stream.response, None))
    assert pickle.loads(pickle.dumps(error)).partial == error.partial
    if not left:
        expected_status = _STATUS.get(type(error), "failed")
        assert expected_status == stream.status


_STATUS = {
    errors.StreamTruncatedError: "truncated",
    errors.StreamInterruptedError: "interrupted",
    errors.StreamCancelledError: "cancelled",
    errors.APITimeoutError: "timed_out",
}


def _check_text(seen: Seen, what: Expected, plan: Plan, reader: Reader) -> None:
    """The text is a prefix of what was sent; whole if completed, but for what nobody can see."""
    text, stream = seen.text, seen.stream
    sent = what.sent.text(whole=True)
    if reader.view in {"loop", "text", "events"}:
        assert sent.startswith(text)
        if stream.status == "completed" and sent != text:
            end = ending(plan)[1]
            assert end in UNSEEABLE
            assert what.seen.finished
            hypothesis.event(f"nobody can see it: every choice so far was finished, and {UNSEEABLE[end]}")
    if stream.status == "completed" and what.sent.done and not what.seen.done:
        assert not stream.stats.done_seen


def _check_answer(seen: Seen, reader: Reader, what: Expected) -> None:
    """The answer is what was delivered, added up a second time; leaving changes nothing of it."""
    response = seen.stream.response
    response.to_json()
    if seen.before is not None and reader.leaving in {"breaks", "cancels", "closes"}:
        assert seen.before == response
        assert reader.after == len(seen.items) or reader.view == "events"  # of which a chunk may give several
    if reader.view == "loop":
        assert oracle.fold([chunk.to_dict() for chunk in seen.chunks]) == oracle.normal(response.to_dict())
        assert len(seen.chunks) == seen.stream.stats.chunks
    if reader.view in {"loop", "text", "events"} and any(choice.index == 0 for choice in response.choices or ()):
        assert response.text == seen.stream.text
        rest = response.text.removeprefix(seen.text)
        # A chunk may give several events, and whoever leaves after one of them has not had the others.
        left_in_a_chunk = reader.view == "events" and reader.leaving != "stays" and len(seen.items) >= reader.after
        assert seen.text + rest == response.text
        assert len(rest) <= (what.sent.longest if left_in_a_chunk else 0)


def _check_outcome(seen: Seen, what: Expected, reader: Reader) -> None:
    """Everything that arrived whole is delivered, and the outcome is the one that the bytes mean."""
    status = seen.stream.status
    assert status in what.statuses
    if what.lossy and status != "completed":
        return
    folded = oracle.fold(what.seen.chunks)
    answer = oracle.normal(seen.stream.response.to_dict())
    if _has_half(what.seen.chunks):
        return
    assert folded == answer
    if reader.view == "loop":
        payloads = [oracle.with_deltas(copy.deepcopy(payload)) for payload in what.seen.chunks]
        assert payloads == [chunk.to_dict() for chunk in seen.chunks]


def _has_half(value: Any) -> bool:
    if isinstance(value, str):
        return any("\ud800" <= character <= "\udfff" for character in value)
    if isinstance(value, dict):
        return any(map(_has_half, value.values()))
    return isinstance(value, list) and any(map(_has_half, value))


Settings = Callable[..., Any]
OFTEN: Any = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None}


@pytest.mark.requirement(13)
@settings(max_examples=50, derandomize=True, **OFTEN)
@given(plan=plans(), reader=readers())
def test_the_promise(world: World, plan: Plan, reader: Reader) -> None:
    """For any stream, any fault and any reader."""
    check(world, plan, reader)


@pytest.mark.prove
@pytest.mark.requirement(13)
@settings(max_examples=1000, **OFTEN)
@given(plan=plans(), reader=readers())
def test_the_promise_very_often(world: World, plan: Plan, reader: Reader) -> None:
    """The same so often that what is rare is there, and within its deadlines."""
    check(world, plan, reader, timed=True)


WORDS = ["Grü", "ße, ", "世界", "! \U0001f600", " done"]
USAGE = {"choices": [], "usage": {"total_tokens": 3, "cost": 0.5}}
BODY = (
    ": OPENROUTER PROCESSING\n\n"
    + "".join(written(delta(0, content=word)) for word in WORDS)
    + written(delta(0, "stop", content=""))
    + written(USAGE)
    + "data: [DONE]\n\n"
).encode()
PLACES = sorted({0, 1, 30, *(BODY.index(b"[DONE]") + more for more in (0, 5, 6, 7, 8)), *range(60, len(BODY), 61), len(BODY)})


@pytest.mark.requirement(12, 13)
@pytest.mark.parametrize("how", ["fin", "rst", "clean"])
@pytest.mark.parametrize("framing", ["chunked", "close", "length"])
def test_every_cut(world: World, framing: Any, how: Any) -> None:
    """A usual answer, cut at places all over it: in events, between them, in characters, in `[DONE]` and its line end."""
    for place in PLACES:
        check(world, Plan(BODY, [BODY], framing, fault=Fault(how, at=place)), Reader())


FOREIGN = written(delta(0, "stop", content="of another")).encode()
SURPLUS = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: %d\r\n\r\n%b" % (len(FOREIGN), FOREIGN)


@pytest.mark.parametrize("surplus", [b"]", SURPLUS], ids=["a byte", "an answer"])
def test_what_is_beyond_the_length_is_nobodys_answer(world: World, surplus: bytes) -> None:
    """Bytes after a body of known length end their connection; the next request has another, and its own answer."""
    own = written(delta(0, "stop", content="own")).encode()
    plan = Plan(own + surplus, [own + surplus], "length", surplus=-len(surplus))
    for _ in range(3):
        for _, seen in world.read(plan, Reader()):
            assert ("own", "completed") == (seen.text, seen.stream.status)


CHOICES = [written(delta(index, text, content=text)).encode() for index, text in enumerate(["one", "two"])]


@pytest.mark.requirement(13)
@pytest.mark.parametrize("framing", ["close", "chunked", "length"])
def test_the_cut_that_nobody_can_see(world: World, framing: Any) -> None:
    """
    A body that ends with its connection, cut between two choices of which the first had its finish reason: it looks whole. Where the
    framing tells of the break, it is `interrupted`.
    """
    body = b"".join(CHOICES)
    plan = Plan(body, [body], framing, fault=Fault("fin", at=len(CHOICES[0])))
    for _, seen in world.read(plan, Reader()):
        assert ("completed" if framing == "close" else "interrupted") == seen.stream.status
        assert "one" == seen.text
        assert not seen.stream.stats.done_seen
