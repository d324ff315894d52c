"""When two addresses are one: normal form (rule V7), and the wider sense for what was sent to us (H19)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.linkbacks.formats.addresses import is_web_address, normal_form, resolve, same_resource

HERE = "https://n.example/a"


@pytest.mark.parametrize(
    ("url", "form"),
    [
        ("HTTPS://N.Example/a", HERE),
        ("https://n.example:443/a", HERE),
        ("http://n.example:80", "http://n.example/"),
        ("http://n.example:8000", "http://n.example:8000/"),
        ("https://n.example/%e0%a4%98", "https://n.example/%E0%A4%98"),
        ("https://n.example/घ", "https://n.example/%E0%A4%98"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://[::1]:80/", "http://[::1]/"),
        ("https://n.example/a?b#c", "https://n.example/a?b#c"),
    ],
)
def test_V7_normal_form(url: str, form: str) -> None:
    assert normal_form(url) == form


@pytest.mark.parametrize(
    "url", [f"{HERE}/", f"{HERE}2", f"{HERE}?b", f"{HERE}#c", "http://n.example/a", f"{HERE}/../a"]
)
def test_V7_other_address_has_another_form(url: str) -> None:
    assert normal_form(url) not in (None, normal_form(HERE))


@pytest.mark.parametrize(
    ("case", "url"),
    [
        *(("H1", url) for url in ("file:///etc/passwd", "gopher://h/", "javascript:x", "//h/x", "http:h", "http:///x")),
        ("H2", "http://user:pw@h.example/"),
        ("H3", "http://127.0.0.1:80\\@good.example/"),
        *(("H5", f"http://h.example/a{character}b") for character in '\t\n \0\x7f<>"{}^|`\\'),
        ("H6", "http://ex%61mple.com/"),
        ("H7", "http://127.0.0.1%00.good.example/"),
        ("H15", "http://h.example:80:80/"),
        ("H16", "http://h.example/" + "x" * 2_048),
        ("H62", "http://[/"),
    ],
)
def test_no_web_address(case: str, url: str) -> None:
    assert normal_form(url) is None, case


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("b", "https://n.example/b"),
        (" \n/b\t ", "https://n.example/b"),
        ("/b\nc", "https://n.example/bc"),
        ("//m.example/b", "https://m.example/b"),
        ("", HERE),
        ("javascript:x", None),
        ("mailto:a@n.example", None),
        ("http://[", None),
        ("data:," + "x" * 3_000, None),
    ],
)
def test_V7_address_on_a_page_is_resolved(href: str, url: str | None) -> None:
    assert resolve(HERE, href) == url


@pytest.mark.parametrize("other", [f"{HERE}#top", "https://N.example/a", "https://n.example:443/%61"])
def test_H19_same_resource(other: str) -> None:
    assert same_resource(HERE, other)


@pytest.mark.parametrize(("one", "other"), [(HERE, f"{HERE}/"), (HERE, "http://n.example/a"), ("", ""), ("x", "x")])
def test_H19_other_resource(one: str, other: str) -> None:
    assert not same_resource(one, other)


@given(st.text(max_size=60), st.text(max_size=60))
def test_hostile_address_is_refused_or_has_one_form(base: str, href: str) -> None:
    url = resolve(f"http://{base}", href)
    form = normal_form(url or href)
    assert form is None or normal_form(form) == form
    assert url is None or is_web_address(url)
