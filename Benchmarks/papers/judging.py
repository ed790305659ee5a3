"""Lays readings beside the truth: a row for each page and for each field."""

from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy

from papers import scores, values
from papers.cases import Case, TruePage
from papers.forms import Forms, Inked


@dataclass
class PageRow:
    case: Case
    page: TruePage
    service: str | None  # what was read
    revision: str | None
    number: int | None
    candidates: list[str]
    alignment: str  # marks, anchors, none; the reason where it was left out
    residual: float | None
    image: str | None
    errors: list[float]  # mm: how far places all over the straightened page lie from where they are on the blank

    @property
    def has_code(self) -> bool:
        return self.page.damage not in ("qr", "cut")

    @property
    def is_read(self) -> bool:
        return self.number is not None

    @property
    def is_right(self) -> bool:
        return self.service == self.page.service and self.revision == self.page.revision and self.number == self.page.number


@dataclass
class FieldRow:
    case: Case
    page: TruePage
    inked: Inked
    value: str
    raw: str
    confidence: float
    outcome: str  # accepted, check, unreadable; missing where the reading has no such field
    repaired: bool
    is_exact: bool
    is_folded: bool
    distance: int
    evidence: dict = field(default_factory=dict)
    readings: dict = field(default_factory=dict)
    alternatives: list = field(default_factory=list)

    @property
    def is_blank(self) -> bool:
        return not self.inked.truth and self.inked.place not in ("ticks", "signature")

    @property
    def group(self) -> str:
        """As the bars name them."""
        place, style = self.inked.place, self.inked.style
        if place in ("ticks", "signature"):
            return place
        if style == "capitals":
            return "capitals in cells" if place == "cells" else "capitals on lines"
        return style


def judge(cases: list[Case], answers: dict[str, dict], forms: Forms, pictures: Path | None) -> tuple[list[PageRow], list[FieldRow]]:
    pages: list[PageRow] = []
    fields: list[FieldRow] = []
    for case in cases:
        answer = answers[case.file]
        for source, page in enumerate(case.pages, 1):
            row, read = _page(case, page, source, answer)
            pages.append(row)
            fields += [_field(case, page, inked, read) for inked in page.fields]
            if pictures and row.image and row.is_right:
                row.errors = displacements(pictures / Path(case.file).stem / row.image, forms.blank(page.service, page.number))
    return pages, fields


def _page(case: Case, page: TruePage, source: int, answer: dict) -> tuple[PageRow, dict[str, dict]]:
    reading = answer.get("reading") or {}
    for document in reading.get("documents", []):
        for index, seen in enumerate(document["pages"], 1):
            if seen["source"] == source:
                candidates = [candidate["service"] for candidate in document.get("candidates", [])]
                row = PageRow(
                    case,
                    page,
                    document.get("service"),
                    document.get("revision"),
                    seen.get("number"),
                    candidates,
                    seen["alignment"],
                    seen.get("residual"),
                    seen.get("image"),
                    [],
                )
                return row, {read["key"]: read for read in document["fields"] if read["page"] == index}
    reason = next((stray["reason"] for stray in reading.get("strays", []) if stray["source"] == source), answer.get("failure") or "lost")
    return PageRow(case, page, None, None, None, [], str(reason), None, None, []), {}


def displacements(file: Path, blank: numpy.ndarray) -> list[float]:
    """How far the print on a straightened page is from the blank's, in mm, at places that have enough print to tell."""
    page = cv2.imread(str(file), cv2.IMREAD_GRAYSCALE)
    if page is None:
        return []
    height, width = page.shape
    blank = cv2.cvtColor(cv2.resize(blank, (width, height), interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY)
    side = int(28 / 210 * width)
    while side % 2 or cv2.getOptimalDFTSize(side) != side:
        side -= 1  # any other is padded, which moves the result by half a pixel
    window = cv2.createHanningWindow((side, side), cv2.CV_32F)
    found = []
    for top in range(side // 4, height - side, side):
        for left in range(side // 4, width - side, side):
            printed, seen = (255 - picture[top : top + side, left : left + side].astype(numpy.float32) for picture in (blank, page))
            if printed.std() < 18:
                continue
            (x, y), sureness = cv2.phaseCorrelate(printed - printed.mean(), seen - seen.mean(), window)
            if sureness > 0.12:
                found.append(float(numpy.hypot(x, y)) * 210 / width)
    return found


def _field(case: Case, page: TruePage, inked: Inked, read: dict[str, dict]) -> FieldRow:
    key = {"@semnatura": "signature"}.get(inked.key, inked.key.replace("@anexa:", "attachment:"))
    seen = read.get(key) or read.get(inked.key) or {}
    value = seen.get("value", "")
    exact = scores.is_exact(inked.kind, inked.place, inked.style, inked.truth, value, inked.also)
    left, right = scores.plain(inked.kind, inked.truth), scores.plain(inked.kind, value)
    if inked.style == "capitals":
        left, right = left.casefold(), right.casefold()
    return FieldRow(
        case,
        page,
        inked,
        value,
        seen.get("raw", ""),
        seen.get("confidence", 0.0),
        seen.get("outcome", "missing"),
        seen.get("repaired", False),
        exact,
        exact or scores.is_folded_exact(inked.kind, inked.truth, value),
        0 if exact else scores.distance(left, right),
        seen.get("evidence") or {},
        seen.get("readings", {}),
        seen.get("alternatives", []),
    )


def is_wrong_cnp(row: FieldRow) -> bool:
    """Valid, and somebody else's."""
    return row.inked.kind == "cnp" and not row.is_exact and values.is_cnp(row.value)
