"""What people come to do: a citizen who applies, a colleague who decides.

Controls are found by the names under which they send their answers, never by words, which may be written better any day.
"""

import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Locator, expect

from counter import Counter
from visitor import Visitor

NUMBER = re.compile(r"\b\d+/\d{2}\.\d{2}\.\d{4}\b")  # of the register: 12/24.11.2026
DESK = "/birou/cj-cluj"
PASSWORD = "Ghiseu-demo-2026"  # of everybody in the demo county
MOST_PAGES = 25


class Person:
    """Somebody with an account."""

    def __init__(self, visitor: Visitor):
        self.visitor = visitor
        self.page = visitor.page

    def sign_in(self, email: str, back: str = "/dosare", password: str = PASSWORD, status: int = 200) -> None:
        self.visitor.visit(f"/intra?inapoi={quote(back)}")
        self.put({"email": email, "parola": password})
        self.send("/intra", status)

    def put(self, answers: dict[str, str | bool]) -> None:
        for name, answer in answers.items():
            self._put(name, answer)

    def send(self, action: str, status: int = 200) -> None:
        """Presses the main button of the form that is sent to `action`."""
        form = self.page.locator(f'form[action="{action}"]')
        self.visitor.go(form.locator("button[type=submit]:not([aria-hidden]):not([formnovalidate])").first, status)

    def go_to(self, link: str, status: int = 200) -> None:
        """Follows the first link whose address ends with `link`."""
        self.visitor.go(self.page.locator(f'main a[href$="{link}"]').first, status)

    def file(self, link: Locator, at: Path) -> Path:
        """The file behind a link, kept at `at`."""
        answer = self.page.request.get(self.visitor.url + link.get_attribute("href"))
        assert answer.status == 200, f"{answer.url} answered {answer.status}"
        at.write_bytes(answer.body())
        return at

    def _put(self, name: str, answer: str | bool) -> None:
        if self.turns(name):
            with self.turning():
                self._answer(name, answer)
        else:
            self._answer(name, answer)

    def turns(self, name: str) -> bool:
        """Whether an answer opens or closes other questions, which the script then fetches."""
        parts = name.split(".")
        keys = [".".join(parts[: count + 1]) for count in range(len(parts))]
        return self.visitor.has_scripts and any(self.page.locator(f'form[data-turning~="{key}"]').count() for key in keys)

    @contextmanager
    def turning(self) -> Iterator[None]:
        """Waits for the questions that an answer given meanwhile opens; an answer that was there already opens none."""
        before = self._typed()
        self.page.evaluate("document.querySelector('main').dataset.old = ''")
        yield
        if self._typed() != before:
            self.page.evaluate("document.activeElement.blur()")
            self.page.wait_for_selector("main:not([data-old])")

    def _typed(self) -> str:
        return self.page.evaluate("new URLSearchParams(new FormData(document.querySelector('form[data-turning]'))).toString()")

    def _answer(self, name: str, answer: str | bool) -> None:
        control = self.page.locator(f'main [name="{name}"]')
        match control.first.get_attribute("type") or control.first.evaluate("one => one.localName"):
            case "radio":
                self.page.locator(f'main [name="{name}"][value="{answer}"]').check()
            case "checkbox" if isinstance(answer, bool):
                control.first.set_checked(answer)
            case "checkbox":
                self.page.locator(f'main [name="{name}"][value="{answer}"]').check()
            case "select":
                control.select_option(str(answer))
            case _:
                control.fill(str(answer))


