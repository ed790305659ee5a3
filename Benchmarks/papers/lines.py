"""Lines of writing as the reader cuts them out of a form, each with what is written in it: what the reader of lines is taught on.

As in `cells.py` the fonts are others than those of the benchmark, both of its shares, and so are the words: what is measured there was
never taught.
"""

import random as chance
import re
from functools import cache
from pathlib import Path

import cv2
import numpy
from PIL import Image, ImageDraw

from papers import cells, fonts, strokes
from papers.hands import has
from papers.hands import SIGNS as ROMANIAN
from papers.sayings import ROOT, Sayings

HEIGHT = 48  # dots: as high as the recogniser wants a line
WIDEST = 1_280
PAGE, READ = 300 / 25.4, 220 / 25.4  # dots a millimetre, on paper and when a line is read

SIGNS = ROMANIAN | {
    letter: (base, sign)
    for sign, pairs in {"acute": "áaéeíióoúuÁAÉEÍIÓOÚU", "dots": "öoüuÖOÜU", "acutes": "őoűuŐOŰU"}.items()
    for letter, base in zip(pairs[::2], pairs[1::2])
}
# Beside the fonts of `cells.py`, of Debian and of PyPI.
HANDS = [
    *cells.HANDS,
    ("fonts-lobster", "lobster", "lobster.otf"),
    ("fonts-isabella", "isabella", "Isabella.ttf"),
    ("fonts-sil-andika", "andika", "Andika-Italic.ttf"),
    ("fonts-georgewilliams", "fonts-georgewilliams", "Caliban.ttf"),
    ("fonts-georgewilliams", "fonts-georgewilliams", "Cupola.ttf"),
    ("fonts-dustin", "dustin", "Balker.ttf"),
    ("fonts-dustin", "dustin", "Swift.ttf"),
    ("font-amatic-sc", "files", "AmaticSC-Regular.ttf"),
    ("font-intuitive", "files", "Intuitive.ttf"),
]
PRINTS = [
    *cells.PRINTS,
    ("fonts-sil-andika", "andika", "Andika-Regular.ttf"),
    ("fonts-tuffy", "tuffy", "Tuffy.ttf"),
    ("fonts-essays1743", "essays1743", "Essays1743.ttf"),
    ("fonts-georgewilliams", "fonts-georgewilliams", "CaslonRoman.ttf"),
]


def face(file: Path) -> fonts.Face:
    return fonts.Face(str(file), "", "taught", ())


