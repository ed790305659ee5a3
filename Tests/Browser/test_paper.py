"""Paper becomes digital: what is no paper is refused in words, and photographs of a form fill an applicant's draft."""

import re
import subprocess
from pathlib import Path

from playwright.sync_api import expect

from counter import PROGRAM, REPOSITORY, Counter
from people import DESK, Colleague, wait

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
