"""What the body's steps could not understand, said so that an editor knows what to do."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.body import Problem
from articles.models import Article

_TO_CHECK = {
    "also-read": gettext_lazy("A line offers another article, but none has that headline: “%(place)s”"),
    "caption": gettext_lazy("A caption whose picture is not in the library: “%(place)s”"),
    "picture": gettext_lazy("A picture that is not in the library: “%(place)s”"),
    "picture-unknown": gettext_lazy("A picture that is no longer in the library: “%(place)s”"),
}
_REFUSED = {
    "also-read-self": gettext_lazy("An ALSO READ leads to this article itself. Remove it or choose another."),
    "also-read-unknown": gettext_lazy(
        "An ALSO READ leads to an article that was deleted or withdrawn: “%(place)s”. Remove it or choose another."
    ),
}


def texts_to_check(problems: Iterable[Problem]) -> list[str]:
    """What stays in the text, marked, for the editor to look at."""
    return [_TO_CHECK[one.kind] % {"place": one.text} for one in problems if one.kind in _TO_CHECK]


def refusals(problems: Iterable[Problem]) -> list[str]:
    """What cannot be saved, because it would be dropped."""
    return [_REFUSED[one.kind] % {"place": _headline(one.text)} for one in problems if one.kind in _REFUSED]


def _headline(text: str) -> str:
    """A withdrawn article by its headline, where the place holds nothing but its number."""
    known = Article.objects.filter(pk=int(text)).first() if text.isdecimal() and len(text) < 19 else None
    return known.headline if known else _("number %(number)s") % {"number": text} if text.isdecimal() else text
