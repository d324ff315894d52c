"""Names of shortcodes that plugins bring: which of them hold program text, and which bracketed words are shortcodes."""

from __future__ import annotations

import re

CODE_BOXES = frozenset(
    """sourcecode source code as3 actionscript bash coldfusion cpp csharp css delphi diff erlang fsharp groovy html java
    javafx javascript jscript js latex matlab objc perl php plain powershell python ruby scala sql vb vbnet xml yaml
    highlight codesyntax syntaxhighlighter""".split()
)
# CodeColorer's own family: [cc], [cci], [cce_php], [ccnLe_php].
CODE_COLORER = re.compile(r"cc[bBeEilLnNsSwW]{0,6}(?:_[A-Za-z0-9]{1,20})?")
# Read as shortcodes even without attributes and without an end.
PLUGINS = frozenset(
    """slideshow contact-form contact-form-7 archives sitemap googlemaps polldaddy youtube vimeo soundcloud gist tweet
    instagram recent-posts subscribe wpforms gravityform ninja_form mc4wp_form toc""".split()
)
PLAIN_NAME = re.compile(r"[A-Za-z][\w-]{0,60}")
ASSIGNMENT = re.compile(r"(?:^|\s)[\w-]{1,60}=\S")


def is_code_box(name: str) -> bool:
    return name in CODE_BOXES or CODE_COLORER.fullmatch(name) is not None


def is_plugin(name: str, attributes: str, is_closed: bool) -> bool:
    """Whether a bracketed word is a shortcode nobody knows here; `[sic]` and `[emphasis added]` are words."""
    if not PLAIN_NAME.fullmatch(name):
        return False
    marked = is_closed or attributes.endswith("/") or "_" in name or ASSIGNMENT.search(attributes)
    return bool(marked) or name in PLUGINS
