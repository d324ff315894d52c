"""The shipped nginx configuration before real servers: fresh within seconds, and there when they are not."""

from __future__ import annotations

import signal
import socket
import ssl
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import brotli
import pytest

from tests.commands.linked import in_django, migrate
from tests.commands.servers import Answer, Running, fetch, running
from tests.delivery.nginx import Nginx, nginx

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]
WITHIN = 4.5
"""The portal may be a second behind; nginx counts whole seconds, so that one and one more may be nearly three."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("var")
    migrate(folder)
    in_django(folder, 'make_article("Ferries cross", path="/story/")')
    (folder / "media" / "images").mkdir(parents=True)
    (folder / "media" / "images" / "page.html").write_text("<script>alert(1)</script>")
    return folder


@pytest.fixture(scope="module")
def behind(folder: Path) -> Iterator[list[Running]]:
    """Two servers, as on two hosts, that share the database alone."""
    with ExitStack() as stack:
        yield [stack.enter_context(running(folder, "serve", BEHIND_PROXY="1")) for _ in range(2)]


@pytest.fixture(scope="module")
def front(folder: Path, behind: list[Running], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    ports = [int(server.url.rpartition(":")[2]) for server in behind]
    with nginx(tmp_path_factory.mktemp("nginx"), folder, *ports) as started:
        yield started


def get(url: str, **headers: str) -> Answer:
    opener = urllib.request.build_opener()
    opener.addheaders = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return fetch(url, opener)


def rename(folder: Path, headline: str) -> None:
    in_django(folder, f"Article.objects.update(headline={headline!r})")


def test_change_is_there_within_seconds(front: Nginx, folder: Path) -> None:
    for number in range(2):
        assert fetch(f"{front.url}/story/").status == 200
        rename(folder, f"Ferries {number}")
        time.sleep(WITHIN)
        answers = [fetch(f"{front.url}/story/").text for _ in range(6)]
        assert all(f"Ferries {number}" in text for text in answers)


def test_page_that_nobody_asked_for_is_fresh(front: Nginx, folder: Path) -> None:
    """The first reader after a long time gets no old page while a new one is fetched."""
    fetch(f"{front.url}/story/")
    time.sleep(3)
    rename(folder, "Ferries at last")
    time.sleep(0.5)
    assert "Ferries at last" in fetch(f"{front.url}/story/").text


def test_headers_for_other_sites_come_through_and_names_do_not(front: Nginx) -> None:
    for _ in range(2):
        headers = get(f"{front.url}/story/").headers
        assert headers["X-Pingback"].endswith("/linkbacks/pingback/")
        assert 'rel="webmention"' in headers["Link"]
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert (headers["Cache-Tag"], headers["Surrogate-Key"]) == (None, None)


def test_encodings_are_the_portals_own(front: Nginx) -> None:
    plain = get(f"{front.url}/story/")
    small = get(f"{front.url}/story/", Accept_Encoding="gzip, deflate, br, zstd")
    assert (plain.headers["Content-Encoding"], small.headers["Content-Encoding"]) == (None, "br")
    assert b"h-entry" in brotli.decompress(small.content)


def test_known_page_is_answered_with_304(front: Nginx) -> None:
    etag = get(f"{front.url}/story/").headers["ETag"]
    assert get(f"{front.url}/story/", If_None_Match=etag).status == 304


def test_browsers_get_HTTP_2(front: Nginx) -> None:
    context = ssl.create_default_context(cafile=str(front.folder / "cert.pem"))
    context.set_alpn_protocols(["h2", "http/1.1"])
    plain = socket.create_connection(("127.0.0.1", front.tls_port))
    with context.wrap_socket(plain, server_hostname="localhost") as connection:
        assert connection.selected_alpn_protocol() == "h2"


def test_static_files_stay_for_ever(front: Nginx, folder: Path) -> None:
    name = next((folder / "static").glob("**/*.css.gz")).relative_to(folder / "static").with_suffix("")
    answer = get(f"{front.url}/static/{name}", Accept_Encoding="gzip")
    assert (answer.status, answer.headers["Content-Encoding"]) == (200, "gzip")
    assert "immutable" in answer.headers["Cache-Control"]


def test_upload_runs_nothing(front: Nginx) -> None:
    answer = get(f"{front.url}/media/images/page.html")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Content-Security-Policy"]) == (
        "nosniff", "default-src 'none'; sandbox",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [("/admin/login/", 2_000_000, 413), ("/admin/articles/article/add/", 2_000_000, 403),
     ("/search/", 2_000_000, 413), ("/linkbacks/webmention/", 100_000, 413),
     ("/admin/articles/importrun/add/", 60_000_000, 200), ("/admin/articles/image/several/", 60_000_000, 200),
     ("/admin/articles/image/add/", 60_000_000, 413)],
)  # fmt: skip
def test_bodies_are_limited_where_they_come_from_strangers(front: Nginx, path: str, size: int, status: int) -> None:
    assert fetch(front.url + path, words="x" * size).status == status


def test_flood_of_notices_is_slowed(front: Nginx) -> None:
    answers = [fetch(f"{front.url}/linkbacks/webmention/", source="x", target="y").status for _ in range(40)]
    assert answers[0] == 400
    assert answers[-1] == 429


def test_page_is_there_while_the_portal_is_not(front: Nginx, folder: Path, behind: list[Running]) -> None:
    """Last, for it ends them."""
    assert fetch(f"{front.url}/story/").status == 200
    for server in behind:
        server.stop(signal.SIGINT)
    time.sleep(WITHIN)
    assert fetch(f"{front.url}/story/").status == 200
    assert get(f"{front.url}/story/", Cookie="sessionid=abc").status in {502, 503}
