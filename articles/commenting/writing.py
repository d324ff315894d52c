"""What a reader typed, checked: words at each field that is wrong, or a comment that waits for a moderator."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.body import LONGEST_COMMENT
from articles.body.tokens import without_controls
from articles.commenting.token import is_believable
from articles.models import Article, Comment

LONGEST_NAME, LONGEST_EMAIL, LONGEST_TEXT, MOST_LINKS = 80, 250, 5_000, 3
PER_ARTICLE_AND_HOUR, MOST_WAITING = 200, 10_000
# Marks that turn the direction of what follows, also beyond the comment; and ones that show nothing.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff\u200b]")
_LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")


@dataclass
class Draft:
    """As it was typed, without what no page could show; `errors` by field, those of all of it under ""."""

    name: str = ""
    email: str = ""
    text: str = ""
    to: str = ""
    trap: str = ""
    token: str = ""
    errors: dict[str, str] = field(default_factory=dict)


def drafted(sent: Mapping[str, str]) -> Draft:
    text = {name: _TURNING.sub("", without_controls(sent.get(name, ""))) for name in ("name", "email", "text")}
    name, email = (" ".join(text[one].split()) for one in ("name", "email"))
    return Draft(name, email, text["text"].strip(), sent.get("to", ""), sent.get("website", ""), sent.get("token", ""))


def answered(article: Article, to: str) -> Comment | None:
    """The comment that another answers: one that readers see under the same article."""
    if not (to.isascii() and to.isdecimal() and len(to) < 19):
        return None
    found = article.comments.shown().filter(pk=int(to)).select_related("parent").first()
    return found if found and (found.parent is None or found.parent.status == Comment.Status.APPROVED) else None


def check(draft: Draft, article: Article) -> None:
    """Says at each field what is wrong with it."""
    errors = draft.errors
    if not draft.name:
        errors["name"] = _("Say by what name you want to be shown.")
    elif len(draft.name) > LONGEST_NAME:
        errors["name"] = _("A name of {count} characters at most, please.").format(count=LONGEST_NAME)
    if draft.email and not _is_email(draft.email):
        errors["email"] = _("This is no e-mail address. Correct it, or leave it out.")
    if not draft.text:
        errors["text"] = _("Write your comment here.")
    elif len(draft.text) > LONGEST_TEXT or len(as_html(draft.text)) > LONGEST_COMMENT:
        errors["text"] = _("This is too long: {count} characters at most, please.").format(count=LONGEST_TEXT)
    elif len(_LINK.findall(draft.text)) > MOST_LINKS:
        errors["text"] = ngettext("{count} link at most, please.", "{count} links at most, please.", MOST_LINKS).format(
            count=MOST_LINKS
        )
    if draft.to and answered(article, draft.to) is None:
        errors[""] = _("The comment you answer is not there any more. Send it again to write without it.")
        draft.to = ""
    elif not errors and not is_believable(draft.token, article.pk):
        errors[""] = _("Please look at it once more, and send it again.")


def is_flooded(article: Article) -> bool:
    """Whether more waits for moderators than they could read."""
    waiting, hour = Comment.objects.waiting().order_by(), timezone.now() - timedelta(hours=1)
    here = waiting.filter(article=article, created_at__gt=hour)
    return len(here.values("pk")[:PER_ARTICLE_AND_HOUR]) >= PER_ARTICLE_AND_HOUR or bool(
        waiting.values("pk")[MOST_WAITING - 1 : MOST_WAITING]
    )


def take(draft: Draft, article: Article, address: str) -> bool:
    """Keeps it for a moderator; False where the same words of the same name are here already.

    Threads have two levels: what answers an answer stands beside it. Whoever filled in the field that
    nobody sees is taken for a machine; a moderator still finds the words among the spam.
    """
    body, to = as_html(draft.text), answered(article, draft.to)
    if article.comments.filter(author_name=draft.name, body=body).exists():
        return False
    Comment.objects.create(
        article=article,
        parent_id=(to.parent_id or to.pk) if to else None,
        status=Comment.Status.SPAM if draft.trap else Comment.Status.PENDING,
        author_name=draft.name,
        author_email=draft.email,
        author_address=address or None,
        body=body,
    )
    return True


def as_html(text: str) -> str:
    """Plain text as the source of a comment: paragraphs and lines, and nothing in it means markup."""
    paragraphs = [html.escape(one, quote=False) for one in _PARAGRAPHS.split(text) if one.strip()]
    return "".join(f"<p>{one.replace(chr(10), '<br>')}</p>" for one in paragraphs)


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= LONGEST_EMAIL
