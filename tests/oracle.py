"""What a stream of chat chunks adds up to, written a second time and as plainly as possible.

The accumulator of the library is incremental and works on models; this oracle has the whole stream before it, works on
dicts and fills each field with its own pass. It shares no code with the library and cares for nothing but being
obviously right. The rules quoted in the docstrings are those of the wire format, section F, and of the design, sections
1 and 6; where those leave room, the choice made here is marked "Chosen".

Input are the parsed JSON payloads of a stream, `[DONE]` excluded, of which a right decoder accepts every one: a wrong
type occurs in lenient fields only.
"""

import copy
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

TYPE_OF_FIRST: dict[str, type] = {"id": str, "model": str, "provider": str}
TYPES_OF_LAST: dict[str, tuple[type, ...]] = {
    "usage": (dict,),
    "error": (dict, str),
    "system_fingerprint": (str,),
    "service_tier": (str,),
    "openrouter_metadata": (dict,),
    "alignment": (dict,),
    "safeguard_results": (dict, list),
    "debug": (dict,),
    "user_id": (str,),
}
KNOWN_IN_CHUNK = {"id", "object", "created", "model", "provider", "choices", *TYPES_OF_LAST}
KNOWN_IN_ENTRY = {"index", "delta", "finish_reason", "native_finish_reason", "logprobs", "annotations", "error"}
KNOWN_IN_CHOICE = KNOWN_IN_ENTRY | {"message"}
WORDS_IN_DELTA = {"role", "content", "reasoning", "reasoning_content", "refusal"}
KNOWN_IN_DELTA = WORDS_IN_DELTA | {"reasoning_details", "tool_calls", "images", "audio", "annotations"}
KNOWN_IN_CALL = {"index", "id", "type", "function"}
KNOWN_IN_FUNCTION = {"name", "arguments"}
KNOWN_IN_AUDIO = {"id", "data", "transcript", "expires_at"}
KNOWN_IN_DETAIL = {
    "reasoning.text": {"type", "id", "format", "index", "text", "signature"},
    "reasoning.summary": {"type", "id", "format", "index", "summary"},
}
WORDS_OF_DETAIL = {"reasoning.text": "text", "reasoning.summary": "summary"}


# The whole stream


