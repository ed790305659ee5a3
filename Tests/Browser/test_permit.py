"""A building permit's whole way: filed, paid, completed, endorsed by three, written, sealed, verified by anybody."""

import re
from pathlib import Path

from playwright.sync_api import expect

from answers import paper
from people import DESK, NUMBER, Citizen, Colleague, words_of
from test_endorsements import SIGNING, desk_of
from test_links import TAKEN, fill_from

ARIES = ("lavinia", "cezar", "iustina"), "apa-aries"
ISU = ("doina", "sever", "traian"), "isu-cluj"
MAYOR = ("nuta", "ghita", "sabina"), "primaria-ciurila"
CONDITIONS = "Branșamentul se execută pe cheltuiala beneficiarului,\ncu apometru în cămin la limita proprietății."


def test_a_permit_is_filed_paid_completed_endorsed_and_sealed(walk_up, counter, tmp_path):
    plan = tmp_path / "plan de situație.pdf"
    plan.write_bytes(paper())
    smaranda = Citizen(walk_up("desk"))
    smaranda.sign_in("smaranda@demo.example.ro")
    number = files(smaranda, plan)
    case = f"{DESK}{smaranda.dossier}"
    pays(smaranda, plan)

    dan = desk_of(walk_up("desk"), "dan", "cj-cluj")
    dan.open(number)
    dan.visitor.visit(f"{case}/plati")
    dan.visitor.visit(case)
    dan.do("confirma-plata")
    otilia = desk_of(walk_up("desk"), "otilia", "cj-cluj")
    otilia.open(number)
    otilia.do("repartizeaza", inspector="Tiberiu Ostrovel")

    tiberiu = desk_of(walk_up("desk"), "tiberiu", "cj-cluj")
    tiberiu.open(number)
    for page in ("cerere", "documente", "plati", "mesaje", "note", "jurnal"):
        tiberiu.visitor.visit(f"{case}/{page}")
    asks_for_what_is_missing(tiberiu, case)
    better = tmp_path / "plan cu scară.pdf"
    better.write_bytes(paper("Plan cu scara"))
    completes(smaranda, better, "A-PLANSIT")

    smaranda.page.locator('[name="mesaj"]').fill("Am pus planul nou, cu scara trecută.")
    smaranda.send(smaranda.dossier + "/mesaje")
    tiberiu.visitor.visit(f"{case}/mesaje")
    tiberiu.visitor.visit(case)
    expect(tiberiu.page.locator("main")).not_to_contain_text("Cerut și nedat")
    tiberiu.do("cere-avize", mesaj="Accesul se face din DJ 107R.")

    asks_for_a_paper(walk_up, smaranda, plan)
    answers(walk_up, ISU, "conditional", "Se montează un hidrant exterior la cel mult 100 m de clădire.")
    answers(walk_up, ARIES, "conditional", CONDITIONS)
    answers(walk_up, MAYOR, "favourable", "")
    smaranda.look_at_dossier()

    tiberiu.visitor.visit(case)
    table = tiberiu.page.locator("table:has(caption:text('Avizele cerute'))")
    expect(table.locator("tr", has_text="Apă Arieș").locator("br")).not_to_have_count(0)
    tiberiu.do("redacteaza")
    expect(tiberiu.page.locator("aside")).to_contain_text("cu apometru în cămin")
    tiberiu.fills_blanks()
    tiberiu.visitor.go(tiberiu.page.locator("#editor button[type=submit]:not([name])"))
    tiberiu.visitor.go(tiberiu.page.locator('#editor button[value="trimite-la-aprobat"]'))
    for mailbox, deed in SIGNING:
        colleague = desk_of(walk_up("desk"), mailbox, "cj-cluj")
        colleague.open(number)
        colleague.do(deed)
    colleague.visitor.visit(f"{DESK}/registre/AC/2026")

    smaranda.wait_for_papers(2)
    smaranda.look_at_dossier()
    act = smaranda.page.locator(".docs li:has(use[href$='seal'])", has_text="AC ").first
    permit = smaranda.file(act.locator('a[href*="/acte/"]'), smaranda.visitor.pictures / "autorizatie.pdf")
    assert re.search(r"beneficiarului,\n +cu apometru în cămin", words_of(permit)), "the lines of a condition stay together"
    smaranda.visitor.go(act.locator('a[href^="/verificare/"]'))
    smaranda.look_at_dossier()
    smaranda.visitor.go(smaranda.page.locator('a[href^="/imobile/"]').first)
    tiberiu.visitor.visit(case)
    tiberiu.visitor.visit(f"{case}/jurnal")
    tiberiu.visitor.visit(case)
    tiberiu.visitor.go(tiberiu.page.locator(f'main a[href^="{DESK}/imobile/"]').first)


def files(citizen: Citizen, plan: Path) -> str:
    """From the service's page to what is handed in; its number."""
    example = citizen.page.request.get(citizen.visitor.url + "/api/v1/services/ac-construire").json()["example"]
    citizen.open_draft("ac-construire")
    fill_from(citizen, {key: answer for key, answer in example.items() if not key.startswith("cu.")}, until="certificat")
    citizen.put({"cu.emis": "ghiseu"})
    if citizen.page.locator('[name="cu.act"], [name="cu.act.numar"]').count() == 0:
        citizen.go_on()
    citizen.page.locator('[name="cu.act"][value^="CU "]').first.check()
    citizen.go_on()
    fill_from(citizen, {key: answer for key, answer in example.items() if not key.startswith("cu.") and key not in TAKEN - {"destinatie"}})
    missing = [one.get_attribute("name") for one in citizen.page.locator("li.miss input[type=file]").all()]
    citizen.attach(plan, *missing)
    citizen.visitor.go(citizen.page.locator('.actions button[value="continua"]'))
    # The page that comes loads itself anew until the receipt is there: it is looked at then.
    with citizen.page.expect_navigation():
        citizen.page.locator(f'form[action="{citizen.dossier}/verifica"] button[type=submit]').click()
    citizen.wait_for_papers(1)
    citizen.visitor.visit(citizen.dossier + "?depus=1")
    citizen.look_at_dossier()
    return NUMBER.search(citizen.page.locator("main").inner_text())[0]


