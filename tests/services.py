"""Finds the programs some tests need; a missing one skips them by name, or fails when all are required."""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest

PACKAGES = {"chromium": "chromium", "nginx": "nginx", "openssl": "openssl"}


def require(program: str) -> str:
    """The program's path. Without it the test is skipped with the package to install, or fails in CI."""
    found = shutil.which(program)
    if found:
        return found
    return missing(program, PACKAGES[program])


def missing(program: str, package: str) -> NoReturn:
    message = f"{program} is missing; install Debian's package {package}"
    if os.environ.get("REQUIRE_SERVICES") == "1":
        pytest.fail(message)
    pytest.skip(message)
