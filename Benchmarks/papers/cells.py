"""Single cells of our forms as a scan shows them, each with the character that is written in it: what the reader of cells is taught on.

The fonts are others than those of the benchmark (`fonts.py`), both of its shares: what is measured there was never taught. Those with
many ways of writing the same letter are drawn by strokes (`strokes.py`).
"""

from pathlib import Path

import cv2
import numpy
from PIL import Image, ImageDraw, ImageFont

from papers import fonts, strokes

CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ/-."
# What the reader is shown: a cell's inside, in dots; as large as the crop is, and as large as the reader wants it.
CROP, SIZE = (35, 52), (32, 48)
CELL, FRAME = (5.0, 7.0), 0.45  # mm
AROUND = 1.5  # mm of paper around a cell
MM = 9.0  # dots a mm, while it is drawn
BANK, CAPITALS = 120, 48  # the size of a drawn letter's picture, and of a letter in it

# Debian's fonts that the reader is taught on: package, folder, file. None is one of the benchmark's, nor another cut of one.
HANDS = [
    ("fonts-klee", "klee", "KleeOne-Regular.ttf"),
    ("fonts-klee", "klee", "KleeOne-SemiBold.ttf"),
    ("fonts-nanum-extra", "nanum", "NanumPen.ttf"),
    ("fonts-nanum-extra", "nanum", "NanumBrush.ttf"),
    ("fonts-nanum-extra", "nanum", "NanumBarunpenR.ttf"),
    ("fonts-tomsontalks", "tomsontalks", "TomsonTalks.ttf"),
    ("fonts-kouzan-mouhitsu", "kouzan-mouhitsu", "KouzanBrushFontSousyo.ttf"),
    ("fonts-kouzan-mouhitsu", "kouzan-mouhitsu", "kouzan-mouhitsu.ttf"),
    ("fonts-aoyagi-kouzan-t", "aoyagi-kouzan-t", "AoyagiKouzanT.ttf"),
    ("fonts-aoyagi-soseki", "aoyagi-soseki", "aoyagi-soseki.ttf"),
    ("fonts-urw-base35", "urw-base35", "Z003-MediumItalic.otf"),
    ("fonts-havana", "havana", "Havana-Regular.otf"),
    ("fonts-leckerli-one", "leckerli-one", "LeckerliOne-Regular.ttf"),
    ("fonts-lobstertwo", "lobstertwo", "LobsterTwo-Italic.otf"),
    ("fonts-bwht", "bwht", "BecauseWeConnect-Regular.otf"),
    ("fonts-bwht", "bwht", "BecauseWeCreate-Regular.otf"),
    ("fonts-dustin", "dustin", "El_Abogado_Loco.ttf"),
    ("fonts-dustin", "dustin", "Junkyard.ttf"),
    ("fonts-dustin", "dustin", "PenguinAttack.ttf"),
    ("fonts-averia-sans-gwf", "averia-gwf", "AveriaSansGWF-Italic.ttf"),
    ("fonts-averia-sans-gwf", "averia-gwf", "AveriaSansGWF-Light.ttf"),
    ("fonts-opendyslexic", "opendyslexic", "OpenDyslexicAlta-Regular.otf"),
    ("fonts-monofur", "monofur", "monof55.ttf"),
    ("fonts-monofur", "monofur", "monof56.ttf"),
    ("fonts-klaudia-berenika", "klaudia-berenika", "Berenika.ttf"),
    ("fonts-jura", "jura", "Jura-Light.otf"),
    ("fonts-ebgaramond", "ebgaramond", "EBGaramond12-Italic.otf"),
]
PRINTS = [
    ("fonts-ebgaramond", "ebgaramond", "EBGaramond12-Regular.otf"),
    ("fonts-junction", "junction", "Junction.otf"),
    ("fonts-jura", "jura", "Jura-Medium.otf"),
    ("fonts-ocr-b", "ocr-b", "OCRB.otf"),
    ("fonts-urw-base35", "urw-base35", "C059-Roman.otf"),
    ("fonts-urw-base35", "urw-base35", "NimbusMonoPS-Regular.otf"),
    ("fonts-urw-base35", "urw-base35", "NimbusSans-Regular.otf"),
    ("fonts-urw-base35", "urw-base35", "P052-Roman.otf"),
    ("fonts-urw-base35", "urw-base35", "URWBookman-Light.otf"),
    ("fonts-urw-base35", "urw-base35", "URWGothic-Book.otf"),
    ("fonts-averia-sans-gwf", "averia-gwf", "AveriaSansGWF-Regular.ttf"),
    ("fonts-sil-charis", "charis", "CharisSIL-Regular.ttf"),
    ("fonts-jetbrains-mono", "jetbrains-mono", "JetBrainsMono-Regular.ttf"),
    ("fonts-jetbrains-mono", "jetbrains-mono", "JetBrainsMono-Light.ttf"),
    ("fonts-lindenhill", "lindenhill", "LindenHill.otf"),
    ("fonts-nanum-extra", "nanum", "NanumSquare_acR.ttf"),
    ("fonts-nanum-extra", "nanum", "NanumGothicLight.ttf"),
    ("fonts-nanum-extra", "nanum", "NanumMyeongjoEcoR.ttf"),
    ("fonts-ocr-a", "ocr-a", "OCRA.ttf"),
    ("fonts-opendin", "opendin", "OSP-DIN.ttf"),
    ("fonts-sawarabi-gothic", "sawarabi-gothic", "sawarabi-gothic-medium.ttf"),
    ("fonts-tlwg-typewriter-ttf", "tlwg", "TlwgTypewriter.ttf"),
    ("fonts-tlwg-mono-ttf", "tlwg", "TlwgMono.ttf"),
    ("fonts-tlwg-umpush-ttf", "tlwg", "Umpush.ttf"),
    ("fonts-unfonts-core", "unfonts-core", "UnDotum.ttf"),
    ("fonts-unfonts-core", "unfonts-core", "UnBatang.ttf"),
    ("fonts-unfonts-core", "unfonts-core", "UnGungseo.ttf"),
]


