"""The eight steps of the main job on the real form of the planning certificate: from a request to a verified act."""

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import expect

from answers import HOUSE, HOUSE_DOCUMENTS, paper
from counter import PROGRAM, REPOSITORY
from people import DESK, NUMBER, Citizen, Colleague, words_of

EMAIL = "zamfira.tepelea@example.ro"
WRONG_CNP = HOUSE["solicitant.cnp"][:-1] + "3"


def test_a_request_becomes_a_sealed_act_that_anybody_can_verify(walk_up, counter, tmp_path):
    plan = tmp_path / "plan de situație.pdf"
    plan.write_bytes(paper())
    zamfira = Citizen(walk_up("phone"))

    finds_the_service(zamfira)
    zamfira.sign_up("Zamfira Țepelea", EMAIL, counter)
    applies(zamfira, plan)
    number = hands_in_once(zamfira, tmp_path)
    pays(zamfira, plan, tmp_path)

    mailboxes = ("dan", "otilia", "tiberiu", "ligia", "emilia", "horea")
    dan, otilia, tiberiu, ligia, emilia, horea = colleagues = [Colleague(walk_up("desk")) for _ in mailboxes]
    for colleague, mailbox in zip(colleagues, mailboxes):
        colleague.sign_in(f"{mailbox}@demo.example.ro", back=f"{DESK}/lucrari")

    dan.open(number)
    dan.do("confirma-plata")
    otilia.open(number)
    otilia.do("repartizeaza", inspector="Tiberiu Ostrovel")

    tiberiu.open(number)
    asks_once_for_what_is_missing(tiberiu, number)
    # Only another file than before is what was asked for.
    better = tmp_path / "plan cu scară.pdf"
    better.write_bytes(paper("Plan cu scara"))
    completes(zamfira, better)

    tiberiu.open(number)
    expect(tiberiu.page.locator('a[href$="/cere-completare"]')).to_have_count(0)
    the_mayor_is_asked_and_answers(tiberiu, walk_up, number)
    drafts(tiberiu)

    ligia.open(number)
    ligia.do("aproba")
    emilia.open(number)
    emilia.do("pas")
    horea.open(number)
    horea.do("sigileaza")

    act, code = fetches_the_act(zamfira, tmp_path)
    anybody_verifies(walk_up("desk"), act, code, tmp_path)
    outsiders_agree(act, counter.data, tmp_path)
    log = counter.log_text()
    for personal in (EMAIL, "Țepelea", HOUSE["solicitant.cnp"], "Ostrovel", "tiberiu@"):
        assert personal not in log


def finds_the_service(citizen: Citizen) -> None:
    citizen.visitor.visit("/")
    citizen.put({"q": "construire casa"})
    citizen.page.locator('main [name="q"]').press("Enter")
    citizen.page.wait_for_url("**/servicii?q=*")
    citizen.visitor.look()
    citizen.go_to("/servicii/cu-construire")
    for part in ("#cine", "#acte", "#drum", "#temei"):  # who may apply, what is needed, what happens, by which law
        expect(citizen.page.locator(part)).to_be_visible()


def applies(citizen: Citizen, plan: Path) -> None:
    """With a wrong CNP first: the page comes back with everything typed and the mistake beside its field and above."""
    citizen.open_draft("cu-construire")
    citizen.answer(HOUSE | {"solicitant.cnp": WRONG_CNP})
    citizen.go_on(status=422)
    expect(citizen.page.locator('.errors a[href="#solicitant-cnp"]')).to_be_visible()
    expect(citizen.page.locator("#solicitant-cnp-err")).to_be_visible()
    expect(citizen.page.locator(".errors")).to_be_focused()
    assert citizen.page.title().startswith("Eroare:")
    for key in ("solicitant.nume", "solicitant.ci_serie_numar"):
        expect(citizen.page.locator(f'[name="{key}"]')).to_have_value(HOUSE[key])
    expect(citizen.page.locator('[name="solicitant.cnp"]')).to_have_value(WRONG_CNP)

    citizen.fill_in(HOUSE)
    citizen.attach(plan, *HOUSE_DOCUMENTS)
    citizen.visitor.go(citizen.page.locator('.actions button[value="continua"]'))
    expect(citizen.page.locator("aside .fee, .fee").first).to_contain_text("lei")
    expect(citizen.page.locator("main")).not_to_contain_text(HOUSE["solicitant.cnp"])


def hands_in_once(citizen: Citizen, folder: Path) -> str:
    button = citizen.page.locator(f'form[action="{citizen.dossier}/verifica"] button')
    with citizen.page.expect_navigation():
        button.dblclick()
    number = NUMBER.search(citizen.page.locator("main").inner_text())[0]
    receipt = citizen.file(citizen.wait_for_papers(1)[0], folder / "receipt.pdf")
    assert number in words_of(receipt)
    citizen.visitor.visit("/dosare")
    assert set(NUMBER.findall(citizen.page.locator("main").inner_text())) == {number}
    return number


def pays(citizen: Citizen, proof: Path, folder: Path) -> None:
    citizen.visitor.visit(citizen.dossier + "/plata")
    order = citizen.file(citizen.page.locator('a[href$="/ordin-de-plata.pdf"]'), folder / "order.pdf")
    assert "RO" in words_of(order)
    citizen.page.locator('input[name="dovada"]').set_input_files(proof)
    citizen.send(citizen.dossier + "/plata")


