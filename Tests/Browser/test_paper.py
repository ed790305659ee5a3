"""Paper becomes digital: a form is printed, filled in by hand, scanned, looked through by keyboard, and answered like any other."""

import json
import re
import shutil
import sqlite3
import stat
import subprocess
from pathlib import Path
from urllib.parse import unquote_plus

from PIL import Image
from playwright.sync_api import expect

from counter import PROGRAM, REPOSITORY, Counter
from people import DESK, NUMBER, Colleague, wait, words_of

SCANS = f"{DESK}/scanari"
SECONDS_TO_READ = 180  # the first reading starts the reader's process


def filled_in(service: str, counter: Counter, folder: Path) -> Path:
    """The service's form as this counter prints it, with its examples written on it."""
    form = folder / f"{service}.pdf"
    subprocess.run(
        [PROGRAM, "blank", service, "--filled", "example", "--public-address", counter.url, "--out", form],
        cwd=REPOSITORY, check=True, timeout=120,
    )
    return form


def scanned(form: Path, folder: Path, degrees: float = 0.7) -> Path:
    """The pages of a form as an office's scanner gives them: 200 dots to the inch, a little askew, on grey paper, as one TIFF."""
    subprocess.run(["pdftoppm", "-r", "200", "-gray", form, folder / "page"], check=True, timeout=60)
    pages = [
        Image.open(file).rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=248).point(lambda dot: 12 + dot * 236 // 255)
        for file in sorted(folder.glob("page*.pgm"))
    ]
    scan = folder / "scan.tiff"
    pages[0].save(scan, save_all=True, append_images=pages[1:], compression="tiff_lzw", dpi=(200, 200))
    return scan


def is_read(colleague: Colleague) -> bool:
    colleague.page.goto(colleague.visitor.url + SCANS)
    return colleague.page.locator(f'main a[href*="{DESK}/propuneri/"]').count() > 0


def test_a_scan_is_looked_through_by_keyboard_and_answered(walk_up, counter, tmp_path):
    otilia = Colleague(walk_up("desk"))
    otilia.sign_in("otilia@demo.example.ro", back=SCANS)
    # The counter keeps the print before anybody has it; what is filled in here is the same print.
    blank = otilia.page.request.get(f"{counter.url}/servicii/petitie/formular.pdf")
    assert blank.status == 200
    scan = scanned(filled_in("petitie", counter, tmp_path), tmp_path)

    otilia.page.locator('input[name="fisiere"]').set_input_files(scan)  # it travels at once, with its progress in sight
    expect(otilia.page.locator("main")).to_contain_text("scan.tiff")
    otilia.visitor.look()
    otilia.visitor.picture("scanari")
    wait(lambda: is_read(otilia), SECONDS_TO_READ)
    otilia.visitor.look()
    shows_well(otilia, "scanari")
    otilia.go_to(otilia.page.locator(f'main a[href*="{DESK}/propuneri/"]').last.get_attribute("href"))
    number = looks_through(otilia)
    is_learned(counter, tmp_path)

    otilia.open(number)
    expect(otilia.page.locator("main")).to_contain_text("hârtie, citită de un program, confirmată de Otilia Bărbat")
    otilia.do("repartizeaza", inspector="Paul Rusnac")
    is_answered(walk_up, number, tmp_path)


def shows_well(clerk: Colleague, name: str) -> None:
    """In the dark and on a telephone nothing keeps anybody out, and the page itself does not scroll sideways."""
    page = clerk.page
    wide = page.viewport_size

    def look() -> None:
        wait(lambda: page.evaluate("document.getAnimations().length") == 0)  # colours glide from one scheme to the other
        clerk.visitor.look()

    page.emulate_media(color_scheme="dark")
    look()
    clerk.visitor.picture(f"{name}-intuneric")
    page.set_viewport_size({"width": 390, "height": 844})
    look()
    page.emulate_media(color_scheme="light")
    look()
    clerk.visitor.picture(f"{name}-telefon")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways on a telephone"
    page.set_viewport_size(wide)


