"""What is wrong, too large, forged or too late gets a clear page and changes nothing."""

import io
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest

from answers import HOUSE, PETITION, paper
from counter import ADMINISTRATOR_PASSWORD, make_administrator
from people import NUMBER
from wire import Wire, at_desk

SMARANDA, ARON = "smaranda@demo.example.ro", "aron@demo.example.ro"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin", "Permissions-Policy": "camera=()",
}


@pytest.fixture(scope="module")
def smaranda(counter) -> Wire:
    return Wire(counter.url).sign_in(SMARANDA)


@pytest.fixture(scope="module")
def colleagues(counter) -> dict[str, Wire]:
    names = ("otilia", "ligia", "tiberiu", "liviu")
    return {name: Wire(counter.url).sign_in(f"{name}@demo.example.ro") for name in names}


@pytest.fixture
def draft(smaranda) -> str:
    return smaranda.open_draft("cu-construire")


@pytest.fixture(scope="module")
def petition(smaranda) -> str:
    """A petition that has been handed in."""
    dossier = smaranda.open_draft("petitie")
    smaranda.fill_in(dossier, PETITION)
    assert smaranda.submit(dossier).status == 303
    return dossier


def standing(wire: Wire, path: str) -> str:
    """A page without what changes from one look to the next."""
    return re.sub(r'name="jeton" value="[^"]+"', "", wire.ask(path).text)


def test_an_attachment_of_80_mb_is_too_large_and_the_draft_stays_as_it_was(smaranda, draft):
    before = standing(smaranda, draft + "/documente")
    assert smaranda.upload(draft + "/documente", "A-PLANCAD", "plan.pdf", paper() + bytes(80_000_000)).status == 413
    assert standing(smaranda, draft + "/documente") == before


def test_a_zip_that_calls_itself_pdf_is_refused_by_its_first_bytes(smaranda, draft):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("plan.dwg", "0")
    before = standing(smaranda, draft + "/documente")
    refused = smaranda.upload(draft + "/documente", "A-PLANCAD", "plan.pdf", archive.getvalue())
    assert refused.status in (415, 422)
    assert 'id="A-PLANCAD-err"' in refused.text
    assert standing(smaranda, draft + "/documente") == before


def test_a_name_of_ten_thousand_letters_is_a_mistake_and_no_more_of_it_is_kept_than_a_form_may_hold(smaranda, draft):
    step = smaranda.ask(draft).location
    asked = ["tip", "nume", "act_identitate", "cnp", "ci_serie_numar"]
    long = HOUSE | {"solicitant.nume": "Ț" * 10_000}
    fields = {f"solicitant.{key}": long[f"solicitant.{key}"] for key in asked}
    refused = smaranda.post(step, fields | {"campuri": " ".join(fields)})
    assert refused.status == 422
    assert 'id="solicitant-nume-err"' in refused.text
    kept = re.search(r'name="solicitant.nume" value="(Ț*)"', refused.text)[1]
    assert 0 < len(kept) <= 10_000


@pytest.mark.parametrize("text", [b"%FF%FE", b"\xff\xfe", b"%C3%28", b"%ED%A0%80"])
def test_broken_utf_8_is_no_text(smaranda, draft, text):
    step = smaranda.ask(draft).location
    assert smaranda.ask(step, b"jeton=" + smaranda.token().encode() + b"&campuri=solicitant.nume&solicitant.nume=" + text).status == 400


def test_a_form_that_is_not_ours_is_forged(smaranda, draft):
    step = smaranda.ask(draft).location
    before = standing(smaranda, step)
    fields = b"&campuri=solicitant.nume&solicitant.nume=Altcineva"
    assert smaranda.ask(step, b"jeton=" + b"0" * 64 + fields).status == 403
    assert smaranda.ask(step, fields).status == 403
    assert smaranda.post(step, Origin="https://example.org").status == 403
    assert smaranda.post(step, Sec_Fetch_Site="cross-site").status == 403
    assert standing(smaranda, step) == before


def test_a_token_of_one_person_is_worth_nothing_in_another_ones_hands(counter, smaranda, draft):
    stranger = Wire(counter.url)
    form = f"jeton={stranger.token()}&campuri=solicitant.nume&solicitant.nume=X".encode()
    assert smaranda.ask(smaranda.ask(draft).location, form).status == 403


