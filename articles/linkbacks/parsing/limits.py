"""What the child is denied, by its own first act: the pages it parses may take it over."""

from __future__ import annotations

import ctypes
import math
import resource
import signal
import sys

CPU_SECONDS = 2
MEMORY = 512 * 1024 * 1024
_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_MOST = {
    resource.RLIMIT_CORE: 0,
    resource.RLIMIT_FSIZE: 0,
    resource.RLIMIT_NOFILE: 0,  # pipes that are open stay so; no file and no socket can be opened
    resource.RLIMIT_NPROC: 0,
}


def confine() -> None:
    """For the rest of this process: no file, socket, child or core, little memory, no life after the parent's.

    The parent is the thread that started it: the kernel takes that thread's end for the parent's.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        _lower(resource.RLIMIT_AS, MEMORY)
    for kind, most in _MOST.items():
        _lower(kind, most)


def allow_cpu(seconds: int = CPU_SECONDS) -> None:
    """From now on at least so much of the processor's time, and less than a second more; then the kernel kills."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(usage.ru_utime + usage.ru_stime + seconds), hard))


def _lower(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (most, most))
