"""A person at the counter: sees pages by their words, as people and screen readers do, and judges each page seen."""

import itertools
import os
import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Response, Route, expect

MOST_TABS = 200
# Set to anything: every page that anybody arrives at is pictured, at both widths, in the order in which they came.
EVERY_PAGE = bool(os.environ.get("GHISEU_EVERY_PAGE"))
ARRIVALS = itertools.count(1)
# How large a page is seen: at a desk, and on a telephone.
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
# The words of tags that reach out of a box that scrolls sideways.
CUT_TAGS = """() => {
    const boxes = [...document.querySelectorAll("main *")].filter(box => box.scrollWidth > box.clientWidth
        && getComputedStyle(box).overflowX !== "visible")
    const right = one => one.getBoundingClientRect().right
    return boxes.flatMap(box => [...box.querySelectorAll(".tag")].filter(tag => right(tag) > right(box)).map(tag => tag.innerText))
}"""


class Visitor:
    """One browser tab with its own cookies.

    Whatever shows a new page (`visit`, `follow`, `press`) also runs axe on it; `page_is_sound` collects
    what a developer would see in the console. Both fail the test that met them.
    """

    def __init__(self, page: Page, url: str, pictures: Path, judged_on: Page | None = None):
        """`judged_on`: a tab that allows scripts, for a visitor who does not: axe is itself a script."""
        self.page = page
        self._judged_on = judged_on
        self.url = url
        self.pictures = pictures
        self.status = 0
        self._complaints: list[str] = []
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: self._complain(f"script error: {error}"))
        page.on("console", self._hear)
        page.on("request", self._watch)
        page.on("response", self._check)
        if judged_on:
            judged_on.route("**/*", self._copy)

    # Going somewhere

    def visit(self, path: str, status: int = 200) -> None:
        """Opens an address of the counter, which must answer with `status`."""
        self._arrive(self.page.goto(self.url + path), status)

    def follow(self, link: str, status: int = 200, within: Locator | None = None) -> None:
        """Follows the link so named to the page behind it."""
        self.go(self._named("link", link, within), status)

    def press(self, button: str, status: int = 200, within: Locator | None = None) -> None:
        """Presses the button so named, which sends a form and shows the page that comes back."""
        self.go(self._named("button", button, within), status)

    def go(self, way: Locator, status: int = 200) -> None:
        """Clicks what leads to another page."""
        with self.page.expect_navigation() as arrived:
            way.click()
        self._arrive(arrived.value, status)

    def download(self, link: str, within: Locator | None = None) -> Path:
        """Follows the link so named to a file, and keeps the file."""
        with self.page.expect_download() as started:
            self._named("link", link, within).click()
        file = self.pictures / started.value.suggested_filename
        started.value.save_as(file)
        return file

    @property
    def has_scripts(self) -> bool:
        return self._judged_on is None

    # Acting on the page

    def unfold(self, words: str) -> None:
        """Opens what is folded under `words` (details, a popover, a script's button); the page stays."""
        self.page.get_by_text(words, exact=True).first.click()
        self.look()

    def fill(self, label: str, value: str) -> None:
        self.page.get_by_label(label, exact=True).fill(value)

    def choose(self, label: str) -> None:
        """Ticks the box or picks the radio button so labelled."""
        self.page.get_by_label(label, exact=True).check()

    def select(self, label: str, option: str) -> None:
        self.page.get_by_label(label, exact=True).select_option(label=option)

    def attach(self, label: str, file: Path) -> None:
        self.page.get_by_label(label, exact=True).set_input_files(file)

    # By keyboard alone

    def tab_to(self, name: str) -> Locator:
        """Presses Tab until the focus stands on what is so named; to be typed into, or pressed with Enter or Space."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            focused = self.page.locator(":focus")
            if focused.count() and self._name(focused) == name:
                expect(focused).to_be_in_viewport()
                return focused
        raise AssertionError(f"{MOST_TABS} tabs do not reach “{name}” on {self.page.url}")

    def strike(self, key: str, status: int = 200) -> None:
        """Presses a key that leads to another page."""
        with self.page.expect_navigation() as arrived:
            self.page.keyboard.press(key)
        self._arrive(arrived.value, status)

    # Looking

    def sees(self, words: str | re.Pattern) -> Locator:
        """Requires that the page shows `words`, and returns the place."""
        place = self.page.get_by_text(words).filter(visible=True).first
        expect(place).to_be_visible()
        return place

    def sees_not(self, words: str | re.Pattern) -> None:
        expect(self.page.get_by_text(words).filter(visible=True)).to_have_count(0)

    @property
    def heading(self) -> str:
        return self.page.locator("h1").first.inner_text()

    def look(self) -> None:
        """Requires that nothing on the page as it now stands keeps anybody out."""
        if self._judged_on:
            self._judged_on.goto(self.page.url)
        found = Axe().run(self._judged_on or self.page)
        assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"

    def picture(self, name: str) -> Path:
        """A picture of the whole page."""
        file = self.pictures / f"{name}.png"
        self.page.screenshot(path=file, full_page=True)
        return file

    def pictures_at_both_widths(self, name: str) -> None:
        """Pictures of the page as it now stands, as a desk and as a telephone show it; nothing sticks out sideways, no tag is cut off."""
        before = self.page.viewport_size
        for way, size in (("birou", DESK), ("telefon", PHONE)):
            self.page.set_viewport_size(size)
            self.picture(f"{name}-{way}")
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= size["width"], f"{self.page.url} is {wide} wide where {size['width']} are seen"
            cut = self.page.evaluate(CUT_TAGS)
            assert not cut, f"{self.page.url} cuts off {cut}"
        self.page.set_viewport_size(before)

    def page_is_sound(self) -> None:
        """Requires that no page seen so far broke, asked for what is not there, or called another machine."""
        assert not self._complaints, "\n".join(self._complaints)

    # How

    def _named(self, role: str, name: str, within: Locator | None) -> Locator:
        return (within or self.page).get_by_role(role, name=name, exact=True).first

    def _name(self, element: Locator) -> str:
        """The accessible name, from the accessibility tree's own line: `- button "Name"`."""
        return (re.match(r'- \w+ "((?:[^"\\]|\\.)*)"', element.aria_snapshot()) or ["", ""])[1]

    def _arrive(self, answer: Response | None, status: int) -> None:
        if answer is not None:  # None: the same page, another place on it
            self.status = answer.status
            assert self.status == status, f"{answer.url} answered {self.status}, not {status}"
        self.look()
        if EVERY_PAGE:
            place = re.sub(r"\W+", "-", re.sub(r"^https?://[^/]+|[?#].*|/[0-9A-Za-z]{20,}", "", self.page.url)).strip("-") or "acasa"
            self.pictures_at_both_widths(f"{next(ARRIVALS):03}-{place}")

    def _copy(self, route: Route) -> None:
        """Answers the judge with the page as the visitor has it, without its scripts."""
        match route.request.resource_type:
            case "document":
                route.fulfill(body=self.page.content(), content_type="text/html; charset=utf-8")
            case "script":
                route.abort()
            case _:
                route.continue_()

    def _hear(self, message) -> None:
        # What could not be loaded is judged in `_check`, which knows whether it was a page or a part of one.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self._complain(message.text)

    def _watch(self, request) -> None:
        if not request.url.startswith((self.url, "data:", "blob:")):
            self._complain(f"asks another machine: {request.url}")

    def _check(self, answer: Response) -> None:
        if answer.status >= 400 and not answer.request.is_navigation_request():
            self._complain(f"{answer.status} for {answer.url}")

    def _complain(self, words: str) -> None:
        self._complaints.append(f"{self.page.url}: {words}")
