"""What ties dossiers and people together: acts that build on acts, messages, notes, substitutes, work given away."""

import re
from datetime import date, timedelta
from urllib.parse import quote

from playwright.sync_api import expect

from answers import PETITION, paper
from people import DESK, Citizen, Colleague, wait


# What the permit's form takes over from the certificate's.
TAKEN = {
    "imobil.uat", "imobil.localitate", "imobil.strada", "imobil.nr", "imobil.intabulat", "imobil.numere_cadastrale",
    "imobil.numere_cf", "lucrari", "destinatie", "regim_inaltime", "suprafata_teren_mp",
}


def test_a_permit_begins_from_the_certificate_that_the_counter_issued(walk_up, counter):
    """Smaranda chooses one of her certificates; the form knows the land, and the permit's dossier is tied to it."""
    smaranda = Citizen(walk_up("phone"))
    smaranda.sign_in("smaranda@demo.example.ro")
    example = smaranda.page.request.get(counter.url + "/api/v1/services/ac-construire").json()["example"]
    smaranda.open_draft("ac-construire")
    fill_from(smaranda, {key: answer for key, answer in example.items() if not key.startswith("cu.")}, until="certificat")
    smaranda.put({"cu.emis": "ghiseu"})
    if smaranda.page.locator('[name="cu.act"], [name="cu.act.numar"]').count() == 0:
        smaranda.go_on()
    own = smaranda.page.locator('[name="cu.act"][value^="CU "]')
    expect(own.first).to_be_visible()
    smaranda.visitor.look()
    smaranda.visitor.picture("legaturi-alegere-telefon")
    smaranda.page.locator('[name="cu.act"][value="alt-act"]').check()
    smaranda.page.locator('[name="cu.act.numar"]').fill("CU 9999/2026")
    smaranda.go_on(status=422)
    smaranda.visitor.sees(re.compile("Nu am găsit CU 9999/2026"))
    smaranda.visitor.picture("legaturi-refuz-telefon")
    number = own.first.get_attribute("value")
    own.first.check()
    smaranda.go_on()
    assert smaranda.step == "loc"
    expect(smaranda.page.locator('[name="imobil.uat"]')).not_to_have_value("")
    fill_from(smaranda, {key: answer for key, answer in example.items() if not key.startswith("cu.") and key not in TAKEN})
    document = smaranda.visitor.pictures / "act.pdf"
    document.write_bytes(paper())
    missing = [one.get_attribute("name") for one in smaranda.page.locator("li.miss input[type=file]").all()]
    smaranda.attach(document, *missing)
    smaranda.page.goto(counter.url + smaranda.dossier + "/verifica")
    smaranda.send(smaranda.dossier + "/verifica")
    smaranda.look_at_dossier()
    links = smaranda.page.locator("section:has(#legaturi)")
    expect(links).to_contain_text(number)
    smaranda.visitor.picture("legaturi-dosar-telefon")
    smaranda.visitor.go(links.locator('a[href^="/imobile/"]').first)
    expect(smaranda.page.locator("tbody tr").nth(1)).to_be_visible()
    smaranda.visitor.picture("imobil-telefon")

    tiberiu = Colleague(walk_up("desk"))
    tiberiu.sign_in("tiberiu@demo.example.ro", back=f"{DESK}{smaranda.dossier}")
    expect(tiberiu.page.locator("main")).to_contain_text(number)
    tiberiu.visitor.picture("legaturi-dosar-birou")
    tiberiu.visitor.go(tiberiu.page.locator(f'main a[href^="{DESK}/imobile/"]').first)
    tiberiu.visitor.picture("imobil-birou")


def test_citizen_and_clerk_write_to_each_other_and_notes_stay_inside(walk_up, counter, tmp_path):
    zamfira, number = petitioner(walk_up("phone"), counter, "mesaje")
    sketch = tmp_path / "schița.pdf"
    sketch.write_bytes(paper("Schita"))
    zamfira.look_at_dossier()
    zamfira.page.locator('[name="mesaj"]').fill("Am găsit și o schiță a drumului.")
    zamfira.page.locator('[name="fisiere"]').set_input_files([sketch, sketch])
    zamfira.send(zamfira.dossier + "/mesaje")
    zamfira.visitor.picture("mesaje-telefon")

    paul = Colleague(walk_up("desk"))
    paul.sign_in("paul@demo.example.ro", back=f"{DESK}/lucrari?q={quote(number)}")
    expect(paul.page.locator("tr", has_text=number)).to_contain_text("1 mesaj nou")
    paul.open(number)
    paul.visitor.go(paul.page.locator('a[href$="/mesaje"]').first)
    expect(paul.page.locator(".thread")).to_contain_text("schiță a drumului")
    assert paul.page.request.get(counter.url + paul.page.locator(".thread a").first.get_attribute("href")).body().startswith(b"%PDF-")
    paul.page.locator('[name="mesaj"]').fill("Mulțumim. Mergem pe teren joi.")
    paul.send(f"{DESK}{zamfira.dossier}/mesaje")
    paul.visitor.picture("mesaje-birou")
    paul.visitor.go(paul.page.locator('a[href$="/note"]').first)
    paul.page.locator('[name="mesaj"]').fill("A mai scris o dată, în martie.")
    paul.send(f"{DESK}{zamfira.dossier}/note")
    expect(paul.page.locator(".thread .memo")).to_contain_text("în martie")
    paul.visitor.picture("note-birou")

    zamfira.visitor.visit("/dosare")
    expect(zamfira.page.locator("main")).to_contain_text("1 mesaj nou")
    zamfira.visitor.picture("mesaje-lista-telefon")
    zamfira.look_at_dossier()
    expect(zamfira.page.locator("section:has(#mesaje)")).to_contain_text("pe teren joi")
    assert "în martie" not in zamfira.page.content()
    letters = wait(lambda: [letter for letter in counter.letters("zamfira.mesaje@example.ro") if "mesaj" in letter["subject"]])
    assert "joi" not in letters[0].get_content()


