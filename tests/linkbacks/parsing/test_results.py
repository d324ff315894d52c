"""A child that a page has taken over can lie about words, and nothing more."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.linkbacks.formats.discovery import Endpoints
from articles.linkbacks.formats.examining import Examined
from articles.linkbacks.parsing.child_process import LONGEST_ANSWER
from articles.linkbacks.parsing.errors import ParsingFailed
from articles.linkbacks.parsing.frames import framed
from articles.linkbacks.parsing.parser import Parser
from articles.linkbacks.parsing.results import endpoints_in, examined_in
from tests.linkbacks.formats.pages import make_page
from tests.linkbacks.parsing.hostile import TARGET

HONEST = Examined("T", "A", "https://o.example/", TARGET, "[…] a link here […]", "link", link_count=1)
LIES = [
    ("title", ["", None, 1, ["T"], "x" * 251, "a\nb", "a\u202eb", "a\0", "\ud800"]),
    ("author", [None, 1, "x" * 251, " a"]),
    ("canonical", [1, "javascript:x", "/1", "https://o.example/" + "x" * 2_048, "https://o.example/\ud800"]),
    ("excerpt", [None, "x" * 401, "other words", "a\r\nb link"]),
    ("link_text", [None, 1, "not there", "link" * 26]),
    ("link_count", [None, -1, 1.0, True, "1", 10**30]),
    ("is_hidden", [None, 0, "false"]),
    ("is_nofollow", [1]),
    ("is_gone", [1]),
    ("is_readable", [None]),
    ("another", [1]),
]


def refuses(read: Callable[..., object], *arguments: object) -> bool:
    try:
        read(*arguments)
    except ValueError:
        return True
    return False


@pytest.mark.parametrize(("field", "value"), [(field, value) for field, values in LIES for value in values])
def test_result_that_no_honest_child_gives_is_refused(field: str, value: object) -> None:
    assert refuses(examined_in, {"examined": [{**asdict(HONEST), field: value}]}, [TARGET])


def test_honest_result_is_taken() -> None:
    assert examined_in({"examined": [asdict(HONEST)]}, [TARGET]) == {TARGET: HONEST}


def test_target_is_the_one_that_was_asked_for() -> None:
    lie = {**asdict(HONEST), "target": "https://other.example/"}
    assert examined_in({"examined": [lie]}, [TARGET]) == {TARGET: HONEST}


FIELDS = {"webmention": "https://t.example/wm", "pingback": None, "trackback": None}
WRONG_ENDPOINTS = [
    None,
    [],
    {},
    {**FIELDS, "another": None},
    {**FIELDS, "pingback": "file:///etc/passwd"},
    {**FIELDS, "pingback": ""},
    {**FIELDS, "pingback": 1},
    {**FIELDS, "pingback": "https://t.example/\ud800"},
]


@pytest.mark.parametrize("endpoints", WRONG_ENDPOINTS)
def test_endpoints_that_no_honest_child_gives_are_refused(endpoints: object) -> None:
    assert refuses(endpoints_in, {"endpoints": endpoints})


def test_honest_endpoints_are_taken() -> None:
    assert endpoints_in({"endpoints": FIELDS}) == Endpoints(webmention="https://t.example/wm")


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner))
RESULTS = st.fixed_dictionaries({name: JSON | st.just(value) for name, value in asdict(HONEST).items()})


@given(st.dictionaries(st.sampled_from(["examined", "endpoints"]), JSON | st.lists(RESULTS, max_size=2)))
def test_any_answer_is_taken_or_refused(answer: dict[str, object]) -> None:
    for refused in (refuses(examined_in, answer, [TARGET]), refuses(endpoints_in, answer)):
        assert refused in (True, False)


PRETENDER = """
import sys, time
sys.stdin.buffer.read(4)
time.sleep(float(sys.argv[2]))
sys.stdout.buffer.write(bytes.fromhex(sys.argv[1]))
sys.stdout.buffer.flush()
time.sleep(float(sys.argv[3]))
"""


def pretender(answer: bytes, seconds_before: float = 0, seconds_after: float = 60) -> list[str]:
    return [sys.executable, "-c", PRETENDER, answer.hex(), str(seconds_before), str(seconds_after)]


def frame(content: bytes, length: int | None = None) -> bytes:
    return (len(content) if length is None else length).to_bytes(4, "big") + content


ANSWERS = [
    ("no-json", frame(b"\xff"), "nonsense"),
    ("empty", frame(b""), "nonsense"),
    ("pickle", frame(b"\x80\x04]\x94."), "nonsense"),
    ("deep", frame(b"[" * 50_000), "nonsense"),
    ("no-object", framed([1]), "nonsense"),
    ("another-job's", framed({"endpoints": FIELDS}), "nonsense"),
    ("too-few", framed({"examined": []}), "nonsense"),
    ("too-many", framed({"examined": [asdict(HONEST)] * 2}), "nonsense"),
    ("lie", framed({"examined": [{**asdict(HONEST), "title": ""}]}), "nonsense"),
    ("too-long", frame(b"", LONGEST_ANSWER + 1), "nonsense"),
    ("never-complete", frame(b"{", 3), "time"),
    ("no-answer", b"", "time"),
    ("out-of-memory", framed({"failed": "MemoryError"}), "memory"),
    ("out-of-its-mind", framed({"failed": ["x" * 99]}), "error"),
]


@pytest.mark.parametrize(("answer", "reason"), [pytest.param(*row[1:], id=row[0]) for row in ANSWERS])
def test_nonsense_on_the_pipe_fails_the_job(answer: bytes, reason: str) -> None:
    with Parser(seconds=0.5 if reason == "time" else 60, program=pretender(answer)) as parser:
        with pytest.raises(ParsingFailed) as failure:
            parser.examine(make_page("x"), [TARGET])
        assert (failure.value.reason, len(str(failure.value)) < 100, parser.child_pid) == (reason, True, None)


def test_child_that_ends_in_the_middle_fails_the_job() -> None:
    program = pretender(frame(b"{", 3), seconds_after=0)
    with Parser(program=program) as parser, pytest.raises(ParsingFailed, match=r"ended by itself \(0\)"):
        parser.examine(make_page("x"), [TARGET])


def test_child_that_does_not_listen_fails_the_job() -> None:
    with Parser(seconds=0.5, program=pretender(b"", seconds_before=60)) as parser:
        with pytest.raises(ParsingFailed) as failure:
            parser.examine(make_page("x" * 1_000_000), [TARGET])
        assert failure.value.reason == "time"


class Interrupted(Exception):
    pass


@contextmanager
def interrupted_after(seconds: float) -> Iterator[None]:
    def interrupt(*_: object) -> None:
        raise Interrupted

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        with pytest.raises(Interrupted):
            yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_late_answer_to_an_interrupted_job_reaches_no_other() -> None:
    with Parser(seconds=60, program=pretender(framed({"endpoints": FIELDS}), seconds_before=60)) as parser:
        with interrupted_after(0.3):
            parser.discover(make_page("x"), TARGET)
        assert parser.child_pid is None
