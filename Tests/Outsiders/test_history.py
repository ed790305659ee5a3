"""The sealed heads of the history, before `openssl`, which knows nothing of Ghișeu; their timestamps by an authority of its own."""

import sqlite3
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from test_outsiders import PROGRAM, run

SETTINGS = """
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[stamper]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa]
serial = {folder}/serial
signer_cert = {folder}/stamper.pem
signer_key = {folder}/stamper-key.pem
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
"""


class Authority:
    """A timestamping authority: `openssl ts -reply` behind HTTP on this machine."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.root = folder / "root.pem"
        self.is_awake = True
        (folder / "settings").write_text(SETTINGS.format(folder=folder))
        self._make("root")
        self._make("stamper", "-CA", self.root, "-CAkey", folder / "root-key.pem")
        authority = self

        class Door(BaseHTTPRequestHandler):
            def do_POST(self):
                question = self.rfile.read(int(self.headers["Content-Length"]))
                assert self.headers["Content-Type"] == "application/timestamp-query"
                answer = authority.answer(question)
                self.send_response(200 if authority.is_awake else 503)
                self.send_header("Content-Type", "application/timestamp-reply")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self.url = f"http://127.0.0.1:{self._server.server_port}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def answer(self, question: bytes) -> bytes:
        (self.folder / "question").write_bytes(question)
        run("openssl", "ts", "-reply", "-config", self.folder / "settings", "-section", "tsa",
            "-queryfile", self.folder / "question", "-out", self.folder / "answer")
        return (self.folder / "answer").read_bytes()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _make(self, name: str, *more) -> None:
        run("openssl", "req", "-x509", "-config", self.folder / "settings", "-newkey", "rsa:2048", "-nodes", "-days", "2",
            "-subj", f"/CN=TEST {name}", "-extensions", name, "-keyout", self.folder / f"{name}-key.pem",
            "-out", self.folder / f"{name}.pem", *more)


@pytest.fixture
def stamps(tmp_path_factory):
    authority = Authority(tmp_path_factory.mktemp("stamps"))
    yield authority
    authority.close()


@pytest.fixture
def house(tmp_path, stamps) -> Path:
    """A county of one's own, which trusts the authority."""
    data = tmp_path / "data"
    run(PROGRAM, "seed", "--data", data)
    roots = data / "seals" / "roots"
    roots.mkdir(parents=True)
    (roots / "stamps.pem").write_bytes(stamps.root.read_bytes())
    return data


def seal(house: Path, stamps: Authority, status: int = 0) -> None:
    run(PROGRAM, "audit", "seal", "--demo", "--data", house, "--tsa", stamps.url, status=status)


def test_openssl_verifies_what_was_sealed_and_its_timestamp_and_neither_of_anything_else(house, stamps, tmp_path):
    stamps.is_awake = False
    seal(house, stamps, status=1)
    assert "0 timestamped" in run(PROGRAM, "audit", "verify", "--data", house)
    stamps.is_awake = True
    seal(house, stamps)
    seal(house, stamps)
    assert "1 timestamped" in run(PROGRAM, "audit", "verify", "--data", house)

    heads = tmp_path / "heads"
    run(PROGRAM, "audit", "heads", "--data", house, "--out", heads)
    run(PROGRAM, "audit", "heads", "--data", house, "--out", heads)
    text, = heads.glob("cj-cluj-*.txt")
    sealed, stamp = text.with_suffix(".p7s"), text.with_suffix(".tsr")
    verify = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", sealed, "-CAfile", house / "test-authority" / "ca.pem", "-content"]
    run(*verify, text)
    run("openssl", "ts", "-verify", "-in", stamp, "-data", sealed, "-CAfile", stamps.root)
    assert run(PROGRAM, "audit", "verify", "--data", house, "--heads", heads)

    forged = tmp_path / "forged.txt"
    forged.write_text(text.read_text().replace("sequence ", "sequence 1"))
    run(*verify, forged, status=4)
    run("openssl", "ts", "-verify", "-in", stamp, "-data", forged, "-CAfile", stamps.root, status=1)


def test_a_head_kept_elsewhere_speaks_against_a_history_that_is_not_its_own(house, stamps, tmp_path):
    seal(house, stamps)
    heads = tmp_path / "heads"
    run(PROGRAM, "audit", "heads", "--data", house, "--out", heads)
    other = tmp_path / "other"
    run(PROGRAM, "seed", "--data", other)
    root = house / "test-authority" / "ca.pem"
    said = run(PROGRAM, "audit", "verify", "--data", other, "--heads", heads, "--trust", root, "--trust", stamps.root, status=1)
    assert "made anew" in said or "not there any more" in said


def test_an_edited_event_is_named(house):
    with sqlite3.connect(house / "ghiseu.sqlite") as books:
        books.execute("UPDATE event SET details = '{}' WHERE sequence = 5")
    books.close()
    said = run(PROGRAM, "audit", "verify", "--data", house, status=1)
    assert "cj-cluj: broken at event 5: it was edited" in said
    assert '"kind" : "edited"' in run(PROGRAM, "audit", "verify", "--data", house, "--json", status=1)
