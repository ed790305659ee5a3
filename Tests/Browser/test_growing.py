"""A county that outgrew its one program is served from PostgreSQL, and from SQLite again."""

import secrets
import sqlite3
import subprocess
from collections.abc import Iterator

import pytest

from counter import REPOSITORY, Counter
from test_restore_drill import SMARANDA, ghiseu, receipt, submit
from wire import Wire


@pytest.fixture
def database() -> Iterator[str]:
    """The address of an empty schema of one's own."""
    server = subprocess.run([REPOSITORY / "bin/postgres", "start"], capture_output=True, text=True, check=True).stdout.strip()
    name = f"growing_{secrets.token_hex(4)}"

    def command(text: str) -> None:
        subprocess.run(["psql", "--quiet", server, "--command", text], check=True, capture_output=True)

    command(f"CREATE SCHEMA {name}")
    yield f"{server}&options=-csearch_path%3D{name}"
    command(f"DROP SCHEMA {name} CASCADE")


def test_what_was_filed_before_is_there_after_each_move(database, tmp_path):
    small, back = Counter(tmp_path, "--demo"), tmp_path / "back"
    small.start()
    try:
        wire = Wire(small.url).sign_in(SMARANDA)
        first = submit(wire)
        paper = receipt(wire, first)
        assert "Another ghiseu works" in ghiseu("copy", "--from", f"sqlite:{small.data}", "--to", database, status=1)
    finally:
        small.stop()

    assert "The copy is whole" in ghiseu("copy", "--from", f"sqlite:{small.data}", "--to", database)
    (small.data / "ghiseu.sqlite").rename(tmp_path / "old.sqlite")
    large = Counter(tmp_path, "--demo", "--database", database).start()
    try:
        wire = Wire(large.url).sign_in(SMARANDA)
        assert receipt(wire, first) == paper
        second = submit(wire)
        receipt(wire, second)
    finally:
        large.stop()
    assert "whole" in ghiseu("audit", "--data", large.data, "--database", database)

    ghiseu("copy", "--from", database, "--to", f"sqlite:{back / 'data'}", "--from-files", large.data / "files")
    again = Counter(back, "--demo").start()
    try:
        wire = Wire(again.url).sign_in(SMARANDA)
        assert receipt(wire, first) == paper
        assert wire.ask(second).status == 200
        submit(wire)
    finally:
        again.stop()


def test_half_a_house_is_not_served(tmp_path):
    """What a copy leaves that was interrupted: its mark, and some of the rows."""
    ghiseu("seed", "--data", tmp_path / "data")
    with sqlite3.connect(tmp_path / "data" / "ghiseu.sqlite") as books:
        books.execute("INSERT INTO migration (version) VALUES (1000000)")
    books.close()
    assert "copy that was interrupted" in ghiseu("serve", "--data", tmp_path / "data", "--demo", status=1)
    (tmp_path / "half").mkdir()
    (tmp_path / "data" / "ghiseu.sqlite").rename(tmp_path / "half.sqlite")
    ghiseu("seed", "--data", tmp_path / "data")
    (tmp_path / "half.sqlite").rename(tmp_path / "half" / "ghiseu.sqlite")
    said = ghiseu("copy", "--from", f"sqlite:{tmp_path / 'data'}", "--to", f"sqlite:{tmp_path / 'half'}", status=64)
    assert "Delete it, then copy again" in said
