#!/usr/bin/env python3
"""Measures how readily a line reader sees the Romanian signs: the weights of `SignPrior`.

usage: signs.py --model PP-OCRv6_rec_small.onnx [--lines N] [--seed N]

Invented words in the development fonts, written by papers/hands.py, the signs set at random so that no word tells them; spoilt as
scanners do, cut as the reader cuts them. For each letter: how many bare ones gain a sign, and how many signs are lost or another's,
when signs weigh so much more. Runs in an environment of its own with numpy, opencv, pillow and onnxruntime.
"""

import argparse
import random as chance
import sys
from pathlib import Path

import cv2
import numpy
import onnxruntime

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Benchmarks"))

from papers import fonts, values
from papers.lines import kin
from papers.hands import Hand
from papers.scores import folded

PIXELS = 300 / 25.4  # a millimetre, when written
READ = 220 / 25.4  # a millimetre, when read
HEIGHT = 48
CLASSES = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzăâîșțĂÂÎȘȚáéíóöőúüűÁÉÍÓÖŐÚÜŰ0123456789.,-/()\"'’:;+&@%„”–_?!=*#"
)


def words() -> list[str]:
    """What is written: words, names, places; marks set anew so that no word tells them."""
    found = values.FIRST + values.LAST + values.STREETS + values.TOWNS + [word for phrase in values.PHRASES for word in phrase.split()]
    found += list(values.place_names().values())
    dictionary = Path("/usr/share/hunspell/ro_RO.dic")
    if dictionary.exists():
        found += [line.split("/")[0].strip() for line in dictionary.read_text(encoding="utf-8").splitlines()[1:60000:7]]
    return [word for word in found if word]


KIN = {"a": "aaăâ", "i": "iî", "s": "sș", "t": "tț", "A": "AAĂÂ", "I": "IÎ", "S": "SȘ", "T": "TȚ"}
BASE = {letter: base for base, kin in KIN.items() for letter in kin}


def line(words: list[str], random) -> str:
    text = " ".join(random.choice(words) for _ in range(random.choice((1, 2, 2, 3, 4))))
    if random.random() < 0.35:
        text = text.title() if random.random() < 0.7 else text.lower()
    share = random.choice((0, 0.15, 0.35))
    return "".join(random.choice(KIN[BASE[c]]) if c in BASE and random.random() < share else c for c in text)


def spoilt(ink: numpy.ndarray, hand: Hand, random) -> numpy.ndarray:
    """Through paper and scanner, and cut out of the page again, in READ dots a millimetre."""
    seeded = numpy.random.default_rng(random.getrandbits(32))
    grey = 0.3 * hand.color[0] + 0.59 * hand.color[1] + 0.11 * hand.color[2]
    picture = 255 * (1 - ink) + grey * ink
    dpi, blur, noise, jpeg, contrast = random.choice(
        [(300, 0.4, 2, 92, 1.0), (200, 0.5, 4, 75, 0.95), (150, 0.55, 7, 45, 0.8), (200, 0.5, 4, 75, 0.95), (210, 0.8, 5, 70, 0.85)]
    )
    picture = cv2.GaussianBlur(picture, (0, 0), max(0.3, 0.42 * 300 / dpi - 0.2))
    height, width = picture.shape

    def moved(source, scale, size, turn):
        angle = numpy.radians(turn)
        c, s = numpy.cos(angle) * scale, numpy.sin(angle) * scale
        cx, cy = source.shape[1] / 2, source.shape[0] / 2
        dx, dy = size[0] / 2 - c * cx + s * cy, size[1] / 2 - s * cx - c * cy
        matrix = numpy.float32([[c, -s, dx + random.uniform(-0.5, 0.5)], [s, c, dy + random.uniform(-0.5, 0.5)]])
        return cv2.warpAffine(source, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)

    turn = random.choice((0, 0, random.uniform(-4, 4), random.uniform(-14, 14)))
    scale = dpi / 300
    room = abs(numpy.sin(numpy.radians(turn)))
    size = (int(width * scale + height * scale * room) + 2, int(height * scale + width * scale * room) + 2)
    seen = moved(picture.astype(numpy.float32), scale, size, turn)
    seen = seen * contrast + 255 * (1 - contrast)
    seen *= random.uniform(0.8, 1.0) if contrast < 0.9 else 1
    seen = cv2.GaussianBlur(seen, (0, 0), blur) + seeded.standard_normal(seen.shape, numpy.float32) * noise
    coded = cv2.imencode(".jpg", numpy.clip(seen, 0, 255).astype(numpy.uint8), [cv2.IMWRITE_JPEG_QUALITY, jpeg])[1]
    seen = cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE).astype(numpy.float32)
    back = READ / (dpi / 25.4)
    return moved(seen, back, (int(width / 300 * 220), int(height / 300 * 220)), -turn).clip(0, 255).astype(numpy.uint8)