def test_a_substitute_acts_in_the_place_of_the_absent_and_work_is_given_away(walk_up, counter):
    """Ligia gives Paul work and goes: he does a head's deed, and the log says in whose place; she meanwhile does none."""
    zamfira, number = petitioner(walk_up("phone"), counter, "absente")
    ligia = Colleague(walk_up("desk"))
    ligia.sign_in("ligia@demo.example.ro", back=f"{DESK}/lucrari")
    ligia.visitor.visit(f"{DESK}/lucrari?q={quote(number)}")
    ligia.page.locator(f'tr:has-text("{number}") input[type=checkbox]').check()
    ligia.page.locator('[form="repartizare"], #repartizare [name="inspector"]').last.select_option(label="Paul Rusnac")
    ligia.visitor.picture("repartizare-birou")
    ligia.send(f"{DESK}/lucrari/repartizeaza")
    expect(ligia.page.locator("main")).to_contain_text("a ajuns la Paul Rusnac")
    ligia.visitor.visit(f"{DESK}/absente")
    ligia.visitor.picture("absente-birou-gol")
    enter_absence(ligia, None, status=422)
    ligia.visitor.sees(re.compile("Alege un înlocuitor"))
    ligia.visitor.picture("absente-birou-refuz")
    enter_absence(ligia, "Paul Rusnac")
    expect(ligia.page.locator("table")).to_contain_text("Paul Rusnac")
    ligia.visitor.picture("absente-birou")

    paul = Colleague(walk_up("phone"))
    paul.sign_in("paul@demo.example.ro", back=f"{DESK}/lucrari?vedere=toate")
    expect(paul.page.locator("main")).to_contain_text("Îi ții locul lui Ligia Sândulaș")
    paul.visitor.picture("inlocuitor-lucrari-telefon")
    paul.visitor.visit(f"{DESK}/absente")
    paul.visitor.picture("absente-telefon")

    ligia.open(number)
    ligia.visitor.sees("Ce nu se poate acum și de ce").click()
    ligia.visitor.sees(re.compile("Ești trecut absent")).scroll_into_view_if_needed()
    expect(ligia.page.locator('form[action$="/prelungeste"]')).to_have_count(0)
    ligia.visitor.picture("absent-birou")
    paul.open(number)
    paul.do("prelungeste", **{"motiv.prelungeste": "Se cercetează la fața locului."})  # a head's deed
    paul.visitor.visit(f"{DESK}{zamfira.dossier}/jurnal")
    expect(paul.page.locator("main")).to_contain_text("în locul lui Ligia Sândulaș")
    paul.visitor.picture("inlocuitor-jurnal-telefon")

    ligia.visitor.visit(f"{DESK}/absente")
    ligia.send(ligia.page.locator('form[action$="/anuleaza"]').first.get_attribute("action"))
    expect(ligia.page.locator("main")).to_contain_text("Absența este anulată")


def enter_absence(colleague: Colleague, substitute: str | None, status: int = 200) -> None:
    first, last = date.today(), date.today() + timedelta(days=3)
    for name, day in (("de-la", first), ("pana-la", last)):
        colleague.put({f"{name}.zi": str(day.day), f"{name}.luna": str(day.month), f"{name}.an": str(day.year)})
    if substitute:
        colleague.page.locator('[name="inlocuitor"]').select_option(label=substitute)
    colleague.send(f"{DESK}/absente", status)


def petitioner(visitor, counter, word: str) -> tuple[Citizen, str]:
    """Somebody with a petition that was handed in, and its number."""
    citizen = Citizen(visitor)
    citizen.sign_up("Zamfira Țepelea", f"zamfira.{word}@example.ro", counter)
    citizen.open_draft("petitie")
    citizen.fill_in(PETITION)
    citizen.page.goto(counter.url + citizen.dossier + "/verifica")
    citizen.send(citizen.dossier + "/verifica")
    number = re.search(r"\b\d+/\d{2}\.\d{2}\.\d{4}\b", citizen.page.locator("main").inner_text())[0]
    return citizen, number


def fill_from(citizen: Citizen, example: dict, until: str = "") -> None:
    """Answers page after page with a service's own example, as the public API tells it."""
    for _ in range(25):
        if citizen.step in ("", until):
            return
        for _ in range(3):  # an answer may open further questions
            for key, answer in example.items():
                put_example(citizen, key, answer)
        citizen.go_on()
    raise AssertionError(f"the form does not end: {citizen.page.url}")


def put_example(citizen: Citizen, key: str, answer) -> None:
    if isinstance(answer, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", answer):
        year, month, day = answer.split("-")
        for part, value in (("zi", day), ("luna", month), ("an", year)):
            if citizen.page.locator(f'main [name="{key}.{part}"]').count():
                citizen.put({f"{key}.{part}": value})
        return
    if isinstance(answer, list) and isinstance(answer[0], dict):  # a table, of which one row will do
        for column, value in answer[0].items():
            put_example(citizen, f"{key}.0.{column}", value)
        return
    control = citizen.page.locator(f'main [name="{key}"]')
    if not control.count():
        return
    if isinstance(answer, list):
        answer = "\n".join(map(str, answer))
    if answer in ("true", "false"):
        if control.first.get_attribute("type") == "checkbox":
            citizen.put({key: answer == "true"})
        else:
            citizen.put({key: "da" if answer == "true" else "nu"})
        return
    citizen.put({key: answer})
