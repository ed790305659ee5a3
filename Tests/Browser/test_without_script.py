"""The citizen's part with scripts turned off: nothing may depend on them."""

from playwright.sync_api import expect

from answers import LEAFLETS, paper
from people import NUMBER, Citizen

SMARANDA = "smaranda@demo.example.ro"
ROWS = [("harta", "ro", "100"), ("pliant", "en", "50"), ("album", "hu", "5")]


def test_materials_are_asked_for_row_by_row_and_the_draft_goes_on_at_another_device(walk_up, tmp_path):
    at_home, elsewhere = Citizen(walk_up("plain")), Citizen(walk_up("plain"))
    at_home.sign_in(SMARANDA)
    at_home.open_draft("turism-materiale")
    fills_three_rows_and_takes_the_middle_one_out(at_home)

    elsewhere.sign_in(SMARANDA)
    elsewhere.dossier = at_home.dossier
    elsewhere.visitor.visit(elsewhere.dossier + "/cerere/materiale")
    has_rows(elsewhere, [ROWS[0], ROWS[2]])
    elsewhere.fill_in(LEAFLETS, until="adresa")
    chooses_a_village_of_the_commune(elsewhere)
    elsewhere.fill_in(LEAFLETS)

    card = tmp_path / "act de identitate.pdf"
    card.write_bytes(paper())
    elsewhere.page.locator('input[name="A-CI"]').set_input_files(card)
    elsewhere.visitor.go(elsewhere.page.locator('.actions button[value="incarca"]'))
    expect(elsewhere.page.locator('li:has(input[name="A-CI"])')).to_have_class("have")
    elsewhere.go_on()

    for words in (LEAFLETS["eveniment"], "Sălicea", card.name):
        elsewhere.visitor.sees(words)
    elsewhere.send(elsewhere.dossier + "/verifica")
    assert NUMBER.search(elsewhere.page.locator("main").inner_text())
    at_home.look_at_dossier()
    expect(at_home.page.locator(".clock")).to_be_visible()


def fills_three_rows_and_takes_the_middle_one_out(citizen: Citizen) -> None:
    citizen.answer(LEAFLETS)
    for number, row in enumerate(ROWS):
        citizen.put(dict(zip(names_of_row(number), row)))
        if number + 1 < len(ROWS):
            citizen.visitor.go(citizen.page.locator('button[name="adauga"]'))
    citizen.visitor.go(citizen.page.locator('button[name="scoate"][value="materiale.1"]'))
    has_rows(citizen, [ROWS[0], ROWS[2]])
    expect(citizen.page.locator('[name="eveniment"]')).to_have_value(LEAFLETS["eveniment"])


def has_rows(citizen: Citizen, rows: list[tuple[str, str, str]]) -> None:
    expect(citizen.page.locator(".rows .one")).to_have_count(len(rows))
    for number, (kind, language, pieces) in enumerate(rows):
        names = names_of_row(number)
        expect(citizen.page.locator(f'[name="{names[0]}"][value="{kind}"]')).to_be_checked()
        expect(citizen.page.locator(f'[name="{names[1]}"][value="{language}"]')).to_be_checked()
        expect(citizen.page.locator(f'[name="{names[2]}"]')).to_have_value(pieces)


def names_of_row(number: int) -> list[str]:
    return [f"materiale.{number}.{column}" for column in ("tip", "limba", "bucati")]


def chooses_a_village_of_the_commune(citizen: Citizen) -> None:
    """The villages of a commune are offered once the commune is known to the server."""
    citizen.answer({"solicitant.judet": "Cluj"})
    citizen.visitor.go(citizen.page.locator('button[value="actualizeaza"]'))
    citizen.answer({"solicitant.uat": "Ciurila"})
    citizen.visitor.go(citizen.page.locator('button[value="actualizeaza"]'))
    village = citizen.page.locator('[name="solicitant.localitate"]')
    offered = citizen.page.locator(f'datalist[id="{village.get_attribute("list")}"] option')
    assert "Sălicea" in offered.evaluate_all("all => all.map(one => one.value)")
