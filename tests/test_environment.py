"""A `.env` file fills what the environment leaves open."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsportal import environment


def test_env_file_sets_what_is_not_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWS_FIRST", "from the environment")
    monkeypatch.delenv("NEWS_SECOND", raising=False)
    file = tmp_path / ".env"
    file.write_text("# comment\nNEWS_FIRST=file\nexport NEWS_SECOND = 'two words'\nnot a setting\n")
    environment.load_env_file(file)
    monkeypatch.delenv("NEWS_THIRD", raising=False)
    assert environment.text("NEWS_FIRST") == "from the environment"
    assert environment.text("NEWS_SECOND") == "two words"


def test_missing_env_file_is_fine(tmp_path: Path) -> None:
    assert environment.load_env_file(tmp_path / ".env") is None


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("Yes", True), ("", False), ("off", False)])
def test_flag_reads_common_words(value: str, expected: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWS_FLAG", value)
    assert environment.flag("NEWS_FLAG") is expected


def test_words_are_split_at_commas_and_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWS_HOSTS", "a.example, b.example  c.example")
    assert environment.words("NEWS_HOSTS") == ["a.example", "b.example", "c.example"]


def test_words_out_of_a_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME", "red, blue")
    assert environment.some_of("SOME", ("red", "blue", "green")) == {"red", "blue"}
    monkeypatch.setenv("SOME", "none")
    assert environment.some_of("SOME", ("red",), "red") == frozenset()
    monkeypatch.setenv("SOME", "rde")
    with pytest.raises(ImproperlyConfigured, match="some of red, blue, or none"):
        environment.some_of("SOME", ("red", "blue"))
