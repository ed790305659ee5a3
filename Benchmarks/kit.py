"""What the benchmarks share: the program as a child, a client at its door, rows from its books."""

import contextlib
import csv
import ctypes
import http.client
import io
import os
import re
import signal
import socket
import sqlite3
import subprocess
import time
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
PASSWORD = "Ghiseu-demo-2026"  # of everybody in the demo county
CITIZENS = [f"{name}@demo.example.ro" for name in ("smaranda", "aron", "ilinca", "rares")]
HOST = "127.0.0.1"


def program(*builds: str) -> Path:
    """The first of `builds` that is there; GHISEU_PROGRAM names another."""
    named = [Path(os.environ["GHISEU_PROGRAM"])] if "GHISEU_PROGRAM" in os.environ else []
    found = next((path for path in named + [ROOT / ".build" / build / "ghiseu" for build in builds] if path.exists()), None)
    return found or exit(f"build first: swift build (looked for {' and '.join(builds)})")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def adopt_orphans() -> None:
    """Whatever our children leave behind becomes ours to bury: not every container's first process does."""
    set_child_subreaper = 36
    ctypes.CDLL(None).prctl(set_child_subreaper, 1, 0, 0, 0)


def children_of(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def bury(processes: list[int], seconds: float = 10) -> None:
    """Waits for orphans to end, as they must without their parent."""
    until = time.monotonic() + seconds
    for process in processes:
        try:
            while os.waitpid(process, os.WNOHANG) == (0, 0):
                if time.monotonic() > until:
                    raise RuntimeError(f"process {process} outlived the program that started it")
                time.sleep(0.01)
        except ChildProcessError:
            pass  # its parent buried it


class Server:
    """`ghiseu serve --demo` as a child process, that can be killed and started again on the same data and port."""

    def __init__(self, binary: Path, data: Path, *flags: str):
        self.binary, self.data, self.flags = binary, data, flags
        self.port = free_port()
        self.log = data.with_suffix(".log")
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        # Without restore_signals, SIGXFSZ stays ignored as it is in here: a limit on file sizes is an error, not the end.
        command = [self.binary, "serve", "--demo", "--data", self.data, "--port", str(self.port), *self.flags]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, restore_signals=False)

    def wait(self, seconds: float = 120, pause: float = 0.01) -> float:
        """Waits until the books answer; returns how long that took, in seconds."""
        start = time.monotonic()
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > start + seconds:
                tail = self.log.read_text(errors="replace")[-3000:]
                raise RuntimeError(f"ghiseu is not ready (ended: {self.process.poll()}); its log ends:\n{tail}")
            time.sleep(pause)
        return time.monotonic() - start

    def is_ready(self) -> bool:
        return self.ask("/readyz")[0] == 200

    def ask(self, path: str) -> tuple[int, str]:
        """A page for nobody in particular; status 0 where nobody answers."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except OSError:
            return 0, ""
        except http.client.HTTPException:
            return 0, ""
        finally:
            connection.close()

    def jobs(self) -> dict[str, int]:
        """How many are in which state, of all kinds; empty where nobody answers."""
        status, text = self.ask("/metrics")
        counts = dict.fromkeys(["waiting", "running", "dead"], 0) if status == 200 else {}
        for state, count in re.findall(r'ghiseu_jobs{[^}]*state="(\w+)"[^}]*} (\d+)', text):
            counts[state] = counts.get(state, 0) + int(count)
        return counts

    def wait_for_jobs(self, seconds: float) -> None:
        """Until no job is left, or for so long none is ended: how many there are is up to the machine."""
        until, fewest = time.monotonic() + seconds, None
        while time.monotonic() < until:
            jobs = self.jobs()
            left = jobs.get("waiting", 0) + jobs.get("running", 0)
            if jobs and left == 0:
                return
            if jobs and (fewest is None or left < fewest):
                until, fewest = time.monotonic() + seconds, left
            time.sleep(0.1)

    def end(self, how: int = signal.SIGTERM) -> None:
        if self.process and self.process.poll() is None:
            children = children_of(self.process.pid)
            self.process.send_signal(how)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            bury(children)

    def memory(self) -> float:
        """Resident, in MB."""
        return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{self.process.pid}/status").read_text())[1]) / 1024


class Unanswered(Exception):
    """Nobody answered, or only that it cannot be done now: the same has to be asked again."""


class Client:
    """A browser's share of HTTP: one connection, the cookies, the token of the forms. It follows no redirect."""

    def __init__(self, port: int):
        self.port = port
        self.cookies: dict[str, str] = {}
        self.token = ""
        self._connection = http.client.HTTPConnection(HOST, port, timeout=30)

    def ask(self, path: str, fields: list[tuple[str, str]] | None = None) -> tuple[int, str, bytes]:
        """Status, Location, body; with fields it is a POST."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if fields is not None:
            body = urlencode([("jeton", self.token), *fields])
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{HOST}:{self.port}"}
        try:
            self._connection.request("GET" if body is None else "POST", path, body, headers)
            answer = self._connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException) as lost:
            self._connection.close()
            raise Unanswered(str(lost)) from lost
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if answer.status >= 500:
            raise Unanswered(f"{answer.status} for {path}")
        return answer.status, answer.headers["Location"] or "", content

    def page(self, path: str) -> str:
        status, _, body = self.ask(path)
        assert status == 200, f"{path} answered {status}"
        return body.decode()

    def sign_in(self, email: str, ask=None) -> None:
        """By `ask`, where asking needs more than this client's own."""
        ask = ask or self.ask

        def read_token() -> None:
            self.token = re.search(r'name="jeton" value="([^"]+)"', ask("/verificare")[2].decode())[1]

        read_token()
        status, _, _ = ask("/intra", [("email", email), ("parola", PASSWORD)])
        assert status == 303, f"{email} cannot sign in: {status}"
        read_token()

    def turn_to(self, port: int) -> None:
        """Goes on with another program on the same books, or with the same one over a new connection."""
        self.close()
        self.port = port
        self._connection = http.client.HTTPConnection(HOST, port, timeout=30)

    def close(self) -> None:
        self._connection.close()


