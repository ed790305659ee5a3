"""What the journeys are given: a counter that is open, people who walk up to it, and a postbox.

Set GHISEU_PICTURES to a folder to keep the pictures taken, also of every page on which a test failed; GHISEU_EVERY_PAGE beside it
takes one of every page, as a desk and as a telephone show it.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from bucket import KEY, SECRET, S3
from counter import Counter
from postbox import Postbox
from visitor import DESK, PHONE, Visitor

# How people come: at a desk, with a telephone, and with scripts turned off.
WAYS = {
    "desk": {"viewport": DESK},
    "phone": {"viewport": PHONE, "is_mobile": True, "has_touch": True, "device_scale_factor": 2},
    "plain": {"viewport": DESK, "java_script_enabled": False},
}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium")
    assert program, "Debian's chromium is missing: bin/setup --tests installs it"
    flags = ["--disable-background-networking"]
    if os.geteuid() == 0:
        flags.append("--no-sandbox")  # chromium refuses its sandbox to root
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def open_counter(tmp_path_factory) -> Iterator[Callable[..., Counter]]:
    """Opens a counter with the flags given: `open_counter("--demo")`. `prepare` gets its data folder before that."""
    opened: list[Counter] = []

    def start(*flags: str, prepare: Callable[[Path], None] | None = None) -> Counter:
        counter = Counter(tmp_path_factory.mktemp("counter"), *flags)
        opened.append(counter)
        if prepare:
            prepare(counter.data)
        return counter.start()

    yield start
    for counter in opened:
        counter.stop()


@pytest.fixture(scope="session")
def counter(open_counter) -> Counter:
    """The demo county, shared by all tests: let each bring its own person and dossier."""
    return open_counter("--demo")


@pytest.fixture(scope="session")
def postbox() -> Iterator[Postbox]:
    with Postbox() as postbox:
        yield postbox


@pytest.fixture(scope="session")
def pictures(tmp_path_factory) -> Path:
    folder = os.environ.get("GHISEU_PICTURES")
    if not folder:
        return tmp_path_factory.mktemp("pictures")
    Path(folder).mkdir(parents=True, exist_ok=True)
    return Path(folder)


@pytest.fixture
def walk_up(chromium, counter, pictures, request) -> Iterator[Callable[..., Visitor]]:
    """Brings a person to the counter: `walk_up("phone")`. Two calls are two people, who share nothing."""
    contexts, visitors = [], []

    def new_tab(**settings) -> Page:
        contexts.append(chromium.new_context(locale="ro-RO", timezone_id="Europe/Bucharest", **settings))
        return contexts[-1].new_page()

    def come(way: str = "desk", to: Counter = counter) -> Visitor:
        judged_on = new_tab(**WAYS["desk"]) if way == "plain" else None
        visitors.append(Visitor(new_tab(**WAYS[way]), to.url, pictures, judged_on))
        return visitors[-1]

    yield come
    failed = getattr(request.node, "failed", False)
    for number, visitor in enumerate(visitors):
        if failed:
            name = re.sub(r"\W+", "-", request.node.name)
            print(visitor.page.url, visitor.picture(f"failed-{name}-{number}"))
    for context in contexts:
        context.close()
    if not failed:
        for visitor in visitors:
            visitor.page_is_sound()


@pytest.fixture
def desk(walk_up) -> Visitor:
    return walk_up("desk")


@pytest.fixture
def phone(walk_up) -> Visitor:
    return walk_up("phone")


@pytest.fixture
def plain(walk_up) -> Visitor:
    return walk_up("plain")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item):
    """Tells the fixtures, which end after the test, whether it failed."""
    report = (yield).get_result()
    if report.when == "call":
        item.failed = report.failed


@pytest.fixture
def s3(monkeypatch) -> Iterator[S3]:
    """A server with a bucket; the program finds the key to it in its environment."""
    monkeypatch.setenv("GHISEU_S3_KEY", KEY)
    monkeypatch.setenv("GHISEU_S3_SECRET", SECRET)
    s3 = S3()
    s3.up()
    s3.furnish()
    yield s3
    s3.down()
