"""What stands at a path: an article, a section, a page, the place to go to instead, or nothing."""

from __future__ import annotations

from articles.models import Article, Page
from articles.pages.menu import Menu
from articles.pages.old_addresses.known import known_at
from articles.pages.places import Answer, Moved, Withdrawn, public, storable, with_and_without_slash
from articles.pages.queries import AT_PATHS


def articles_at(path: str) -> dict[str | None, Article]:
    """Published or not, by their paths: at that storable one, and with and without its slash. One query."""
    forms = with_and_without_slash(path)
    rows = AT_PATHS.rows(path=path, with_slash=forms[min(1, len(forms) - 1)], without=forms[-1])
    return {article.path: article for article in rows}


def standing_at(path: str, menu: Menu) -> Answer:
    """What the public finds at a decoded path; what is not published is not there.

    One query where an article or a section is, two where nothing is.
    """
    path = storable(path)
    if not path:
        return None
    forms = with_and_without_slash(path)
    articles = articles_at(path)
    for form in forms:
        found = public(articles.get(form)) or menu.at(form)
        if found:
            return found if form == path or isinstance(found, Withdrawn) else Moved(form)
    answer = known_at(forms)
    return Moved(answer.path) if isinstance(answer, Page) and answer.path != path else answer
