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
    Face("noto/NotoSans-Regular.ttf", "fonts-noto-core", "dev", ("print",)),
    Face("crosextra/Carlito-Regular.ttf", "fonts-crosextra-carlito", "dev", ("print",)),
    Face("crosextra/Caladea-Regular.ttf", "fonts-crosextra-caladea", "dev", ("print",)),
    Face("freefont/FreeSerif.ttf", "fonts-freefont-ttf", "dev", ("print",)),
    Face("freefont/FreeMono.ttf", "fonts-freefont-ttf", "dev", ("print",)),
    Face("lato/Lato-Regular.ttf", "fonts-lato", "dev", ("print",)),
    Face("open-sans/OpenSans-Regular.ttf", "fonts-open-sans", "dev", ("print",)),
    Face("roboto/unhinted/RobotoCondensed-Regular.ttf", "fonts-roboto-unhinted", "dev", ("print",)),
    Face("courier-prime/Courier Prime.otf", "fonts-courier-prime", "dev", ("print",)),
    Face("gnutypewriter/GNUTypewriter.ttf", "fonts-gnutypewriter", "dev", ("print",)),
    Face("paratype/PTF55F.ttf", "fonts-paratype", "dev", ("print",)),
    Face("gentiumplus/GentiumPlus-Regular.ttf", "fonts-sil-gentiumplus", "dev", ("print",)),
    Face("inconsolata/Inconsolata.otf", "fonts-inconsolata", "dev", ("print",)),
    Face("bwht/BecauseWeOrganize-Regular.otf", "fonts-bwht", "dev", ("capitals",)),
    Face("humor-sans/Humor-Sans.ttf", "fonts-humor-sans", "dev", ("capitals",)),
    Face("rufscript/Rufscript010.ttf", "fonts-rufscript", "dev", ("capitals", "cursive")),
    Face("comic-neue/ComicNeue-Italic.otf", "fonts-comic-neue", "dev", ("capitals",)),
    Face("dancingscript/DancingScript-Regular.otf", "fonts-dancingscript", "dev", ("cursive",)),
    Face("fifthhorseman/dkg.ttf", "fonts-dkg-handwriting", "dev", ("cursive",)),
    Face("bwht/BecauseWeBuild-Regular.otf", "fonts-bwht", "dev", ("capitals",)),
    Face("bwht/BecauseWeMentor-Regular.otf", "fonts-bwht", "dev", ("capitals",)),
    Face("dustin/Domestic_Manners.ttf", "fonts-dustin", "dev", ("capitals", "cursive")),
    Face("kiloji/kiloji.ttf", "fonts-kiloji", "dev", ("capitals", "cursive")),
    Face("seto/setofont.ttf", "fonts-seto", "dev", ("capitals", "cursive")),
    Face("tlwg/Purisa.ttf", "fonts-tlwg-purisa-ttf", "dev", ("capitals", "cursive")),
    Face("malayalam/Chilanka-Regular.otf", "fonts-smc-chilanka", "dev", ("capitals", "cursive")),
    Face("unfonts-extra/UnPilgia.ttf", "fonts-unfonts-extra", "dev", ("capitals", "cursive")),
    Face("sjfonts/Delphine.ttf", "fonts-sjfonts", "dev", ("capitals", "cursive")),
    Face("kaushanscript/KaushanScript-Regular.otf", "fonts-kaushanscript", "dev", ("cursive",)),
    Face("bajaderka/Bajaderka-Regular.otf", "fonts-bajaderka", "dev", ("cursive",)),
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
