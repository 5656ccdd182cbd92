"""What every peer does: it makes the case, runs steps that are not counted, then times steps whenever it is asked.

A peer is a process of its own. It writes a line of JSON when it is ready, then reads lines, each with a number of seconds, and
answers each with how long steps took in that time.
"""

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable

from cases import CASES, Case

WARM_UP = 3
FEWEST = 3


class Unsupported(Exception):
    """The peer does not have what the case or the precision needs."""


def timed(step: Callable[[], None], seconds: float) -> dict[str, float]:
    """Runs steps for about so long, and at least a few. `step` returns when its work is done."""
    times: list[float] = []
    while len(times) < FEWEST or sum(times) < seconds:
        start = time.perf_counter()
        step()
        times.append(time.perf_counter() - start)
    return {"milliseconds": statistics.median(times) * 1000, "bestMilliseconds": min(times) * 1000, "steps": len(times)}


def main(build: Callable[[Case, str, int], Callable[[], None]]) -> None:
    """Answers on standard output.

    - build: makes the step of a case, given the precision and how many threads it may use. Libraries are imported in it,
      since some read how many threads they may use when they are.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("--case", required=True)
    parser.add_argument("--precision", default="single")
    parser.add_argument("--threads", type=int, required=True)
    options = parser.parse_args()

    # What libraries print goes to standard error, so that only answers are on standard output.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)

    def answer(value: dict[str, object]) -> None:
        print(json.dumps(value), file=answers, flush=True)

    os.environ["OMP_NUM_THREADS"] = str(options.threads)
    try:
        step = build(next(case for case in CASES if case.name == options.case), options.precision, options.threads)
        for _ in range(WARM_UP):
            step()
    except Unsupported as error:
        return answer({"unsupported": str(error)})
    except Exception as error:  # whatever a library throws: the others go on
        return answer({"failed": f"{type(error).__name__}: {error}".splitlines()[0]})
    answer({"ready": True})
    for line in sys.stdin:
        answer(timed(step, float(line)))
