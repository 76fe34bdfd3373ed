"""Any bytes are accepted or refused with a documented error, however they are cut."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.harness import check
from tests.fuzz.seeds import SEEDS, mutated

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 45
STEADY = settings(derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=250)


@pytest.mark.parametrize("seed", SEEDS)
def test_right_streams(seed: bytes) -> None:
    """What the fuzzer begins with breaks no rule."""
    check(seed, Random(0))


@pytest.mark.requirement(48)
@STEADY
@given(st.binary(max_size=300), st.integers(0, 2**32))
def test_random_bytes(data: bytes, number: int) -> None:
    """Bytes without any sense."""
    check(data, Random(number))


@pytest.mark.requirement(48)
@STEADY
@given(st.integers(0, 2**64))
def test_changed_streams(number: int) -> None:
    """Right streams with bytes, tokens of JSON and line ends changed, parts doubled, missing, and from other streams."""
    random = Random(number)
    check(mutated(random, random.choice(SEEDS)), random)


FOUND = [
    b'data: {"choices":[{"index":0,"delta":{"content":"a"}},{"delta":{"content":"b"}}]}\n\ndata: [DONE]\n\n',
    b'data: {"choices":[{"delta":{"content":"a\\ud83d"}}]}\n\ndata: {"error":{"code":502},"usage":{"cost":1}}\n\ndata: [DONE]\n\n',
    b'data: {"choices":[{"delta":{"content":"a\\ud83d"}}]}\n\n',
    b'data: {"choices":[{"delta":{"odd":{"text":"b\\ud83d","more":1}}}]}\n\ndata: [DONE]\n\n',
    b'data: {"choices":[{"delta":{"content":"a"}}]}\n\ndata: {"error":{"code":502}}\n\ndata: {\n\n',
    b'data: {"choices":[{"delta":{"reasoning":"12345678","content":"1234567890123"}}]}\n\ndata: [DONE]\n\n',
    b'data: {"choices":[{"delta":{"tool_calls":[{"function":{"arguments":"1"}},{"function":{"arguments":"2345678"}}]}}]}\n\n',
    b"dataset\n\n",
    b": " + b"c" * 650 + b'\n\ndata: {"choices":[{"delta":{"content":"a"}}]}\n\ndata: [DONE]\n\n',
    b'data: {"choices":[{"delta":{"content":"a"},"annotations":0,"finish_reason":""}]}\n\n',
    b'data: {"choices":[{"delta":{"annotations":[{"type":"url_citation"}]},"annotations":[[1]]}]}\n\ndata: [DONE]\n\n',
]
"""What was wrong once."""


@pytest.mark.parametrize("data", FOUND)
def test_what_was_wrong_once(data: bytes) -> None:
    """It is right, in every way of reading and cutting."""
    for number in range(40):
        check(data, Random(number))


@pytest.mark.requirement(48)
@pytest.mark.prove
def test_fuzzing() -> None:
    """For most of a minute, changes that are guided by the code they reach (where atheris is installed) find nothing."""
    command = [sys.executable, "-m", "tests.fuzz.campaign", str(SECONDS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    print(done.stdout[-2000:])

    assert 0 == done.returncode, done.stdout[-4000:] + done.stderr[-4000:]
