"""An account, from the first visit to the first sign-in, with the letter in between sent over real SMTP."""

import re

import pytest

PASSWORD = "trei cuvinte oarecare"


@pytest.fixture(scope="module")
def county_with_mail(open_counter, postbox):
    return open_counter("--demo", "--smtp", f"smtp://{postbox.address}", "--mail-from", "Ghișeul unic <ghiseu@example.ro>")


@pytest.mark.parametrize("way", ["desk", "phone", "plain"])
def test_a_newcomer_makes_an_account_with_the_link_that_came_by_mail(walk_up, county_with_mail, postbox, way):
    newcomer = walk_up(way, to=county_with_mail)
    address = f"ileana.{way}@example.ro"

    newcomer.visit("/cont/nou")
    newcomer.press("Fă contul", status=422)  # nothing is filled in
    newcomer.fill("Numele și prenumele", "Ileana Exemplu")
    newcomer.fill("Adresa de e-mail", address)
    newcomer.fill("Parola", PASSWORD)
    newcomer.press("Fă contul")
    assert newcomer.heading == "Uită-te în poștă"

    letter = postbox.wait_for(address)
    assert letter["Subject"] == "Confirmă adresa de e-mail"
    assert "ghiseu@example.ro" in letter["From"]
    link = re.search(re.escape(county_with_mail.url) + r"(/\S+)", letter.get_content())

    newcomer.visit(link[1])
    newcomer.press("Confirmă adresa")
    assert newcomer.heading == "Adresa este confirmată"

    newcomer.visit("/intra")
    newcomer.fill("Adresa de e-mail", address)
    newcomer.fill("Parola", "nu este aceasta")
    newcomer.press("Intră în cont", status=422)
    newcomer.fill("Parola", PASSWORD)
    newcomer.press("Intră în cont")
    newcomer.visit("/cont")
    newcomer.sees(address)
    assert address not in county_with_mail.log_text()
