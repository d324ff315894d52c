"""The Hindi words: compiled from their source, and complete."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest
from django.template import engines

from articles.pages.bylines import PATTERNS

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates" / "public"
CATALOG = ROOT / "articles" / "locale" / "hi" / "LC_MESSAGES"
_ENTRY = re.compile(
    r'(?:msgctxt "(.*)"\n)?msgid ((?:".*"\n)+)(?:msgid_plural (?:".*"\n)+)?msgstr(?:\[0\])? ((?:".*"\n?)+)'
)


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


def words(template: Path) -> set[tuple[str, str]]:
    """Context and English of all that a template has translated."""
    found = engines["public"].env.extract_translations(template.read_text("utf-8"))
    return {
        text if function.startswith("p") else ("", text[0] if isinstance(text, tuple) else text)
        for _line, function, text in found
    }


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("**/*.html")), ids=lambda at: str(at.relative_to(TEMPLATES)))
def test_every_word_of_a_public_page_is_there_in_hindi(template: Path) -> None:
    assert words(template) <= entries().keys()


def test_words_of_a_template_are_found() -> None:
    assert words(TEMPLATES / "parts" / "byline.html") >= {("share", "Email"), ("", "Updated")}


def test_every_role_is_there_in_hindi() -> None:
    assert {("", str(pattern)) for pattern in PATTERNS.values()} <= entries().keys()
