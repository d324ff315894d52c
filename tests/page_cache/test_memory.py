"""Memory between pages that stayed goes back to the system when others have left."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

from tests.commands.servers import ROOT

HELD = """
from articles.page_cache.memory import give_back
resident = lambda: int(open("/proc/self/statm").read().split()[1]) * 4 // 1024
pages = [bytes(20_000) for _ in range(5_000)]
del pages[::4], pages[::3], pages[::2]
before = resident()
give_back()
print(before - resident())
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps it, and can be asked")
def test_what_lies_between_is_given_back() -> None:
    done = subprocess.run([sys.executable, "-c", HELD], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(done.stdout) > 20
