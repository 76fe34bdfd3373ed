"""
Where a text may be cut so that no character loses its marks.

The rules are those of extended grapheme clusters (Unicode Standard Annex 29), told in the categories of `unicodedata`. They keep together
at least what the annex keeps together; a joiner holds on to whatever follows it.
"""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"
_PLAIN_UNTIL = "\u0300"
"""No character before this one joins what precedes it, but for the second half of a line end."""

_MARKS = frozenset({"Mn", "Mc", "Me"})
_PREFIXES = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Signs that stand before the number or letter they belong to."""

_VIRAMA = 9
"""The combining class of the sign that ties two consonants."""


def next_cut(text: str, index: int) -> int:
    """The first place from `index` on at which the text may be cut; its length if there is none."""
    while index < len(text) and not may_cut(text, index):
        index += 1
    return min(index, len(text))


def may_cut(text: str, index: int) -> bool:
    """Whether the text may be cut before the character at `index`, which is inside of it."""
    before, after = text[index - 1], text[index]
    if before in _PREFIXES:
        return after.isspace()
    if after < _PLAIN_UNTIL:
        return after != "\n" or before != "\r"
    if before == _JOINER or _extends(after):
        return False
    if _is_flag_half(after) and _is_flag_half(before):
        start = index
        while start > 0 and _is_flag_half(text[start - 1]):
            start -= 1
        return (index - start) % 2 == 0
    if unicodedata.combining(before) == _VIRAMA:
        return not after.isalpha()
    return not _is_same_syllable(before, after)


def _extends(character: str) -> bool:
    """Whether a character belongs to the one before it: a mark, a variation selector, a skin tone, a tag, a joiner."""
    return (
        unicodedata.category(character) in _MARKS
        or character in "\u200c\u200d\uff9e\uff9f"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
    )


def _is_flag_half(character: str) -> bool:
    """Whether it is a regional indicator, two of which are a flag."""
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _is_same_syllable(before: str, after: str) -> bool:
    """Whether two pieces of Hangul are one syllable: consonants before vowels before final consonants."""
    if _is_vowel(after):
        return _is_initial(before) or _is_vowel(before) or "\uac00" <= before <= "\ud7a3"
    if _is_final(after):
        return _is_vowel(before) or _is_final(before) or "\uac00" <= before <= "\ud7a3"
    return _is_initial(before) and (_is_initial(after) or "\uac00" <= after <= "\ud7a3")


def _is_initial(character: str) -> bool:
    return "\u1100" <= character <= "\u115f" or "\ua960" <= character <= "\ua97c"


def _is_vowel(character: str) -> bool:
    return "\u1160" <= character <= "\u11a7" or "\ud7b0" <= character <= "\ud7c6"


def _is_final(character: str) -> bool:
    return "\u11a8" <= character <= "\u11ff" or "\ud7cb" <= character <= "\ud7fb"