def looks_through(clerk: Colleague) -> str:
    """Walks with Tab from one unsure answer to the next and registers with a press; the number that it got."""
    page = clerk.page
    clerk.visitor.picture("verificare-scanare")
    shows_well(clerk, "verificare")
    tall = page.locator('.read:has(textarea) svg.ink.tall').first.bounding_box()
    assert tall["height"] > 120, "what is written over many lines is shown tall"
    subject = page.locator('[name="obiect"]')
    assert "DJ 107R" in subject.input_value()
    subject.focus()
    expect(page.locator("#loc-obiect")).to_have_class(re.compile("lit"))

    page.evaluate("document.querySelector('main').focus()")
    sure = "document.activeElement.closest('.read.accepted') !== null"
    for _ in range(300):
        page.keyboard.press("Tab")
        assert not page.evaluate(sure), "Tab walks only what is unsure"
        if page.evaluate("document.activeElement.matches('button[value=confirma]')"):
            break
    else:
        raise AssertionError("Tab does not come to the button")
    # What a reader makes of dots and dashes is not this journey's matter: the person puts right what the form calls wrong.
    page.locator('[name="obiect"]').fill("Groapă adâncă pe DJ 107R, la intrarea în Sălicea")
    # It is kept without a press, and is there again after the page was left.
    expect(page.locator("#pastrat")).to_have_text("Ce ai scris este păstrat.")
    page.reload()
    expect(page.locator("#pastrat")).to_contain_text("Răspunsuri scrise de Otilia Bărbat")
    expect(page.locator('[name="obiect"]')).to_have_value("Groapă adâncă pe DJ 107R, la intrarea în Sălicea")
    page.locator('[name="invatare"]').check()
    page.locator("button[value=confirma]").focus()
    clerk.visitor.strike("Enter")
    assert "facut=inregistrat" in page.url, page.locator("main").inner_text()
    clerk.visitor.picture("scanari-inregistrat")
    return NUMBER.search(unquote_plus(page.url))[0]


def intake(counter: Counter, *words: str | Path, status: int = 0) -> str:
    """The command line, on the books of a counter that is open."""
    done = subprocess.run([PROGRAM, "intake", *words, "--data", counter.data], cwd=REPOSITORY, capture_output=True, text=True, timeout=60)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


def is_learned(counter: Counter, folder: Path) -> None:
    """What was confirmed is counted, exported with consent, and makes a calibration that the program reads."""
    report = json.loads(intake(counter, "report", "--json"))
    petition = next(line for line in report["services"] if line["name"] == "petitie")
    assert petition["fields"] >= 5
    assert 0 < petition["right"] < petition["fields"], "one answer was put right"
    assert sum(line["fields"] for line in report["kinds"]) == report["whole"]["fields"] == sum(line["fields"] for line in report["bins"])
    assert report["proposals"] >= 1
    assert report["medianSeconds"] >= 0
    table = intake(counter, "report")
    assert re.search(r"^petitie\t\d+\t[\d.]+ %", table, re.MULTILINE)
    assert "proposals confirmed, half of them within" in table
    assert json.loads(intake(counter, "report", "--json", "--since", "2099-01-01"))["whole"]["fields"] == 0

    training = folder / "training"
    intake(counter, "export", "--out", training)
    lines = [json.loads(line) for line in (training / "corrections.jsonl").read_text(encoding="utf-8").splitlines()]
    assert lines
    assert all(line["consent"] for line in lines)
    subject = next(line for line in lines if line["field"] == "obiect")
    assert subject["confirmed"] == "Groapă adâncă pe DJ 107R, la intrarea în Sălicea"
    assert {line["sha256"] for line in lines if line.get("sha256")} == {file.stem for file in training.glob("*.jpg")}
    assert all(Image.open(file).format == "JPEG" for file in training.glob("*.jpg"))
    assert stat.S_IMODE(training.stat().st_mode) == 0o700
    intake(counter, "export", "--out", training, status=64)

    made = folder / "calibration.json"
    intake(counter, "calibrate", "--out", made)
    calibration = json.loads(made.read_text(encoding="utf-8"))
    assert calibration["provenance"].endswith("confirmed readings")
    assert all({"weights", "bias", "accept", "readable", "samples"} <= set(model) for model in calibration["models"].values())
    # Fitted from so few, nothing is accepted that was not before.
    shipped = json.loads((REPOSITORY / "Content/intake/calibration.json").read_text(encoding="utf-8"))
    assert set(calibration["models"]) == set(shipped["models"])


def is_answered(walk_up, number: str, folder: Path) -> None:
    """Drafted, approved and signed by three colleagues; the act names what the paper asked."""
    paul, ligia, horea = (Colleague(walk_up("desk")) for _ in range(3))
    for colleague, mailbox in ((paul, "paul"), (ligia, "ligia"), (horea, "horea")):
        colleague.sign_in(f"{mailbox}@demo.example.ro", back=f"{DESK}/lucrari")
    paul.open(number)
    paul.do("redacteaza")
    paul.fills_blanks()
    for section in paul.page.locator('textarea[name^="sectiune."]').all():
        section.fill((section.input_value() + "\n\nGroapa a fost astupată.").strip())
    paul.visitor.go(paul.page.locator("#editor button[type=submit]:not([name])"))
    paul.visitor.go(paul.page.locator('#editor button[value="trimite-la-aprobat"]'))
    ligia.open(number)
    ligia.do("aproba")
    horea.open(number)
    horea.do("sigileaza")

    papers = horea.page.locator('main a[href*="/acte/"]')

    def come() -> bool:
        horea.page.reload()
        return papers.count() >= 2

    horea.page.goto(horea.page.url.split("?")[0] + "/documente")
    wait(come)
    copy = horea.page.locator("main tr", has_text="scan-text.pdf").locator("a[download]")

    def is_searchable() -> bool:
        horea.page.reload()
        return copy.count() == 1

    wait(is_searchable)
    assert "107R" in words_of(horea.file(copy, folder / "scan-text.pdf"))
    texts = [words_of(horea.file(link, folder / f"act-{index}.pdf")) for index, link in enumerate(papers.all())]
    assert any("Groapa a fost astupată" in text for text in texts)


