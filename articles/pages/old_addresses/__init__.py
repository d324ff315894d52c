"""Addresses that the newsroom had before, in WordPress most of all: what each of them means here.

Asked only where nothing stands. Whoever was hidden stays hidden: what is not published answers like nothing.
"""

from articles.pages.old_addresses.asked import cleaned as without_stuck
from articles.pages.old_addresses.meaning import meant_by
from articles.pages.old_addresses.queries import ASKING, asked_by, is_asked, is_number_asked

__all__ = ["ASKING", "asked_by", "is_asked", "is_number_asked", "meant_by", "without_stuck"]
