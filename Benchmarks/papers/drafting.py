"""A page that is drawn from scratch: headings, running text with dotted places, tables, ticks; then somebody fills it in."""

from dataclasses import dataclass, field

import numpy
from PIL import Image, ImageDraw, ImageFont

from papers import fonts, values
from papers.filling import lay
from papers.forms import MM, Inked
from papers.hands import Hand

SERIF, BOLD = "LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf"


@dataclass
class Foreign:
    """A page of somebody else's form, with what is written on it by the key that our form has for it."""

    layout: str
    service: str
    picture: numpy.ndarray
    fields: list[Inked] = field(default_factory=list)


class Draft:
    """A page set from the top: headings, running text with dotted places to fill in, tables, ticks."""

    def __init__(self, hand: Hand, random, left: float = 22, right: float = 190, pitch: float = 8.0, size: float = 11):
        self.hand, self.random, self.left, self.right, self.pitch, self.size = hand, random, left, right, pitch, size
        self.image = Image.new("RGB", (2480, 3508), "white")
        self.pen = ImageDraw.Draw(self.image)
        self.x, self.y = left, 20.0
        self.inks: list[tuple[str, float, float, float]] = []
        self.fields: list[Inked] = []

    def font(self, size: float | None = None, bold: bool = False) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(str(fonts.FOLDERS[0] / "liberation" / (BOLD if bold else SERIF)), round((size or self.size) * 300 / 72))

    def text(self, text: str, x: float, y: float, size: float | None = None, bold: bool = False, anchor: str = "ls") -> None:
        self.pen.text((x * MM, y * MM), text, font=self.font(size, bold), fill="black", anchor=anchor)

    def head(self, text: str, size: float = 13, space: float = 9) -> None:
        self.y += space
        for line in text.split("\n"):
            self.text(line, 105, self.y, size, True, "ms")
            self.y += size * 0.47
        self.x = self.left

    def line(self, text: str, size: float | None = None, space: float = 6.5, bold: bool = False) -> None:
        self.y += space
        self.text(text, self.left, self.y, size, bold)
        self.x = self.left

    def flow(self, *parts) -> None:
        """Words run on; a pair (key, kind, value, width) is a dotted place to fill in."""
        self.x, self.y = self.left, self.y + self.pitch
        for part in parts:
            if isinstance(part, tuple):
                self._blank(*part)
                continue
            for word in part.split():
                width = self.font().getlength(word + " ") / MM
                if self.x + width > self.right:
                    self._newline()
                self.text(word, self.x, self.y)
                self.x += width

    def _newline(self) -> None:
        self.x, self.y = self.left, self.y + self.pitch

    def _blank(self, key: str, kind: str, value: str, width: float) -> None:
        if self.x + width > self.right:
            self._newline()
        for dot in numpy.arange(self.x, self.x + width, 1.1):
            self.pen.ellipse([dot * MM - 2, self.y * MM - 2, dot * MM + 2, self.y * MM + 2], fill="black")
        self.ink(key, kind, value, self.x + 0.8, self.y - 0.7, width - 1)
        self.x += width + 1.5

    def ink(self, key: str, kind: str, value: str, x: float, y: float, width: float) -> None:
        said = self.hand.spelled(values.place_names().get(value, value) if kind in ("uat", "locality") else value)
        if said:
            self.inks.append((said, x, y, width))
            self.fields.append(Inked(key, kind, "foreign", said, 1, self.hand.style))

    def row(self, label: str, key: str, kind: str, value: str, height: float = 9, middle: float = 80) -> None:
        """A table's row: the label at the left, the answer at the right."""
        top = self.y
        self.pen.rectangle([self.left * MM, top * MM, self.right * MM, (top + height) * MM], outline="black", width=3)
        self.pen.line([middle * MM, top * MM, middle * MM, (top + height) * MM], fill="black", width=3)
        self.text(label, self.left + 1.5, top + height - 3, 10)
        self.ink(key, kind, value, middle + 2, top + height - 2.8, self.right - middle - 4)
        self.y += height

    def tick(self, label: str, is_ticked: bool) -> None:
        self.y += 7
        box = [(self.left + 4) * MM, (self.y - 3.6) * MM, (self.left + 8) * MM, (self.y + 0.4) * MM]
        self.pen.rectangle(box, outline="black", width=3)
        if is_ticked:
            self.pen.line(box, fill=self.hand.color, width=8)
            self.pen.line([box[0], box[3], box[2], box[1]], fill=self.hand.color, width=8)
        self.text(label, self.left + 11, self.y)

    def done(self, layout: str, service: str) -> Foreign:
        picture = numpy.asarray(self.image)[:, :, ::-1].copy()
        for text, x, y, width in self.inks:
            capitals = round(self.hand.capital_mm * 0.95 * MM)
            needed = self.hand.width(text, capitals) * 1.05
            if needed > width * MM:
                capitals = max(20, int(capitals * width * MM / needed))
            ink, left, base = self.hand.write(text, capitals)
            lay(picture, ink, round(x * MM) - left, round(y * MM) - base, self.hand.color)
        return Foreign(layout, service, picture, self.fields)
