"""Puts ink on a print, place by place, as the map says where."""

import cv2
import numpy

from papers import values
from papers.forms import MM, Forms, Inked, Sheet
from papers.hands import Hand

LINE = 7.5  # mm, the pitch of written lines


def lay(picture: numpy.ndarray, ink: numpy.ndarray, x: int, y: int, color: tuple) -> None:
    """Ink over paper, as much of it as lies on the page; what is dark stays dark."""
    height, width = picture.shape[:2]
    left, top = max(0, -x), max(0, -y)
    right, bottom = min(ink.shape[1], width - x), min(ink.shape[0], height - y)
    if right <= left or bottom <= top:
        return
    part = ink[top:bottom, left:right, None]
    paper = picture[y + top : y + bottom, x + left : x + right]
    covered = paper * (1 - part) + numpy.float32(color[::-1]) * part
    numpy.minimum(paper, covered.astype(numpy.uint8), out=paper)


class Filler:
    """Fills a service's whole form in one hand."""

    def __init__(self, forms: Forms, slug: str, hand: Hand, random):
        self.forms, self.slug, self.hand, self.random = forms, slug, hand, random
        self.map = forms.map(slug)
        self.answers = forms.answers(slug, random)
        self.sheets: dict[int, Sheet] = {}

    def sheet(self, number: int) -> Sheet:
        if number not in self.sheets:
            self.sheets[number] = Sheet(self.slug, self.map["revision"], number, self.forms.blank(self.slug, number))
        return self.sheets[number]

    def fill(self, pages: list[int] | None = None) -> list[Sheet]:
        wanted = pages or list(range(1, len(self.map["pages"]) + 1))
        for number in wanted:
            self.sheet(number)
        for place in self.map["fields"]:
            if place["page"] in wanted:
                self._place(place)
        return [self.sheets[number] for number in wanted]

    def _note(self, place: dict, how: str, truth: str, note: str = "", also: str = "") -> None:
        style = "ticks" if how == "ticks" else self.hand.style
        self.sheet(place["page"]).fields.append(Inked(place["key"], place["kind"], how, truth, place["page"], style, note, also))

    def _place(self, place: dict) -> None:
        key, kind = place["key"], place["kind"]
        answer = self.answers.get(key)
        if kind == "signature":
            return self._sign(place)
        if kind == "attachment":
            return self._tick_one(place, self.random.random() < 0.5)
        if key == "@data":
            return self._cells(place, values.day("2026-11-28", self.random))
        if answer is None:
            return None if kind in ("declaration",) or "options" in place else self._note(place, "empty", "")
        if kind == "slot":
            return self._slot(place, answer)
        if kind == "declaration":
            return self._tick_one(place, answer == "true")
        if "options" in place:
            return self._options(place, answer if isinstance(answer, list) else [answer])
        if "rows" in place:
            return self._rows(place, answer)
        if "items" in place:
            return self._items(place, answer if isinstance(answer, list) else [answer])
        if "cells" in place:
            return self._cells(place, answer)
        also = "\n".join(answer) if isinstance(answer, list) else answer
        return self._lines(place, self._said(place, answer), also if kind in ("choice", "choices") else "")

    def _said(self, place: dict, answer) -> str:
        """As a person writes it on a line."""
        if place["kind"] in ("uat", "locality"):
            return values.place_names().get(answer, answer)
        if place["kind"] in ("choice", "choices"):
            labels = {option["value"]: option["label"]["ro"] for option in self.forms.questions(self.slug)[place["key"]]["options"]}
            return ", ".join(labels.get(item, item) for item in (answer if isinstance(answer, list) else [answer]))
        return answer

    def write(self, page: int, text: str, box: list[float], baseline: float, size: float = 1.0, center: bool = False) -> bool:
        """One line of text in a box in mm; whether it had room."""
        capitals = round(self.hand.capital_mm * size * MM)
        room = (box[2] - (1.2 if center else 3.0)) * MM
        needed = self.hand.width(text, capitals) * (1.06 if self.hand.unrest else 1.0)
        if needed > room:
            capitals = int(capitals * room / needed)
            if capitals < 1.9 * MM:
                return False
        ink, pen, base = self.hand.write(text, capitals)
        width = self.hand.width(text, capitals)
        left = box[0] * MM + ((box[2] * MM - width) / 2 if center else self.random.uniform(1.2, 2.0) * MM)
        shift = self.random.gauss(0, 0.25) * MM * self.hand.unrest
        lay(self.sheet(page).picture, ink, round(left) - pen, round((box[1] + baseline) * MM + shift) - base, self.hand.color)
        return True

    def _lines(self, place: dict, text: str, also: str = "") -> None:
        box = place["box"]
        count = max(1, round(box[3] / LINE))
        text = self.hand.spelled(" ".join(text.split()))
        lines = self._wrapped(text, box, count)
        for index, line in enumerate(lines):
            self.write(place["page"], line, [box[0], box[1] + index * LINE, box[2], LINE], 5.3)
        self._note(place, "line" if count == 1 else "lines", " ".join(lines), also=also)

    def _wrapped(self, text: str, box: list[float], count: int) -> list[str]:
        """As many words as there is room for: the truth is what was written."""
        capitals = self.hand.capital_mm * MM
        room = (box[2] - 4) * MM * (1.0 if count > 1 else 1.25) / (1.06 if self.hand.unrest else 1.0)
        lines, line = [], ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if self.hand.width(longer, round(capitals)) <= room or not line:
                line = longer
                continue
            lines.append(line)
            line = word
            if len(lines) == count:
                return lines
        return lines + [line] if line else lines

    def _cells(self, place: dict, answer: str, note: bool = True) -> None:
        boxes = place["boxes"]
        written = in_cells(place["kind"], answer, boxes)
        for box, character in zip(boxes, written):
            if character.strip():
                self.write(place["page"], self.hand.spelled(character), box, 5.2, center=True)
        if note:
            self._note(place, "cells", answer)

    def _items(self, place: dict, items: list[str]) -> None:
        items = [self.hand.spelled(self._said(place, item)) for item in items[: len(place["items"])]]
        written = [item for item, box in zip(items, place["items"]) if self.write(place["page"], item, box, 5.3)]
        self._note(place, "line", "\n".join(written))

    def _rows(self, place: dict, rows: list[dict]) -> None:
        """Each cell of a table is judged by itself: `key[row].column`."""
        columns = {column["key"]: column for column in self.forms.questions(self.slug)[place["key"]]["columns"]}
        for index, (row, boxes) in enumerate(zip(rows, place["rows"])):
            for name, text in row.items():
                column = columns.get(name, {"kind": "text", "options": []})
                labels = {option["value"]: option["label"]["ro"] for option in column["options"]}
                said = values.place_names().get(text, text) if column["kind"] in ("uat", "locality") else labels.get(text, text)
                said = self.hand.spelled("da" if said == "true" else "nu" if said == "false" else said)
                lines = self._wrapped(said, boxes[name], 1)
                if lines and self.write(place["page"], lines[0], boxes[name], 5.3):
                    cell = dict(place, key=f"{place['key']}[{index}].{name}", kind=column["kind"])
                    self._note(cell, "line", lines[0], also=text if text in labels else "")

    def _options(self, place: dict, ticked: list[str]) -> None:
        crossed = ""
        for option in place["options"]:
            if option["value"] in ticked:
                self._tick(place["page"], option["box"])
            elif not crossed and place["kind"] != "truth" and self.random.random() < 0.03:
                self._tick(place["page"], option["box"])
                self._blot(place["page"], option["box"])
                crossed = "crossed"
        order = [option["value"] for option in place["options"]]
        self._note(place, "ticks", "\n".join(value for value in order if value in ticked), crossed)

    def _tick_one(self, place: dict, is_ticked: bool) -> None:
        if is_ticked:
            self._tick(place["page"], place["box"])
        self._note(place, "ticks", "true" if is_ticked else "")

    def _slot(self, place: dict, answer: str) -> None:
        unit, moment, count = answer.split("/")
        for option in place.get("options", []):
            if option["value"] == unit:
                self._tick(place["page"], option["box"])
        day, time = moment.split("T")
        digits = day[8:] + day[5:7] + day[:4] + time.replace(":", "") + count.rjust(2)
        for box, character in zip(place["boxes"], digits):
            if character.strip():
                self.write(place["page"], character, box, 5.2, center=True)
        self._note(place, "cells", answer)

    def _tick(self, page: int, box: list[float]) -> None:
        """A cross, a hook, a stroke, or a filled box: not always within its lines."""
        x, y, side = box[0], box[1], box[2]
        around = lambda a, b: (x + side * a + self.random.gauss(0, 0.18), y + side * b + self.random.gauss(0, 0.18))
        how = self.random.choice(("cross", "cross", "hook", "hook", "stroke", "fill"))
        if self.hand.style == "print":
            how = "cross"
        if how == "cross":
            strokes = [[around(0.1, 0.1), around(0.9, 0.9)], [around(0.9, 0.1), around(0.1, 0.9)]]
        elif how == "hook":
            strokes = [[around(0.1, 0.5), around(0.4, 0.9), around(1.15, -0.15)]]
        elif how == "stroke":
            strokes = [[around(0.0, 1.0), around(1.0, 0.0)]]
        else:
            strokes = [[around(0.15, 0.2 + 0.12 * step), around(0.85, 0.2 + 0.12 * step + 0.05)] for step in range(6)]
        self._strokes(page, strokes, self.random.uniform(0.35, 0.6))

    def _blot(self, page: int, box: list[float]) -> None:
        """Taken back: scribbled over, wide over its lines."""
        x, y, side = box[0], box[1], box[2]
        points = [(x + side * (-0.25 if step % 2 else 1.25) + self.random.gauss(0, 0.2), y + side * (step / 9)) for step in range(10)]
        self._strokes(page, [points], 0.6)

    def _strokes(self, page: int, strokes: list, width: float) -> None:
        points = [point for stroke in strokes for point in stroke]
        left, top = min(x for x, _ in points) - 2, min(y for _, y in points) - 2
        size = (int((max(y for _, y in points) + 2 - top) * MM), int((max(x for x, _ in points) + 2 - left) * MM))
        ink = numpy.zeros(size, numpy.uint8)
        for stroke in strokes:
            path = numpy.array([((x - left) * MM * 8, (y - top) * MM * 8) for x, y in stroke], numpy.int32)
            cv2.polylines(ink, [path], False, 255, max(1, round(width * MM)), cv2.LINE_AA, 3)
        lay(
            self.sheet(page).picture,
            ink.astype(numpy.float32) / 255 * self.hand.darkness,
            round(left * MM),
            round(top * MM),
            self.hand.color,
        )

    def _sign(self, place: dict) -> None:
        is_signed = self.random.random() < 0.85
        if is_signed:
            x, y, width, height = place["box"]
            phase, speed = self.random.uniform(0, 6), self.random.uniform(1.3, 2.3)
            points = [
                (
                    x + width * (0.2 + 0.5 * step / 60) + 4 * numpy.sin(speed * step / 3 + phase),
                    y + height * 0.5 + 5 * numpy.sin(step / 2.3 * speed) * (1 - step / 80),
                )
                for step in range(60)
            ]
            self._strokes(place["page"], [points], 0.5)
        self._note(place, "signature", "true" if is_signed else "")

    def stamp(self, page: int) -> None:
        """A round stamp somewhere over the page's lower half, with the fields under it noted."""
        sheet = self.sheet(page)
        x, y, radius = self.random.uniform(45, 165), self.random.uniform(120, 250), self.random.uniform(14, 18)
        size = int(2.2 * radius * MM)
        ink = numpy.zeros((size, size), numpy.uint8)
        center = (size // 2, size // 2)
        for part, thick in ((1.0, 0.7), (0.72, 0.4)):
            cv2.circle(ink, center, int(radius * part * MM), 255, max(1, int(thick * MM)), cv2.LINE_AA)
        cv2.putText(ink, "ROMANIA", (int(size * 0.24), int(size * 0.47)), cv2.FONT_HERSHEY_SIMPLEX, radius / 9.5, 255, 5, cv2.LINE_AA)
        cv2.putText(ink, "S.R.L.", (int(size * 0.34), int(size * 0.63)), cv2.FONT_HERSHEY_SIMPLEX, radius / 11, 255, 5, cv2.LINE_AA)
        turned = cv2.warpAffine(ink, cv2.getRotationMatrix2D(center, self.random.uniform(-30, 30), 1), (size, size))
        lay(
            sheet.picture,
            turned.astype(numpy.float32) / 255 * self.random.uniform(0.35, 0.6),
            round((x - radius * 1.1) * MM),
            round((y - radius * 1.1) * MM),
            (70, 60, 150),
        )
        for place in self.map["fields"]:
            bx, by, bw, bh = place["box"]
            if place["page"] == page and abs(bx + bw / 2 - x) < radius + bw / 2 and abs(by + bh / 2 - y) < radius + bh / 2:
                for inked in sheet.fields:
                    if inked.key.split("[")[0] == place["key"]:
                        inked.note = inked.note or "stamped"


def runs(boxes: list[list[float]]) -> list[int]:
    """How many cells stand together: a gap begins another group."""
    groups = [1]
    for before, after in zip(boxes, boxes[1:]):
        if after[0] - before[0] > 5.5:
            groups.append(1)
        else:
            groups[-1] += 1
    return groups


def in_cells(kind: str, answer: str, boxes: list[list[float]]) -> list[str]:
    """A character for each cell, as the form's own print would have it."""
    groups = runs(boxes)
    match kind:
        case "date":
            return list(answer[8:] + answer[5:7] + answer[:4])
        case "period":
            first, last = answer.split("/")
            return list(first[8:] + first[5:7] + first[:4] + last[8:] + last[5:7] + last[:4])
        case "time":
            return list(answer.replace(":", ""))
        case "kilometre":
            kilometres, metres = answer.split("+")
            return list(kilometres.rjust(groups[0]) + metres.rjust(groups[1]))
        case "number" | "money":
            whole, _, fraction = answer.replace(".", "").partition(",")
            has_fraction = kind == "money" or len(groups) > 1
            digits = groups[-1] if has_fraction else 0
            return list(whole.rjust(sum(groups) - digits) + (fraction.ljust(digits, "0") if has_fraction else ""))
        case "phone":
            national = "".join(answer.split())
            return list("0" + national[3:] if national.startswith("+40") else national)
        case _:
            return list("".join(answer.split()))
