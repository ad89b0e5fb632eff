"""``python -m bench [TASK...] [--by-id]``: quality on the development data, against pinned floors."""

from __future__ import annotations

import sys

from bench import quality


def main(arguments: list[str]) -> int:
    """Exit code 0 where all floors hold or the data is absent, else 1."""
    if not quality.present():
        print("the development data (../shared/bench) is not here: nothing measured")
        return 0
    tasks = tuple(a for a in arguments if not a.startswith("-"))
    if "--by-id" in arguments:
        for bench in quality.BENCHES:
            if bench.task in tasks:
                quality.score(bench, ("--by-id",))
        return 0
    broken = quality.run(tasks)
    for line in broken:
        print(line)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
