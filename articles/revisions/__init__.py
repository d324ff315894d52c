"""The whole of an article at a time: written down with each change on the desk, compared, let go of."""

from articles.revisions.content import FIELDS, Content, content_of, digests, label_of
from articles.revisions.keeping import keep, keep_state
from articles.revisions.putting import merged, put

__all__ = ["FIELDS", "Content", "content_of", "digests", "keep", "keep_state", "label_of", "merged", "put"]
