"""The program itself, really running: on a free port of this machine, with a data folder of its own."""

import os
import signal
import socket
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("GHISEU_PROGRAM", REPOSITORY / ".build/debug/ghiseu"))
ADMINISTRATOR_PASSWORD = "o parolă destul de lungă"
SECONDS_TO_START = 120
SECONDS_TO_STOP = 20


class Counter:
    """A county counter that is open to visitors between `start` and `stop`."""

    def __init__(self, folder: Path, *flags: str | Path):
        self.data = folder / "data"
        self.log = folder / "ghiseu.log"
        self.flags = flags
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.trust: ssl.SSLContext | None = None  # for a counter that speaks TLS
        self._process: subprocess.Popen | None = None

    def start(self) -> "Counter":
        """Starts the program and returns when it says that it is ready."""
        command = [PROGRAM, "serve", "--data", self.data, "--port", str(self.port), *self.flags]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=REPOSITORY, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )
        until = time.monotonic() + SECONDS_TO_START
        while not self._is_ready():
            ended = self._process.poll()
            if ended is not None or time.monotonic() > until:
                self.kill()
                why = f"ended with {ended}" if ended is not None else f"not ready in {SECONDS_TO_START} s"
                raise RuntimeError(f"ghiseu {why}; its log ends:\n{self.log_text()[-4000:]}")
            time.sleep(0.1)
        return self

    @property
    def pid(self) -> int:
        return self._process.pid

    def stop(self) -> None:
        """Asks the program to end, as a service manager does, and requires that it ends cleanly."""
        self._process.send_signal(signal.SIGTERM)
        try:
            ended = self._process.wait(SECONDS_TO_STOP)
        finally:
            self.kill()
        assert ended == 0, f"ghiseu ended with {ended} on SIGTERM; its log ends:\n{self.log_text()[-4000:]}"

    def kill(self) -> None:
        """Ends the program as a power cut would."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def log_text(self) -> str:
        return self.log.read_text(errors="replace")

    def letters(self, recipient: str) -> list[EmailMessage]:
        """The mail written to the data folder for `recipient`, oldest first."""
        files = sorted(self.data.rglob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
        letters = (message_from_bytes(file.read_bytes(), policy=policy.default) for file in files)
        return [letter for letter in letters if recipient in str(letter["To"])]

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(self.url + "/readyz", timeout=5, context=self.trust) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False


def make_administrator(data: Path, email: str = "ana@example.ro", name: str = "Ana Exemplu") -> None:
    """An account that opens an empty county; its password is `ADMINISTRATOR_PASSWORD`."""
    subprocess.run(
        [PROGRAM, "administrator", "--data", data, "--email", email, "--name", name],
        cwd=REPOSITORY, input=ADMINISTRATOR_PASSWORD + "\n", text=True, check=True, stdout=subprocess.DEVNULL, timeout=60,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
