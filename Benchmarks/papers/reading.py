"""Lets the program's own reading process read files: requests in, answers out, a JSON line each."""

import json
import os
import re
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import kit

SECONDS_FOR_A_FILE = 120


@dataclass
class Run:
    answers: dict[str, dict] = field(default_factory=dict)  # by file: a PaperReading, or {"failure": …}
    wall: float = 0.0
    cpu: float = 0.0
    peak: float = 0.0  # MB, of one process


class Reader:
    """`ghiseu worker intake` as a child."""

    def __init__(self, binary: Path, forms: Path, pictures: Path | None, flags: tuple[str, ...]):
        command = [binary, "worker", "intake", "--forms", forms, "--content", kit.ROOT / "Content", *flags]
        self.pictures = pictures
        self.process = subprocess.Popen(command, cwd=kit.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def read(self, file: str) -> dict:
        """The answer; a reader that ended, or took too long, has given up."""
        request = {"file": file, "corners": []}
        if self.pictures:
            # A folder for each: the pictures are named by the page alone.
            folder = self.pictures / Path(file).stem
            folder.mkdir(exist_ok=True)
            request["pictures"] = str(folder)
        timer = threading.Timer(SECONDS_FOR_A_FILE, self.process.kill)
        timer.start()
        try:
            self.process.stdin.write(json.dumps(request).encode() + b"\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except OSError:
            answer = b""
        finally:
            timer.cancel()
        return json.loads(answer) if answer else {"failure": "ended"}

    def used(self) -> tuple[float, float]:
        """Seconds of CPU, and the highest resident memory in MB."""
        try:
            times = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
            status = Path(f"/proc/{self.process.pid}/status").read_text()
            ticks = os.sysconf("SC_CLK_TCK")
            return (int(times[11]) + int(times[12])) / ticks, int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024
        except (OSError, TypeError):
            return 0.0, 0.0

    def end(self) -> None:
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def read(binary: Path, files: list[str], forms: Path, processes: int, pictures: Path | None = None, *flags: str) -> Run:
    """All files, by so many readers side by side; one that ended is followed by another."""
    run, start, lock, waiting = Run(), time.monotonic(), threading.Lock(), list(reversed(files))

    def work() -> None:
        reader = Reader(binary, forms, pictures, flags)
        cpu = peak = 0.0
        while True:
            with lock:
                if not waiting:
                    break
                file = waiting.pop()
            answer = reader.read(file)
            used, high = reader.used()
            cpu, peak = max(cpu, used), max(peak, high)
            with lock:
                run.answers[file] = answer
            if answer.get("failure") == "ended":
                with lock:
                    run.cpu += cpu
                cpu = 0.0
                reader.end()
                reader = Reader(binary, forms, pictures, flags)
        reader.end()
        with lock:
            run.cpu += cpu
            run.peak = max(run.peak, peak)

    threads = [threading.Thread(target=work) for _ in range(processes)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    run.wall = time.monotonic() - start
    return run