def pays(citizen: Citizen, proof: Path) -> None:
    citizen.visitor.visit(citizen.dossier + "/plata")
    citizen.file(citizen.page.locator('a[href$="/ordin-de-plata.pdf"]'), citizen.visitor.pictures / "ordin-de-plata.pdf")
    citizen.page.locator('input[name="dovada"]').set_input_files(proof)
    citizen.send(citizen.dossier + "/plata")
    citizen.look_at_dossier()


def asks_for_what_is_missing(clerk: Colleague, case: str) -> None:
    """Why is asked beside what is ticked, and nowhere else; what was forgotten is named."""
    clerk.visitor.visit(f"{case}/cere-completare")
    reason = clerk.page.locator('[name="motiv.attachment:A-PLANSIT"]')
    expect(reason).to_be_hidden()
    clerk.put({"cer.attachment:A-PLANSIT": True})
    expect(reason).to_be_visible()
    expect(clerk.page.locator('[name^="motiv."]:visible')).to_have_count(1)
    clerk.do("cere-completare", status=422)
    expect(clerk.page.locator(".errors")).to_contain_text("Plan de situație")
    clerk.put({"cer.attachment:A-PLANSIT": True, "motiv.attachment:A-PLANSIT": "Planul de situație nu are scara trecută."})
    clerk.do("cere-completare")
    clerk.visitor.visit(case)


def completes(citizen: Citizen, plan: Path, document: str) -> None:
    """What the county asked for, or an endorser: its leg is completed on its own."""
    citizen.look_at_dossier()
    citizen.go_to("/completeaza")
    completed = re.search(r"/dosare/[^/]+", citizen.page.url)[0]
    citizen.go_to("/documente")
    citizen.attach(plan, document)
    citizen.visitor.go(citizen.page.locator('.actions button[value="continua"]'))
    citizen.send(completed + "/completeaza")
    citizen.look_at_dossier()


def newest_leg(colleague: Colleague, institution: str) -> str:
    colleague.visitor.visit(f"/birou/{institution}/lucrari?vedere=toate&q=Smaranda")
    legs = [link.get_attribute("href") for link in colleague.page.locator(f'main a[href*="/birou/{institution}/dosare/"]').all()]
    for leg in dict.fromkeys(re.sub(r"[?#].*", "", leg) for leg in legs):
        colleague.page.goto(colleague.visitor.url + leg)
        if "DJ 107R" in colleague.page.locator("main").inner_text():
            colleague.visitor.visit(leg)
            return leg
    raise AssertionError("not asked")


def asks_for_a_paper(walk_up, citizen: Citizen, plan: Path) -> None:
    """The fire inspectors want the scenario; the applicant gives it."""
    doina = desk_of(walk_up("desk"), "doina", "isu-cluj")
    leg = newest_leg(doina, "isu-cluj")
    for page in ("cerere", "jurnal", "documente"):
        doina.visitor.visit(f"{leg}/{page}")
    certificate = doina.page.locator("tr", has_text="Certificat de urbanism").locator("a[download]")
    assert "CERTIFICAT DE URBANISM" in words_of(doina.file(certificate, citizen.visitor.pictures / "certificat.pdf"))
    doina.visitor.visit(leg)
    doina.do("repartizeaza")
    doina.visitor.visit(f"{leg}/cere-completare")
    doina.put({"cer.attachment:A-SCENARIU": True, "motiv.attachment:A-SCENARIU": "Lipsește scenariul de securitate la incendiu."})
    doina.do("cere-completare")
    doina.visitor.visit(leg)
    completes(citizen, plan, "A-SCENARIU")


def answers(walk_up, team, outcome: str, text: str) -> None:
    (clerk, head, signatory), institution = team
    endorser, twin = desk_of(walk_up("desk"), clerk, institution), desk_of(walk_up("desk"), clerk, institution)
    leg = newest_leg(endorser, institution)
    if endorser.page.locator('form[action$="/repartizeaza"]').count():
        endorser.do("repartizeaza")
    twin.page.goto(twin.visitor.url + leg)
    endorser.page.locator(f'[name="rezultat"][value="{outcome}"]').check()
    if text:
        endorser.do("avizeaza", status=422)
    endorser.page.locator(f'[name="rezultat"][value="{outcome}"]').check()
    endorser.do("avizeaza", **({"text-aviz": text} if text else {}))
    for mailbox, deed in ((head, "aproba"), (signatory, "sigileaza")):
        colleague = desk_of(walk_up("desk"), mailbox, institution)
        colleague.visitor.visit(leg)
        colleague.do(deed)
    # A window that was left open since answers once more: without effect, and told so.
    twin.page.locator('[name="rezultat"][value="unfavourable"]').check()
    twin.do("avizeaza", status=409, **{"text-aviz": "Nu se poate."})
    twin.visitor.sees(re.compile("nu are efect"))