def found(name: tuple[str, str, str], folders: list[Path]) -> Path:
    places = [folder / name[1] / name[2] for folder in folders]
    return next((place for place in places if place.exists()), None) or exit(f"the font {name[2]} is missing: it is in {name[0]}")


class Bank:
    """All characters of one font, drawn once."""

    def __init__(self, file: Path, is_print: bool):
        self.name, self.is_print = file.name, is_print
        box = ImageFont.truetype(str(file), 200).getbbox("H")
        font = ImageFont.truetype(str(file), max(6, round(200 * CAPITALS / max(box[3] - box[1], 1))))
        missing = bytes(font.getmask("\U000f1234"))
        self.glyphs: dict[str, numpy.ndarray] = {}
        for character in CHARACTERS:
            if bytes(font.getmask(character)) in (missing, b""):
                continue
            sheet = Image.new("L", (BANK, BANK), 0)
            left, _, right, _ = font.getbbox(character, anchor="ls")
            ImageDraw.Draw(sheet).text((BANK / 2 - (left + right) / 2, BANK * 0.7), character, font=font, fill=255, anchor="ls")
            self.glyphs[character] = numpy.asarray(sheet)

    def glyph(self, character: str) -> numpy.ndarray | None:
        return self.glyphs.get(character)


class Strokes:
    """A writer who draws."""

    name, is_print = "strokes", False

    def __init__(self, random: numpy.random.Generator):
        self.pen = strokes.Pen(random)

    def glyph(self, character: str) -> numpy.ndarray:
        return self.pen.draw(character, BANK, CAPITALS)