def asks_once_for_what_is_missing(clerk: Colleague, number: str) -> None:
    clerk.page.locator("details.act:has(a[href$='/cere-completare']) > summary").click()
    clerk.go_to("/cere-completare")
    clerk.put({"cer.attachment:A-PIZ": True, "motiv.attachment:A-PIZ": "Planul de încadrare în zonă nu are scara trecută."})
    clerk.do("cere-completare")
    clerk.open(number)
    expect(clerk.page.locator(".clock.held")).to_be_visible()


def completes(citizen: Citizen, plan: Path) -> None:
    citizen.look_at_dossier()
    expect(citizen.page.locator(".clock.held")).to_be_visible()
    citizen.go_to("/completeaza")
    citizen.go_to("/documente")
    citizen.attach(plan, "A-PIZ")
    citizen.visitor.go(citizen.page.locator('.actions button[value="continua"]'))
    citizen.send(citizen.dossier + "/completeaza")
    citizen.look_at_dossier()
    expect(citizen.page.locator(".clock")).to_be_visible()
    expect(citizen.page.locator(".clock.held")).to_have_count(0)


def drafts(clerk: Colleague) -> None:
    clerk.do("redacteaza")
    section = clerk.page.locator('[name="sectiune.regim-economic"]')
    section.fill(section.input_value() + "\n\nZona funcțională: locuire individuală, UTR L3a.")
    clerk.visitor.go(clerk.page.locator('#editor button[value="trimite-la-aprobat"]'), status=409)
    expect(clerk.page.locator("#editor .field.bad")).to_have_count(7)
    clerk.visitor.look()
    clerk.fills_blanks()
    clerk.visitor.go(clerk.page.locator("#editor button[type=submit]:not([name])"))
    clerk.visitor.go(clerk.page.locator('#editor button[value="trimite-la-aprobat"]'))


def the_mayor_is_asked_and_answers(clerk: Colleague, walk_up, number: str) -> None:
    """F.2 goes out and F.3 comes back: no certificate of the county's without the mayor's word."""
    expect(clerk.page.locator("table:has(caption:text('Avizele cerute'))")).to_contain_text("de cerut")
    clerk.visitor.picture("avize-de-cerut-birou")
    clerk.do("cere-avize")
    expect(clerk.page.locator("table:has(caption:text('Avizele cerute'))")).to_contain_text("Primăria Ciurila")

    leg = ""
    for mailbox, deeds in (("nuta", ("repartizeaza", "avizeaza")), ("ghita", ("aproba",)), ("sabina", ("sigileaza",))):
        mayor = Colleague(walk_up("desk"))
        mayor.sign_in(f"{mailbox}@demo.example.ro", back="/birou/primaria-ciurila/lucrari")
        if not leg:
            mayor.visitor.visit("/birou/primaria-ciurila/lucrari?vedere=toate&q=Zamfira")
            leg = mayor.page.locator('main a[href*="/birou/primaria-ciurila/dosare/"]').first.get_attribute("href").partition("?")[0]
        mayor.visitor.visit(leg)
        for deed in deeds:
            if deed == "avizeaza":
                mayor.page.locator('[name="rezultat"][value="favourable"]').check()
            mayor.do(deed)
    clerk.open(number)
    expect(clerk.page.locator("table:has(caption:text('Avizele cerute'))")).to_contain_text("favorabil")


def fetches_the_act(citizen: Citizen, folder: Path) -> tuple[Path, str]:
    """The receipt and the act are there; the act with its code."""
    citizen.wait_for_papers(2)
    act = citizen.page.locator(".docs li:has(use[href$='seal'])").first
    code = act.locator('a[href^="/verificare/"]').get_attribute("href").rpartition("/")[2]
    file = citizen.file(act.locator('a[href*="/acte/"]'), folder / "act.pdf")
    words = words_of(file)
    assert "UTR L3a" in words and "Ciurila" in words and "Zamfira Țepelea" in words
    return file, code


def anybody_verifies(visitor, act: Path, code: str, folder: Path) -> None:
    anybody = Citizen(visitor)
    visitor.visit("/verificare")
    anybody.put({"cod": code})
    anybody.send("/verificare")
    expect(visitor.page.locator("main")).to_contain_text("CU ")

    forged = bytearray(act.read_bytes())
    forged[len(forged) // 3] ^= 1
    forgery = folder / "forged.pdf"
    forgery.write_bytes(forged)
    for file, is_good in ((act, True), (forgery, False)):
        visitor.visit("/verificare")
        visitor.page.locator('input[name="fisier"]').set_input_files(file)
        visitor.go(visitor.page.locator("form:has(input[name=fisier]) button[type=submit]"))
        expect(visitor.page.locator(".verdict.bad")).to_have_count(0 if is_good else 1)


def outsiders_agree(act: Path, data: Path, folder: Path) -> None:
    """`ghiseu verify`, pdfsig and pyHanko on the very file that the citizen has."""
    authority = next(data.rglob("ca.pem"))
    run(PROGRAM, "verify", act, "--data", data)
    assert run(PROGRAM, "verify", folder / "forged.pdf", "--data", data, status=1)
    run("certutil", "-N", "-d", f"sql:{folder}", "--empty-password")
    run("certutil", "-A", "-d", f"sql:{folder}", "-n", "root", "-t", "CT,CT,CT", "-i", authority)
    verdict = run("pdfsig", "-nssdir", f"sql:{folder}", act)
    for words in ("Signature is Valid.", "Certificate is Trusted.", "Total document signed"):
        assert words in verdict, verdict
    run(sys.executable, "-I", REPOSITORY / "Tests/Outsiders/judge.py", act, authority)


def run(*command: str | Path, status: int = 0) -> str:
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=120)
    assert done.returncode == status, f"{command} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout
