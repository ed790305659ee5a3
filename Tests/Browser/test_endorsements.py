"""What other institutions are asked: the water company's silence, the fire inspectors' conditions, the mayor's word."""

import re
from urllib.parse import quote

from playwright.sync_api import expect

from people import Citizen, Colleague, wait

SERVICE = "Autorizație de construire"
SIGNING = (("ligia", "aproba"), ("emilia", "pas"), ("horea", "sigileaza"))


def test_a_permit_rests_on_three_answers_one_of_them_silence(walk_up, counter):
    """Ilinca's permit: ISU has set conditions, the mayor has agreed, the water company has let its term pass."""
    tiberiu = desk_of(walk_up("desk"), "tiberiu", "cj-cluj")
    case = open_permit(tiberiu, "Ilinca Bercu")

    def is_tacit() -> bool:
        tiberiu.page.goto(case)
        return "aprobat tacit" in tiberiu.page.locator("main").inner_text()

    wait(is_tacit)  # the round begins with the program
    table = tiberiu.page.locator("table:has(caption:text('Avizele cerute'))")
    for word in ("favorabil cu condiții", "aprobat tacit", "hidrant"):
        expect(table).to_contain_text(word)
    wait(lambda: tiberiu.page.goto(case) and table.locator('a[href$=".pdf"]').count() == 3)
    for link in table.locator('a[href$=".pdf"]').all():
        assert tiberiu.page.request.get(counter.url + link.get_attribute("href")).body().startswith(b"%PDF-")
    tiberiu.visitor.look()
    tiberiu.visitor.pictures_at_both_widths("avize-dosar")

    tiberiu.do("redacteaza")
    tiberiu.fills_blanks()
    tiberiu.visitor.go(tiberiu.page.locator('#editor button[value="trimite-la-aprobat"]'))
    for mailbox, deed in SIGNING:
        colleague = desk_of(walk_up("desk"), mailbox, "cj-cluj")
        colleague.visitor.visit(case.removeprefix(counter.url))
        colleague.do(deed)

    ilinca = Citizen(walk_up("phone"))
    ilinca.sign_in("ilinca@demo.example.ro")
    ilinca.open_dossier(SERVICE)
    expect(ilinca.page.locator("#avize")).to_be_visible()
    expect(ilinca.page.locator("main")).to_contain_text("AC ")
    ilinca.visitor.pictures_at_both_widths("avize-solicitant")


def test_a_permit_goes_from_the_questions_to_the_act(walk_up, counter):
    """Rareș's permit: nobody asked yet. ISU answers with conditions, the mayor agrees, the water company's word comes on paper."""
    tiberiu = desk_of(walk_up("desk"), "tiberiu", "cj-cluj")
    tiberiu.visitor.visit(f"/birou/cj-cluj/lucrari?q={quote('Rareș Codreanu')}")
    places = [link.get_attribute("href") for link in tiberiu.page.locator("tr", has_text=SERVICE).locator("a").all()]
    table = tiberiu.page.locator("table:has(caption:text('Avizele cerute'))")
    for case in dict.fromkeys(re.sub(r"[?#].*", "", place) for place in places):
        tiberiu.visitor.visit(case)
        if table.count() and "de cerut" in table.inner_text():
            break
    expect(table).to_contain_text("ISU Cluj")
    expect(table).to_contain_text("Primăria Ciurila")
    tiberiu.visitor.pictures_at_both_widths("avize-de-cerut-autorizatie")
    tiberiu.do("cere-avize", mesaj="Accesul se face din DJ 107R.")
    expect(table.locator("tbody tr")).to_have_count(3)

    for institution, (clerk, head, signatory), outcome, text in (
        ("isu-cluj", ("doina", "sever", "traian"), "conditional", "Se montează un hidrant exterior."),
        ("primaria-ciurila", ("nuta", "ghita", "sabina"), "favourable", ""),
    ):
        endorser = desk_of(walk_up("desk"), clerk, institution)
        row = endorser.page.locator("tr", has_text="Rareș Codreanu")
        legs = [re.sub(r"[?#].*", "", link.get_attribute("href")) for link in row.locator("a").all()]
        for leg in dict.fromkeys(legs):
            endorser.visitor.visit(leg)
            if endorser.page.locator('form[action$="/repartizeaza"]').count():
                break
        endorser.visitor.pictures_at_both_widths(f"aviz-intrebat-{institution}")
        endorser.do("repartizeaza")
        endorser.page.locator(f'[name="rezultat"][value="{outcome}"]').check()
        endorser.do("avizeaza", **({"text-aviz": text} if text else {}))
        for mailbox, deed in ((head, "aproba"), (signatory, "sigileaza")):
            colleague = desk_of(walk_up("desk"), mailbox, institution)
            colleague.visitor.visit(leg)
            colleague.do(deed)

    tiberiu.visitor.visit(case)
    expect(table).to_contain_text("favorabil cu condiții")
    fold = tiberiu.page.locator('details:has(form[action$="/aviz-pe-hartie"]) > summary')
    fold.click()
    tiberiu.page.locator('[name="rezultat-pe-hartie"][value="favourable"]').check()
    tiberiu.page.locator('[name="avizul"]').select_option("apa-canal")
    tiberiu.visitor.pictures_at_both_widths("aviz-pe-hartie")
    tiberiu.do("aviz-pe-hartie", **{"nr-data": "nr. 88 din 27.11.2026"})
    expect(table).to_contain_text("nr. 88 din 27.11.2026")
    tiberiu.visitor.look()

    tiberiu.do("redacteaza")
    tiberiu.fills_blanks()
    tiberiu.visitor.go(tiberiu.page.locator('#editor button[value="trimite-la-aprobat"]'))
    for mailbox, deed in SIGNING:
        colleague = desk_of(walk_up("desk"), mailbox, "cj-cluj")
        colleague.visitor.visit(case)
        colleague.do(deed)
        colleague.visitor.pictures_at_both_widths(f"autorizatie-{deed}")
    rares = Citizen(walk_up("phone"))
    rares.sign_in("rares@demo.example.ro")
    rares.open_dossier(SERVICE)
    expect(rares.page.locator("main")).to_contain_text("AC ")
    expect(rares.page.locator("#avize, section:has(#avize)").first).to_contain_text("pe hârtie: nr. 88 din 27.11.2026")
    rares.visitor.pictures_at_both_widths("autorizatie-solicitant")