def fold(chunks: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Add up the chunks to one dict in the form of a non-stream result.

    "Top level id, model, provider, created: first non-null and non-empty; object is always `chat.completion`; the
    others: last non-null; a wrong type is ignored (lenient). Keys whose result is None are left out, except
    `message.content`."
    """
    chunks = [with_deltas(chunk) for chunk in copy.deepcopy(list(chunks))]
    result = unknown(chunks, KNOWN_IN_CHUNK)
    result["object"] = "chat.completion"
    result["created"] = created(chunks)
    for key, kind in TYPE_OF_FIRST.items():
        result[key] = first(chunk.get(key) for chunk in chunks if isinstance(chunk.get(key), kind))
    for key, kinds in TYPES_OF_LAST.items():
        result[key] = last(chunk.get(key) for chunk in chunks if isinstance(chunk.get(key), kinds))
    pieces = pieces_by_choice(chunks)
    result["choices"] = [choice_of(index, pieces[index]) for index in sorted(pieces)]
    return without_none(result)


def with_deltas(chunk: dict[str, Any]) -> dict[str, Any]:
    """
    Give a choice without a delta that of its other forms, so that no text is dropped: a whole `message`, else the `text` of a completion.
    """
    for choice in chunk.get("choices") or []:
        if choice.get("delta") is None and isinstance(choice.get("message"), dict):
            choice["delta"] = choice.pop("message")
        elif choice.get("delta") is None and isinstance(choice.get("text"), str):
            choice["delta"] = {"content": choice.pop("text")}
    return chunk


def error_of(chunks: Sequence[dict[str, Any]]) -> dict[str, Any] | str | None:
    """Return the error a stream carries, or None.

    "The error may be top level, in a choice, or a bare `finish_reason: "error"`, with or without choices, usage,
    `[DONE]`." Chosen: in this order of rank, whatever the order of arrival; the last one of a level; of several choices
    the one with the lowest index.
    """
    result = fold(chunks)
    errors = [result.get("error"), *(choice.get("error") for choice in result["choices"])]
    if any(choice.get("finish_reason") == "error" for choice in result["choices"]):
        errors.append({"finish_reason": "error"})
    return next((error for error in errors if error is not None), None)


def complete(chunks: Sequence[dict[str, Any]], done: bool) -> bool:
    """Tell whether the stream is complete, if its body ended cleanly by its own framing.

    "Completed = no error was seen and (`[DONE]` arrived or the body ended cleanly after every choice seen had a
    `finish_reason`). A clean end with a choice unfinished, or with no event at all, is truncated." Chosen: events
    without any choice are no answer either.
    """
    if error_of(chunks) is not None:
        return False
    choices = fold(chunks)["choices"]
    return done or (bool(choices) and all(choice.get("finish_reason") is not None for choice in choices))


# One choice


def pieces_by_choice(chunks: Iterable[dict[str, Any]]) -> dict[int, list[dict[str, Any]]]:
    """Sort the entries of `choices` by index: "null, missing, []: no choices; index missing or null: 0"."""
    pieces: dict[int, list[dict[str, Any]]] = {}
    for chunk in chunks:
        for piece in chunk.get("choices") or []:
            pieces.setdefault(piece.get("index") or 0, []).append(piece)
    return pieces


def choice_of(index: int, pieces: list[dict[str, Any]]) -> dict[str, Any]:
    """Add up the entries of one choice.

    "error: last; unknown keys: last value, unless they collide with a known one" (as `message` does).
    """
    choice = unknown(pieces, KNOWN_IN_CHOICE)
    choice["index"] = index
    choice["message"] = message_of(pieces)
    choice["finish_reason"] = finish([piece.get("finish_reason") for piece in pieces])
    choice["native_finish_reason"] = finish([piece.get("native_finish_reason") for piece in pieces])
    choice["logprobs"] = logprobs_of([found for piece in pieces if isinstance(found := piece.get("logprobs"), dict)])
    choice["error"] = last(piece.get("error") for piece in pieces)
    return without_none(choice)


def message_of(pieces: list[dict[str, Any]]) -> dict[str, Any]:
    """Add up the deltas of one choice.

    "role: first non-empty, default `assistant`; refusal: append; unknown keys: last value".
    """
    deltas = [piece.get("delta") or {} for piece in pieces]
    message = unknown(deltas, KNOWN_IN_DELTA)
    message["role"] = first(delta.get("role") for delta in deltas) or "assistant"
    message["refusal"] = concat(delta.get("refusal") for delta in deltas)
    message["reasoning"] = concat(words for delta in deltas for words in reasoning_in(delta))
    message["reasoning_details"] = details_of([delta.get("reasoning_details") for delta in deltas])
    message["tool_calls"] = calls_of([fragment for delta in deltas for fragment in delta.get("tool_calls") or []])
    message["images"] = images_of([image for delta in deltas for image in delta.get("images") or []])
    message["audio"] = audio_of([delta["audio"] for delta in deltas if delta.get("audio") is not None])
    message["annotations"] = annotations_of(pieces)
    return {**without_none(message), "content": concat(words for delta in deltas for words in content_in(delta))}


def content_in(delta: Mapping[str, Any]) -> list[Any]:
    """List the strings of visible text in a delta.

    "A string is appended; of a list of parts (Mistral) the text of its `text` parts."
    """
    content = delta.get("content")
    if isinstance(content, list):
        return [part.get("text") for part in content if part.get("type") == "text"]
    return [content]


def reasoning_in(delta: Mapping[str, Any]) -> list[Any]:
    """List the strings of reasoning in a delta.

    "Append `reasoning`, else `reasoning_content`; never both of one delta." An empty `reasoning` yields to
    `reasoning_content`, and stands if that is none. The text inside the `thinking` parts of a content list (Mistral) is
    reasoning too. Chosen: before the delta's own reasoning, if it has both.
    """
    strings: list[Any] = []
    content = delta.get("content")
    for part in content if isinstance(content, list) else []:
        if part.get("type") == "thinking":
            strings += [thought.get("text") for thought in part.get("thinking") or [] if thought.get("type") == "text"]
    own = delta.get("reasoning") or delta.get("reasoning_content")
    return [*strings, delta.get("reasoning") if own is None else own]


def finish(reasons: list[str | None]) -> str | None:
    """Pick the finish reason: "first non-null wins, but a later `error` replaces it". Chosen: "" is no reason."""
    reason: str | None = "error" if "error" in reasons else first(reasons)
    return reason


def logprobs_of(parts: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Add up log probabilities.

    "content, refusal: extend". Chosen: null is no list, [] is one; an object without any list stays as {}.
    """
    if not parts:
        return None
    result = unknown(parts, {"content", "refusal"})
    for key in ("content", "refusal"):
        lists = [part[key] for part in parts if part.get(key) is not None]
        result[key] = [token for tokens in lists for token in tokens] if lists else None
    return without_none(result)


