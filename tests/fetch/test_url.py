"""The gate: what is no URL to ask is refused, and what passes is exactly what will be asked."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.fetch import Refused, parse_url

REFUSED = [
    ("H1-file", "file:///etc/passwd", "scheme"),
    ("H1-gopher", "gopher://good.example/", "scheme"),
    ("H1-ftp", "ftp://good.example/", "scheme"),
    ("H1-javascript", "javascript:alert(1)", "scheme"),
    ("H1-data", "data:text/html,x", "scheme"),
    ("H1-no-scheme", "//good.example/x", "scheme"),
    ("H1-no-slashes", "http:good.example", "host"),
    ("H1-one-slash", "http:/good.example", "host"),
    ("H1-no-host", "http:///x", "host"),
    ("H1-empty", "", "scheme"),
    ("H2-user", "http://user:pw@good.example/", "userinfo"),
    ("H2-empty-user", "http://@good.example/", "userinfo"),
    ("H3-backslash-at", "http://127.0.0.1:80\\@good.example/", "characters"),
    ("H4-at-backslash", "http://good.example\\@127.0.0.1/", "characters"),
    *[(f"H5-{ord(bad):02x}", f"http://good.example/a{bad}b", "characters") for bad in '\t\n\r \0\x7f<>"{}^|`'],
    ("H5-leading-space", " http://good.example/", "characters"),
    ("H5-in-scheme", "ht\ntp://good.example/", "characters"),
    ("H5-in-fragment", "http://good.example/#a b", "characters"),
    ("H5-no-break-space", "http://good.example/\xa0", "characters"),
    ("H5-line-separator", "http://good.example/\u2028", "characters"),
    ("H5-next-line", "http://good.example/\x85", "characters"),
    ("H5-surrogate", "http://good.example/\ud800", "characters"),
    ("H6-escaped-letter", "http://ex%61mple.com/", "host"),
    ("H7-escaped-nul", "http://127.0.0.1%00.good.example/", "host"),
    ("H7-escaped-hash", "http://good.example%23.evil.example/", "host"),
    ("H7-escaped-slash", "http://good.example%2f.evil.example/", "host"),
    ("H8-decimal", "http://2130706433/", "host"),
    ("H8-hex", "http://0x7f000001/", "host"),
    ("H8-hex-quad", "http://0x7f.0.0.1/", "host"),
    ("H8-last-hex", "http://127.0.0.0x1/", "host"),
    ("H8-octal", "http://0177.0.0.1/", "host"),
    ("H8-leading-zero", "http://127.0.0.01/", "host"),
    ("H8-short", "http://127.1/", "host"),
    ("H8-zero", "http://0/", "host"),
    ("H8-five", "http://1.2.3.4.5/", "host"),
    ("H8-too-large", "http://256.1.1.1/", "host"),
    ("H8-final-dot", "http://127.0.0.1./", "host"),
    ("H9-circled", "http://①②⑦.⓪.⓪.①/", "host"),
    ("H9-ideographic-dot", "http://127。0。0。1/", "host"),
    ("H9-full-width", "http://１２７.0.0.1/", "host"),
    ("H9-slash-inside", "http://℀.example/", "host"),
    ("H10-zone", "http://[fe80::1%25eth0]/", "host"),
    ("H10-open-bracket", "http://[::1/", "host"),
    ("H10-no-address", "http://[good.example]/", "host"),
    ("H10-after-bracket", "http://[::1]good.example/", "host"),
    ("H15-none", "http://good.example:0/", "port"),
    ("H15-too-large", "http://good.example:99999/", "port"),
    ("H15-long", "http://good.example:0000080/", "port"),
    ("H15-arabic-digits", "http://good.example:٢٢/", "port"),
    ("H15-twice", "http://good.example:80:80/", "port"),
    ("H15-sign", "http://good.example:+80/", "port"),
    ("H15-word", "http://good.example:http/", "port"),
    ("H16-2049", "http://good.example/" + "a" * 2029, "length"),
    ("H16-megabyte", "http://good.example/" + "a" * 1_000_000, "length"),
    ("H16-escaped", "http://good.example/" + "ख" * 226, "length"),
    ("H17-label", f"http://{'a' * 64}.example/", "host"),
    ("H17-name", f"http://{'a.' * 127}example/", "host"),
    ("H17-punycode", "http://xn--99999999.example/", "host"),
    ("H17-empty-punycode", "http://xn--.example/", "host"),
    ("H17-ascii-punycode", "http://xn--a-.example/", "host"),
    ("H17-empty-label", "http://good..example/", "host"),
    ("H17-hyphen", "http://-good.example/", "host"),
    ("H17-ambiguous", "http://stra\xdfe.example/", "host"),
    ("H17-joiner", "http://a\u200db.example/", "host"),
    ("H17-direction", "http://a\u202eb.example/", "host"),
    ("H17-long-beyond-ascii", f"http://{'ü' * 300}.example/", "host"),
]
TAKEN = [
    ("plain", "http://good.example/a?b=c", "http://good.example/a?b=c"),
    ("no-path", "https://good.example", "https://good.example/"),
    ("only-query", "https://good.example?a", "https://good.example/?a"),
    ("H4-at-in-fragment", "http://good.example#@127.0.0.1/", "http://good.example/"),
    ("at-in-path", "http://good.example/@editor", "http://good.example/@editor"),
    ("H16-2048", "http://good.example/" + "a" * 2028, "http://good.example/" + "a" * 2028),
    ("H18-port", "https://good.example:443/", "https://good.example/"),
    ("H18-empty-port", "https://good.example:/", "https://good.example/"),
    ("H18-other-port", "http://good.example:443/", "http://good.example:443/"),
    ("H18-case", "HTTP://Good.EXAMPLE/Path", "http://good.example/Path"),
    ("H18-final-dot", "http://good.example./", "http://good.example/"),
    ("escapes", "http://good.example/%e0%a4?%c3%a9", "http://good.example/%E0%A4?%C3%A9"),
    ("stray-percent", "http://good.example/100%", "http://good.example/100%"),
    ("hindi", "http://हिन्दी.भारत/खबर", "http://xn--j2bd4cyah0f.xn--h2brj9c/%E0%A4%96%E0%A4%AC%E0%A4%B0"),
    ("H17-look-alike", "http://gооd.example/", "http://xn--gd-fmca.example/"),
    ("punycode", "http://xn--bcher-kva.example/", "http://xn--bcher-kva.example/"),
    ("underscore", "http://my_blog.example/", "http://my_blog.example/"),
    ("ipv6", "http://[2606:4700:0:0::1]:8080/", "http://[2606:4700::1]:8080/"),
    ("ipv4", "http://93.184.215.14/", "http://93.184.215.14/"),
]
JOINED = [
    ("path", "/c", "https://good.example/c"),
    ("relative", "c?d", "https://good.example/a/c?d"),
    ("above", "../../c", "https://good.example/c"),
    ("query", "?d", "https://good.example/a/b?d"),
    ("empty", "", "https://good.example/a/b?x"),
    ("other-host", "//other.example", "https://other.example/"),
    ("absolute", "http://other.example/", "http://other.example/"),
]
NOT_JOINED = [
    ("H5-tab", "/a\tb", "characters"),
    ("H3-backslash", "\\\\127.0.0.1/", "characters"),
    ("H27-file", "file:///etc/passwd", "scheme"),
    ("H2-user", "//user@other.example/", "userinfo"),
    ("H10-bracket", "//[::1", "host"),
]


@pytest.mark.parametrize(("text", "reason"), [pytest.param(*row[1:], id=row[0]) for row in REFUSED])
def test_url_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_url(text)
    assert refused.value.reason == reason


@pytest.mark.parametrize(("text", "form"), [pytest.param(*row[1:], id=row[0]) for row in TAKEN])
def test_url_is_taken_in_normal_form(text: str, form: str) -> None:
    assert str(parse_url(text)) == form


@pytest.mark.parametrize(("reference", "form"), [pytest.param(*row[1:], id=row[0]) for row in JOINED])
def test_reference_is_joined(reference: str, form: str) -> None:
    assert str(parse_url("https://good.example/a/b?x").joined(reference)) == form


@pytest.mark.parametrize(("reference", "reason"), [pytest.param(*row[1:], id=row[0]) for row in NOT_JOINED])
def test_joined_reference_passes_the_gate(reference: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_url("https://good.example/").joined(reference)
    assert refused.value.reason == reason


AUTHORITIES = st.text(st.sampled_from("a1.:@[]%\\/?#-_x٢。①é\u00ad\t "), max_size=20)


@given(st.one_of(AUTHORITIES, st.text(max_size=30)))
def test_url_is_refused_or_read_alike_by_others(authority: str) -> None:
    try:
        url = parse_url(f"http://{authority}/path")
    except Refused:
        return
    other = urlsplit(str(url))
    assert (other.hostname, other.port or 80, other.username) == (url.host, url.port, None)
    assert re.fullmatch(r"[a-z0-9._-]+|[0-9a-f:.]+", url.host)


@given(st.text(max_size=300).map("http://good.example/".__add__))
def test_normal_form_stays_as_it_is(text: str) -> None:
    try:
        form = str(parse_url(text))
    except Refused:
        return
    assert str(parse_url(form)) == form
