"""`python -m articles.linkbacks.parsing.child`: jobs on standard input, answers on standard output, until it is closed.

It knows nothing of Django, so it starts quickly and has nothing to give away.
"""

from __future__ import annotations

import codecs
import signal
import sys

from articles.linkbacks.formats.charsets import CODECS
from articles.linkbacks.parsing.frames import HEAD_BYTES, content_length, framed, value_in
from articles.linkbacks.parsing.jobs import do
from articles.linkbacks.parsing.limits import allow_cpu, confine


def main() -> None:
    _load_codecs()
    confine()
    # Who stops a service tells all its processes: the parent's last job is still done. It ends by its input's end.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while head := sys.stdin.buffer.read(HEAD_BYTES):
        job = sys.stdin.buffer.read(content_length(head))
        allow_cpu()
        sys.stdout.buffer.write(framed(_answer(job)))
        sys.stdout.buffer.flush()


def _load_codecs() -> None:
    """Now, since no file can be opened later."""
    for codec in (*CODECS, "idna", "punycode"):
        codecs.lookup(codec)


def _answer(job: bytes) -> dict[str, object]:
    try:
        return do(value_in(job))
    except Exception as error:
        return {"failed": type(error).__name__}


if __name__ == "__main__":
    main()
