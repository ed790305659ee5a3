"""Whether a reading is what was written, and how sure that figure is."""

import datetime
import re
import unicodedata
from math import sqrt

from papers import values

# Kinds that are written with or without gaps.
CODES = (
    "cnp",
    "cui",
    "iban",
    "id-card",
    "trade-register",
    "cadastral",
    "land-book",
    "post-code",
    "county-road",
    "plate",
    "monument",
    "time",
    "period",
    "slot",
)


def wilson(good: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    if total == 0:
        return 0.0, 1.0
    z, share = 1.96, good / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return max(0.0, middle - half), min(1.0, middle + half)


def plain(kind: str, text: str) -> str:
    """The answer as one form of its kind, so that only its meaning is compared."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    if kind == "date":
        parts = [int(part) for part in re.findall(r"\d+", text)]
        try:
            return (datetime.date(*parts) if parts and parts[0] > 31 else datetime.date(*reversed(parts))).isoformat()
        except (TypeError, ValueError):
            return text
    if kind == "phone":
        digits = "".join(re.findall(r"\d", text))
        return "0" + digits[2:] if text.startswith("+40") else digits
    if kind in ("number", "money"):
        compact = re.sub(r"[^\d,.-]", "", text)
        compact = compact.replace(".", "").replace(",", ".") if "," in compact else compact
        try:
            return f"{float(compact):.6f}"
        except ValueError:
            return text
    if kind == "kilometre":
        return "+".join(part.lstrip("0") or "0" for part in text.replace(" ", "").split("+"))
    if kind in ("uat", "locality"):
        return values.place_names().get(text, text)
    if kind == "email":
        return text.replace(" ", "").lower()
    if kind == "trade-register":
        # A county of one digit is written with its zero or without.
        return re.sub(r"^([JFC])(\d)/", r"\g<1>0\2/", text.replace(" ", "").upper())
    if kind in CODES:
        return text.replace(" ", "").upper()
    return text


def folded(text: str) -> str:
    """Without case and diacritics."""
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


def items(text: str) -> list[str]:
    return [item.strip() for item in re.split(r"[\n;,]", text) if item.strip()]


def is_exact(kind: str, place: str, style: str, truth: str, value: str, also: str = "") -> bool:
    if also and set(items(value)) == set(items(also)):
        return True
    if place == "ticks":
        truth, value = (
            {"false": "", "nu": ""}.get(text, text) if kind in ("declaration", "attachment") else text for text in (truth, value)
        )
        return set(items(truth)) == set(items(value))
    if place == "signature":
        return bool(truth) == (value not in ("", "false", "nu"))
    if "\n" in truth or "\n" in value:
        pairs = truth.split("\n"), [item for item in value.split("\n") if item.strip()]
        return len(pairs[0]) == len(pairs[1]) and all(is_exact(kind, place, style, *pair) for pair in zip(*pairs))
    left, right = plain(kind, truth), plain(kind, value)
    # Who writes in capitals has not said which letters are great.
    return left.casefold() == right.casefold() if style == "capitals" else left == right


def is_folded_exact(kind: str, truth: str, value: str) -> bool:
    return folded(plain(kind, truth)) == folded(plain(kind, value))


def distance(left: str, right: str) -> int:
    """Levenshtein's."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return row[-1]


def share(good: int, total: int) -> str:
    """`98.7 % (97.1–99.4) of 412`"""
    if not total:
        return "–"
    low, high = wilson(good, total)
    return f"{100 * good / total:5.1f} % ({100 * low:.1f}–{100 * high:.1f}) of {total}"
