"""What Documentation/operations.md says of backups with PostgreSQL, done as it stands there."""

import os
import re
import secrets
import subprocess
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest

from test_outsiders import PROGRAM, REPOSITORY, run


@pytest.fixture(scope="module")
def server() -> str:
    return run(REPOSITORY / "bin/postgres", "start").strip()


@pytest.fixture
def databases(server, monkeypatch) -> Iterator[tuple[str, str]]:
    """The addresses of two empty databases of one's own."""
    address = urlsplit(server)
    monkeypatch.setenv("PGPASSFILE", parse_qs(address.query)["passfile"][0])
    names = [f"drill_{secrets.token_hex(4)}" for _ in range(2)]
    for name in names:
        run("psql", "--quiet", server, "--command", f"CREATE DATABASE {name}")
    yield tuple(address._replace(path=f"/{name}", query="").geturl() for name in names)
    for name in names:
        run("psql", "--quiet", server, "--command", f"DROP DATABASE {name} WITH (FORCE)")


def commands(heading: str) -> str:
    """The block of commands under a heading of the documentation."""
    page = (REPOSITORY / "Documentation/operations.md").read_text(encoding="utf-8")
    return re.search(rf"### {heading}\n.*?```\n(.*?)```", page, re.DOTALL)[1]


def do(text: str, **places: str) -> None:
    """Runs the documented commands, with this test's places for those of the documentation."""
    for documented, ours in places.items():
        wanted = {"database": "postgresql://ghiseu@db.example.ro/ghiseu", "restored": "postgresql://ghiseu@db.example.ro/restored",
                  "data": "/srv/ghiseu/data", "backup": "/srv/backup", "program": "ghiseu "}[documented]
        text = re.sub(re.escape(wanted) + r"(?![\w.])" if documented != "program" else r"(?m)^ghiseu ", lambda _: ours, text)
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", text], cwd=REPOSITORY, capture_output=True, text=True, timeout=300, env=os.environ)
    assert done.returncode == 0, f"{text}\n{done.stdout}\n{done.stderr}"


def test_the_documented_dump_and_restore_bring_the_whole_house_back(databases, tmp_path):
    """Grown from SQLite, dumped, restored into another database, its history followed, and grown back."""
    first, second = databases
    data, shelf, small = tmp_path / "data", tmp_path / "shelf", tmp_path / "small"
    shelf.mkdir()
    run(PROGRAM, "seed", "--data", data)
    run(PROGRAM, "copy", "--from", f"sqlite:{data}", "--to", first)
    before = run(PROGRAM, "audit", "verify", "--data", data, "--database", first)
    assert "whole" in before

    places = {"restored": second, "database": first, "data": str(data), "backup": str(shelf), "program": f"{PROGRAM} "}
    do(commands("Backup with PostgreSQL"), **places)
    do(commands("Restore with PostgreSQL"), **places)
    assert run(PROGRAM, "audit", "verify", "--data", data, "--database", second) == before

    said = run(PROGRAM, "copy", "--from", second, "--to", f"sqlite:{small}", "--from-files", data / "files")
    assert "The copy is whole" in said
    assert run(PROGRAM, "audit", "verify", "--data", small, "--trust", data / "test-authority" / "ca.pem") == before
    assert "is not empty" in subprocess.run(
        [PROGRAM, "copy", "--from", second, "--to", f"sqlite:{small}", "--from-files", data / "files"],
        cwd=REPOSITORY, capture_output=True, text=True).stderr
