"""Fields with more than one control: a booking, a period, a shape on the map, a table with sums."""

import datetime
import shutil

import pytest
from playwright.sync_api import expect

from counter import REPOSITORY
from people import Citizen

SMARANDA = "smaranda@demo.example.ro"
POINTS = "586000 392000\n586000 392100\n586050 392100\n586050 392000\n"
FIRST = {
    "inceput": "9.30", "sfarsit": "12:00", "drum": "dj 103g", "de_la": "12+350", "pana_la": "13+100",
    "perioada.de.zi": "1", "perioada.de.luna": "5", "perioada.pana.zi": "3", "perioada.pana.luna": "5",
}


@pytest.fixture(scope="module")
def trials(open_counter, tmp_path_factory):
    """A demo county that offers the services of trial too."""
    content = tmp_path_factory.mktemp("trials") / "Content"
    shutil.copytree(REPOSITORY / "Content", content)
    shutil.copytree(REPOSITORY / "Tests/Fixtures", content, dirs_exist_ok=True)
    return open_counter("--demo", "--content", content)


def next_year() -> str:
    return str(datetime.date.today().year + 1)


def working_day() -> datetime.date:
    """A Tuesday, Wednesday or Thursday some weeks ahead, far from the holidays of winter and of May."""
    day = datetime.date.today() + datetime.timedelta(days=60)
    while day.weekday() not in (1, 2, 3) or (day.month, day.day) in {(1, 6), (1, 7), (1, 24)} or day.month in (4, 5, 6, 8, 12):
        day += datetime.timedelta(days=1)
    return day


@pytest.mark.parametrize("way", ["plain", "phone"])
def test_periods_shapes_and_sums_are_filled_in_with_and_without_script(walk_up, trials, tmp_path, way):
    citizen = Citizen(walk_up(way, to=trials))
    citizen.sign_in(SMARANDA)
    citizen.open_draft("proba-toate")
    citizen.answer(FIRST | {"perioada.de.an": next_year(), "perioada.pana.an": next_year()})
    citizen.go_on()

    drawing = tmp_path / "teren.txt"
    drawing.write_text(POINTS)
    citizen.answer({"masina": "CJ 12 ABC", "cheltuieli.0.pentru": "Hârtie", "cheltuieli.0.suma": "1.240,50", "cheltuieli.0.ore": "2"})
    file = citizen.page.locator('[name="teren.fisier"]')
    if citizen.visitor.has_scripts:
        with citizen.page.expect_navigation():
            file.set_input_files(drawing)
    else:
        file.set_input_files(drawing)
        citizen.visitor.go(citizen.page.locator('button[value="actualizeaza"]'))
    expect(citizen.page.locator("figure.sketch svg")).to_be_visible()
    citizen.visitor.sees("5\u00a0000 mp")
    citizen.visitor.sees("1\u00a0240,50")
    expect(citizen.page.locator('[name="masina"]')).to_have_value("CJ 12 ABC")
    citizen.visitor.look()
    citizen.go_on()
    citizen.visitor.visit(citizen.dossier + "/verifica")
    for words in ("750", "5\u00a0000", "09:30"):
        citizen.visitor.sees(words)


@pytest.mark.parametrize("way", ["plain", "desk"])
def test_a_free_slot_is_seen_and_chosen(walk_up, trials, way):
    citizen = Citizen(walk_up(way, to=trials))
    citizen.sign_in(SMARANDA)
    citizen.open_draft("proba-rezervare")
    day = working_day()
    citizen.put({"interval.unitate": "mica"})
    citizen.put({"interval.zi": str(day.day), "interval.luna": str(day.month), "interval.an": str(day.year)})
    if not citizen.visitor.has_scripts:
        citizen.visitor.go(citizen.page.locator('button[value="actualizeaza"]'))
    citizen.visitor.sees("de la: 08:00, 09:00")
    citizen.visitor.look()
    # Only what is free can be chosen; two hours from 11:00 run into the pause.
    times = citizen.page.locator('[name="interval.ora"] option').evaluate_all("options => options.map(option => option.value)")
    assert times == ["", "08:00", "09:00", "10:00", "11:00", "13:00", "14:00", "15:00", "16:00", "17:00", "18:00"]
    citizen.put({"interval.ora": "11:00", "interval.numar": "2"})
    citizen.go_on(status=422)
    citizen.put({"interval.ora": "10:00", "interval.numar": "2"})
    citizen.go_on()
    citizen.visitor.visit(citizen.dossier + "/verifica")
    citizen.visitor.sees("10:00–12:00")


@pytest.mark.parametrize("way", ["plain", "phone"])
def test_what_has_no_translation_yet_is_seen_to_be_romanian(walk_up, trials, way):
    citizen = Citizen(walk_up(way, to=trials))
    citizen.sign_in(SMARANDA)
    citizen.page.context.add_cookies([{"name": "limba", "value": "hu", "url": trials.url}])
    citizen.open_draft("proba-toate")
    mark = citizen.page.locator('label[for="inceput"] .borrowed')
    expect(mark).to_be_visible()
    expect(mark).to_have_text("RO")
    citizen.visitor.sees("Egyelőre csak románul")
    if citizen.visitor.has_scripts:
        citizen.page.emulate_media(color_scheme="dark")
    citizen.visitor.look()
    assert citizen.page.evaluate("document.documentElement.scrollWidth") <= citizen.page.viewport_size["width"]
    citizen.visitor.visit("/servicii/proba-toate")
    expect(citizen.page.locator(".borrowed").first).to_be_visible()
    # What is whole has no mark and no explanation of one.
    citizen.visitor.visit("/taxe")
    expect(citizen.page.locator(".borrowed")).to_have_count(0)
    citizen.visitor.sees_not("Egyelőre csak románul")
