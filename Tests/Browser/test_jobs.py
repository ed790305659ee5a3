"""Workers in processes of their own, several on one PostgreSQL: killed, told to end, and poisoned."""

import re
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator

import pytest

from answers import PETITION
from counter import PROGRAM, REPOSITORY, Counter, free_port
from people import wait
from postbox import Postbox
from wire import Wire

CITIZEN = "smaranda@demo.example.ro"
ADMINISTRATOR = "ilarie@demo.example.ro"


class Books:
    """A database of its own on the private server, and questions to it past the program."""

    def __init__(self):
        server = subprocess.run([REPOSITORY / "bin/postgres", "start"], check=True, capture_output=True, text=True).stdout.strip()
        self.schema = f"jobs_{secrets.token_hex(6)}"
        self._server = server
        self.address = f"{server}&options=-csearch_path%3D{self.schema}"
        self.ask(f"CREATE SCHEMA {self.schema}")

    def ask(self, question: str) -> list[str]:
        asked = subprocess.run(
            ["psql", self.address, "--no-align", "--tuples-only", "--quiet", "--command", question],
            check=True, capture_output=True, text=True, timeout=30,
        )
        return asked.stdout.split()

    def jobs(self) -> dict[str, str]:
        """Kinds with their states and tries: `{"mail": "waiting:0"}`, of the jobs that are not rounds."""
        rows = self.ask("SELECT kind || '=' || state || ':' || attempts FROM job WHERE kind <> 'round' ORDER BY created_at")
        return dict(row.split("=") for row in rows)

    def remove(self) -> None:
        self.ask(f"DROP SCHEMA {self.schema} CASCADE")


@pytest.fixture
def books() -> Iterator[Books]:
    books = Books()
    yield books
    books.remove()


class Silence:
    """A mail server that takes the call and never says a word."""

    def __init__(self):
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]

    def __enter__(self) -> "Silence":
        return self

    def __exit__(self, *_) -> None:
        self._socket.close()


@pytest.fixture
def house(books, tmp_path) -> Iterator[tuple[Counter, Callable[..., subprocess.Popen]]]:
    """A demo county that serves without working, and a way to send workers to it; all end with the test."""
    counter = Counter(tmp_path, "--demo", "--database", books.address, "--without-worker", "--smtp", f"smtp://127.0.0.1:{free_port()}")
    counter.start()
    books.ask("DELETE FROM job")  # what the demo county left to be done
    workers: list[subprocess.Popen] = []

    def work(*flags: str) -> subprocess.Popen:
        command = [PROGRAM, "work", "--demo", "--data", counter.data, "--database", books.address, "--public-address", counter.url, *flags]
        worker = subprocess.Popen(command, cwd=REPOSITORY, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        workers.append(worker)
        assert "at work" in worker.stdout.readline()
        return worker

    yield counter, work
    for worker in workers:
        if worker.poll() is None:
            worker.kill()
        worker.wait()
    counter.stop()


def petition(counter: Counter) -> str:
    """Files a petition; its page."""
    citizen = Wire(counter.url).sign_in(CITIZEN)
    dossier = citizen.open_draft("petitie")
    citizen.fill_in(dossier, PETITION)
    assert citizen.submit(dossier).status == 303
    return dossier


def terminated(worker: subprocess.Popen) -> None:
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(15) == 0


def test_a_silent_mail_server_delays_letters_only_and_workers_told_to_end_lose_nothing(house, books):
    counter, work = house
    with Silence() as silence:
        workers = [work("--smtp", f"smtp://127.0.0.1:{silence.port}") for _ in range(2)]
        petition(counter)
        assert {"mail", "document"} <= books.jobs().keys()
        wait(lambda: books.jobs()["document"] == "done:1")  # the receipt is there
        wait(lambda: books.jobs()["mail"] == "running:1")
        for worker in workers:
            terminated(worker)
        assert books.jobs()["mail"] == "waiting:0"
    with Postbox() as postbox:
        work("--smtp", f"smtp://{postbox.address}", "--only", "mail")
        assert postbox.wait_for(CITIZEN)
    wait(lambda: books.jobs()["mail"] == "done:1")


def test_a_job_outlives_its_killed_workers_until_the_last_try_and_then_the_administrator_sees_it(house, books):
    counter, work = house
    with Silence() as silence:
        petition(counter)
        for tries in (1, 2):
            worker = work("--smtp", f"smtp://127.0.0.1:{silence.port}", "--only", "mail")
            wait(lambda: books.jobs()["mail"] == f"running:{tries}")
            worker.kill()
            worker.wait()
            assert books.jobs()["mail"] == f"running:{tries}"
            books.ask("UPDATE job SET leased_until = 0 WHERE state = 'running'")  # as if the lease had run out
        books.ask("UPDATE job SET attempts = 16 WHERE state = 'running'")  # as if that had gone on
        terminated_soon = work("--smtp", f"smtp://127.0.0.1:{silence.port}", "--only", "mail")
        wait(lambda: books.jobs()["mail"] == "dead:16")
        terminated(terminated_soon)

    page = "/birou/cj-cluj/lucrari-esuate"
    administrator = Wire(counter.url).sign_in(ADMINISTRATOR)
    assert "the worker died with it" in administrator.ask(page).text
    job = re.search(r'name="lucrare" value="([^"]+)"', administrator.ask(page).text)[1]
    with Postbox() as postbox:
        work("--smtp", f"smtp://{postbox.address}", "--only", "mail")
        assert administrator.post(page, {"lucrare": job}).status == 303
        assert postbox.wait_for(CITIZEN)
    wait(lambda: "the worker died with it" not in administrator.ask(page).text)


def test_in_the_embedded_store_only_the_program_that_serves_works(tmp_path):
    command = [PROGRAM, "work", "--public-address", "http://127.0.0.1", "--data", tmp_path]
    refused = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=60)
    assert refused.returncode == 64
    assert "needs --database" in refused.stderr


def test_the_program_that_serves_makes_every_document_and_ends_in_seconds_while_letters_hang(tmp_path):
    with Silence() as silence:
        counter = Counter(tmp_path, "--demo", "--smtp", f"smtp://127.0.0.1:{silence.port}").start()
        anybody = Wire(counter.url)
        wait(lambda: 'ghiseu_jobs{kind="mail",state="running"} 2\n' in anybody.ask("/metrics").text)
        petition(counter)
        wait(lambda: re.search(r'kind="document",state="(waiting|running)"} [^0]', anybody.ask("/metrics").text) is None)
        assert 'ghiseu_jobs{kind="mail",state="running"} 2\n' in anybody.ask("/metrics").text
        begun = time.monotonic()
        counter.stop()
        assert time.monotonic() - begun < 10
