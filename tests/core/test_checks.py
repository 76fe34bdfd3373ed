"""What would be refused; the tables of `test_call.py` go through `check_body` too."""

from __future__ import annotations

import pytest

from openrouter.core.checks import check_body
from openrouter.errors import ConfigurationError


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "messages is empty"),
        ({"messages": "hi"}, "messages must be an array"),
        ({"messages": [{"content": "hi"}]}, "messages[0].role is missing"),
        ({"messages": [{"role": "user"}], "seed": "x"}, "seed must be an integer"),
        ({"messages": [{"role": "user"}], "metadata": {"k": "v" * 513}}, "metadata.k must have at most 512 characters"),
    ],
)
def test_refused(body: dict[str, object], said: str) -> None:
    """The first thing that is wrong is named, in our words and without a cause."""
    with pytest.raises(ConfigurationError) as caught:
        check_body(body, stream=True)

    assert str(caught.value).startswith(said)
    assert (None, None) == (caught.value.__cause__, caught.value.__context__)
