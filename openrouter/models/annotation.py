# Generated from schemas/annotation.json by `python -m codegen`. Edit the schema, not this file.
"""What a message is annotated with: cited pages and parsed files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import define

from ..traits import NO_EXTRA, Mismatch, Model, arrange, bind, mismatch, new, plain, refuse_item, tolerate

if TYPE_CHECKING:
    from collections.abc import Callable

    from .content import ContentPart


@define(kw_only=True, eq=False, repr=False)
class UrlCitationAnnotation(Model):
    """Says that a page of the web was used."""

    type: Literal["url_citation"] = "url_citation"
    """Marks a cited page."""

    url_citation: UrlCitation | None = None
    """The page."""


@define(kw_only=True, eq=False, repr=False)
class UrlCitation(Model):
    """A cited page and where it is cited."""

    url: str | None = None
    """Address of the page."""

    title: str | None = None
    """Title of the page."""

    content: str | None = None
    """What was found there."""

    start_index: int | None = None
    """Where the citation begins, in characters of the text."""

    end_index: int | None = None
    """Where the citation ends, in characters of the text."""


@define(kw_only=True, eq=False, repr=False)
class FileAnnotation(Model):
    """A document as it was parsed; sent back, it saves parsing it again."""

    type: Literal["file"] = "file"
    """Marks a parsed document."""

    file: ParsedFile | None = None
    """The document."""


@define(kw_only=True, eq=False, repr=False)
class ParsedFile(Model):
    """A parsed document."""

    hash: str | None = None
    """Checksum by which the document is recognised."""

    name: str | None = None
    """Name of the file."""

    content: list[ContentPart] | None = None
    """Text and images of the document."""


@define(kw_only=True, eq=False, repr=False)
class LegacyFileAnnotation(Model):
    """Says that an uploaded file was used, in the old form."""

    type: Literal["file_annotation"] = "file_annotation"
    """Marks a used file."""

    file_annotation: FileCitation | None = None
    """The file."""


@define(kw_only=True, eq=False, repr=False)
class FileCitation(Model):
    """An uploaded file that was used."""

    file_id: str | None = None
    """Id of the file."""

    quote: str | None = None
    """What is quoted from it."""


@define(kw_only=True, eq=False, repr=False)
class UnknownAnnotation(Model):
    """An annotation of a type that this version does not know; everything received is kept."""

    type: str | None = None
    """Type of the annotation."""


Annotation: TypeAlias = UrlCitationAnnotation | FileAnnotation | LegacyFileAnnotation | UnknownAnnotation
"""An annotation, told apart by its type."""


def decode_annotation(data: dict[str, Any]) -> Annotation:
    """An `Annotation` from its JSON object, told by its `type`."""
    tag = data.get("type")
    if type(tag) is str and tag in _ANNOTATION:
        return _ANNOTATION[tag](data)
    return decode_unknown_annotation(data)


def decode_url_citation_annotation(data: dict[str, Any]) -> UrlCitationAnnotation:
    """An `UrlCitationAnnotation` from its JSON object."""
    model = new(UrlCitationAnnotation)
    model._received = data
    model._extra = NO_EXTRA if UrlCitationAnnotation._keys.issuperset(data) else None
    if data.get("type") != "url_citation":
        raise mismatch(data, "type", '"url_citation"')
    model.type = "url_citation"
    value = data.get("url_citation")
    model.url_citation = None
    if type(value) is dict:
        try:
            model.url_citation = decode_url_citation(value)
        except Mismatch:
            tolerate(model, data, "url_citation")
    elif value is not None:
        tolerate(model, data, "url_citation")
    return model


def encode_url_citation_annotation(model: UrlCitationAnnotation) -> dict[str, Any]:
    """The JSON object of an `UrlCitationAnnotation`."""
    return arrange(
        model,
        {
            "type": model.type,
            "url_citation": plain(model.url_citation),
        },
    )


def decode_url_citation(data: dict[str, Any]) -> UrlCitation:
    """An `UrlCitation` from its JSON object."""
    model = new(UrlCitation)
    model._received = data
    model._extra = NO_EXTRA if UrlCitation._keys.issuperset(data) else None
    value = data.get("url")
    if value is None or type(value) is str:
        model.url = value
    else:
        model.url = None
        tolerate(model, data, "url")
    value = data.get("title")
    if value is None or type(value) is str:
        model.title = value
    else:
        model.title = None
        tolerate(model, data, "title")
    value = data.get("content")
    if value is None or type(value) is str:
        model.content = value
    else:
        model.content = None
        tolerate(model, data, "content")
    value = data.get("start_index")
    if value is None or type(value) is int:
        model.start_index = value
    else:
        model.start_index = None
        tolerate(model, data, "start_index")
    value = data.get("end_index")
    if value is None or type(value) is int:
        model.end_index = value
    else:
        model.end_index = None
        tolerate(model, data, "end_index")
    return model


def encode_url_citation(model: UrlCitation) -> dict[str, Any]:
    """The JSON object of an `UrlCitation`."""
    return arrange(
        model,
        {
            "url": model.url,
            "title": model.title,
            "content": model.content,
            "start_index": model.start_index,
            "end_index": model.end_index,
        },
    )


def decode_file_annotation(data: dict[str, Any]) -> FileAnnotation:
    """A `FileAnnotation` from its JSON object."""
    model = new(FileAnnotation)
    model._received = data
    model._extra = NO_EXTRA if FileAnnotation._keys.issuperset(data) else None
    if data.get("type") != "file":
        raise mismatch(data, "type", '"file"')
    model.type = "file"
    value = data.get("file")
    model.file = None
    if type(value) is dict:
        try:
            model.file = decode_parsed_file(value)
        except Mismatch:
            tolerate(model, data, "file")
    elif value is not None:
        tolerate(model, data, "file")
    return model


def encode_file_annotation(model: FileAnnotation) -> dict[str, Any]:
    """The JSON object of a `FileAnnotation`."""
    return arrange(
        model,
        {
            "type": model.type,
            "file": plain(model.file),
        },
    )


def decode_parsed_file(data: dict[str, Any]) -> ParsedFile:
    """A `ParsedFile` from its JSON object."""
    model = new(ParsedFile)
    model._received = data
    model._extra = NO_EXTRA if ParsedFile._keys.issuperset(data) else None
    value = data.get("hash")
    if value is None or type(value) is str:
        model.hash = value
    else:
        model.hash = None
        tolerate(model, data, "hash")
    value = data.get("name")
    if value is None or type(value) is str:
        model.name = value
    else:
        model.name = None
        tolerate(model, data, "name")
    value = data.get("content")
    model.content = None
    if type(value) is list:
        try:
            from .content import decode_content_part
            model.content = [
                decode_content_part(item) if type(item) is dict else refuse_item(value, item, "an object")
                for item in value
            ]
        except Mismatch:
            tolerate(model, data, "content")
    elif value is not None:
        tolerate(model, data, "content")
    return model


def encode_parsed_file(model: ParsedFile) -> dict[str, Any]:
    """The JSON object of a `ParsedFile`."""
    return arrange(
        model,
        {
            "hash": model.hash,
            "name": model.name,
            "content": plain(model.content),
        },
    )


def decode_legacy_file_annotation(data: dict[str, Any]) -> LegacyFileAnnotation:
    """A `LegacyFileAnnotation` from its JSON object."""
    model = new(LegacyFileAnnotation)
    model._received = data
    model._extra = NO_EXTRA if LegacyFileAnnotation._keys.issuperset(data) else None
    if data.get("type") != "file_annotation":
        raise mismatch(data, "type", '"file_annotation"')
    model.type = "file_annotation"
    value = data.get("file_annotation")
    model.file_annotation = None
    if type(value) is dict:
        try:
            model.file_annotation = decode_file_citation(value)
        except Mismatch:
            tolerate(model, data, "file_annotation")
    elif value is not None:
        tolerate(model, data, "file_annotation")
    return model


def encode_legacy_file_annotation(model: LegacyFileAnnotation) -> dict[str, Any]:
    """The JSON object of a `LegacyFileAnnotation`."""
    return arrange(
        model,
        {
            "type": model.type,
            "file_annotation": plain(model.file_annotation),
        },
    )


def decode_file_citation(data: dict[str, Any]) -> FileCitation:
    """A `FileCitation` from its JSON object."""
    model = new(FileCitation)
    model._received = data
    model._extra = NO_EXTRA if FileCitation._keys.issuperset(data) else None
    value = data.get("file_id")
    if value is None or type(value) is str:
        model.file_id = value
    else:
        model.file_id = None
        tolerate(model, data, "file_id")
    value = data.get("quote")
    if value is None or type(value) is str:
        model.quote = value
    else:
        model.quote = None
        tolerate(model, data, "quote")
    return model


def encode_file_citation(model: FileCitation) -> dict[str, Any]:
    """The JSON object of a `FileCitation`."""
    return arrange(
        model,
        {
            "file_id": model.file_id,
            "quote": model.quote,
        },
    )


def decode_unknown_annotation(data: dict[str, Any]) -> UnknownAnnotation:
    """An `UnknownAnnotation` from its JSON object."""
    model = new(UnknownAnnotation)
    model._received = data
    model._extra = NO_EXTRA if UnknownAnnotation._keys.issuperset(data) else None
    value = data.get("type")
    if value is None or type(value) is str:
        model.type = value
    else:
        model.type = None
        tolerate(model, data, "type")
    return model


def encode_unknown_annotation(model: UnknownAnnotation) -> dict[str, Any]:
    """The JSON object of an `UnknownAnnotation`."""
    return arrange(
        model,
        {
            "type": model.type,
        },
    )


_ANNOTATION: dict[str, Callable[[dict[str, Any]], Annotation]] = {
    "url_citation": decode_url_citation_annotation,
    "file": decode_file_annotation,
    "file_annotation": decode_legacy_file_annotation,
}


bind(UrlCitationAnnotation, decode_url_citation_annotation, encode_url_citation_annotation)
bind(UrlCitation, decode_url_citation, encode_url_citation)
bind(FileAnnotation, decode_file_annotation, encode_file_annotation)
bind(ParsedFile, decode_parsed_file, encode_parsed_file)
bind(LegacyFileAnnotation, decode_legacy_file_annotation, encode_legacy_file_annotation)
bind(FileCitation, decode_file_citation, encode_file_citation)
bind(UnknownAnnotation, decode_unknown_annotation, encode_unknown_annotation)
