"""`make validate VNU=…/vnu.jar`: every kind of readers' page of the demo newsroom before the checker of the W3C.

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

from tests.commands.servers import fetch, running

PAGES = (
    *("/", "/world/", "/india/delhi/", "/opinion/", "/archive/", "/archive/corrections/", "/search/"),
    *("/search/?q=ferry", "/search/?q=feryr", "/about/", "/contact/", "/lite/", "/nothing-is-here/"),
)
_ARTICLE = re.compile(r'href="(/[a-z/-]+/\d{4}/\d\d/\d\d/[^"/]+/)"')
_OTHER = re.compile(r'href="(/(?:tag|author)/[^"]+|/archive/\d{4}/|/archive/\d{4}/\d\d/)"')


def main(jar: str) -> int:
    """Whether anything was found, as an exit code."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "pages").mkdir()
        with running(folder, "run") as server:
            paths = _paths(server.url)
            for number, path in enumerate(paths):
                (folder / "pages" / f"{number}.html").write_text(fetch(f"{server.url}{path}").text, "utf-8")
        found = _found(jar, folder / "pages")
    for one in found:
        path = paths[int(Path(one["url"]).stem)]
        sys.stdout.write(f"{path}: {one['message']}\n    {one.get('extract', '').strip()}\n")
    sys.stdout.write(f"{len(paths)} pages, {len(found)} findings.\n")
    return int(bool(found))


def _found(jar: str, folder: Path) -> list[dict[str, Any]]:
    """Errors and warnings; what is merely told is left out."""
    command = ["java", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return [one for one in messages if one["type"] == "error" or one.get("subType") == "warning"]


def _paths(url: str) -> list[str]:
    """One of each kind; of articles all that the front page names, and their text edition."""
    front, archive = (fetch(f"{url}{path}").text for path in ("/", "/archive/"))
    articles = list(dict.fromkeys(_ARTICLE.findall(front)))
    story = fetch(f"{url}{articles[0]}").text
    others = dict.fromkeys(_OTHER.findall(story + archive))
    return [*PAGES, *articles, *others, f"/lite{articles[0]}"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