class Petition:
    """The service `petitie` as a browser fills it in: page by page, then the button that submits."""

    SERVICE = "/servicii/petitie/cerere"
    ANSWERS = {
        "tip": "sesizare", "confidential": "nu", "uat": "Ciurila",
        "text": "La intrarea în Sălicea dinspre Cluj-Napoca este o groapă adâncă. Vă rog să o reparați.",
        "solicitant.tip": "PF", "solicitant.nume": "Zamfira Țepelea", "solicitant.judet": "Cluj", "solicitant.uat": "Ciurila",
        "solicitant.localitate": "Sălicea", "solicitant.strada": "Livezii", "solicitant.nr": "7",
        "solicitant.telefon": "0722 123 456", "solicitant.email": "zamfira.tepelea@example.ro",
        "solicitant.comunicare": "electronic", "declaratii.gdpr": "true",
    }

    def open(self, ask, key: str) -> str:
        """By `ask(path, fields)`, which gives status, Location and body: the address of the draft that the key opens."""
        status, address, _ = ask("/servicii/petitie/cerere", [("cheie", key)])
        assert re.fullmatch(r"/dosare/\w+", address), f"opening answered {status} {address}"
        return address

    def fill_in(self, ask, dossier: str, subject: str) -> None:
        _, address, _ = ask(dossier)
        for _ in range(9):
            if "/cerere/" not in address:
                break
            step = address.partition("#")[0]
            status, address, _ = ask(step, self._fields(ask, step, subject))
            assert status == 303, f"{step} answered {status}"

    def submit(self, ask, dossier: str) -> None:
        status, address, _ = ask(dossier + "/verifica", [])
        assert address.startswith(dossier + "?depus="), f"submitting answered {status} {address}"

    def _fields(self, ask, step: str, subject: str) -> list[tuple[str, str]]:
        # An answer may open further questions, which the page then asks when it is shown again.
        asked = re.search(r'name="campuri" value="([^"]*)"', ask(step)[2].decode())[1].split()
        return [("campuri", " ".join(asked))] + [
            (name, value) for name, value in (self.ANSWERS | {"obiect": subject}).items()
            if any(name == key or name.startswith(key + ".") for key in asked)]


class Books:
    """SQL straight to the database, whichever it is."""

    def __init__(self, database: Path | str):
        self.database = database

    def rows(self, sql: str) -> list[tuple[str, ...]]:
        """Everything as text, on both engines."""
        if isinstance(self.database, Path):
            with contextlib.closing(sqlite3.connect(self.database, timeout=30)) as connection, connection:
                found = connection.execute(sql).fetchall()
            return [tuple("" if value is None else str(value) for value in row) for row in found]
        command = ["psql", "--no-psqlrc", "--csv", "--tuples-only", "--quiet", "--dbname", self.database, "--command", sql]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return [tuple(row) for row in csv.reader(io.StringIO(output))]
