"""Runs the same networks with `unroll bench` and with other programs, in turn, and prints how long a step takes in each.

    pip install -r Benchmarks/peers/requirements.txt
    python3 Benchmarks/peers/compare.py
"""

import argparse
import datetime
import json
import os
import platform
import select
import signal
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from cases import CASES, Case

FOLDER = Path(__file__).resolve().parent
READY_SECONDS = 300

# A pair is left out where one of its two times is so many times the median of its program's times.
DISTURBED = 1.5

PEERS = {  # name: file, packages that it needs
    "PyTorch": ("torch_peer.py", ["torch"]),
    "Keras": ("keras_peer.py", ["keras", "jax"]),
    "JAX": ("jax_peer.py", ["jax"]),
    "ONNX Runtime": ("onnx_peer.py", ["onnxruntime", "onnx"]),
}


@dataclass
class Time:
    """Of a step, in milliseconds: the median and the best of a round."""

    median: float
    best: float

    @classmethod
    def of(cls, answer: dict) -> "Time":
        return cls(answer["milliseconds"], answer["bestMilliseconds"])


class PeerFailure(Exception):
    """Why a peer has no time to give."""


class Peer:
    """A peer's process. It is stopped wherever it is not its turn, so that no thread of it runs beside another program's."""

    def __init__(self, file: str, case: Case, precision: str, threads: int) -> None:
        command = [sys.executable, str(FOLDER / file), "--case", case.name, "--precision", precision, "--threads", str(threads)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            answer = self._answer()
            if "ready" not in answer:
                raise PeerFailure(answer.get("unsupported") or answer.get("failed"))
        except BaseException:  # ^C too: nobody else knows of the process yet
            self.end()
            raise
        self.process.send_signal(signal.SIGSTOP)

    def time(self, seconds: float) -> Time:
        self.process.send_signal(signal.SIGCONT)
        try:
            self.process.stdin.write(f"{seconds}\n".encode())
            self.process.stdin.flush()
        except BrokenPipeError:
            raise PeerFailure("ended by itself") from None
        answer = self._answer()
        self.process.send_signal(signal.SIGSTOP)
        return Time.of(answer)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()

    def _answer(self) -> dict:
        if not select.select([self.process.stdout], [], [], READY_SECONDS)[0]:
            raise PeerFailure(f"no answer in {READY_SECONDS} s")
        line = self.process.stdout.readline()
        if not line:
            raise PeerFailure("ended by itself")
        return json.loads(line)


def unroll(program: str, case: Case, options: argparse.Namespace) -> Time:
    """Times a case in a process of its own."""
    command = [program, "bench", "--json", "--only", case.name, "--seconds", str(options.seconds)]
    command += ["--threads", str(options.threads), "--precision", options.precision]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    return Time.of(next(row for row in json.loads(done.stdout)["rows"] if row["name"] == case.name))


@dataclass
class Comparison:
    """A peer's times in a case, beside Unroll's in the same rounds."""

    case: Case
    peer: str
    pairs: list[tuple[Time, Time]] = field(default_factory=list)  # Unroll's, the peer's
    problem: str | None = None

    def undisturbed(self) -> list[tuple[Time, Time]]:
        limits = [DISTURBED * statistics.median(pair[side].median for pair in self.pairs) for side in (0, 1)]
        return [pair for pair in self.pairs if all(time.median <= limit for time, limit in zip(pair, limits))]

    def figures(self) -> dict:
        row: dict = {"case": self.case.name, "trains": self.case.trains, "peer": self.peer}
        if not self.pairs:
            return row | {"problem": self.problem}
        pairs = self.undisturbed()
        ratios = [other.median / own.median for own, other in pairs]
        quartiles = statistics.quantiles(ratios, n=4, method="inclusive") if len(ratios) > 1 else ratios * 3
        return row | {
            "unrollMilliseconds": statistics.median(own.median for own, _ in pairs),
            "peerMilliseconds": statistics.median(other.median for _, other in pairs),
            "ratio": quartiles[1],
            "lowerQuartile": quartiles[0],
            "upperQuartile": quartiles[2],
            "ratioOfBest": min(other.best for _, other in self.pairs) / min(own.best for own, _ in self.pairs),
            "pairs": len(pairs),
            "leftOut": len(self.pairs) - len(pairs),
            "problem": self.problem,
        }


def compare(case: Case, peers: dict[str, str], options: argparse.Namespace) -> list[Comparison]:
    """All rounds of a case: Unroll, then each peer; every second round in the other order of peers."""
    peers = {name: file for name, file in peers.items() if case.is_plain or name == "PyTorch"}
    comparisons = {name: Comparison(case, name) for name in peers}
    running: dict[str, Peer] = {}
    try:
        for name, file in peers.items():
            progress(f"{case.name}: {name} gets ready")
            try:
                running[name] = Peer(file, case, options.precision, options.threads)
            except PeerFailure as failure:
                comparisons[name].problem = str(failure)
        for number in range(options.rounds if running else 0):
            progress(f"{case.name}: round {number + 1} of {options.rounds}")
            own = unroll(options.unroll, case, options)
            for name in list(running)[:: 1 if number % 2 == 0 else -1]:
                try:
                    comparisons[name].pairs.append((own, running[name].time(options.seconds)))
                except PeerFailure as failure:
                    comparisons[name].problem = str(failure)
                    running.pop(name).end()
    finally:
        for one in running.values():
            one.end()
    return list(comparisons.values())


def progress(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def processor() -> str:
    """The processor's name where the system tells it."""
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


HEAD = """| network | Unroll ms | peer | peer ms | ratio | quartiles | of the best | pairs (left out) |
|---|--:|---|--:|--:|---|--:|--:|"""


def lines(rows: list[dict]) -> str:
    """The figures as lines of a Markdown table: how long a step takes, and how many times Unroll's time that is."""
    return "\n".join(
        f"| {row['case']} | {milliseconds(row['unrollMilliseconds'])} | {row['peer']} | {milliseconds(row['peerMilliseconds'])} "
        f"| {row['ratio']:.2f} | {row['lowerQuartile']:.2f} to {row['upperQuartile']:.2f} | {row['ratioOfBest']:.2f} "
        f"| {row['pairs']} ({row['leftOut']}) |"
        for row in rows
        if "ratio" in row
    )


def problems(rows: list[dict]) -> str:
    """Which figures are not there, or not of all rounds, and why."""
    cases: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if row["problem"]:
            cases.setdefault((row["peer"], row["problem"]), []).append(row["case"])
    return "\n".join(f"{peer}, {problem}: {', '.join(names)}" for (peer, problem), names in cases.items())


def milliseconds(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def arguments() -> argparse.Namespace:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    parser = argparse.ArgumentParser(description="Compares steps of Unroll with those of other programs.")
    parser.add_argument("--unroll", default=str(FOLDER.parents[1] / ".build/release/unroll"), metavar="PATH", help="the program, built for release")
    parser.add_argument("--only", default="", metavar="TEXT", help="only the case of this name, or those whose names contain it")
    parser.add_argument("--peers", default=",".join(PEERS), metavar="NAMES", help=f"with commas between them (default: {', '.join(PEERS)})")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.0, help="how long a round times each program (default: 1)")
    parser.add_argument("--threads", type=int, default=cores)
    parser.add_argument("--precision", choices=["single", "bfloat16"], default="single")
    parser.add_argument("--json", action="store_true", help="print JSON for programs instead of a table")
    options = parser.parse_args()
    if options.rounds < 1 or not 1 <= options.threads <= cores or not 0 < options.seconds <= 600:
        parser.error(f"--rounds must be at least 1, --threads 1 to {cores}, --seconds more than 0 and at most 600")
    if options.threads < cores:
        # Not every library can be told a number of threads; all respect the cores that they are given, here through this process.
        if not hasattr(os, "sched_setaffinity"):
            parser.error("this system cannot give programs fewer cores than there are")
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: options.threads])
    options.peers = [name.strip() for name in options.peers.split(",")]
    if unknown := [name for name in options.peers if name not in PEERS]:
        parser.error(f"no peer is called {', '.join(unknown)}; there are {', '.join(PEERS)}")
    options.cases = [case for case in CASES if case.name == options.only] or [case for case in CASES if options.only in case.name]
    if not options.cases:
        parser.error(f"no case's name contains '{options.only}'; the cases are {', '.join(case.name for case in CASES)}")
    if not os.access(options.unroll, os.X_OK):
        parser.error(f"{options.unroll} cannot be run; `swift build -c release` makes it, --unroll says where it is")
    return options


