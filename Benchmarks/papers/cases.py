"""The files that are read, each with what is true of it."""

import json
import random as chance
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from multiprocessing import Pool
from multiprocessing.pool import ThreadPool
from pathlib import Path

import cv2

from papers import fonts, foreign, scans
from papers.drafting import Draft
from papers.filling import Filler
from papers.forms import Forms, Inked
from papers.hands import Hand


@dataclass
class TruePage:
    service: str
    revision: str
    number: int
    quality: str
    turned: int
    damage: str
    to_scan: list[list[float]]
    size: tuple[int, int]  # width and height in pixels
    fields: list[Inked] = field(default_factory=list)


@dataclass
class Case:
    file: str
    kind: str  # own, foreign, letter
    name: str  # the layout's, of foreign ones
    style: str
    face: str
    pages: list[TruePage] = field(default_factory=list)


@dataclass(frozen=True)
class Order:
    """What is to be made: enough for another process to make it."""

    index: int
    kind: str
    name: str
    style: str
    quality: str
    pages: tuple[int, ...] = ()
    damage: str = ""


def dealt(cards: list, random) -> Iterator:
    """One after another without end, all before any comes again."""
    while True:
        random.shuffle(cards)
        yield from cards


def orders(forms: Forms, seed: int, own: int, foreign_pages: int, letters: int, services: list[str] | None = None) -> list[Order]:
    """So many pages of ours, of others' forms, and letters; every service comes before one comes twice."""
    random = chance.Random(seed)
    result: list[Order] = []
    slugs: list[str] = []
    pages = 0
    settings = dealt([(style, quality) for style in fonts.STYLES for quality in sorted(scans.QUALITIES)], random)
    damages = dealt(["qr", "cut", "mark"] + [""] * 7, random)
    while pages < own:
        if not slugs:
            slugs = sorted(services or forms.services)
            random.shuffle(slugs)
        slug = slugs.pop()
        style, quality = next(settings)
        count = len(forms.map(slug)["pages"])
        first = random.randrange(count)
        numbers = tuple(number % count + 1 for number in range(first, first + min(count, random.choice((1, 2, 2, 3)), own - pages)))
        if random.random() < 0.25:
            numbers = numbers[::-1]
        result.append(Order(len(result), "own", slug, style, quality, numbers, next(damages)))
        pages += len(numbers)
    for number in range(foreign_pages):
        quality = random.choice(("good300", "office200", "office200", "phone"))
        result.append(
            Order(
                len(result),
                "foreign",
                str(number % len(foreign.LAYOUTS)),
                random.choice(("print", "print", "capitals", "cursive")),
                quality,
            )
        )
    for number in range(letters):
        result.append(
            Order(len(result), "letter", str(number % len(foreign.LETTERS)), random.choice(("print", "capitals", "cursive")), "office200")
        )
    return result


_shared: tuple[Forms, Path, int, str]


def _begin(forms: Forms, folder: Path, seed: int, share: str) -> None:
    global _shared
    _shared = forms, folder, seed, share
    cv2.setNumThreads(1)


def _make(order: Order) -> Case:
    forms, folder, seed, share = _shared
    random = chance.Random(f"{seed}/{order.index}/{order.name}")
    face = random.choice(fonts.faces(order.style, share))
    hand = Hand(face, order.style, random)
    quality = scans.QUALITIES[order.quality]
    if order.kind == "own":
        filler = Filler(forms, order.name, hand, random)
        sheets = filler.fill(sorted(set(order.pages)))
        if random.random() < 0.25:
            filler.stamp(random.choice(order.pages))
        by_number = {sheet.number: sheet for sheet in sheets}
        sheets = [by_number[number] for number in order.pages]
        made = [(sheet.service, sheet.revision, sheet.number, sheet.picture, sheet.fields) for sheet in sheets]
        name = ""
    else:
        draft = Draft(hand, random)
        page = foreign.letter(draft, random, int(order.name)) if order.kind == "letter" else foreign.LAYOUTS[int(order.name)](draft, random)
        made, name = [(page.service, "", 1, page.picture, page.fields)], page.layout
    results = [scans.scan(picture, quality, random, order.damage if order.kind == "own" else "") for _, _, _, picture, _ in made]
    ending = "jpg" if len(results) == 1 else random.choice(("pdf", "tif"))
    file = folder / f"{order.index:04}.{ending}"
    if len(results) == 1:
        scans.save(results[0], file, quality)
    else:
        scans.save_together(results, file, quality)
    case = Case(str(file), order.kind, name, order.style, face.file.split("/")[-1])
    for (service, revision, number, _, fields), scan in zip(made, results):
        size = (scan.picture.shape[1], scan.picture.shape[0])
        case.pages.append(TruePage(service, revision, number, scan.quality, scan.turned, scan.damage, scan.to_scan.tolist(), size, fields))
    return case


def make(forms: Forms, folder: Path, seed: int, share: str, wanted: list[Order], processes: int) -> list[Case]:
    """The files, and `truth.json` beside them. `share` of the fonts: dev or test."""
    folder.mkdir(parents=True, exist_ok=True)
    with ThreadPool(processes) as threads:
        threads.map(forms.prepare, sorted({order.name for order in wanted if order.kind == "own"}))
    with Pool(processes, _begin, (forms, folder, seed, share)) as pool:
        made = pool.map(_make, wanted, chunksize=1)
    (folder / "truth.json").write_text(json.dumps([asdict(case) for case in made], ensure_ascii=False, indent=1), encoding="utf-8")
    return made


def load(folder: Path) -> list[Case]:
    """What `make` made."""
    cases = []
    for case in json.loads((folder / "truth.json").read_text(encoding="utf-8")):
        pages = [TruePage(**page | {"fields": [Inked(**inked) for inked in page["fields"]]}) for page in case["pages"]]
        cases.append(Case(**case | {"pages": pages}))
    return cases
