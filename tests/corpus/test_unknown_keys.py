"""What real services send and the schemas do not name: a list that is kept, so that anything new is seen."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openrouter.models import ChatChunk, ChatResponse
from openrouter.traits import Model
from tests.corpus.recordings import bodies, chunks_of, json_bodies, needs_corpus, streams

pytestmark = needs_corpus

KEPT = Path(__file__).resolve().parents[1] / "unknown-keys.txt"
HEADER = """\
# The keys of the recordings that landed in `extra`, as Class.key, with the number of hosts that send them.
# "unknown": the schemas do not name it. "tolerated": they do, and the value was of the wrong type.
"""


def audit() -> str:
    """The list as it is now."""
    hosts: defaultdict[str, set[str]] = defaultdict(set)
    for name, recording in streams().items():
        for chunk in chunks_of(name):
            for line in extras_of(ChatChunk.from_dict(chunk)):
                hosts[line].add(recording.host)
    for name, body in json_bodies().items():
        for line in extras_of(ChatResponse.from_dict(body)):
            hosts[line].add(bodies()[name].host)
    return HEADER + "".join(f"{line} {len(hosts[line])}\n" for line in sorted(hosts))


def extras_of(model: Model) -> Iterator[str]:
    """A line for each extra of a model and of the models in it."""
    for key in model.extra:
        yield f"{'tolerated' if key in model._keys else 'unknown'} {type(model).__name__}.{key}"
    for name in model._fields:
        value = getattr(model, name)
        items: list[Any] = value if isinstance(value, list) else [value]
        for item in items:
            if isinstance(item, Model):
                yield from extras_of(item)


def test_the_list_of_unknown_keys_is_true() -> None:
    """Every key that landed in `extra` is in the committed list, and the list has no other; the difference is shown."""
    found, kept = audit(), KEPT.read_text() if KEPT.exists() else ""
    difference = difflib.unified_diff(kept.splitlines(), found.splitlines(), "tests/unknown-keys.txt", "now", "", "", 0)

    assert "" == "\n".join(difference), "look at what is new; if it needs no field, write the list anew"


def test_openrouter_sends_nothing_that_the_schemas_do_not_name() -> None:
    """What OpenRouter itself puts into a chunk is named by the schemas and of the right type, but for one bare number."""
    known = {"tolerated ChunkChoice.logprobs"}
    found = {
        line
        for name, recording in streams().items()
        if recording.host == "openrouter.ai" and recording.facts["provenance"] == "recorded"
        for chunk in chunks_of(name)
        for line in extras_of(ChatChunk.from_dict(chunk))
    }

    assert known == found


if __name__ == "__main__":
    KEPT.write_text(audit())
