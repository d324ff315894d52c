"""What moderators decide on linkbacks: every decision is kept, and can be taken back."""

from articles.linkbacks.moderation.batch import Batch
from articles.linkbacks.moderation.blocking import block_site, block_sites
from articles.linkbacks.moderation.deciding import DECIDABLE, decide, keep_words
from articles.linkbacks.moderation.history import History, history_of
from articles.linkbacks.moderation.undoing import Undone, last_batch, undo

__all__ = [
    "DECIDABLE",
    "Batch",
    "History",
    "Undone",
    "block_site",
    "block_sites",
    "decide",
    "history_of",
    "keep_words",
    "last_batch",
    "undo",
]