def trimmed(crop: numpy.ndarray) -> numpy.ndarray | None:
    """The first look of `GrayImage.writing`."""
    mean = cv2.blur(crop.astype(numpy.float32), (25, 25), borderType=cv2.BORDER_REFLECT)
    ink = (crop.astype(numpy.float32) + 16 < mean).astype(numpy.uint8)
    block = cv2.dilate(cv2.erode(ink, numpy.ones((2, 2), numpy.uint8), anchor=(0, 0)), numpy.ones((2, 2), numpy.uint8), anchor=(1, 1))
    height = crop.shape[0]
    count, _, stats, _ = cv2.connectedComponentsWithStats(block, connectivity=8)
    strokes = [s for s in stats[1:count] if s[4] > 0.0048 * height * height and s[3] > 0.12 * height]
    if not strokes:
        return None
    left, right = min(s[0] for s in strokes), max(s[0] + s[2] for s in strokes)
    tall = [s for s in strokes if s[3] > 0.18 * height] or strokes
    top, bottom = min(s[1] for s in tall), max(s[1] + s[3] for s in tall)
    is_even = bottom - top < 1.4 * sorted(s[3] for s in tall)[len(tall) // 2]
    margin = max(2, int((bottom - top) * (0.3 if is_even else 0.14)))
    lacking = max(0, int(0.45 * height) - (bottom - top + 2 * margin)) / 2
    top, bottom = int(max(0, top - margin - lacking)), int(max(1, bottom + margin + lacking))
    part = crop[top:bottom, max(0, left - height // 5) : right + height // 5]
    return part if part.size else None


def strip(hand: Hand, text: str, random) -> numpy.ndarray | None:
    """A field of a form, with a line of writing in it."""
    capitals = round(hand.capital_mm * random.uniform(0.75, 1.05) * PIXELS)
    written, pen, base = hand.write(text, capitals)
    columns = numpy.flatnonzero(written.max(0) > 0.1)
    if not len(columns):
        return None
    written = written[:, max(0, columns[0] - 3) : columns[-1] + 4]
    height = int(9.3 * PIXELS)
    ink = numpy.zeros((height, written.shape[1] + int(6 * PIXELS)), numpy.float32)
    at = int((0.6 + 5.3 + random.gauss(0, 0.25) * hand.unrest) * PIXELS) - base
    for row in range(written.shape[0]):
        if 0 <= row + at < height:
            ink[row + at, int(3 * PIXELS) : int(3 * PIXELS) + written.shape[1]] = written[row]
    crop = spoilt(ink, hand, random)
    if random.random() < 0.5:  # the printed line, taken away
        y = int((0.6 + 7.5) * READ) + random.randrange(-1, 2)
        half = random.choice((2, 3))
        y = min(y, crop.shape[0] - half - 2)
        for row in range(y - half, y + half + 1):
            share = (row - (y - half - 1)) / (2 * half + 2)
            crop[row] = (crop[y - half - 1] * (1 - share) + crop[y + half + 1] * share).astype(numpy.uint8)
    return trimmed(crop)


class LineReader:
    def __init__(self, model: Path):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        names = [*self.session.get_modelmeta().custom_metadata_map["character"].split("\n"), " "]
        counts = kin()
        self.letters = CLASSES + " "
        self.columns = [[1 + index for index, name in enumerate(names) if name == letter or counts.get(name) == letter] for letter in self.letters]
        self.input = self.session.get_inputs()[0].name

    def read(self, image: numpy.ndarray) -> list[dict[str, float]]:
        """Letter by letter, how probable each is where the most probable stands."""
        width = (image.shape[1] + 127) // 128 * 128
        tensor = numpy.zeros((1, 3, HEIGHT, width), numpy.float32)
        tensor[0, :, :, : image.shape[1]] = image.astype(numpy.float32) / 127.5 - 1
        output = self.session.run(None, {self.input: tensor})[0][0]
        steps = numpy.stack([output[:, 0], *(output[:, columns].sum(1) for columns in self.columns)], 1)
        best = steps.argmax(1)
        runs: list[list[int]] = []
        for step, entry in enumerate(best):
            if entry and step and best[step - 1] == entry:
                runs[-1].append(step)
            elif entry:
                runs.append([step])
        seen = [dict(zip(self.letters, steps[run].max(0)[1:].tolist())) for run in runs]
        return [letter for letter in seen if max(letter, key=letter.get) != " "]


def same(a: str, b: str) -> float:
    return 0 if a == b else 0.1 if folded(a) == folded(b) else 1


def aligned(truth: str, seen: list[str]) -> list[tuple[int, int]]:
    """Pairs of places that belong together."""
    cost = numpy.zeros((len(truth) + 1, len(seen) + 1))
    cost[:, 0], cost[0] = numpy.arange(len(truth) + 1), numpy.arange(len(seen) + 1)
    for i, a in enumerate(truth, 1):
        for j, b in enumerate(seen, 1):
            cost[i, j] = min(cost[i - 1, j - 1] + same(a, b), cost[i - 1, j] + 1, cost[i, j - 1] + 1)
    i, j, pairs = len(truth), len(seen), []
    while i and j:
        if cost[i, j] == cost[i - 1, j - 1] + same(truth[i - 1], seen[j - 1]):
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif cost[i, j] == cost[i - 1, j] + 1:
            i -= 1
        else:
            j -= 1
    return pairs


def measured(reader: LineReader, count: int, random) -> list[tuple[str, dict[str, float]]]:
    """What was written, and how probable each form of the letter was."""
    texts, rows = words(), []
    for _ in range(count):
        style = random.choice(fonts.STYLES)
        hand = Hand(random.choice(fonts.faces(style, "dev")), style, random)
        text = hand.spelled(line(texts, random))
        crop = strip(hand, text, random)
        if crop is None or crop.shape[0] < 8:
            continue
        image = cv2.resize(crop, (max(16, -(-crop.shape[1] * HEIGHT // crop.shape[0])), HEIGHT), interpolation=cv2.INTER_LINEAR)
        seen = reader.read(image)
        truth, letters = text.replace(" ", ""), [max(letter, key=letter.get) for letter in seen]
        pairs = aligned(truth, letters)
        if sum(same(truth[i], letters[j]) < 1 for i, j in pairs) < 0.6 * len(truth):
            continue  # not read at all: it says nothing of signs
        for i, j in pairs:
            family = KIN.get(BASE.get(letters[j], ""), "")
            if truth[i] in family:
                rows.append((truth[i], {letter: seen[j][letter] for letter in set(family)}))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--lines", type=int, default=700)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    cv2.setNumThreads(1)
    rows = measured(LineReader(wanted.model), wanted.lines, chance.Random(wanted.seed))
    for base, family in KIN.items():
        own = [(truth, seen) for truth, seen in rows if truth in family]
        print(f"{base}: {sum(truth == base for truth, _ in own)} bare, {sum(truth != base for truth, _ in own)} with signs")
        for weight in (1, 100, 300, 1_000, 3_000, 10_000, 100_000, 10**6, 10**7):
            said = [(truth, max(seen, key=lambda letter: seen[letter] * (1 if letter == base else weight))) for truth, seen in own]
            gained = sum(truth == base != letter for truth, letter in said)
            print(f"  × {weight:9,}: {gained:4} bare ones gain a sign, {sum(base != truth != letter for truth, letter in said):4} signs not read")


if __name__ == "__main__":
    main()