class Maker:
    """Draws cells."""

    def __init__(self, random: numpy.random.Generator):
        self.random = random
        self.ys, self.xs = numpy.mgrid[0 : round((CELL[1] + 2 * AROUND) * MM), 0 : round((CELL[0] + 2 * AROUND) * MM)].astype(numpy.float32)

    def _placed(self, glyph: numpy.ndarray, habit: dict, dx: float) -> numpy.ndarray:
        """The ink of a letter, bent, in the cell's place; 0…1."""
        random = self.random
        columns = numpy.flatnonzero(glyph.max(0) > 60)
        broad = (columns[-1] - columns[0] + 1) / CAPITALS if len(columns) else 0.1
        high = min(habit["capitals"] * (1 + random.normal(0, 0.04)), random.uniform(3.6, 4.6) / max(broad * habit["broad"], 0.1))
        scale = CAPITALS / (high * MM)
        x = (AROUND + CELL[0] / 2 + dx + random.normal(0, habit["off"])) * MM
        y = (AROUND + 5.2 + habit["line"] + random.normal(0, habit["off"] * 0.6)) * MM
        turn = random.normal(0, habit["turn"])
        u, v = (self.xs - x), (self.ys - y)
        u, v = u * numpy.cos(turn) - v * numpy.sin(turn), u * numpy.sin(turn) + v * numpy.cos(turn)
        amount = high * MM * habit["unrest"]
        if amount > 0:
            grid = int(random.integers(3, 6))
            u, v = (
                part + cv2.resize(random.normal(0, amount, (grid, grid)).astype(numpy.float32), part.shape[::-1], interpolation=cv2.INTER_CUBIC)
                for part in (u, v)
            )
        source_x = (u / habit["broad"] + v * habit["slant"]) * scale + BANK / 2
        ink = cv2.remap(glyph, source_x.astype(numpy.float32), (v * scale + BANK * 0.7).astype(numpy.float32), cv2.INTER_LINEAR)
        ink = ink.astype(numpy.float32) / 255
        if habit["swell"]:
            # A broader pen, or a finer one.
            soft = cv2.GaussianBlur(ink, (0, 0), 1.2)
            ink = numpy.clip((soft - 0.5 + habit["swell"]) * 3.2 + 0.5, 0, 1)
        return ink

    def _habit(self, is_print: bool) -> dict:
        random = self.random
        if is_print:
            return {"capitals": random.uniform(2.2, 3.1), "broad": random.uniform(0.92, 1.08), "slant": 0.0, "turn": 0.008, "unrest": 0.0,
                    "off": 0.12, "line": random.normal(0, 0.35), "swell": random.choice((0.0, 0.0, random.uniform(-0.1, 0.2)))}  # fmt: skip
        return {"capitals": random.uniform(2.4, 4.9), "broad": random.uniform(0.75, 1.25), "slant": random.normal(0.04, 0.16),
                "turn": random.uniform(0.02, 0.09), "unrest": random.uniform(0.0, 0.075), "off": random.uniform(0.1, 0.45),
                "line": random.normal(0, 0.35), "swell": random.choice((0.0, random.uniform(-0.22, 0.3)))}  # fmt: skip

    def cell(self, hand, character: str) -> numpy.ndarray | None:
        """One cell's picture, `SIZE`; an empty character for a cell in which nothing is written. Nil where the font lacks it."""
        random, habit = self.random, self._habit(hand.is_print)
        ink = numpy.zeros_like(self.xs)
        if character:
            glyph = hand.glyph(character)
            if glyph is None:
                return None
            ink = self._placed(glyph, habit, 0)
        for side in (-1, 1):  # a neighbour that comes too near
            if random.random() < (0.1 if hand.is_print else 0.35):
                beside = hand.glyph(CHARACTERS[int(random.integers(len(CHARACTERS)))])
                if beside is not None:
                    ink = numpy.maximum(ink, self._placed(beside, habit, side * random.uniform(4.1, 5.4)))
        paper = numpy.full(ink.shape, random.uniform(235, 255), numpy.float32)
        if random.random() < 0.97:
            low = (round(AROUND * MM), round(AROUND * MM))
            color, thick = random.uniform(105, 175), random.choice((1, 1, 1, 2))
            for shift in (-CELL[0], 0, CELL[0]):
                corner = (low[0] + round(shift * MM), low[1])
                cv2.rectangle(paper, corner, (corner[0] + round(CELL[0] * MM), corner[1] + round(CELL[1] * MM)), color, int(thick), cv2.LINE_AA)
        ink *= random.uniform(0.55, 1.0)
        picture = numpy.minimum(paper, paper * (1 - ink) + random.uniform(15, 110) * ink)
        if random.random() < 0.05:  # a stamp, a stroke of the line above
            mark = numpy.zeros_like(picture)
            center = tuple(int(value) for value in random.uniform(-110, 190, 2))
            cv2.circle(mark, center, int(random.uniform(60, 165)), 1.0, int(random.integers(2, 7)), cv2.LINE_AA)
            mark *= random.uniform(0.3, 0.65)
            picture = numpy.minimum(picture, picture * (1 - mark) + 85 * mark)
        return self._scanned(picture)

    def _scanned(self, picture: numpy.ndarray) -> numpy.ndarray:
        random = self.random
        dpi = random.choice((150, 150, 175, 200, 200, 210, 250, 300))
        picture = cv2.GaussianBlur(picture, (0, 0), max(0.3, 0.42 * MM * 25.4 / dpi - 0.1) * random.uniform(0.9, 1.5))
        factor, turn = dpi / 25.4 / MM, random.choice((0.0, random.uniform(-0.28, 0.28)))
        cos, sin = numpy.cos(turn) * factor, numpy.sin(turn) * factor
        height, width = picture.shape
        size = (round(width * factor) + 10, round(height * factor) + 10)
        middle = numpy.array([size[0] / 2, size[1] / 2]) - numpy.array([[cos, -sin], [sin, cos]]) @ numpy.array([width / 2, height / 2])
        there = numpy.array([[cos, -sin, middle[0]], [sin, cos, middle[1]], [0, 0, 1]])
        scan = cv2.warpAffine(picture, there[:2], size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        contrast = random.uniform(0.72, 1.0)
        light = random.uniform(0.75, 1.0) + random.normal(0, 0.12) * numpy.linspace(-0.5, 0.5, size[0], dtype=numpy.float32)[None, :]
        scan = (scan * contrast + 255 * (1 - contrast)) * light
        scan = cv2.GaussianBlur(scan, (0, 0), random.uniform(0.3, 0.95))
        scan += random.standard_normal(scan.shape, numpy.float32) * random.uniform(0, 9)
        scan = numpy.clip(scan, 0, 255).astype(numpy.uint8)
        quality = int(random.choice((95, 85, 75, 60, 45, 38)))
        scan = cv2.imdecode(cv2.imencode(".jpg", scan, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_GRAYSCALE)
        # Laid straight again, not quite where it is.
        error = random.normal(0, 0.16, 2)
        scale = CROP[0] / (CELL[0] - 2 * FRAME)
        wide = scale * (1 + random.normal(0, 0.008))
        start = (AROUND + FRAME + error) * MM
        back = numpy.array([[wide / MM, 0, -start[0] * wide / MM], [0, wide / MM, -start[1] * wide / MM], [0, 0, 1]])
        lean = random.normal(0, 0.006)
        shear = numpy.array([[1, lean, -lean * CROP[1] / 2], [-lean, 1, lean * CROP[0] / 2], [0, 0, 1]])
        crop = cv2.warpAffine(scan, (shear @ back @ numpy.linalg.inv(there))[:2], CROP, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return cv2.resize(crop, SIZE, interpolation=cv2.INTER_LINEAR)


def dealt(random: numpy.random.Generator) -> str:
    """A character, digits above all; none for an empty cell."""
    chance = random.random()
    if chance < 0.03:
        return ""
    part = "0123456789" if chance < 0.55 else "/-." if chance < 0.6 else "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return part[int(random.integers(len(part)))]


def sample(count: int, seed: int, banks: list[Bank], drawn: float) -> tuple[numpy.ndarray, numpy.ndarray, list[str]]:
    """Pictures, what they show (0 nothing, else the place in CHARACTERS and one), and in what font. `drawn`: the share of strokes."""
    random = numpy.random.default_rng(seed)
    maker = Maker(random)
    by_kind = [[bank for bank in banks if not bank.is_print], [bank for bank in banks if bank.is_print]]
    pictures, labels, names = [], [], []
    while len(pictures) < count:
        chance = random.random()
        some = by_kind[0] if chance < 0.7 and by_kind[0] or not by_kind[1] else by_kind[1]
        hand = Strokes(random) if random.random() < drawn else some[int(random.integers(len(some)))]
        for _ in range(8):  # a writer fills more than one
            character = dealt(random)
            picture = maker.cell(hand, character)
            if picture is not None:
                pictures.append(picture)
                labels.append(CHARACTERS.index(character) + 1 if character else 0)
                names.append(hand.name)
    return numpy.stack(pictures[:count]), numpy.array(labels[:count]), names[:count]


def taught(folders: list[Path]) -> list[Bank]:
    return [Bank(found(name, folders), name in PRINTS) for name in HANDS + PRINTS]


def measured() -> list[Bank]:
    """The benchmark's development fonts: what is taught is tried on them."""
    return [Bank(fonts.path(face), face.styles == ("print",)) for face in fonts.TABLE if face.share == "dev"]
