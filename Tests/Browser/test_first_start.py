"""From an empty folder to colleagues at work, and to the end of the day."""

import http.client
import os
import pty
import re
import select
import signal
import time

from counter import ADMINISTRATOR_PASSWORD, PROGRAM, REPOSITORY, free_port, make_administrator
from people import DESK, Person, wait

CLERK = "despina.ursache@example.ro"


def test_the_first_administrator_lets_a_clerk_in(open_counter, walk_up):
    counter = open_counter(prepare=make_administrator)
    ana, despina = Person(walk_up("desk", to=counter)), Person(walk_up("desk", to=counter))
    ana.sign_in("ana@example.ro", back=f"{DESK}/personal", password=ADMINISTRATOR_PASSWORD)
    ana.put({"name": "Despina Ursache", "email": CLERK, "roluri": "clerk", "compartiment": "urbanism"})
    ana.visitor.go(ana.page.locator("form:has([name=roluri]) button[type=submit]"))
    ana.visitor.sees(CLERK)

    letter = wait(lambda: counter.letters(CLERK))[0].get_content()
    despina.visitor.visit(re.search(r"(/cont/parola-noua\?jeton=\S+)", letter)[1])
    despina.put({"password": "altă parolă destul de lungă"})
    despina.send("/cont/parola-noua")
    despina.sign_in(CLERK, back="/birou", password="altă parolă destul de lungă")
    assert despina.page.url.endswith(f"{DESK}/lucrari")
    despina.visitor.visit(f"{DESK}/personal", status=404)


def test_it_closes_within_seconds_though_a_browser_keeps_its_line_open(open_counter):
    counter = open_counter(prepare=make_administrator)
    line = http.client.HTTPConnection("127.0.0.1", counter.port)
    line.request("GET", "/healthz")
    line.getresponse().read()
    begun = time.monotonic()
    counter.stop()
    assert time.monotonic() - begun < 10
    line.close()
    counter.start()


def test_an_empty_counter_asks_at_its_terminal_who_administers_it(tmp_path):
    port = free_port()
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(REPOSITORY)
        os.execv(PROGRAM, [str(PROGRAM), "serve", "--data", str(tmp_path / "data"), "--port", str(port)])
    said = ""

    def hears(words: str) -> None:
        nonlocal said
        end = time.monotonic() + 30
        while words not in said:
            assert time.monotonic() < end, said
            if select.select([terminal], [], [], 1)[0]:
                said += os.read(terminal, 4096).decode()

    try:
        for question, answer in (("E-mail", "ana@example.ro"), ("Name", "Ana Exemplu"), ("Password", ADMINISTRATOR_PASSWORD)):
            hears(question)
            os.write(terminal, f"{answer}\n".encode())
        hears(f"http://127.0.0.1:{port}")
        assert ADMINISTRATOR_PASSWORD not in said
    finally:
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)
        os.close(terminal)
