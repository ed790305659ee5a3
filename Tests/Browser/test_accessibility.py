"""Every kind of page that there is, found by following links: for all eyes, in all languages, on every screen."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from wire import Wire

# Those who decide see the clerk's pages with other deeds on them; the main road walks with them.
ROLES = {"nobody": "/", "smaranda": "/dosare", "tiberiu": "/birou", "otilia": "/birou", "ilarie": "/birou"}
LOOKS = {
    "phone-light": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
    "desk-dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
}
NARROW = {"width": 320, "height": 640}
MOST_OF_A_KIND = 1
# The pages of services and of their fees are drawn alike; all of them are read by the suite over every service.
MORE_OF_A_KIND = {"/servicii/*": 6, "/taxe/*": 3}
MOST_PAGES = 400
UNWRITTEN = "⟦"


class Links(HTMLParser):
    def __init__(self, page: str):
        super().__init__()
        self.language, self.found = "", []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "html":
            self.language = attributes.get("lang", "")
        if tag == "a" and "target" not in attributes:
            self.found.append(attributes.get("href") or "")


def kind(address: str) -> str:
    """What is the same about the addresses of pages of one kind; text pages are each their own kind."""
    path, _, query = address.partition("?")
    named = r"(?<=/verificare/)[^/]+|(?<=/registre/)\w+|(?<=/servicii/)[\w-]+|(?<=/taxe/)[\w-]+|(?<=/imobile/)\d+/[^/]+"
    path = re.sub(rf"/[0-9a-hjkmnp-tv-z]{{26}}\b|{named}", "/*", path)
    return path + "".join(sorted(re.findall(r"(?:^|&)(vedere=[\w-]+|\w+=)", query)))


def crawl(wire: Wire, start: str) -> list[str]:
    """Addresses of pages, at most so many of a kind."""
    waiting, seen, kinds, pages = [start], set(), {}, []
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        if address in seen or kinds.get(kind(address), 0) >= MORE_OF_A_KIND.get(kind(address), MOST_OF_A_KIND):
            continue
        seen.add(address)
        answer = wire.ask(address)
        if answer.status == 303:
            waiting.insert(0, urlsplit(urljoin(wire.url, answer.location))._replace(scheme="", netloc="", fragment="").geturl())
            continue
        assert answer.status == 200, f"{address} answered {answer.status}"
        if not (answer.headers["Content-Type"] or "").startswith("text/html"):
            continue
        kinds[kind(address)] = kinds.get(kind(address), 0) + 1
        pages.append(address)
        for link in Links(answer.text).found:
            parts = urlsplit(urljoin(wire.url + address, link))
            if f"{parts.scheme}://{parts.netloc}" == wire.url and not parts.path.startswith("/static/"):
                waiting.append(parts._replace(scheme="", netloc="", fragment="").geturl())
    return pages


@pytest.fixture(scope="module", params=ROLES)
def walk(counter, request) -> tuple[Wire, list[str]]:
    """What one person can see: with whose cookies, and where. What the signed-out see is left to them."""
    wire = Wire(counter.url)
    if request.param == "nobody":
        return wire, crawl(wire, "/")
    wire.sign_in(f"{request.param}@demo.example.ro")
    pages = [page for page in crawl(wire, ROLES[request.param]) if page.startswith(("/dosare", "/cont", "/birou"))]
    if request.param == "smaranda":
        draft = wire.open_draft("cu-construire")
        steps = ("solicitant", "adresa", "contact", "scop", "loc", "teren", "declaratii")
        pages += [f"{draft}/cerere/{step}?arata=1" for step in steps] + [draft + "/documente", draft + "/verifica"]
    return wire, pages


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_keeps_anybody_out(chromium, counter, walk, look):
    wire, pages = walk
    context = chromium.new_context(locale="ro-RO", **LOOKS[look])
    context.add_cookies([{"name": cookie.name, "value": cookie.value, "url": counter.url} for cookie in wire.cookies])
    page, complaints = context.new_page(), []
    for address in pages:
        page.goto(counter.url + address)
        found = Axe().run(page)
        complaints += [
            f"{address}: {rule['id']}: {place['html'][:200]}" for rule in found.response["violations"] for place in rule["nodes"][:3]
        ]
        if look.startswith("phone"):
            page.set_viewport_size(NARROW)
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > NARROW["width"]:
                complaints.append(f"{address}: {width} px wide on a screen of {NARROW['width']} px")
            page.set_viewport_size(LOOKS[look]["viewport"])
    context.close()
    assert not complaints, "\n".join(complaints)


@pytest.mark.parametrize("language", ["ro", "hu", "en"])
def test_every_page_says_which_language_it_speaks_and_has_all_its_words(walk, language):
    wire, pages = walk
    chosen = wire.post("/limba", {"limba": language, "inapoi": "/"})
    assert chosen.status == 303
    for address in pages:
        page = wire.ask(address).text
        expected = "ro" if address.startswith("/birou") else language  # the desk speaks Romanian, as its law does
        assert Links(page).language == expected, address
        assert UNWRITTEN not in page, f"{address}: {page[page.index(UNWRITTEN):][:60]}"
    # The account keeps its language, and others come after us.
    wire.post("/limba", {"limba": "ro", "inapoi": "/"})