class Citizen(Person):
    """Files requests and follows them."""

    dossier = ""  # its address, once there is one

    @property
    def step(self) -> str:
        """The name of the form's step in sight; empty elsewhere."""
        return self.page.url.partition("/cerere/")[2].partition("?")[0].partition("#")[0]

    def sign_up(self, name: str, email: str, counter: Counter) -> None:
        """Opens an account, confirms it by the link in the letter and signs in."""
        password = "o parolă destul de lungă"
        self.visitor.visit("/cont/nou")
        self.put({"name": name, "email": email, "password": password})
        self.send("/cont/nou")
        link = re.search(r"(/cont/confirmare\?jeton=\S+)", wait(lambda: counter.letters(email))[0].get_content())
        self.visitor.visit(link[1])
        self.send("/cont/confirmare")
        self.sign_in(email, password=password)

    def open_draft(self, service: str) -> None:
        self.visitor.visit(f"/servicii/{service}")
        self.send(f"/servicii/{service}/cerere")
        self.dossier = re.search(r"/dosare/[^/]+", self.page.url)[0]

    def answer(self, answers: dict[str, str | bool]) -> None:
        """Answers what is asked on this page."""
        for name, answer in answers.items():
            if self.page.locator(f'main [name="{name}"]').count():
                self._put(name, answer)

    def go_on(self, status: int = 200) -> None:
        self.send(re.sub(r"^https?://[^/]+|[?#].*", "", self.page.url), status)

    def fill_in(self, answers: dict[str, str | bool], until: str = "") -> None:
        """Answers page after page, up to the step named, else to the first page that asks for no answers."""
        for _ in range(MOST_PAGES):
            if self.step in ("", until):
                return
            self.answer(answers)
            self.go_on()
        raise AssertionError(f"the form does not end: {self.page.url}")

    def attach(self, file: Path, *documents: str) -> None:
        """Gives a file for each of the documents; with script each travels at once."""
        for document in documents:
            row = self.page.locator(f'li:has(input[name="{document}"])')
            row.locator("input[type=file]").set_input_files(file)
            expect(row).to_have_class("have")
        self.visitor.look()

    def open_dossier(self, words: str) -> None:
        """Opens the newest of one's own dossiers that says `words`, on whatever page of the list it is."""
        self.visitor.visit("/dosare")
        for _ in range(MOST_PAGES):
            links = self.page.locator("main li a", has_text=words)
            if links.count():
                return self.go_to(links.first.get_attribute("href"))
            self.visitor.go(self.page.locator('main a[rel="next"]'))
        raise AssertionError(f"no dossier says {words}")

    def look_at_dossier(self) -> None:
        self.visitor.visit(self.dossier)

    def wait_for_papers(self, count: int) -> list[Locator]:
        """Links to the papers of the dossier, once there are so many."""
        links = self.page.locator(f'.docs a[href^="{self.dossier}/acte/"]')

        def come() -> bool:
            self.page.goto(self.visitor.url + self.dossier)
            return links.count() >= count

        wait(come)
        self.visitor.look()
        return links.all()


class Colleague(Person):
    """Works at the desk."""

    def open(self, number: str) -> None:
        """Finds a dossier in the worklist by its number."""
        self.visitor.visit(f"{DESK}/lucrari?q={quote(number)}")
        self.visitor.go(self.page.locator(f'main a[href*="{DESK}/dosare/"]').filter(has_text=number).first)

    def fills_blanks(self) -> None:
        """In the editor: what the act leaves to whoever drafts it."""
        for section in self.page.locator('textarea[name^="sectiune."]').all():
            section.fill(re.sub("‹[^‹›]*›", "potrivit dosarului", section.input_value()))

    def do(self, deed: str, status: int = 200, **fields: str) -> None:
        """Fills in the form of a deed, unfolding it where it is folded, and sends it; a question is answered with yes."""
        form = self.page.locator(f'form[action$="/{deed}"]')
        for name in fields:
            form = form.filter(has=self.page.locator(f'[name="{name}"]'))
        form = form.first
        fold = form.locator("xpath=ancestor::details[not(@open)]/summary")
        if fold.count():
            fold.click()
        for name, value in fields.items():
            control = form.locator(f'[name="{name}"]')
            control.select_option(label=value) if control.evaluate("one => one.localName") == "select" else control.fill(value)
        button = form.locator("button[type=submit]")
        if not button.count():
            identity = form.get_attribute("id")
            self.page.locator(f'button[popovertarget="{identity}-sigur"]').first.click()
            self.visitor.look()
            button = self.page.locator(f'button[form="{identity}"]')
        self.visitor.go(button.first, status)


def wait(condition, seconds: float = 30):
    """What `condition` gives, once it gives something."""
    until = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < until, f"not in {seconds} s"
        time.sleep(0.2)
    return found


def words_of(pdf: Path) -> str:
    """The text of a PDF, as another program reads it."""
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