def test_an_endorser_answers_by_the_buttons_of_its_own_page(walk_up, counter):
    """Smaranda's permit, asked three days ago: the town hall answers from a telephone, the fire inspectors at a desk."""
    nuta = desk_of(walk_up("phone"), "nuta", "primaria-ciurila")
    leg = open_leg(nuta, "Smaranda Vălureanu")
    expect(nuta.page.locator("main")).to_contain_text("Ce ni se cere")
    nuta.do("repartizeaza")
    nuta.visitor.look()
    nuta.page.locator('[name="rezultat"][value="unfavourable"]').check()
    nuta.do("avizeaza", status=422)  # no reasons
    expect(nuta.page.locator('.errors a[href="#text-aviz"]')).to_be_visible()
    nuta.visitor.pictures_at_both_widths("aviz-formular")
    # Reasons of a refusal are offered for a refusal only; one that was ticked before goes with it.
    reason = nuta.page.locator('[name="motive"]').first
    reason.check()
    nuta.page.locator('[name="rezultat"][value="conditional"]').check()
    expect(reason).to_be_hidden()
    nuta.do("avizeaza", **{"text-aviz": "Accesul se amenajează din drumul comunal."})
    for mailbox, deed in (("ghita", "aproba"), ("sabina", "sigileaza")):
        colleague = desk_of(walk_up("desk"), mailbox, "primaria-ciurila")
        colleague.visitor.visit(leg)
        assert colleague.page.request.get(counter.url + leg + "/proiect.pdf").body().startswith(b"%PDF-")
        colleague.visitor.pictures_at_both_widths(f"aviz-{deed}")
        colleague.do(deed)

    doina = desk_of(walk_up("desk"), "doina", "isu-cluj")
    doina.visitor.visit(leg.replace("primaria-ciurila", "isu-cluj"), status=404)
    doina.visitor.visit(leg, status=404)

    smaranda = Citizen(walk_up("phone"))
    smaranda.sign_in("smaranda@demo.example.ro")
    smaranda.open_dossier(SERVICE)
    expect(smaranda.page.locator("section:has(#avize)")).to_contain_text("favorabil cu condiții")
    expect(smaranda.page.locator("section:has(#avize)")).to_contain_text("drumul comunal")
    smaranda.visitor.pictures_at_both_widths("aviz-solicitant")


def desk_of(visitor, mailbox: str, institution: str) -> Colleague:
    colleague = Colleague(visitor)
    colleague.sign_in(f"{mailbox}@demo.example.ro", back=f"/birou/{institution}/lucrari")
    return colleague


def open_permit(colleague: Colleague, applicant: str) -> str:
    """The permit's own page; its address."""
    colleague.visitor.visit(f"/birou/cj-cluj/lucrari?q={quote(applicant)}")
    row = colleague.page.locator("tr", has_text=SERVICE).first
    colleague.visitor.go(row.locator("a").first)
    return re.sub(r"[?#].*", "", colleague.page.url)


def open_leg(colleague: Colleague, applicant: str) -> str:
    """The leg's page at an endorser; its address without the host."""
    row = colleague.page.locator("tr", has_text=applicant).first
    colleague.visitor.go(row.locator("a").first)
    return re.sub(r"^https?://[^/]+|[?#].*", "", colleague.page.url)
