"""What an institution does with its content, by the program itself: adds a service while the counter is open, makes another county."""

import json
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import date, timedelta
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "Tests/Browser"))

from counter import PROGRAM, Counter, make_administrator  # noqa: E402

SECONDS_TO_TAKE = 20
UATS = "siruta,name,rank,postcode\n900001,Codrul Mare,municipiu,100001\n900002,Poiana,comună,100002\n"
LOCALITIES = "siruta,name,uat,environment,postcode\n900011,Codrul Mare,900001,urban,100001\n900012,Poiana,900002,rural,100002\n"


def run(*command: str | Path, status: int = 0) -> str:
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=120)
    assert done.returncode == status, f"{command} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def status(counter: Counter, path: str) -> int:
    try:
        with urllib.request.urlopen(counter.url + path) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def text(counter: Counter, path: str) -> str:
    with urllib.request.urlopen(counter.url + path) as answer:
        return answer.read().decode()


def dry_run(counter: Counter, service: str, answers: dict) -> dict:
    request = urllib.request.Request(
        f"{counter.url}/api/v1/services/{service}/check", json.dumps(answers).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def waits_for(what, counter: Counter) -> None:
    until = time.monotonic() + SECONDS_TO_TAKE
    while not what():
        assert time.monotonic() < until, counter.log_text()[-2000:]
        time.sleep(0.1)


@pytest.fixture
def counter(tmp_path):
    shutil.copytree(REPOSITORY / "Content", tmp_path / "Content")
    counter = Counter(tmp_path, "--content", tmp_path / "Content")
    make_administrator(counter.data)
    yield counter.start()
    counter.stop()


def reload(counter: Counter) -> None:
    counter._process.send_signal(signal.SIGHUP)


def test_a_service_dropped_in_as_one_file_is_offered_without_a_restart_and_a_wrong_file_changes_nothing(counter, tmp_path):
    services = tmp_path / "Content/services/turism"
    assert status(counter, "/servicii/proba-toate") == 404
    shutil.copy(REPOSITORY / "Tests/Fixtures/services/turism/proba-toate.yaml", services)
    reload(counter)
    waits_for(lambda: status(counter, "/servicii/proba-toate") == 200, counter)
    schema = json.loads(text(counter, "/api/v1/services/proba-toate/schema.json"))
    example = schema["examples"][0]
    assert dry_run(counter, "proba-toate", example)["valid"]
    for key in schema["required"]:
        refused = dry_run(counter, "proba-toate", {name: answer for name, answer in example.items() if name != key})
        assert key in {problem["field"] for problem in refused["problems"]}, key
    for key, rule in schema["properties"].items():
        for value in rule.get("enum", []):
            taken = dry_run(counter, "proba-toate", {**example, key: value})
            assert key not in {problem["field"] for problem in taken["problems"]}, f"{key}: {value}"
    blank = tmp_path / "formular.pdf"
    with urllib.request.urlopen(counter.url + "/servicii/proba-toate/formular.pdf") as answer:
        blank.write_bytes(answer.read())
    fonts = run("pdffonts", blank).splitlines()[2:]
    assert fonts and all(re.search(r"\syes +yes +yes +\d+ +\d+$", font) for font in fonts), fonts

    broken = services / "proba-toate.yaml"
    broken.write_text(broken.read_text().replace("kind: period", "kind: perioada").replace("zmeie de hârtie", "altceva"))
    reload(counter)
    waits_for(lambda: "the content stays as it was" in counter.log_text(), counter)
    assert re.search(r"proba-toate\.yaml:\d+: .*perioada", counter.log_text())
    assert "zmeie de hârtie" in text(counter, "/servicii/proba-toate")


def test_days_given_off_move_the_terms_of_a_counter_that_is_open_and_the_history_holds(tmp_path):
    shutil.copytree(REPOSITORY / "Content", tmp_path / "Content")
    run(PROGRAM, "seed", "--data", tmp_path / "planted/data")
    planted = Counter(tmp_path / "planted", "--content", tmp_path / "Content").start()

    def rows(query: str) -> list:
        with sqlite3.connect(f"file:{planted.data}/ghiseu.sqlite?mode=ro", uri=True) as books:
            return books.execute(query).fetchall()

    lists = "SELECT id, due_on FROM dossier WHERE stage_kind = 'open' AND suspended = 0 AND due_on < '9999'"
    try:
        before = dict(rows(lists))
        last = max(before.values())
        days = [date.fromisoformat(last) + timedelta(days=n) for n in range(3)]
        calendar = tmp_path / "Content/calendar/ro.yaml"
        free = ", ".join(f"{{day: {day}, source: HG nr. 1500/2026}}" for day in days)
        calendar.write_text(calendar.read_text().replace("bridges: []", f"bridges: [{free}]"))
        reload(planted)
        # A round may end dossiers meanwhile; what counts is that a term moves.
        waits_for(lambda: any(day != before.get(id, day) for id, day in rows(lists)), planted)
        waits_for(lambda: not rows("SELECT 1 FROM job WHERE kind = 'terms' AND state <> 'done'"), planted)
        moved = {id: day for id, day in rows(lists) if day != before.get(id, day)}
        assert moved and all(before[id] == last and day > str(days[-1]) for id, day in moved.items())
        told = rows("SELECT dossier, details FROM event WHERE kind = 'term-moved'")
        assert {(id, json.loads(details)["to"]) for id, details in told} == set(moved.items()) and len(told) == len(moved)
        assert all(json.loads(details)["basis"] == "HG nr. 1500/2026" for _, details in told)
    finally:
        planted.stop()
    run(PROGRAM, "audit", "verify", "--data", planted.data)


def test_another_county_is_made_from_the_models_checked_and_opened(tmp_path):
    (tmp_path / "uats.csv").write_text(UATS)
    (tmp_path / "localities.csv").write_text(LOCALITIES)
    county = tmp_path / "codru"
    said = run(
        PROGRAM, "new", "county", "Codru", "--seat", "Codrul Mare", "--uats", tmp_path / "uats.csv",
        "--localities", tmp_path / "localities.csv", "--out", county)
    assert "Județul Codru" in said
    assert ": 0 problems" in run(PROGRAM, "check", "--content", county)
    run(PROGRAM, "new", "county", "Codru", "--out", county, status=64)

    counter = Counter(tmp_path, "--content", county)
    subprocess.run(
        [PROGRAM, "administrator", "--data", counter.data, "--content", county, "--email", "ana@example.ro", "--name", "Ana"],
        input="o parolă destul de lungă\n", cwd=REPOSITORY, check=True, capture_output=True, text=True)
    counter.start()
    try:
        home = text(counter, "/")
        assert "Județul Codru" in home and "Cluj" not in home
        services = json.loads(text(counter, "/api/v1/services"))["services"]
        assert len(services) >= 4
        for service in services:
            about = json.loads(text(counter, f"/api/v1/services/{service['slug']}"))
            tried = dry_run(counter, service["slug"], about["example"])
            assert tried["valid"], f"{service['slug']}: {tried['problems']}"
    finally:
        counter.stop()


def test_a_county_of_a_name_alone_is_made_too(tmp_path):
    run(PROGRAM, "new", "county", "Bihor", "--out", tmp_path / "bihor")
    assert ": 0 problems" in run(PROGRAM, "check", "--content", tmp_path / "bihor")


def refused(folder: Path, *command: str | Path) -> str:
    done = subprocess.run([PROGRAM, *command], cwd=folder, capture_output=True, text=True, timeout=120)
    assert done.returncode != 0, done.stdout
    return done.stderr


def test_a_county_is_called_by_words(tmp_path):
    for name in ["../x", "Bihor/Arad", "Bihor 2", ""]:
        assert "letters" in refused(tmp_path, "new", "county", name, "--content", REPOSITORY / "Content", "--out", tmp_path / "made")
    assert not (tmp_path / "made").exists()


def test_the_demo_of_another_county_says_what_to_do_instead(tmp_path):
    run(PROGRAM, "new", "county", "Bihor", "--out", tmp_path / "bihor")
    for command in ["serve", "seed"]:
        flags = ["--demo", "--port", "0"] if command == "serve" else []
        said = refused(REPOSITORY, command, *flags, "--content", tmp_path / "bihor", "--data", tmp_path / command)
        assert "Județul Bihor" in said and "without --demo" in said and "ghiseu administrator" in said and "notFound" not in said


def test_where_there_is_no_python_the_missing_file_is_named(tmp_path):
    run(PROGRAM, "new", "county", "Bihor", "--out", tmp_path / "bihor")
    said = refused(tmp_path, "blank", "petitie", "--content", tmp_path / "bihor", "--out", tmp_path / "petitie.pdf")
    assert str(tmp_path / ".venv/bin/python") in said and "GHISEU_PYTHON" in said and "workerLost" not in said


def test_a_term_is_told_to_the_day_and_one_in_hours_to_the_minute_with_its_pauses(tmp_path):
    def term(*options: str) -> list[str]:
        return run(PROGRAM, "term", *options).splitlines()

    assert term("--days", "15", "--unit", "working", "--from", "2026-11-02", "--suspended", "2026-11-09..2026-11-10")[0] == "2026-11-25"
    hours = ("--days", "24", "--unit", "hours", "--from", "2026-11-23T09:30")
    assert term(*hours)[0] == "2026-11-24"
    assert "ora 09:30" in term(*hours)[-1]
    assert "ora 11:45" in term(*hours, "--suspended", "2026-11-23T12:00..2026-11-23T14:15")[-1]
    said = refused(tmp_path, "term", *hours[:4], "--from", "2026-11-23T25:00")
    assert "2026-11-23T09:30" in said


def test_a_fee_that_cannot_be_told_says_which_answer_is_wrong_or_missing(tmp_path):
    def fee(answers: str) -> str:
        (tmp_path / "answers.json").write_text(answers)
        return refused(REPOSITORY, "fee", "--service", "cu-construire", "--answers", tmp_path / "answers.json")

    assert "suprafata_mp: " in fee('{"suprafata_mp": "-5"}')
    # What is computed is not asked for, but what it is computed from.
    asked = fee('{"suprafata_mp": "1200"}')
    assert "imobil.localitate" in asked and "mediu" not in asked
    assert "not a JSON object" in fee("suprafața")
    assert "cannot read" in refused(REPOSITORY, "fee", "--service", "cu-construire", "--answers", tmp_path / "none.json")


def test_a_workflow_is_drawn_by_its_name_and_by_the_name_of_a_service_that_goes_its_way(tmp_path):
    pictures = REPOSITORY / "Documentation/pictures/workflows"
    run(PROGRAM, "workflow", "--svg", "--out", tmp_path / "all")
    assert {file.name: file.read_text() for file in (tmp_path / "all").iterdir()} == {
        file.name: file.read_text() for file in pictures.iterdir()}
    assert run(PROGRAM, "workflow", "urbanism", "--svg") == (pictures / "urbanism.svg").read_text()
    assert run(PROGRAM, "workflow", "cu-construire", "--svg") == (pictures / "urbanism.svg").read_text()
    assert run(PROGRAM, "workflow", "cu-construire") == run(PROGRAM, "workflow", "urbanism")
    run(PROGRAM, "workflow", "nu-exista", status=64)


def test_a_county_is_called_with_its_rank_too_and_has_its_seat_among_its_places(tmp_path):
    (tmp_path / "uats.csv").write_text(UATS)
    (tmp_path / "localities.csv").write_text(LOCALITIES)
    tables = ["--uats", tmp_path / "uats.csv", "--localities", tmp_path / "localities.csv", "--out", tmp_path / "codru"]
    said = refused(REPOSITORY, "new", "county", "Codru", "--seat", "Codrul Mic", *tables)
    assert "no “Codrul Mic”; it has: Codrul Mare" in said and not (tmp_path / "codru").exists()
    assert "Județul Codru" in run(PROGRAM, "new", "county", "județul Codru", *tables)
    house = (tmp_path / "codru/house.yaml").read_text()
    assert "Județul Codru" in house and "județul Codru" not in house.replace("Județul Codru", "")


def test_a_county_that_cannot_be_made_leaves_no_folder_in_the_way(tmp_path):
    (tmp_path / "uats.csv").write_text(UATS.replace("comună", "comuna"))
    (tmp_path / "localities.csv").write_text(LOCALITIES)
    made = ["new", "county", "Codru", "--uats", tmp_path / "uats.csv", "--localities", tmp_path / "localities.csv", "--out", tmp_path / "codru"]
    assert "Poiana is a “comuna”; vocabulary/town-halls.yaml names: comună, municipiu, oraș" in refused(REPOSITORY, *made)
    assert not (tmp_path / "codru").exists()
    (tmp_path / "uats.csv").write_text(UATS)
    run(PROGRAM, *made)
