"""Every word of a post, counted without the code under test: none of them may be lost on the way."""

from __future__ import annotations

import html
import re
from collections import Counter

from articles.body import plain_text

UNSEEN = re.compile(r"<!--.*?--!?>|<(script|style|iframe|title)\b.*?</\1[^<>]*>", re.DOTALL | re.IGNORECASE)
CAPTION_WORDS = re.compile(r"""\[(?:wp_)?caption\b[^\]]*?\bcaption=["']([^"']*)["'][^\]]*\]""")
CAPTION_TAG = re.compile(r"\[/?(?:wp_)?caption\b[^\[\]]*\]")
BUILT_IN = re.compile(r"\[/?(?:gallery|audio|video|playlist|embed)\b[^\[\]]*\](?!\])")
BLOCK_COMMENT = re.compile(r"<!-- /?wp:[a-z]|</a>(?=<a)|<!--more")
INLINE_TAG = re.compile(
    r"""</?(?:a|abbr|acronym|b|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|script|small|span|strike|strong|sub|sup|tt|u|var)
    (?:\s(?:"[^"]*"|'[^']*'|[^"'<>])*)?>""",
    re.IGNORECASE | re.VERBOSE,
)
TAG = re.compile(r"""</?[a-z](?:"[^"]*"|'[^']*'|[^"'<>])*>""", re.IGNORECASE)


def written_words(raw: str) -> Counter[str]:
    """Those outside comments, scripts, tags and the syntax of WordPress's own shortcodes."""
    raw = raw.replace("<![CDATA[", "")
    text = CAPTION_WORDS.sub(r" \1 ", UNSEEN.sub("", BLOCK_COMMENT.sub(r" \g<0>", raw)))
    text = BUILT_IN.sub(" ", CAPTION_TAG.sub(" ", html.unescape(text) if "caption=" in raw else text))
    return words(html.unescape(TAG.sub(" ", INLINE_TAG.sub("", text))))


def shown_words(body: str) -> Counter[str]:
    return words(plain_text(body))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))
