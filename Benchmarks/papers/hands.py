"""Writes texts as hands, typewriters and printers do: a mask of ink, 0…1."""

from functools import cache

import cv2
import numpy
from PIL import Image, ImageDraw

from papers import fonts

# What a font that has no Romanian letters is given: the letter below, and the sign that is drawn to it.
SIGNS = {
    "ă": ("a", "breve"),
    "â": ("a", "hat"),
    "î": ("i", "hat"),
    "ș": ("s", "comma"),
    "ț": ("t", "comma"),
    "Ă": ("A", "breve"),
    "Â": ("A", "hat"),
    "Î": ("I", "hat"),
    "Ș": ("S", "comma"),
    "Ț": ("T", "comma"),
}


@cache
def glyph_mask(face: fonts.Face, character: str) -> bytes:
    return bytes(fonts.load(face, 40).getmask(character))


@cache
def has(face: fonts.Face, character: str) -> bool:
    """A missing glyph looks like that of a code point nobody uses."""
    return character == " " or glyph_mask(face, character) not in (glyph_mask(face, "\U000f1234"), b"")


def stroke_width(face: fonts.Face, capitals: int) -> float:
    """In pixels: about twice the area of an I over its outline."""
    mask = fonts.size_for_capitals(face, capitals).getmask("I")
    return max(1.0, sum(mask) / 255 / max(mask.size[1], 1) * 0.8)


class Hand:
    """One writer of one page: a font, a slant, habits."""

    def __init__(self, face: fonts.Face, style: str, random):
        self.face, self.style, self.random = face, style, random
        self.slant = random.uniform(-0.08, 0.12) if style != "print" else 0.0
        self.unrest = random.uniform(0.6, 1.2) if style != "print" else 0.0
        self.darkness = random.uniform(0.75, 1.0)
        self.color = random.choice([(24, 48, 140), (20, 24, 32), (32, 40, 90), (16, 60, 160)]) if style != "print" else (24, 24, 26)
        self.capital_mm = {"print": random.uniform(2.4, 2.8), "capitals": random.uniform(3.0, 3.8), "cursive": random.uniform(3.4, 4.4)}[
            style
        ]

    def spelled(self, text: str) -> str:
        return text.upper() if self.style == "capitals" else text

    def width(self, text: str, capitals: int) -> float:
        font = fonts.size_for_capitals(self.face, capitals)
        return sum(font.getlength(SIGNS[c][0] if c in SIGNS and not has(self.face, c) else c) for c in text)

    def write(self, text: str, capitals: int) -> tuple[numpy.ndarray, int, int]:
        """The ink of one line, and where the pen began in it: x and baseline. `capitals` is the height of an H in pixels."""
        pad = capitals
        width = int(self.width(text, capitals)) + 3 * pad
        sheet = Image.new("L", (width, 4 * capitals), 0)
        base = round(2.5 * capitals)
        joined = self.style == "cursive"
        x = float(pad)
        for word in text.split(" "):
            units = [word] if joined or self.style == "print" else list(word)
            for unit in units:
                x = self._unit(sheet, unit, x, base, capitals)
            x += self.width(" ", capitals) * (self.random.uniform(0.9, 1.4) if self.unrest else 1)
        ink = numpy.asarray(sheet, numpy.float32) / 255
        if self.unrest:
            ink = self._bent(ink, capitals, base)
        return ink * self.darkness, pad, base

    def _unit(self, sheet: Image.Image, unit: str, x: float, base: int, capitals: int) -> float:
        """A word of joined letters, or one letter; the place where the next one begins."""
        unrest = self.unrest
        size = max(5, round(capitals * (1 + self.random.gauss(0, 0.03) * unrest)))
        font = fonts.size_for_capitals(self.face, size)
        y = base + self.random.gauss(0, 0.03) * unrest * capitals
        plain = "".join(c if has(self.face, c) else SIGNS.get(c, (c,))[0] for c in unit)
        length = font.getlength(plain)
        layer = Image.new("L", (int(length) + 3 * capitals, sheet.size[1]), 0)
        pen = ImageDraw.Draw(layer)
        pen.text((capitals, y), plain, font=font, fill=255, anchor="ls")
        for index, character in enumerate(unit):
            if character in SIGNS and not has(self.face, character):
                left = capitals + font.getlength(plain[:index])
                self._sign(pen, SIGNS[character][1], left + font.getlength(plain[index]) / 2, y, character, size)
        if unrest:
            angle = self.random.gauss(0, 1.6) * unrest / max(1, len(unit) ** 0.7)
            layer = layer.rotate(angle, center=(capitals, y), resample=Image.BILINEAR)
        sheet.paste(255, (round(x) - capitals, 0), layer)
        return x + length * (1 + self.random.gauss(0, 0.02) * unrest)

    def _sign(self, pen: ImageDraw.ImageDraw, sign: str, x: float, base: float, letter: str, capitals: int) -> None:
        unit = capitals / 10
        thick = max(1, round(stroke_width(self.face, capitals)))
        x += self.random.gauss(0, 0.4) * unit
        if sign == "comma":
            pen.line([(x + unit * 0.6, base + unit * 1.2), (x - unit * 0.5, base + unit * 3.4)], fill=255, width=thick)
            return
        is_capital = letter.isupper() or not has(self.face, "a") or glyph_mask(self.face, "a") == glyph_mask(self.face, "A")
        top = base - unit * (11.2 if is_capital else 10.0 if letter == "î" else 8.4)
        if sign == "hat":
            pen.line([(x - 2 * unit, top), (x, top - 2 * unit), (x + 2 * unit, top)], fill=255, width=thick, joint="curve")
        else:
            pen.arc([x - 2.2 * unit, top - 3.2 * unit, x + 2.2 * unit, top], 15, 165, fill=255, width=thick)

    def _bent(self, ink: numpy.ndarray, capitals: int, base: int) -> numpy.ndarray:
        """A slant, and a smooth unrest of the pen."""
        height, width = ink.shape
        coarse = (max(2, height // capitals + 1), max(2, width // capitals + 1))
        amount = capitals * 0.045 * self.unrest
        seeded = numpy.random.default_rng(self.random.getrandbits(32))
        moves = [
            cv2.resize(seeded.normal(0, amount, coarse).astype(numpy.float32), (width, height), interpolation=cv2.INTER_CUBIC)
            for _ in range(2)
        ]
        ys, xs = numpy.mgrid[0:height, 0:width].astype(numpy.float32)
        return cv2.remap(ink, xs + moves[0] + (ys - base) * self.slant, ys + moves[1], cv2.INTER_LINEAR)