def images_of(images: list[dict[str, Any]]) -> list[dict[str, Any]] | None:
    """List the images: "append each; drop exact duplicate url". An image without a url is no duplicate."""
    kept: list[dict[str, Any]] = []
    urls: set[str] = set()
    for image in images:
        url = (image.get("image_url") or {}).get("url")
        if url is None or url not in urls:
            kept.append(image)
        if url is not None:
            urls.add(url)
    return kept or None


def audio_of(parts: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Add up audio: "append `data` and `transcript`; id, expires_at: first"."""
    if not parts:
        return None
    result = unknown(parts, KNOWN_IN_AUDIO)
    for key in ("data", "transcript"):
        result[key] = concat(part.get(key) for part in parts)
    for key in ("id", "expires_at"):
        result[key] = first(part.get(key) for part in parts)
    return without_none(result)


def annotations_of(pieces: list[dict[str, Any]]) -> list[dict[str, Any]] | None:
    """List the annotations.

    "Extend; drop exact duplicates; may sit on the choice instead of the delta." Chosen: the delta's before the
    choice's.
    """
    kept: list[dict[str, Any]] = []
    for piece in pieces:
        for found in ((piece.get("delta") or {}).get("annotations"), piece.get("annotations")):
            for annotation in found if are_annotations(found) else []:
                if annotation not in kept:
                    kept.append(annotation)
    return kept or None


def are_annotations(value: Any) -> bool:
    """Tell whether it is a list of objects; one that holds anything else is of a wrong type as a whole."""
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


# Reasoning details (F1)


def details_of(lists: list[list[dict[str, Any]] | None]) -> list[dict[str, Any]] | None:
    """Add up reasoning details.

    "An ordered list; keep order of arrival, do not sort; keep an empty list distinct from missing."
    """
    if all(fragments is None for fragments in lists):
        return None
    entries: list[dict[str, Any]] = []
    for fragment in (fragment for fragments in lists for fragment in fragments or []):
        if is_repeated(fragment, entries):
            continue
        home = home_of(fragment, entries)
        if home is None:
            entries.append(fragment)
        else:
            merge_detail(home, fragment)
    return entries


def is_repeated(fragment: Mapping[str, Any], entries: list[dict[str, Any]]) -> bool:
    """Tell whether an entry that is never merged came before: "dedupe only when identical id and data".

    Chosen: of the same type, with data; without an id on both sides for `reasoning.encrypted` only.
    """
    kind, id_, data = kind_of(fragment), fragment.get("id") or None, fragment.get("data")
    if kind in WORDS_OF_DETAIL or data is None or (id_ is None and kind != "reasoning.encrypted"):
        return False
    before = [(entry.get("type"), entry.get("id") or None, entry.get("data")) for entry in entries]
    return (kind, id_, data) in before


def kind_of(fragment: Mapping[str, Any]) -> Any:
    """Return the type of a fragment; one that is no string is none."""
    kind = fragment.get("type")
    return kind if isinstance(kind, str) else None


def home_of(fragment: Mapping[str, Any], entries: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Find the entry a fragment merges into, if any.

    "Let L = last entry. Merge into L iff L.type equal, and `id`, `format` and `index` are each equal or absent on one
    side, and not (L has a signature and the fragment brings new text). A text-less fragment with only a signature
    belongs to L if L is text" (and compatible), "else to the most recent text entry that has no signature yet, else
    becomes its own entry." Chosen: a signature "" is none.
    """
    kind = kind_of(fragment)
    if kind not in WORDS_OF_DETAIL or not entries:
        return None
    latest = entries[-1]
    new_words = bool(fragment.get(WORDS_OF_DETAIL[kind]))
    pairs = [(latest.get(key), fragment.get(key)) for key in ("id", "format", "index")]
    compatible = latest.get("type") == kind and all(is_empty(a) or is_empty(b) or a == b for a, b in pairs)
    signed = kind == "reasoning.text" and bool(latest.get("signature"))
    if compatible and not (signed and new_words):
        return latest
    if kind == "reasoning.text" and fragment.get("signature") and not new_words:
        unsigned = [entry for entry in entries if entry.get("type") == kind and not entry.get("signature")]
        return unsigned[-1] if unsigned else None
    return None


def merge_detail(entry: dict[str, Any], fragment: Mapping[str, Any]) -> None:
    """Merge a fragment.

    "text += text, summary += summary; `signature`: last non-null; fill in missing id, format, index; unknown keys: last
    value." Chosen: an empty signature does not overwrite one.
    """
    kind = fragment["type"]
    words = WORDS_OF_DETAIL[kind]
    if fragment.get(words) is not None:
        entry[words] = (entry.get(words) or "") + fragment[words]
    if kind == "reasoning.text" and (signature := fragment.get("signature")) is not None:
        entry["signature"] = signature or entry.get("signature") or signature
    for key in ("id", "format", "index"):
        if is_empty(entry.get(key)) and not is_empty(fragment.get(key)):
            entry[key] = fragment[key]
    entry.update(unknown([fragment], KNOWN_IN_DETAIL[kind]))


# Tool calls (F2)


def calls_of(fragments: list[dict[str, Any]]) -> list[dict[str, Any]] | None:
    """Add up tool calls, in the order in which they were opened.

    Each call is the list of its fragments first, and a dict in the end.
    """
    calls: list[list[dict[str, Any]]] = []
    for fragment in fragments:
        call = call_of(fragment, calls)
        if call is None:
            calls.append([fragment])
        else:
            call.append(fragment)
    ids = ids_of(calls)
    return [finished_call(id_, call) for id_, call in zip(ids, calls, strict=True)] or None


def call_of(fragment: dict[str, Any], calls: list[list[dict[str, Any]]]) -> list[dict[str, Any]] | None:
    """Find the call that a fragment continues, or None if it opens a new one.

    "Missing index: id non-empty and unknown: new call; id known: that call; else the last opened call, or a new one if
    there is none. Of the call found so it is no fragment, but a new call, if its id is non-empty and differs from the
    call's, and it has a name or the earlier arguments are complete JSON; or if it or the call has no id, it has a name,
    and the call has a name and complete arguments. Later fragments with the same wire index go to the most recently opened call of that
    index." Chosen: of several calls with one id the last opened; a call opened without an index never gets one.
    """
    index, id_, name = fragment.get("index"), id_in([fragment]), name_in([fragment])
    if index is None:
        candidates = calls if id_ is None else [call for call in calls if id_in(call) == id_]
    else:
        candidates = [call for call in calls if call[0].get("index") == index]
    if not candidates:
        return None
    call = candidates[-1]
    if id_ is not None and id_in(call) is not None:
        begins = id_ != id_in(call) and (name is not None or is_json(arguments_in(call)))
    else:
        begins = name is not None and name_in(call) is not None and is_json(arguments_in(call))
    return None if begins else call


def finished_call(id_: str, call: list[dict[str, Any]]) -> dict[str, Any]:
    """Make one call of its fragments.

    "id, type, function.name: set once; type default `function`; arguments: "" if none ever came; no index".
    """
    functions = [fragment.get("function") or {} for fragment in call]
    function = {**unknown(functions, KNOWN_IN_FUNCTION), "name": name_in(call), "arguments": arguments_in(call)}
    kind = first(fragment.get("type") for fragment in call) or "function"
    return without_none({**unknown(call, KNOWN_IN_CALL), "id": id_, "type": kind, "function": without_none(function)})


def ids_of(calls: list[list[dict[str, Any]]]) -> list[str]:
    """Give each call an id.

    "Missing or duplicate ids become `call_<n>`, n its place, with `_1`, `_2` ... if taken; the first holder of a
    duplicate keeps it."
    """
    sent = [id_in(call) for call in calls]
    taken = {id_ for id_ in sent if id_ is not None}
    ids: list[str] = []
    for place, id_ in enumerate(sent):
        if id_ is None or id_ in sent[:place]:
            names = [f"call_{place}", *(f"call_{place}_{number}" for number in range(1, len(calls) + 1))]
            id_ = next(name for name in names if name not in taken)
            taken.add(id_)
        ids.append(id_)
    return ids


def id_in(call: list[dict[str, Any]]) -> str | None:
    """Return the first non-empty id."""
    id_: str | None = first(fragment.get("id") for fragment in call)
    return id_


def name_in(call: list[dict[str, Any]]) -> str | None:
    """Return the first non-empty function name."""
    name: str | None = first((fragment.get("function") or {}).get("name") for fragment in call)
    return name


def arguments_in(call: list[dict[str, Any]]) -> str:
    """Concatenate the arguments: "append if str; a dict (compat proxies) is dumped"."""
    pieces = [(fragment.get("function") or {}).get("arguments") for fragment in call]
    return concat(dumped(piece) if isinstance(piece, dict) else piece for piece in pieces) or ""


def dumped(arguments: dict[str, Any]) -> str:
    """Write arguments that came as a dict: "compact separators, ensure_ascii False"."""
    return json.dumps(arguments, separators=(",", ":"), ensure_ascii=False)


def is_json(text: str) -> bool:
    """Tell whether a text is one complete JSON value."""
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


# The words of the rules


def first(values: Iterable[Any]) -> Any:
    """Return the first value that is neither null nor ""; None if there is none."""
    return next((value for value in values if not is_empty(value)), None)


def last(values: Iterable[Any]) -> Any:
    """Return the last value that is not null; None if there is none."""
    return next((value for value in reversed(list(values)) if value is not None), None)


def concat(values: Iterable[Any]) -> str | None:
    """Join what is a string; None if nothing is."""
    strings = [value for value in values if isinstance(value, str)]
    return "".join(strings) if strings else None


def unknown(dicts: Iterable[Mapping[str, Any]], known: set[str]) -> dict[str, Any]:
    """Collect the keys that are not known: "last value"."""
    return {key: value for each in dicts for key, value in each.items() if key not in known}


def without_none(result: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out the keys whose result is None."""
    return {key: value for key, value in result.items() if value is not None}


def is_empty(value: Any) -> bool:
    """Tell whether a value says nothing: null or ""."""
    return value is None or value == ""


def created(chunks: Iterable[dict[str, Any]]) -> int | None:
    """Return the first time stamp. Chosen: 0 (Azure's first chunk) is no date."""
    stamps = [chunk["created"] for chunk in chunks if type(chunk.get("created")) is int]
    return next((stamp for stamp in stamps if stamp != 0), None)


# How the library's answer is compared

LENIENT = {**{key: (kind,) for key, kind in TYPE_OF_FIRST.items()}, **TYPES_OF_LAST, "created": (int,)}
"""The top-level keys whose value of a wrong type is no value to the oracle, and is kept among the extras by the library."""


def normal(response: Mapping[str, Any]) -> dict[str, Any]:
    """Bring a response to the form of `fold`, which leaves out null, and top-level or logprobs values of a wrong type."""
    top = said(response)
    right = {key: value for key, value in top.items() if isinstance(value, LENIENT.get(key, object))}
    return {**right, "choices": [normal_choice(choice) for choice in top["choices"]]}


def normal_choice(choice: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out of a choice what `choice_of` leaves out."""
    found = said(choice)
    message = {**said(found["message"]), "content": found["message"]["content"]}
    if not isinstance(found.get("logprobs", {}), dict):
        del found["logprobs"]
    for holder in (found, message):
        if not are_annotations(holder.get("annotations", [])):
            del holder["annotations"]
    for holder, key in ((found, "logprobs"), (message, "audio")):
        if key in holder:
            holder[key] = said(holder[key])
    if "tool_calls" in message:
        message["tool_calls"] = [said({**call, "function": said(call["function"])}) for call in message["tool_calls"]]
    return {**found, "message": message}


def said(found: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out null."""
    return {key: value for key, value in found.items() if value is not None}
