"""What leaves the counter: mail over real SMTP, and a log that knows nobody."""

import re

from answers import PETITION
from counter import ADMINISTRATOR_PASSWORD, free_port, make_administrator
from people import NUMBER, wait
from postbox import Postbox
from wire import Wire

VLAD = "vlad.haranguc@example.ro"


def petition_of_an_administrator(counter) -> str:
    """Files a petition in a county where nobody else has an account yet; its page."""
    ana = Wire(counter.url).sign_in("ana@example.ro", ADMINISTRATOR_PASSWORD)
    dossier = ana.open_draft("petitie")
    ana.fill_in(dossier, PETITION)
    assert ana.submit(dossier).status == 303
    return ana.ask(dossier).text


def test_an_account_is_confirmed_and_a_request_acknowledged_by_real_mail(open_counter, postbox):
    counter = open_counter("--smtp", f"smtp://{postbox.address}", prepare=make_administrator)
    vlad = Wire(counter.url)
    assert vlad.post("/cont/nou", {"name": "Vlad Hărănguș", "email": VLAD, "password": ADMINISTRATOR_PASSWORD}).status == 200
    letter = postbox.wait_for(VLAD)
    token = re.search(r"/cont/confirmare\?jeton=(\S+)", letter.get_content())[1]
    assert vlad.post("/cont/confirmare", {"cod": token}).status == 200
    vlad.sign_in(VLAD, ADMINISTRATOR_PASSWORD)

    number = NUMBER.search(petition_of_an_administrator(counter))[0]
    receipt = postbox.wait_for("ana@example.ro")
    assert number in receipt["Subject"] + receipt.get_content()
    says_nothing_about(counter.log_text(), VLAD, "Hărănguș", "ana@example.ro", "Ana Exemplu", *PETITION.values())


def test_a_dead_mail_server_delays_mail_and_nothing_else(open_counter):
    port = free_port()
    counter = open_counter("--smtp", f"smtp://127.0.0.1:{port}", prepare=make_administrator)
    assert NUMBER.search(petition_of_an_administrator(counter))
    wait(lambda: "A job failed" in counter.log_text())
    with Postbox(port) as postbox:
        assert postbox.wait_for("ana@example.ro", seconds=60)
    says_nothing_about(counter.log_text(), "ana@example.ro", *PETITION.values())


def says_nothing_about(log: str, *personal: str | bool) -> None:
    """Requires that a log holds none of these: names, addresses, personal numbers."""
    for word in personal:
        if isinstance(word, str) and len(word) > 7:  # shorter ones are answers such as „da”
            assert word not in log, "the log names somebody"