class Writer:
    """One writer: a font or strokes, and habits, more restless than the benchmark's."""

    def __init__(self, file: Path | None, style: str, random: chance.Random):
        self.random, self.style = random, style
        self.face = face(file) if file else None
        self.pen = None if file else strokes.Pen(numpy.random.default_rng(random.getrandbits(32)))
        is_hand = style != "print"
        self.slant = random.uniform(-0.18, 0.22) if is_hand else 0.0
        self.unrest = random.uniform(0.4, 1.5) if is_hand else 0.0
        self.darkness = random.uniform(0.6, 1.0)
        self.grey = random.uniform(20, 75)
        self.capital_mm = random.uniform(*{"print": (2.2, 3.0), "capitals": (2.6, 4.2), "cursive": (2.8, 4.6)}[style])
        self.gap = random.uniform(-0.02, 0.16) if is_hand else 0.0  # between letters, in the height of capitals
        self.broad = random.uniform(0.82, 1.18) if is_hand else random.uniform(0.93, 1.07)
        self.weight = random.choice((0, 0, 0, 1, -1)) if is_hand else 0
        self.comma = random.choice(("stroke", "stroke", "hook", "cedilla", "dot"))
        self.sign_weight = random.uniform(0.7, 1.2)

    def can(self, text: str) -> bool:
        if self.pen:
            return all(c == " " or c == "," or SIGNS.get(c, (c,))[0] in strokes.WAYS for c in text)
        return all(has(self.face, SIGNS[c][0] if c in SIGNS and not has(self.face, c) else c) for c in text)

    def write(self, text: str) -> tuple[numpy.ndarray, int]:
        """The ink of one line, 0…1, and its baseline."""
        self.capitals = round(self.capital_mm * PAGE)
        pad = self.capitals
        sheet = Image.new("L", (int(self.capitals * (1.6 * len(text) + 6)), 4 * self.capitals), 0)
        base, x = round(2.5 * self.capitals), float(pad)
        words = text.split(" ")
        for word in words:
            joined = self.face and (self.style == "print" or self.style == "cursive" and self.random.random() < 0.75)
            for unit in [word] if joined else list(word):
                x = self._unit(sheet, unit, x, base)
                x += 0 if joined else self.capitals * max(-0.05, self.random.gauss(self.gap, 0.03 * self.unrest))
            x += self.capitals * (self.random.uniform(0.3, 0.75) if self.unrest else 0.36)
        ink = numpy.asarray(sheet)[:, : int(x) + pad]
        if self.weight and self.capitals > 34:
            kernel = numpy.ones((2, 2), numpy.uint8)
            ink = cv2.dilate(ink, kernel) if self.weight > 0 else cv2.addWeighted(ink, 0.5, cv2.erode(ink, kernel), 0.5, 0)
        ink = ink.astype(numpy.float32) / 255
        if self.unrest or self.broad != 1:
            ink = self._bent(ink, base)
        return ink * self.darkness, base

    def _unit(self, sheet: Image.Image, unit: str, x: float, base: int) -> float:
        capitals, unrest = self.capitals, self.unrest
        size = max(5, round(capitals * (1 + self.random.gauss(0, 0.05) * unrest)))
        y = base + self.random.gauss(0, 0.035) * unrest * capitals
        if self.pen:
            layer, length, starts = self._drawn(unit, size, y, sheet.size[1])
        else:
            font = fonts.size_for_capitals(self.face, size)
            plain = "".join(c if has(self.face, c) else SIGNS.get(c, (c,))[0] for c in unit)
            length = font.getlength(plain)
            layer = Image.new("L", (int(length) + 3 * capitals, sheet.size[1]), 0)
            ImageDraw.Draw(layer).text((capitals, y), plain, font=font, fill=255, anchor="ls")
            starts = [capitals + font.getlength(plain[:index]) + font.getlength(plain[index]) / 2 for index in range(len(plain))]
        pen = ImageDraw.Draw(layer)
        for index, character in enumerate(unit):
            if character in SIGNS and (self.pen or not has(self.face, character)):
                self._sign(pen, SIGNS[character][1], starts[index], y, character, size)
        if unrest:
            angle = self.random.gauss(0, 2.2) * unrest / max(1, len(unit) ** 0.7)
            layer = layer.rotate(angle, center=(capitals, y), resample=Image.BILINEAR)
        sheet.paste(255, (round(x) - capitals, 0), layer)
        return x + length * (1 + self.random.gauss(0, 0.02) * unrest)

    def _drawn(self, character: str, size: int, y: float, height: int) -> tuple[Image.Image, float, list[float]]:
        capitals = self.capitals
        if character == ",":
            layer = Image.new("L", (3 * capitals, height), 0)
            thick = max(2, round(self.pen.thick * size))
            ImageDraw.Draw(layer).line([(capitals * 1.12, y - size * 0.05), (capitals * 1.02, y + size * 0.22)], fill=255, width=thick)
            return layer, 0.2 * capitals, [capitals]
        side = 2 * size
        glyph = self.pen.draw(SIGNS.get(character, (character,))[0], side, size)
        columns = numpy.flatnonzero(glyph.max(0) > 60)
        left, right = (columns[0], columns[-1] + 1) if len(columns) else (0, 4)
        layer = Image.new("L", (int(right - left) + 3 * capitals, height), 0)
        layer.paste(255, (round(capitals - left), round(y - side * 0.7)), Image.fromarray(glyph))
        return layer, right - left + 0.12 * capitals, [capitals + (right - left) / 2]

    def _sign(self, pen: ImageDraw.ImageDraw, sign: str, x: float, base: float, letter: str, capitals: int) -> None:
        unit, random = capitals / 10, self.random
        wide = self.pen.thick * capitals if self.pen else cells_stroke(self.face, capitals)
        thick = max(1, round(wide * self.sign_weight))
        x += random.gauss(0, 0.6) * unit
        jitter = lambda size=0.3: random.gauss(0, size) * unit
        if sign == "comma":
            top, long = base + unit * random.uniform(0.5, 1.8), unit * random.uniform(1.5, 2.8)
            match self.comma:
                case "dot":
                    pen.ellipse([x - thick, top, x + thick, top + 2 * thick], fill=255)
                case "hook":
                    pen.arc([x - 1.2 * unit, top - 0.3 * unit, x + 0.9 * unit, top + long], -70, 110, fill=255, width=thick)
                case "cedilla":
                    pen.line(
                        [(x, base), (x + jitter(), top), (x + 0.9 * unit, top + long * 0.5), (x - 0.6 * unit, top + long * 0.8)],
                        fill=255,
                        width=thick,
                        joint="curve",
                    )
                case _:
                    pen.line([(x + unit * 0.6 + jitter(), top), (x - unit * 0.5 + jitter(), top + long)], fill=255, width=thick)
            return
        is_capital = letter.isupper() or self.pen or not has(self.face, "a")
        top = base - unit * (11.0 if is_capital else 10.0 if letter in "îí" else 8.2) + jitter(0.5)
        side = unit * random.uniform(1.4, 2.4)
        match sign:
            case "hat":
                pen.line(
                    [(x - side, top + jitter()), (x, top - unit * random.uniform(1.4, 2.4)), (x + side, top + jitter())],
                    fill=255,
                    width=thick,
                    joint="curve",
                )
            case "breve":
                pen.arc([x - side, top - unit * random.uniform(2.4, 3.6), x + side, top], 10, 170, fill=255, width=thick)
            case "acute" | "acutes":
                for shift in (0,) if sign == "acute" else (-0.8 * unit, 0.9 * unit):
                    pen.line([(x + shift - 0.4 * unit, top), (x + shift + 1.1 * unit + jitter(), top - 2.3 * unit)], fill=255, width=thick)
            case _:
                for shift in (-1.1 * unit, 1.1 * unit):
                    pen.ellipse(
                        [x + shift - thick * 0.8, top - unit - thick * 0.8, x + shift + thick * 0.8, top - unit + thick * 0.8], fill=255
                    )

    def _bent(self, ink: numpy.ndarray, base: int) -> numpy.ndarray:
        height, width = ink.shape
        out = int(width * self.broad)
        ys, xs = numpy.mgrid[0:height, 0:out].astype(numpy.float32)
        xs = xs / numpy.float32(self.broad)
        if self.unrest:
            capitals = self.capitals
            coarse = (max(2, height // capitals + 1), max(2, out // capitals + 1))
            seeded = numpy.random.default_rng(self.random.getrandbits(32))
            amount = capitals * self.random.uniform(0.02, 0.075) * self.unrest
            moves = [
                cv2.resize(seeded.normal(0, amount, coarse).astype(numpy.float32), (out, height), interpolation=cv2.INTER_CUBIC)
                for _ in range(2)
            ]
            xs, ys = xs + moves[0] + (ys - base) * self.slant, ys + moves[1]
        return cv2.remap(ink, xs, ys, cv2.INTER_LINEAR)


@cache
def cells_stroke(one: fonts.Face, capitals: int) -> float:
    mask = fonts.size_for_capitals(one, capitals).getmask("I")
    return max(1.5, min(sum(mask) / 255 / max(mask.size[1], 1) * 0.8, 0.2 * capitals))


def spoilt(paper: numpy.ndarray, random: chance.Random) -> numpy.ndarray:
    """Through a scanner or a telephone, and laid straight again, in READ dots a millimetre."""
    seeded = numpy.random.default_rng(random.getrandbits(32))
    dpi, blur, noise, jpeg, contrast = random.choice(
        [(300, 0.4, 2, 92, 1.0), (200, 0.5, 4, 75, 0.95), (150, 0.55, 7, 45, 0.8), (200, 0.5, 4, 75, 0.95), (210, 0.8, 5, 70, 0.85)]
    )
    blur, noise, contrast = blur * random.uniform(0.8, 1.3), noise * random.uniform(0.5, 1.3), min(1, contrast * random.uniform(0.9, 1.05))
    picture = cv2.GaussianBlur(paper, (0, 0), max(0.3, 0.42 * 300 / dpi - 0.2))
    height, width = picture.shape
    turn = numpy.radians(random.choice((0.0, random.uniform(-4, 4), random.uniform(-14, 14), random.uniform(-2, 2))))
    scale = dpi / 300
    c, s = numpy.cos(turn) * scale, numpy.sin(turn) * scale
    size = (int(width * abs(c) + height * abs(s)) + 4, int(height * abs(c) + width * abs(s)) + 4)
    dx, dy = size[0] / 2 - c * width / 2 + s * height / 2, size[1] / 2 - s * width / 2 - c * height / 2
    there = numpy.array([[c, -s, dx + random.uniform(-0.5, 0.5)], [s, c, dy + random.uniform(-0.5, 0.5)], [0, 0, 1]])
    seen = cv2.warpAffine(picture, there[:2], size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    seen = (seen * contrast + 255 * (1 - contrast)) * (random.uniform(0.72, 1.0) if contrast < 0.9 else 1)
    seen = cv2.GaussianBlur(seen, (0, 0), blur) + seeded.standard_normal(seen.shape, numpy.float32) * noise
    coded = cv2.imencode(".jpg", numpy.clip(seen, 0, 255).astype(numpy.uint8), [cv2.IMWRITE_JPEG_QUALITY, jpeg])[1]
    seen = cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE)
    back = numpy.diag([READ / PAGE, READ / PAGE, 1.0]) @ numpy.linalg.inv(there)
    lean = numpy.array([[1, random.gauss(0, 0.004), 0], [random.gauss(0, 0.003), 1, random.gauss(0, 1)], [0, 0, 1]])
    return cv2.warpAffine(
        seen,
        (lean @ back)[:2],
        (int(width * READ / PAGE), int(height * READ / PAGE)),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )


def filled_in(crop: numpy.ndarray, mask: numpy.ndarray) -> numpy.ndarray:
    """`GrayImage.filledIn` for lines that lie flat or stand: dots of the mask from above and below, or from both sides."""
    return cv2.inpaint(crop, mask.astype(numpy.uint8), 2, cv2.INPAINT_TELEA) if mask.any() else crop


def trimmed(crop: numpy.ndarray, look: int) -> numpy.ndarray | None:
    """`GrayImage.writing`: `look` 0 with less paper around, 1 with more."""
    height, width = crop.shape
    count = cv2.boxFilter(numpy.ones_like(crop, numpy.float32), -1, (25, 25), normalize=False, borderType=cv2.BORDER_CONSTANT)
    mean = cv2.boxFilter(crop.astype(numpy.float32), -1, (25, 25), normalize=False, borderType=cv2.BORDER_CONSTANT) / count
    ink = (crop.astype(numpy.float32) + 16 < mean).astype(numpy.uint8)
    ink = cv2.dilate(
        cv2.erode(ink, numpy.ones((2, 2), numpy.uint8), anchor=(0, 0), borderValue=0),
        numpy.ones((2, 2), numpy.uint8),
        anchor=(1, 1),
        borderValue=0,
    )
    number, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    blots = [blot for blot in stats[1:number] if blot[4] > 0.0048 * height * height and blot[3] > 0.12 * height]
    if not blots:
        return None
    left, right = min(blot[0] for blot in blots), max(blot[0] + blot[2] for blot in blots)
    tall = [blot for blot in blots if blot[3] > 0.18 * height] or blots
    top, bottom = min(blot[1] for blot in tall), max(blot[1] + blot[3] for blot in tall)
    is_even = bottom - top < 1.4 * sorted(blot[3] for blot in tall)[len(tall) // 2]
    high = bottom - top
    below = commas(crop[max(0, int(top - 0.3 * high)) : int(bottom + 0.5 * high), max(0, left - height // 5) : right + height // 5])
    lowest = max((blot[1] + blot[3] - 1 for blot in below), default=0) + max(0, int(top - 0.3 * high))
    margin = max(2, int(high * ((0.3, 0.5) if is_even else (0.14, 0.25))[look]))
    lacking = max(0, int(0.45 * height) - (high + 2 * margin)) / 2
    under = max(margin + lacking, lowest + 3 - bottom)
    part = crop[int(max(0, top - margin - lacking)) : int(max(1, bottom + under)), max(0, left - height // 5) : right + height // 5]
    return part if part.size else None


def commas(part: numpy.ndarray) -> list[numpy.ndarray]:
    """`GrayImage.commas`."""
    if not part.size:
        return []
    ordered = numpy.sort(part, None)
    light, dark = int(ordered[int(part.size * 0.8)]), int(ordered[int(part.size * 0.015)])
    number, _, stats, _ = cv2.connectedComponentsWithStats((2 * part.astype(int) < light + dark).astype(numpy.uint8), connectivity=8)
    blots = [blot for blot in stats[1:number] if blot[4] >= 4]
    letters = [blot for blot in blots if blot[3] > 0.18 * part.shape[0]]
    if not letters:
        return []
    tall = sorted(blot[3] for blot in letters)[len(letters) // 2]
    line = sorted(blot[1] + blot[3] - 1 for blot in letters)[len(letters) // 2]

    def hangs(blot) -> bool:
        if not (
            line - 0.12 * tall <= blot[1] <= line + 0.4 * tall
            and 0.08 * tall <= blot[3] <= 0.6 * tall
            and blot[2] <= 0.7 * tall
            and blot[4] >= 0.006 * tall * tall
        ):
            return False
        return any(
            2 * (min(one[0] + one[2], blot[0] + blot[2]) - max(one[0], blot[0])) >= blot[2] and one[1] + one[3] - 1 < blot[1] + 0.15 * tall
            for one in letters
        )

    return [blot for blot in blots if hangs(blot)]


def strip(writer: Writer, text: str, random: chance.Random) -> numpy.ndarray | None:
    """A field of a form with a line of writing in it, as `FieldCropper` cuts it out; nil where nothing is seen."""
    written, base = writer.write(text)
    columns = numpy.flatnonzero(written.max(0) > 0.1)
    if not len(columns):
        return None
    written = written[:, max(0, columns[0] - 3) : columns[-1] + 4]
    left, above, pitch = random.uniform(1.0, 3.0), 0.6, 7.5  # mm
    margin = 2.0
    room = written.shape[1] / PAGE + left + random.choice((1.0, 2.0, random.uniform(1, 12)))
    height, width = int((pitch + 1.8 + 2 * margin) * PAGE), int((room + 2 * margin) * PAGE)
    ink = numpy.zeros((height, width), numpy.float32)
    at = round((margin + above + 5.3 + random.gauss(0, 0.3) * max(writer.unrest, 0.2)) * PAGE) - base
    top, x = max(0, at), round((margin + left) * PAGE)
    some = written[max(0, -at) : max(0, -at) + height - top]
    ink[top : top + some.shape[0], x : x + some.shape[1]] = some
    paper = numpy.full(ink.shape, random.uniform(238, 255), numpy.float32)
    frame = numpy.zeros(ink.shape, numpy.uint8)
    is_framed = random.random() < 0.9
    if is_framed:
        color = random.uniform(90, 175)
        corner = (round(margin * PAGE), round((margin + above) * PAGE))
        far = (round((margin + room) * PAGE), round((margin + above + pitch) * PAGE))
        cv2.rectangle(paper, corner, far, color, random.choice((2, 3, 3, 4)), cv2.LINE_AA)
        cv2.rectangle(frame, corner, far, 255, 4)
    picture = numpy.minimum(paper, paper * (1 - ink) + writer.grey * ink)
    if random.random() < 0.04:  # a stamp
        mark = numpy.zeros_like(picture)
        cv2.circle(
            mark,
            (random.randrange(width), random.randrange(-height, 2 * height)),
            random.randrange(90, 220),
            1.0,
            random.randrange(3, 8),
            cv2.LINE_AA,
        )
        mark *= random.uniform(0.3, 0.6)
        picture = numpy.minimum(picture, picture * (1 - mark) + 90 * mark)
    crop = spoilt(picture, random)
    cut = round((margin - 0.6) * READ)
    part = crop[round(margin * READ) : crop.shape[0] - round(margin * READ), cut : crop.shape[1] - cut]
    if is_framed:
        mask = (
            cv2.resize(frame, crop.shape[::-1], interpolation=cv2.INTER_AREA)[
                round(margin * READ) : crop.shape[0] - round(margin * READ), cut : crop.shape[1] - cut
            ]
            > 40
        )
        part = filled_in(part, cv2.dilate(mask.astype(numpy.uint8), numpy.ones((5, 3), numpy.uint8)) > 0)
    part = trimmed(part, 0 if random.random() < 0.75 else 1)
    if part is None or part.shape[0] < 8:
        return None
    wide = min(max(16, -(-part.shape[1] * HEIGHT // part.shape[0])), WIDEST)
    while part.shape[1] > 2 * wide and part.shape[0] > 2 * HEIGHT:
        part = cv2.resize(part, (part.shape[1] // 2, part.shape[0] // 2), interpolation=cv2.INTER_AREA)
    return cv2.resize(part, (wide, HEIGHT), interpolation=cv2.INTER_LINEAR)


def sample(count: int, seed: int, hands: list[Path], prints: list[Path]) -> list[tuple[numpy.ndarray, str, str, str]]:
    """Lines: a picture, what is written, how, and by whom."""
    random = chance.Random(seed)
    say, lines = Sayings(random), []
    while len(lines) < count:
        style = random.choices(("capitals", "cursive", "print"), (5, 4, 2))[0]
        file = random.choice(prints if style == "print" else hands)
        if style == "capitals" and random.random() < 0.25:
            file = None
        writer = Writer(file, style, random)
        for _ in range(3):
            text = say()
            text = text.upper() if style == "capitals" else text
            if not 0 < len(text) <= 44 or not writer.can(text):
                continue
            picture = strip(writer, text, random)
            if picture is not None and picture.shape[1] >= 8 * len(text):
                lines.append((picture, text, style, file.name if file else "strokes"))
    return lines[:count]


def taught(folders: list[Path]) -> tuple[list[Path], list[Path]]:
    """Files of hands, and of prints."""
    return [cells.found(name, folders) for name in HANDS], [cells.found(name, folders) for name in PRINTS]


def kin() -> dict[str, str]:
    """The recogniser's letters that count for ours: `LetterKin` in the program."""
    source = (ROOT / "Sources/Intake/Fields/LetterKin.swift").read_text(encoding="utf-8")
    table: dict[str, str] = {}
    for letter, others in re.findall(r'"(.{1,2})": \[((?:"[^"]+"(?:, )?)+)\]', source):
        for other in re.findall(r'"([^"]+)"', others):
            code = re.fullmatch(r"\\u\{(\w+)\}", other)
            table[chr(int(code[1], 16)) if code else other] = letter.replace("\\", "")
    return table
