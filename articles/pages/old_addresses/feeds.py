"""Where WordPress had its feeds, and which feed of ours stands for each."""

from __future__ import annotations

from articles.pages.places import Moved

RSS, ATOM, JSON = "feed/", "feed/atom/", "feed/json/"
FORMS = {"": RSS, "feed": RSS, "rss": RSS, "rss2": RSS, "rdf": RSS, "atom": ATOM, "json": JSON}
"""WordPress's names of a feed's form, to ours; JSON of a plugin, and of a tag that was called otherwise."""

# Comments have no feed of their own here.
_FILES = {
    "/wp-rss.php": RSS,
    "/wp-rss2.php": RSS,
    "/wp-feed.php": RSS,
    "/wp-rdf.php": RSS,
    "/wp-commentsrss2.php": RSS,
    "/wp-atom.php": ATOM,
    "/rss": RSS,
    "/rss2": RSS,
    "/rdf": RSS,
    "/atom": ATOM,
    **{f"/comments/feed{form and '/' + form}": RSS for form in FORMS},
}


def main_feed(path: str) -> Moved | None:
    """For an address of WordPress's that has no other part than the feed; `path` has no slash at its end."""
    return Moved("/" + _FILES[path]) if path in _FILES else None


def feed_of(list_path: str, form: str) -> Moved:
    """Of a list that has feeds: the front page, a section, a tag, an author."""
    return Moved(list_path + FORMS.get(form.removeprefix("comments-"), RSS))
