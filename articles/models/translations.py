"""The same story in other languages: which of them belong together."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import Expression, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


def of_original(number: int | Expression) -> Q:
    """The condition "is that story, in the language it was written in or in another"."""
    return Q(pk=number) | Q(translation_of=number)


def refuse_translation(article: Article, original: Article | None, language: str) -> None:
    """Raises what an editor is told of an original that cannot be this article's."""
    if original is None:
        return
    if article.pk and (original.pk == article.pk or article.translations.exists()):
        raise ValidationError(_("Others are translations of this article; it is the original itself."))
    taken = Article.objects.filter(of_original(original.pk), language=language).exclude(pk=article.pk)
    if other := taken.first():
        text = _("“%(headline)s” is this story in that language already.")
        raise ValidationError(text, params={"headline": other.headline})
