"""The day after the disk broke: the counter is served again from a backup that was made while people were at it."""

import hashlib
import json
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from answers import PETITION
from counter import PROGRAM, REPOSITORY, Counter
from people import wait
from wire import Wire

SMARANDA = "smaranda@demo.example.ro"


def ghiseu(*arguments, status: int = 0) -> str:
    done = subprocess.run([PROGRAM, *map(str, arguments)], cwd=REPOSITORY, capture_output=True, text=True, timeout=120)
    assert done.returncode == status, f"{arguments} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


def submit(wire: Wire) -> str:
    dossier = wire.open_draft("petitie")
    wire.fill_in(dossier, PETITION)
    sent = wire.submit(dossier)
    assert sent.status == 303, sent.status
    return dossier


def receipt(wire: Wire, dossier: str) -> bytes:
    """The dossier's receipt, once it is made."""
    start = f'href="{dossier}/acte/'
    page = wait(lambda: start in (page := wire.ask(dossier).text) and page)
    return wire.ask(page[page.index(start) + 6:].partition('"')[0]).body


@pytest.fixture
def broken(tmp_path) -> Iterator[Counter]:
    """The demo county, on a machine that will not live to its end."""
    (tmp_path / "broken").mkdir()
    counter = Counter(tmp_path / "broken", "--demo").start()
    yield counter
    counter.kill()


def back_up_while_submitting(counter: Counter, wire: Wire, shelf: Path, submitted: list[str]) -> dict[str, list[str]]:
    """Backups in a loop, each with the dossiers that were acknowledged before it began."""
    promised, ended = {}, threading.Event()

    def back_up() -> None:
        while not ended.is_set():
            before = list(submitted)
            made = ghiseu("backup", shelf, "--data", counter.data, "--with-seals")
            promised[made.partition(": made and verified")[0]] = before

    clerk = threading.Thread(target=back_up)
    clerk.start()
    try:
        while clerk.is_alive() and (len(submitted) < 9 or len(promised) < 3):
            submitted.append(submit(wire))
    finally:
        ended.set()
        clerk.join()
    return promised


def test_nothing_acknowledged_before_the_backup_began_is_missing_after_the_restore(broken, tmp_path):
    wire = Wire(broken.url).sign_in(SMARANDA)
    first = submit(wire)
    paper = receipt(wire, first)
    promised = back_up_while_submitting(broken, wire, tmp_path / "shelf", [first])
    broken.kill()

    backup = max(promised)
    assert len(promised) >= 3 and len(promised[backup]) >= 2
    assert "whole" in ghiseu("backup", "--verify", backup)
    manifest = json.loads((Path(backup) / "manifest.json").read_text())
    assert manifest["tables"]["dossier"] >= len(promised[backup])

    restored = Counter(tmp_path, "--demo")
    assert "ghiseu serve" in ghiseu("restore", backup, "--data", restored.data)
    assert "is not empty" in ghiseu("restore", backup, "--data", restored.data, status=1)
    assert "whole" in ghiseu("audit", "verify", "--data", restored.data)
    restored.start()
    try:
        wire = Wire(restored.url).sign_in(SMARANDA)
        for dossier in promised[backup]:
            assert wire.ask(dossier).status == 200, f"{dossier} was acknowledged, and is gone"
        assert receipt(wire, first) == paper
        file = tmp_path / "receipt.pdf"
        file.write_bytes(paper)
        assert "authentic" in ghiseu("verify", file, "--data", restored.data)
        submit(wire)
    finally:
        restored.stop()
    assert "whole" in ghiseu("audit", "--data", restored.data)


def test_files_on_s3_come_back_from_the_backup_and_move_between_s3_and_a_folder(s3, tmp_path):
    old = Counter(tmp_path / "old", "--demo", "--files", s3.place("cluj"))
    old.data.mkdir(parents=True)
    old.start()
    try:
        wire = Wire(old.url).sign_in(SMARANDA)
        first = submit(wire)
        paper = receipt(wire, first)
        made = ghiseu("backup", tmp_path / "shelf", "--data", old.data, "--files", s3.place("cluj"), "--with-seals")
    finally:
        old.kill()
    s3.lose()

    new = Counter(tmp_path, "--demo", "--files", s3.place("nou"))
    said = ghiseu("restore", made.partition(": made and verified")[0], "--data", new.data, "--files", s3.place("nou"))
    assert f"ghiseu serve --data {new.data} --files '{s3.place('nou')}'" in said
    assert s3.keys() and not (new.data / "files").exists()
    new.start()
    try:
        wire = Wire(new.url).sign_in(SMARANDA)
        assert receipt(wire, first) == paper
        receipt(wire, submit(wire))
    finally:
        new.stop()

    home, away = tmp_path / "home", tmp_path / "away"
    ghiseu("copy", "--from", f"sqlite:{new.data}", "--from-files", s3.place("nou"), "--to", f"sqlite:{home}")
    names = {file.name for file in (home / "files").glob("??/*")}
    assert hashlib.sha256(paper).hexdigest() in names
    said = ghiseu("copy", "--from", f"sqlite:{home}", "--to", f"sqlite:{away}", "--to-files", s3.place("iar"))
    assert f"files: {len(names)}, each with its hash" in said
    assert names == {key.rpartition("/")[2] for key in s3.keys() if key.startswith("iar/files/")}
    s3.lose()
    lost = ghiseu("backup", tmp_path / "shelf-of-away", "--data", away, "--files", s3.place("iar"), status=1)
    assert "is not where files are" in lost


def test_the_refusals_say_what_to_do(tmp_path):
    assert "ghiseu.sqlite" in ghiseu("backup", tmp_path / "shelf", "--data", tmp_path / "nothing", status=1)
    assert "no finished backup" in ghiseu("restore", tmp_path, "--data", tmp_path / "new", status=1)
    assert not (tmp_path / "nothing").exists(), "who asks for a backup of nothing gets nothing"
    said = ghiseu("restore", tmp_path, "--data", tmp_path / "new", "--files", "s3://dosare@host", status=64)
    assert "secrets have no place" in said
    copy = ("copy", "--from", "postgresql://ghiseu@127.0.0.1/nothing", "--to", f"sqlite:{tmp_path / 'new'}")
    assert "--from-files" in ghiseu(*copy, status=64)
    asked = ghiseu("backup", tmp_path, "--database", "postgresql://ghiseu@127.0.0.1/nothing", status=64)
    assert "pg_dump" in asked and "Documentation/operations.md" in asked
