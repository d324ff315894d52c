"""The Hindi words: compiled from their source, and complete."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest

from articles.pages.bylines import PATTERNS

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
CATALOG = ROOT / "articles" / "locale" / "hi" / "LC_MESSAGES"
_ENTRY = re.compile(r'(?:msgctxt "(.*)"\n)?msgid ((?:".*"\n)+)msgstr ((?:".*"\n?)+)')
_TAGGED = re.compile(r"""{% translate (["'])(.+?)\1(?: context "(\w+)")?""")


def joined(lines: str) -> str:
    return "".join(line[1:-1] for line in lines.strip().splitlines()).replace('\\"', '"')


def entries() -> dict[tuple[str, str], str]:
    """Context and English to Hindi, from the source that people edit."""
    found = _ENTRY.findall((CATALOG / "django.po").read_text("utf-8"))
    return {(context, joined(english)): joined(hindi) for context, english, hindi in found if joined(english)}


def test_compiled_words_are_those_of_the_source() -> None:
    with (CATALOG / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    said = {key: compiled.pgettext(*key) if key[0] else compiled.gettext(key[1]) for key in entries()}
    assert said == entries()


PUBLIC = [path for path in sorted(TEMPLATES.glob("**/*.html")) if "admin" not in path.relative_to(TEMPLATES).parts]


@pytest.mark.parametrize("template", PUBLIC, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_every_word_of_a_public_page_is_there_in_hindi(template: Path) -> None:
    used = {(context, english) for _quote, english, context in _TAGGED.findall(template.read_text("utf-8"))}
    assert used <= entries().keys()


def test_every_role_is_there_in_hindi() -> None:
    assert {("", str(pattern)) for pattern in PATTERNS.values()} <= entries().keys()