def test_a_scan_is_taken_and_refused_without_script_and_on_a_phone(walk_up, counter, tmp_path):
    plain = Colleague(walk_up("plain"))
    plain.sign_in("otilia@demo.example.ro", back=SCANS)
    (tmp_path / "arhiva.zip").write_bytes(b"PK\x03\x04 no paper")
    plain.page.locator('input[name="fisiere"]').set_input_files(tmp_path / "arhiva.zip")
    plain.send(SCANS, 422)
    expect(plain.page.locator(".errors")).to_contain_text("PDF, TIFF, JPEG sau PNG")

    (tmp_path / "stricat.pdf").write_bytes(b"%PDF-1.7\nno pages here")
    plain.page.locator('input[name="fisiere"]').set_input_files(tmp_path / "stricat.pdf")
    plain.send(SCANS)

    def lies_in_the_tray() -> bool:
        plain.page.goto(plain.visitor.url + SCANS)
        return plain.page.locator("#tava").count() > 0

    wait(lies_in_the_tray, SECONDS_TO_READ)
    expect(plain.page.locator("main")).to_contain_text("Fișierul este stricat")
    plain.visitor.look()
    phone = Colleague(walk_up("phone"))
    phone.sign_in("otilia@demo.example.ro", back=SCANS)
    phone.visitor.picture("scanari-telefon")
    plain.page.locator('form[action$="/inlatura"] button').first.click()
    expect(plain.page.locator("#tava")).to_have_count(0)


def test_an_applicant_photographs_the_form_and_finds_it_filled_in(walk_up, counter, tmp_path):
    ilinca = Colleague(walk_up("phone"))
    ilinca.sign_in("ilinca@demo.example.ro", back="/servicii/petitie")
    assert ilinca.page.request.get(f"{counter.url}/servicii/petitie/formular.pdf").status == 200
    subprocess.run(
        ["pdftoppm", "-r", "170", "-jpeg", filled_in("petitie", counter, tmp_path), tmp_path / "foto"], check=True, timeout=60
    )
    ilinca.go_to("/servicii/petitie/hartie")
    ilinca.visitor.picture("hartie-telefon")
    ilinca.page.locator('input[name="fisiere"]').set_input_files(sorted(tmp_path.glob("foto*.jpg")))
    ilinca.send("/servicii/petitie/hartie")
    ilinca.page.wait_for_url(re.compile("/dosare/"), timeout=SECONDS_TO_READ * 1000)
    ilinca.visitor.look()
    expect(ilinca.page.locator("main")).to_contain_text("citite de pe hârtie de un program")
    dossier = re.search(r"/dosare/[^/]+", ilinca.page.url)[0]
    ilinca.visitor.visit(f"{dossier}/cerere/petitie")
    assert "DJ 107R" in ilinca.page.locator('[name="obiect"]').input_value()
    ilinca.visitor.picture("hartie-citita-telefon")


def test_what_lies_in_a_watched_folder_is_read_by_two_models_where_that_is_asked(tmp_path):
    scans = tmp_path / "scans"
    scans.mkdir()
    counter = Counter(tmp_path, "--demo", "--scans", scans, "--voters").start()
    try:
        form = filled_in("petitie", counter, tmp_path)
        shutil.copy(form, scans)

        def told() -> list[tuple]:
            with sqlite3.connect(counter.data / "ghiseu.sqlite") as books:
                return books.execute("SELECT s.readers, p.reading FROM scan s JOIN proposal p ON p.scan = s.id WHERE p.state = 'open'").fetchall()

        wait(lambda: len(told()) == 1, SECONDS_TO_READ)
        readers, reading = (json.loads(text) for text in told()[0])
        fields = [field for field in reading["fields"] if readers["voter1"] in field["readings"]]
        assert fields, "the second model has read what no rule had settled"
        assert all(field["evidence"]["agreement"] in {0, 1, -1} for field in fields if field["kind"] == "text"), "its word is evidence"
        assert list(scans.iterdir()) == []
    finally:
        counter.stop()