def test_the_dossier_of_somebody_else_is_not_there(counter, smaranda, petition, colleagues):
    aron = Wire(counter.url).sign_in(ARON)
    for page in ("", "/cerere/petitie", "/documente", "/verifica", "/plata", "/completeaza", "/ordin-de-plata.pdf"):
        assert aron.ask(petition + page).status == 404, page
    for deed in ("/cerere/petitie", "/verifica", "/retrage", "/renunta", "/completeaza"):
        assert aron.post(petition + deed, {"versiune": "1"}).status == 404, deed
    # Another desk's clerk, and the applicant at the desk.
    for who in (colleagues["liviu"], smaranda, aron):
        assert who.ask(at_desk(petition)).status == 404
    assert Wire(counter.url).ask(petition).status == 303


def test_a_move_that_is_not_open_or_not_theirs_is_a_conflict_and_changes_nothing(colleagues, petition):
    clerk, head = colleagues["otilia"], colleagues["ligia"]
    before = head.version(at_desk(petition))
    assert clerk.post(at_desk(petition) + "/sigileaza", {"versiune": before}).status == 409
    assert head.post(at_desk(petition) + "/aproba", {"versiune": before}).status == 409
    assert head.version(at_desk(petition)) == before


def test_a_request_that_is_handed_in_twice_at_once_has_one_number(smaranda):
    dossier = smaranda.open_draft("petitie")
    smaranda.fill_in(dossier, PETITION)
    with ThreadPoolExecutor(4) as hands:
        answers = list(hands.map(lambda _: smaranda.submit(dossier).status, range(4)))
    assert answers == [303] * 4
    assert len(set(NUMBER.findall(smaranda.ask(dossier).text))) == 1


def test_of_two_who_decide_at_once_one_is_too_late(colleagues, smaranda):
    dossier = smaranda.open_draft("petitie")
    smaranda.fill_in(dossier, PETITION)
    smaranda.submit(dossier)
    desk = at_desk(dossier)
    paul = re.search(r'<option value="([^"]+)">Paul Rusnac', colleagues["otilia"].ask(desk).text)[1]
    deed = {"versiune": colleagues["otilia"].version(desk), "inspector": paul}
    with ThreadPoolExecutor(2) as hands:
        answers = hands.map(lambda name: colleagues[name].post(desk + "/repartizeaza", deed).status, ("otilia", "ligia"))
    assert sorted(answers) == [303, 409]


def test_every_answer_tells_browsers_to_be_careful_and_personal_ones_not_to_keep_it(counter, smaranda, petition):
    for path in ("/", "/servicii/petitie", "/verificare", "/nu-exista", petition):
        answer = smaranda.ask(path)
        for name, value in HEADERS.items():
            assert (answer.headers[name] or "").startswith(value), f"{path} {name}: {answer.headers[name]}"
    for path in ("/dosare", "/cont", petition):
        assert "no-store" in smaranda.ask(path).headers["Cache-Control"], path
    strangers = Wire(counter.url)
    given = strangers.ask("/intra").headers.get_all("Set-Cookie") + strangers.post(
        "/intra", {"email": SMARANDA, "parola": "Ghiseu-demo-2026"}).headers.get_all("Set-Cookie")
    assert len(given) >= 2
    for cookie in given:
        assert "HttpOnly" in cookie and "SameSite" in cookie, cookie


def test_who_guesses_passwords_must_wait_and_nobody_else_must(open_counter):
    def two_accounts(data):
        make_administrator(data)
        make_administrator(data, "bogdan@example.ro")

    counter = open_counter(prepare=two_accounts)
    guesser = Wire(counter.url)
    answers = [guesser.post("/intra", {"email": "ana@example.ro", "parola": f"ghicit {n}"}) for n in range(12)]
    assert answers[0].status == 422
    assert answers[-1].status == 429 and int(answers[-1].headers["Retry-After"]) > 0
    Wire(counter.url).sign_in("bogdan@example.ro", ADMINISTRATOR_PASSWORD)
