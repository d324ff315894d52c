"""A file is there whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from articles.export.whole_file import whole_file


def test_takes_its_name_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.xml"
    with whole_file(str(path)) as file:
        file.write(b"all")
        assert not path.exists()
    assert path.read_bytes() == b"all"
    assert list(tmp_path.iterdir()) == [path]


def test_old_file_stays_while_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "out.xml"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError):
        fail_half_way(path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def fail_half_way(path: Path) -> None:
    with whole_file(str(path)) as file:
        file.write(b"half")
        raise RuntimeError


def test_file_a_link_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.xml").write_bytes(b"old")
    (tmp_path / "link.xml").symlink_to("real.xml")
    with whole_file(str(tmp_path / "link.xml")) as file:
        file.write(b"new")
    assert (tmp_path / "real.xml").read_bytes() == b"new"
    assert (tmp_path / "link.xml").is_symlink()


def test_others_may_read_it_as_any_new_file(tmp_path: Path) -> None:
    with whole_file(str(tmp_path / "a")):
        pass
    (tmp_path / "b").touch()
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_rights_of_a_file_that_is_replaced_stay(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch(mode=0o600)
    with whole_file(str(path)):
        pass
    assert path.stat().st_mode & 0o777 == 0o600


def test_device_is_written_to_and_never_replaced() -> None:
    with whole_file(os.devnull) as file:
        file.write(b"x")
    assert Path(os.devnull).is_char_device()
