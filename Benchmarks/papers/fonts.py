"""The fonts that fill in the forms. Development and test fonts are disjoint: nobody may tune on a test hand.

A font's hand is not a person's hand: it writes every letter alike. Jitter and warp hide that only a little.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageFont

FOLDERS = [Path("/usr/share/fonts/truetype"), Path("/usr/share/fonts/opentype")]
STYLES = ("print", "capitals", "cursive")


@dataclass(frozen=True)
class Face:
    file: str
    package: str  # of Debian
    share: str  # dev or test
    styles: tuple[str, ...]


TABLE = [
    Face("dejavu/DejaVuSans.ttf", "fonts-dejavu-core", "dev", ("print",)),
    Face("dejavu/DejaVuSerif.ttf", "fonts-dejavu-core", "dev", ("print",)),
    Face("liberation/LiberationSans-Regular.ttf", "fonts-liberation", "dev", ("print",)),
    Face("liberation/LiberationMono-Regular.ttf", "fonts-liberation", "dev", ("print",)),
    Face("noto/NotoSerif-Regular.ttf", "fonts-noto-core", "test", ("print",)),
    Face("liberation/LiberationSerif-Regular.ttf", "fonts-liberation", "test", ("print",)),
    Face("liberation/LiberationSansNarrow-Regular.ttf", "fonts-liberation", "test", ("print",)),
    Face("dejavu/DejaVuSansMono.ttf", "fonts-dejavu-core", "test", ("print",)),
    Face("bwht/BecauseWeOrganize-Regular.otf", "fonts-bwht", "dev", ("capitals",)),
    Face("humor-sans/Humor-Sans.ttf", "fonts-humor-sans", "dev", ("capitals",)),
    Face("rufscript/Rufscript010.ttf", "fonts-rufscript", "dev", ("capitals", "cursive")),
    Face("comic-neue/ComicNeue-Italic.otf", "fonts-comic-neue", "dev", ("capitals",)),
    Face("dancingscript/DancingScript-Regular.otf", "fonts-dancingscript", "dev", ("cursive",)),
    Face("fifthhorseman/dkg.ttf", "fonts-dkg-handwriting", "dev", ("cursive",)),
    Face("breip/Breip.ttf", "fonts-breip", "test", ("capitals", "cursive")),
    Face("yusei-magic/YuseiMagic-Regular.ttf", "fonts-yusei-magic", "test", ("capitals",)),
    Face("bwht/BecauseWeLearn-Regular.otf", "fonts-bwht", "test", ("capitals",)),
    Face("sjfonts/SteveHand.ttf", "fonts-sjfonts", "test", ("capitals", "cursive")),
    Face("ecolier-court/Ecolier-court.ttf", "fonts-ecolier-court", "test", ("cursive",)),
    Face("kristi/Kristi.ttf", "fonts-kristi", "test", ("cursive",)),
]


def faces(style: str, share: str) -> list[Face]:
    return [face for face in TABLE if style in face.styles and face.share == share]


def path(face: Face) -> Path:
    found = next((folder / face.file for folder in FOLDERS if (folder / face.file).exists()), None)
    return found or exit(f"the font {face.file} is missing: bin/setup --tests installs {face.package}")


@cache
def load(face: Face, pixels: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path(face), pixels)


@cache
def size_for_capitals(face: Face, pixels: int) -> ImageFont.FreeTypeFont:
    """The font in which an H is so high."""
    box = load(face, 200).getbbox("H")
    return load(face, max(6, round(200 * pixels / max(box[3] - box[1], 1))))
