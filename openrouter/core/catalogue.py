"""The models of the catalogue, as a list that can be searched, that comes in pages, and that is kept for a while."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, overload
from urllib.parse import parse_qs, urlsplit

from attrs import define, field, frozen

from .query import checked_price

if TYPE_CHECKING:
    from ..models import ModelInfo


@frozen(repr=False)
class ModelList(Sequence["ModelInfo"]):
    """
    Models of the catalogue, in the order of the service: all that were asked for, or one page of them.

    Attributes:
        models: the models.
        total: how many there are on all pages; None where the service did not say.
        next: the service's link to the next page; None where there is none.
    """

    models: tuple[ModelInfo, ...] = ()
    total: int | None = None
    next: str | None = None

    @overload
    def __getitem__(self, index: int) -> ModelInfo: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[ModelInfo]: ...

    def __getitem__(self, index: int | slice) -> ModelInfo | Sequence[ModelInfo]:
        return self.models[index]

    def __len__(self) -> int:
        return len(self.models)

    def __iter__(self) -> Iterator[ModelInfo]:
        return iter(self.models)

    def __repr__(self) -> str:
        return f"<ModelList of {len(self)} models{'' if self.next is None else ', a page'}>"

    def find(self, name: str) -> ModelInfo | None:
        """
        The model that requests with this name go to, by its id or its dated name; None if it is not in the list.

        A preset in the name, and a variant that has no entry of its own such as `:nitro`, do not count.
        """
        for wanted in _names(name):
            for model in self.models:
                if wanted in (model.id, model.canonical_slug):
                    return model
        return None

    def search(
        self,
        text: str = "",
        *,
        input_modalities: str | Iterable[str] = (),
        output_modalities: str | Iterable[str] = (),
        supported_parameters: str | Iterable[str] = (),
        context: int = 0,
        max_price: Decimal | float | None = None,
        max_output_price: Decimal | float | None = None,
    ) -> ModelList:
        """
        The models of this list that fit, in its order; nothing is sent.

        Args:
            text: words that must all be in the id or the name, in any case.
            input_modalities, output_modalities: kinds of content that a model must take and make, all of them.
            supported_parameters: parameters of requests that it must know, all of them.
            context: the least context length, in tokens.
            max_price, max_output_price: the highest price of a million tokens of the prompt and of the answer, in US dollars; models
                without a fixed price do not fit.
        """
        words = text.casefold().split()
        needs = [_several(given) for given in (input_modalities, output_modalities, supported_parameters)]
        bounds = [checked_price("max_price", max_price), checked_price("max_output_price", max_output_price)]
        return ModelList(
            tuple(
                model
                for model in self.models
                if _has_words(model, words)
                and _can(model, needs)
                and (model.context_length or 0) >= context
                and _is_cheap(model, bounds)
            )
        )


def without_preset(name: str) -> str:
    """A model's name without the preset that may follow it."""
    return name.partition("@")[0] or name


def _names(name: str) -> Iterator[str]:
    """A model's name as the catalogue may have it, the most exact first."""
    plain = without_preset(name)
    yield plain
    base, colon, variant = plain.rpartition(":")
    if colon and variant != "free":  # a free variant is another model to the purse
        yield base


def _several(given: str | Iterable[str]) -> set[str]:
    return {part.strip() for part in given.split(",")} if isinstance(given, str) else set(given)


def _has_words(model: ModelInfo, words: list[str]) -> bool:
    text = f"{model.id} {model.name or ''}".casefold()
    return all(word in text for word in words)


def _can(model: ModelInfo, needs: list[set[str]]) -> bool:
    kinds = model.architecture
    taken, made = (None, None) if kinds is None else (kinds.input_modalities, kinds.output_modalities)
    has = (taken, made, model.supported_parameters)
    return all(need <= set(known or ()) for need, known in zip(needs, has, strict=True))


def _is_cheap(model: ModelInfo, bounds: list[Decimal | None]) -> bool:
    prices = (model.prompt_per_million, model.completion_per_million)
    return all(
        bound is None or (price is not None and price <= bound) for price, bound in zip(prices, bounds, strict=True)
    )


@define
class Paging:
    """
    Which page of a list of models is asked for next.

    Where the caller named neither offset nor limit, every page is; the service sends all at once then, and may one day not.
    """

    query: dict[str, Any] | None
    """The query of the next page; None when there is no further one."""

    one_page: bool = False
    models: list[ModelInfo] = field(factory=list, init=False)
    first: ModelList | None = field(default=None, init=False)

    @classmethod
    def of(cls, query: Mapping[str, Any]) -> Paging:
        """The pages of a query; one where it says which."""
        return cls(dict(query), one_page="offset" in query or "limit" in query)

    def take(self, page: ModelList) -> ModelList:
        """The page, noted, after which `query` is that of the next."""
        assert self.query is not None
        self.first = page if self.first is None else self.first
        self.models += page
        self.query = _after(self.query, page)
        return page

    @property
    def found(self) -> ModelList:
        """All models that were taken."""
        total = None if self.first is None else self.first.total
        return self.first if self.one_page and self.first is not None else ModelList(tuple(self.models), total)


def _after(query: dict[str, Any], page: ModelList) -> dict[str, Any] | None:
    """The query of the page after this one. Of the service's link only the numbers are taken: the key goes nowhere else."""
    if page.next is None or not page:
        return None
    said = parse_qs(urlsplit(page.next).query)
    begin = query.get("offset") or 0
    following = _whole(said.get("offset")) or begin + len(page)
    if following <= begin:
        return None
    limit = _whole(said.get("limit"))
    return {**query, "offset": following, **({"limit": limit} if limit and "limit" not in query else {})}


def _whole(values: list[str] | None) -> int | None:
    text = values[-1] if values else ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
