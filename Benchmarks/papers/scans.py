"""What scanners and telephones make of a page. The transform is known, so that an alignment can be judged."""

from dataclasses import dataclass
from math import cos, radians, sin

import cv2
import numpy
from PIL import Image

from papers.forms import DPI, MM

# Width and height of the paper in mm; shares of the pages that are damaged.
PAPER = (210.0, 297.0)


@dataclass(frozen=True)
class Quality:
    name: str
    dpi: int
    skew: float  # degrees, at most
    blur: float  # sigma in pixels
    noise: float  # of 255
    jpeg: int
    contrast: float = 1.0
    is_phone: bool = False


QUALITIES = {
    quality.name: quality
    for quality in [
        Quality("good300", 300, 1.0, 0.4, 2, 92),
        Quality("office200", 200, 3.0, 0.5, 4, 75, 0.95),
        Quality("poor150", 150, 4.0, 0.55, 7, 45, 0.8),
        Quality("skewed200", 200, 15.0, 0.5, 4, 75, 0.95),
        Quality("phone", 210, 6.0, 0.8, 5, 70, 0.85, True),
    ]
}


@dataclass
class Scan:
    picture: numpy.ndarray
    to_scan: numpy.ndarray  # 3×3, from mm on the paper to pixels
    quality: str
    turned: int  # degrees clockwise: 0, 90, 180, 270
    damage: str  # "", qr, cut, mark


def damaged(picture: numpy.ndarray, how: str, random) -> numpy.ndarray:
    """Covers what leads a reader: the code, a mark, or a whole edge as a photocopy cuts it."""
    if not how:
        return picture
    picture = picture.copy()
    if how == "qr":
        left, top, size = 170, 5, 24
        x, y = round(left * MM), round(top * MM)
        picture[y : y + round(size * MM), x : x + round(size * MM)] = random.choice([(250, 250, 250), (60, 60, 60), (200, 215, 220)])
    elif how == "cut":
        picture[: round(random.uniform(15, 27.5) * MM)] = 255
    elif how == "mark":
        x, y = random.choice([(8, 8), (197, 8), (8, 284), (197, 284)])
        cv2.circle(
            picture, (round((x + 2.5) * MM), round((y + 2.5) * MM)), round(6 * MM), random.choice([(235, 235, 235), (90, 120, 150)]), -1
        )
    return picture


def scan(page: numpy.ndarray, quality: Quality, random, damage: str = "", turned: int | None = None) -> Scan:
    """A page at 300 dpi as it comes out of a scanner, or out of a telephone."""
    page = damaged(page, damage, random)
    if turned is None:
        turned = random.choice((0, 0, 0, 0, 180, 90, 270)) if not quality.is_phone else 0
    angle = random.uniform(-quality.skew, quality.skew)
    scale = quality.dpi / 25.4
    width, height = PAPER[0] * scale, PAPER[1] * scale
    corners = numpy.array([[0, 0], [width, 0], [width, height], [0, height]])
    turn = radians(angle + turned)
    middle = corners - [width / 2, height / 2]
    corners = middle @ numpy.array([[cos(turn), sin(turn)], [-sin(turn), cos(turn)]])
    if quality.is_phone:
        corners *= 1 + numpy.array([[random.uniform(-0.06, 0.02)] * 2 for _ in range(4)])
    low, high = corners.min(0), corners.max(0)
    if quality.is_phone:
        edge = 0.06 * width
        low, high = low - edge, high + edge
    elif abs(angle) < 5:  # as large as the glass: what is askew is cut a little
        across = turned in (90, 270)
        half = numpy.array([height if across else width, width if across else height]) / 2
        low, high = -half, half
    corners = corners - low
    size = tuple(int(round(side)) for side in high - low)
    seeded = numpy.random.default_rng(random.getrandbits(32))
    flat = numpy.array([[0, 0], [PAPER[0], 0], [PAPER[0], PAPER[1]], [0, PAPER[1]]], numpy.float32)
    to_scan = cv2.getPerspectiveTransform(flat, corners.astype(numpy.float32)).astype(float)
    from_page = to_scan @ numpy.diag([25.4 / DPI, 25.4 / DPI, 1.0])
    if not quality.is_phone and random.random() < 0.7:
        page = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)
    around = tuple(random.choice([(70, 90, 110), (50, 50, 55), (140, 160, 175)])) if quality.is_phone else (248, 248, 248)
    # Averaged first, as a sensor does: thin lines would else come and go.
    page = cv2.GaussianBlur(page, (0, 0), max(0.3, 0.42 * DPI / quality.dpi - 0.2))
    picture = cv2.warpPerspective(page, from_page, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=around)
    picture = _lit(picture.astype(numpy.float32), quality, random)
    picture = cv2.GaussianBlur(picture, (0, 0), quality.blur)
    picture += (
        seeded.standard_normal(picture.shape[:2], numpy.float32).reshape(picture.shape[:2] + (1,) * (picture.ndim - 2)) * quality.noise
    )
    return Scan(numpy.clip(picture, 0, 255).astype(numpy.uint8), to_scan, quality.name, turned, damage)


def _lit(picture: numpy.ndarray, quality: Quality, random) -> numpy.ndarray:
    """The lamp, a fold or a hand's shadow, less contrast. Light is smooth: a coarse grid of it is enough."""
    height, width = picture.shape[:2]
    if quality.contrast < 1:
        picture *= quality.contrast
        picture += 255 * (1 - quality.contrast)
    xs, ys = numpy.meshgrid(numpy.linspace(-1, 1, 320, dtype=numpy.float32), numpy.linspace(-1, 1, 320, dtype=numpy.float32))
    if quality.is_phone:
        turn = random.uniform(0, 6.28)
        light = 1 + 0.16 * (xs * cos(turn) + ys * sin(turn)) - 0.12
        edge = (xs * cos(turn + 1) + ys * sin(turn + 1) - random.uniform(-0.4, 0.6)) * 9
        light *= 1 - random.uniform(0.12, 0.32) / (1 + numpy.exp(-edge))
    elif quality.contrast < 0.9:
        light = 1 - random.uniform(0.05, 0.12) * numpy.exp(-(((xs - random.uniform(-0.6, 0.6)) / 0.05) ** 2))
    else:
        return picture
    light = cv2.resize(light, (width, height), interpolation=cv2.INTER_LINEAR)
    picture *= light[..., None] if picture.ndim == 3 else light
    return picture


def save(result: Scan, path, quality: Quality) -> None:
    """As JPEG; the resolution is told, as scanners tell it."""
    picture = result.picture if result.picture.ndim == 2 else cv2.cvtColor(result.picture, cv2.COLOR_BGR2RGB)
    Image.fromarray(picture).save(path, quality=quality.jpeg, dpi=(quality.dpi, quality.dpi))


def save_together(results: list[Scan], path, quality: Quality) -> None:
    """Several pages in one PDF or TIFF."""
    pages = [Image.fromarray(r.picture if r.picture.ndim == 2 else cv2.cvtColor(r.picture, cv2.COLOR_BGR2RGB)) for r in results]
    how = {"quality": quality.jpeg} if str(path).endswith(".pdf") else {"compression": "jpeg", "quality": quality.jpeg}
    pages[0].save(path, save_all=True, append_images=pages[1:], resolution=quality.dpi, **how)
