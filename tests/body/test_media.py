"""Sound and film of this site: stored as a link, shown as a player; that of other sites stays a link."""

from __future__ import annotations

import pytest

from articles.body import clean, render
from tests.body.desk import Desk

STORED = {
    "own path": ('<audio controls src="/a.mp3"></audio>', "/a.mp3"),
    "own host": ('<video src="https://ours.example/2016/v.mp4" poster="/p.jpg"></video>', "/2016/v.mp4"),
    "own host, no file": ('<iframe src="https://ours.example/player/1"></iframe>', "https://ours.example/player/1"),
    "other host": ('<audio src="https://other.example/a.mp3"></audio>', "https://other.example/a.mp3"),
    "other host, no scheme": ('<audio src="//other.example/a.mp3"></audio>', "https://other.example/a.mp3"),
}


@pytest.mark.parametrize(("source", "address"), STORED.values(), ids=STORED.keys())
def test_player_is_stored_as_a_link(source: str, address: str) -> None:
    body = clean(source, Desk()).html
    assert body == f'<p><a href="{address}">{address}</a></p>'
    assert clean(body, Desk()).html == body


SHOWN = {
    "sound": ('<p lang="hi"><a href="/a.mp3">सुनें</a></p>', '<p lang="hi">{audio} <a href="/a.mp3">सुनें</a></p>', "a.mp3"),
    "film": (
        '<p><a href="/v.MP4"><em>See</em> it</a></p>',
        '<p>{video} <a href="/v.MP4"><em>See</em> it</a></p>',
        "v.MP4",
    ),
}


@pytest.mark.parametrize(("stored", "expected", "file"), SHOWN.values(), ids=SHOWN.keys())
def test_link_to_a_file_of_ours_alone_is_shown_with_a_player(stored: str, expected: str, file: str) -> None:
    players = {kind: f'<{kind} controls preload="none" src="/{file}"></{kind}>' for kind in ("audio", "video")}
    assert render(stored, lambda _: "", lambda _: "") == expected.format(**players)


LINKS = {
    "another site": '<p><a href="https://other.example/a.mp3">a</a></p>',
    "another site by its host": '<p><a href="//other.example/a.mp3">a</a></p>',
    "backslash": '<p><a href="/\\other.example/a.mp3">a</a></p>',
    "words beside it": '<p>Hear <a href="/a.mp3">it</a></p>',
    "two links": '<p><a href="/a.mp3">a</a><a href="/b.mp3">b</a></p>',
    "other file": '<p><a href="/a.pdf">a</a></p>',
    "query": '<p><a href="/a.php?b=.mp3">a</a></p>',
    "heading": '<h2><a href="/a.mp3">a</a></h2>',
}


@pytest.mark.parametrize("stored", LINKS.values(), ids=LINKS.keys())
def test_other_link_is_shown_without_a_player(stored: str) -> None:
    assert render(stored, lambda _: "", lambda _: "") == stored
