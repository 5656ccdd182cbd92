"""Times how long Unroll and Python's libraries take to read large files, in turn, and how much memory they hold at most.

    pip install numpy pandas
    python3 Benchmarks/peers/readers.py

Of Unroll it is the whole of `unroll data FILE`, which also tells what is in the file; of the others the call that reads, without the import of the library.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

FOLDER = Path(__file__).resolve().parent


@dataclass
class Use:
    """What reading takes."""

    seconds: float
    megabytes: float


@dataclass
class Case:
    name: str
    file: str
    write: Callable[[Path], None]
    # What else reads it, in a process of its own, with `path` given.
    peer: str | None
    code: str = ""


def repeat(path: Path, block: str, size: int, head: str = "") -> None:
    """Writes a block again and again, up to about this many bytes."""
    with open(path, "w") as file:
        file.write(head)
        for _ in range(max(1, size // len(block))):
            file.write(block)


def table(path: Path) -> None:
    generator = random.Random(1)
    rows = "".join(
        ",".join(f"{generator.gauss(0, 1):.6f}" for _ in range(10)) + f",{generator.choice(['up', 'down'])}\n" for _ in range(20_000)
    )
    repeat(path, rows, 200_000_000, ",".join(f"x{index}" for index in range(10)) + ",class\n")


def words(generator: random.Random) -> list[str]:
    return ["".join(generator.choices("abcdefghijklmnopqrstuvwxyz", k=generator.randint(1, 9))) for _ in range(20_000)]


def prose(path: Path) -> None:
    generator = random.Random(2)
    vocabulary = words(generator)
    repeat(path, "".join(" ".join(generator.choices(vocabulary, k=12)) + ".\n" for _ in range(20_000)), 70_000_000)


def sentences(path: Path) -> None:
    generator = random.Random(3)
    vocabulary = words(generator)
    with open(path, "w") as file:
        for _ in range(100_000):
            count = generator.randint(5, 30)
            line = {"tokens": generator.choices(vocabulary, k=count), "labels": generator.choices(["N", "V", "D", "A"], k=count)}
            file.write(json.dumps(line) + "\n")


CASES = [
    Case(
        "CSV of 200 MB", "table.csv", table, "pandas",
        "import pandas\nbegin()\nd = pandas.read_csv(path)\nx = d.iloc[:, :10].to_numpy('float32')\ny = d['class'].astype('category').cat.codes",
    ),
    Case(
        "text of 70 MB", "prose.txt", prose, "numpy",
        "import numpy\nbegin()\nsymbols, ids = numpy.unique(numpy.frombuffer(open(path, 'rb').read(), 'uint8'), return_inverse=True)",
    ),
    Case(
        "100,000 sentences", "sentences.jsonl", sentences, "Python's json",
        "import json\nbegin()\nids = {}\nlines = []\nfor line in open(path):\n    line = json.loads(line)\n"
        "    lines.append([ids.setdefault(token, len(ids)) for token in line['tokens']])",
    ),
    Case("strokes(60000)", "strokes.md", lambda path: path.write_text("```unroll\nd = strokes(train: 60000)\n```\n"), None),
]

# Of a peer: the time between begin() and the end, and what its process held at most.
PEER = """
import resource, sys, time
path = sys.argv[1]
started = 0.0
def begin():
    global started
    started = time.perf_counter()
{code}
print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def unroll(program: str, path: Path) -> Use:
    command = [program, "run" if path.suffix == ".md" else "data", str(path)]
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    error = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)}: {error.decode()}")
    return Use(time.perf_counter() - began, usage.ru_maxrss / 1024)


def peer(case: Case, path: Path) -> Use | None:
    result = subprocess.run([sys.executable, "-c", PEER.format(code=case.code), str(path)], capture_output=True, text=True)
    if result.returncode != 0:
        print(f"{case.peer}: {result.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return None
    return Use(*map(float, result.stdout.split()))


def median(uses: list[Use]) -> str:
    seconds = statistics.median(use.seconds for use in uses)
    return f"{seconds:.2f} | {statistics.median(use.megabytes for use in uses):,.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(FOLDER.parents[1] / ".build/release/unroll"), help="the program that is measured")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="cases whose names contain this")
    options = parser.parse_args()
    print("| what is read | seconds | MB at most | beside | seconds | MB at most | ratio of seconds |\n|---|--:|--:|---|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        for case in CASES:
            if options.only not in case.name:
                continue
            path = Path(folder) / case.file
            case.write(path)
            own: list[Use] = []
            others: list[Use] = []
            for _ in range(options.rounds):
                own.append(unroll(options.program, path))
                other = peer(case, path) if case.peer else None
                if other:
                    others.append(other)
            ratio = statistics.median(b.seconds / a.seconds for a, b in zip(own, others)) if others else None
            print(f"| {case.name} | {median(own)} | " + (f"{case.peer} | {median(others)} | {ratio:.2f} |" if ratio else "| | | |"), flush=True)
            path.unlink()


if __name__ == "__main__":
    main()
