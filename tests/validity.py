"""`make validate VNU=…/vnu.jar`: every kind of readers' page of the demo newsroom before the checker of the W3C.

Among them what the demo has not by itself: forms for comments, one of them filled in wrongly, and a withdrawn story.
It needs Java and the jar (npm's package `vnu-jar` has it), so it is no part of the suite.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.commands.servers import ROOT, environment, fetch, running

PAGES = (
    *("/", "/world/", "/india/delhi/", "/opinion/", "/archive/", "/archive/corrections/", "/search/"),
    *("/search/?q=ferry", "/search/?q=feryr", "/search/?q=xyzzyx&from=2016-01-01", "/about/", "/contact/", "/ethics/"),
    *("/offline/", "/nothing-is-here/", "/lite/", "/lite/world/", "/lite/search/?q=ferry", "/lite/search/?q=xyzzyx"),
    *("/lite/archive/", "/lite/archive/corrections/", "/lite/about/"),
)
_COMMENTS = {"COMMENTS_RECEIVE": "1"}
_PREPARED = """
from articles import publishing
from articles.models import Article, Section
Section.objects.update(takes_comments=True)
newest = Article.objects.published().order_by("-published_at")
publishing.kill(newest[0])
print(newest.model.objects.get(status="killed").path, newest.filter(language="hi")[0].path)
"""
_UNKNOWN = ".*@view-transition.*"
"""A rule of CSS View Transitions 2 that browsers know, and the checker does not."""
_ARTICLE = re.compile(r'href="(/[a-z/-]+/\d{4}/\d\d/\d\d/[^"/]+/)"')
_OTHER = re.compile(r'href="(/(?:tag|author)/[^"]+|/archive/\d{4}/(?:\d\d/){0,2})"')
_FORM = re.compile(r'href="(/comments/\d+/)"')


def main(jar: str) -> int:
    """Whether anything was found, as an exit code."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "pages").mkdir()
        with running(folder, "run", **_COMMENTS) as server:
            pages = _pages(server.url, *_prepared(folder))
        for number, text in enumerate(pages.values()):
            (folder / "pages" / f"{number}.html").write_text(text, "utf-8")
        found = _found(jar, folder / "pages")
    for one in found:
        path = list(pages)[int(Path(one["url"]).stem)]
        sys.stdout.write(f"{path}: {one['message']}\n    {one.get('extract', '').strip()}\n")
    sys.stdout.write(f"{len(pages)} pages, {len(found)} findings.\n")
    return int(bool(found))


def _found(jar: str, folder: Path) -> list[dict[str, Any]]:
    """Errors and warnings; what is merely told is left out."""
    command = ["java", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always"]
    command += ["--filterpattern", _UNKNOWN, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return [one for one in messages if one["type"] == "error" or one.get("subType") == "warning"]


def _prepared(folder: Path) -> list[str]:
    """Opens all comments and withdraws the newest story: its path, and that of one in Hindi."""
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", _PREPARED]
    own = environment(folder, **_COMMENTS)
    return subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True, check=True).stdout.split()


def _pages(url: str, withdrawn: str, hindi: str) -> dict[str, str]:
    """One of each kind by its path; of articles all that the front page names."""
    found = {path: fetch(f"{url}{path}").text for path in (*PAGES, withdrawn, hindi)}
    assert "410" in found[withdrawn]
    articles = list(dict.fromkeys(_ARTICLE.findall(found["/"])))
    found |= {path: fetch(f"{url}{path}").text for path in articles}
    named = "".join(found[path] for path in (articles[0], "/archive/"))
    named += fetch(f"{url}/archive/2016/").text + fetch(f"{url}/archive/2016/10/").text
    others = [*_OTHER.findall(named), *(f"/lite{path}" for path in (articles[0], hindi))]
    found |= {path: fetch(f"{url}{path}").text for path in dict.fromkeys(others)}
    for path in (articles[0], hindi):
        form = _FORM.findall(found[path])[0]
        found |= {f"{form}{query}": fetch(f"{url}{form}{query}").text for query in ("", "?sent=1", "?sent=again")}
        found[f"{form} (nothing filled in)"] = fetch(f"{url}{form}", name="", email="no address", text="").text
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
