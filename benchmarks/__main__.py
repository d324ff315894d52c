"""`make bench`, or `python -m benchmarks NAME …` for some of them: runs them and prints the figures."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

from benchmarks import comment_flood, delivery, desk, flood, importing, lighthouse, search
from benchmarks.figures import Figure

BENCHMARKS: dict[str, Callable[[], list[Figure]]] = {
    "comments": comment_flood.run,
    "delivery": delivery.run,
    "desk": desk.run,
    "flood": flood.run,
    "import": importing.run,
    "lighthouse": lighthouse.run,
    "search": search.run,
}
NEEDS = {"lighthouse": "LIGHTHOUSE"}
"""What a benchmark needs from outside is named by a variable; without it, it is left out, unless it is asked for."""


def main(names: list[str]) -> int:
    # As Ctrl-C does: whoever ends us ends the servers that were started, too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    unknown = set(names) - set(BENCHMARKS)
    if unknown:
        print(f"There is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}.")
        return 2
    figures: dict[str, list[Figure]] = {}
    for name in names or [one for one in BENCHMARKS if one not in NEEDS or NEEDS[one] in os.environ]:
        print(f"Running {name} …", flush=True)
        figures[name] = BENCHMARKS[name]()
    for name, found in figures.items():
        print(f"\n{name}")
        print("\n".join(f"  {figure}" for figure in found))
    return 0 if all(figure.is_met for found in figures.values() for figure in found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