def main() -> None:
    options = arguments()
    # Processes that are stopped would outlive this one.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    versions, present, missing = {}, {}, {}
    for name in options.peers:
        file, packages = PEERS[name]
        try:
            versions[name] = ", ".join(f"{package} {version(package)}" for package in packages)
            present[name] = file
        except PackageNotFoundError as error:
            missing[name] = f"{error.name} is not installed"
    if not present:
        sys.exit(f"{'; '.join(missing.values())}: pip install -r {FOLDER / 'requirements.txt'}")
    report: dict = {
        "date": datetime.date.today().isoformat(),
        "processor": processor(),
        "threads": options.threads,
        "precision": options.precision,
        "rounds": options.rounds,
        "versions": versions,
        "missing": missing,
        "rows": [],
    }
    if not options.json:
        print(f"{report['date']}, {report['processor']}, threads: {options.threads}, precision {options.precision}, rounds: {options.rounds}")
        for name, packages in versions.items():
            print(f"{name}: {packages}")
        for name, problem in missing.items():
            print(f"{name} is left out: {problem}")
        print(f"\n{HEAD}", flush=True)
    for case in options.cases:
        rows = [comparison.figures() for comparison in compare(case, present, options)]
        report["rows"] += rows
        progress("")
        if not options.json and (text := lines(rows)):
            print(text, flush=True)
    if options.json:
        return print(json.dumps(report, indent=2))
    if text := problems(report["rows"]):
        print(f"\n{text}")
    print("\nA ratio is the peer's time in a round by Unroll's: above 1, Unroll is faster.")
    print(f"A pair is left out where one of its times is more than {DISTURBED} times its program's median; the best step is that of all rounds.")


if __name__ == "__main__":
    main()
