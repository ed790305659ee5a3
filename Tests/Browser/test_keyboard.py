"""A petition filed by keyboard alone, with the focus in sight on every stop."""

from playwright.sync_api import Locator, expect

from answers import PETITION
from people import NUMBER, PASSWORD, Citizen
from visitor import MOST_TABS, Visitor

FOCUS_IS_DRAWN = """() => {
  const style = getComputedStyle(document.activeElement);
  return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
}"""


class Typist(Citizen):
    """Has no mouse: goes from control to control with Tab, presses Enter and Space."""

    def to(self, control: str) -> Locator:
        """Tabs to the first control that fits, and requires that the focus is seen there."""
        for _ in range(MOST_TABS):
            focused = self.page.locator(":focus")
            if focused.count() and focused.evaluate("(one, control) => one.matches(control)", control):
                expect(focused).to_be_in_viewport()
                assert self.page.evaluate(FOCUS_IS_DRAWN) or focused.evaluate("one => one.type === 'radio'"), f"no focus in sight on {control}"
                return focused
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{MOST_TABS} tabs do not reach {control} on {self.page.url}")

    def type_in(self, answers: dict[str, str | bool]) -> None:
        """Answers the questions of the page in their order; what is not among `answers` is passed by."""
        done: set[str] = set()
        while to_do := [name for name in self._questions() if name in answers and name not in done]:
            done.add(to_do[0])
            if self.turns(to_do[0]):
                with self.turning():
                    self._type(to_do[0], answers[to_do[0]])
                    self.page.keyboard.press("Tab")
            else:
                self._type(to_do[0], answers[to_do[0]])

    def _questions(self) -> list[str]:
        controls = self.page.locator("main form [name]:not([type=hidden]):not(button)")
        return controls.evaluate_all("all => all.map(one => one.name)")

    def _type(self, name: str, answer: str | bool) -> None:
        control = self.to(f'[name="{name}"]')
        match control.get_attribute("type") or control.evaluate("one => one.localName"):
            case "radio":
                wanted = self.page.locator(f'[name="{name}"][value="{answer}"]')
                self.page.keyboard.press("Space")
                for _ in range(20):
                    if wanted.is_checked():
                        break
                    self.page.keyboard.press("ArrowDown")
                expect(wanted).to_be_checked()
            case "checkbox":
                if not control.is_checked():
                    self.page.keyboard.press("Space")
            case "select":
                self.page.keyboard.type(str(answer))
                expect(control).to_have_value(str(answer))
            case _:
                self.page.keyboard.press("Control+A")
                self.page.keyboard.type(str(answer))


def test_a_petition_is_filed_without_a_mouse(desk: Visitor):
    ilinca = Typist(desk)
    desk.visit("/intra?inapoi=/servicii/petitie")
    ilinca.type_in({"email": "ilinca@demo.example.ro", "parola": PASSWORD})
    desk.strike("Enter")

    ilinca.to('form[action="/servicii/petitie/cerere"] button')
    desk.strike("Space")
    ilinca.dossier = desk.page.url.removeprefix(desk.url).partition("/cerere")[0]
    meets_the_mistakes_first(ilinca)

    for _ in range(10):
        if not ilinca.step:
            break
        ilinca.type_in(PETITION)
        ilinca.to("main .actions button")
        desk.strike("Enter")
    ilinca.to('main .actions button[value="continua"]')
    desk.strike("Enter")
    ilinca.to(f'form[action="{ilinca.dossier}/verifica"] button')
    desk.strike("Space")
    assert NUMBER.search(desk.page.locator("main").inner_text())


def meets_the_mistakes_first(typist: Typist) -> None:
    """An empty page sent brings the focus to what is wrong, and from there to where it is put right."""
    typist.to("main .actions button")
    typist.visitor.strike("Enter", status=422)
    expect(typist.page.locator(".errors")).to_be_focused()
    mistake = typist.to(".errors a").get_attribute("href")
    typist.page.keyboard.press("Enter")
    expect(typist.page.locator(mistake)).to_be_focused()
    typist.page.locator("body").evaluate("() => document.activeElement.blur()")
    typist.page.evaluate("scrollTo(0, 0)")


def test_one_press_skips_what_every_page_begins_with(desk: Visitor):
    desk.visit("/servicii")
    desk.page.keyboard.press("Tab")
    skip = desk.page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator("main")).to_be_focused()
    desk.page.keyboard.press("Tab")
    assert desk.page.evaluate("document.querySelector('main').contains(document.activeElement)")
