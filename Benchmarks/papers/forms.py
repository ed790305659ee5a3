"""Our own forms: blank prints with their maps, and the ink that is put on them. What was inked is the truth."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import threading
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import cv2
import numpy

import kit
from papers import values

DPI = 300
MM = DPI / 25.4


@dataclass
class Inked:
    """One field as it stands on the paper."""

    key: str
    kind: str
    place: str  # cells, line, lines, ticks, signature
    truth: str
    page: int
    style: str
    note: str = ""  # crossed: a tick was taken back; stamped: a stamp lies over it
    also: str = ""  # the option's value, where its label was written


@dataclass
class Sheet:
    service: str
    revision: str
    number: int
    picture: numpy.ndarray  # BGR at 300 dpi
    fields: list[Inked] = field(default_factory=list)


def state(binary: Path, content: Path) -> str:
    """Changes with the program and its content."""
    files = [binary, *sorted(file for file in content.rglob("*") if file.is_file())]
    facts = "".join(f"{file.name} {file.stat().st_size} {file.stat().st_mtime_ns}\n" for file in files)
    return hashlib.sha256(facts.encode()).hexdigest()[:16]


class Forms:
    """Prints of the program under test, made once and kept in a folder."""

    def __init__(self, binary: Path, folder: Path, known: Path, address: str | None = None):
        """`known`: where the reader looks for forms; it knows those that were prepared there. `address`: in the prints' codes."""
        self.binary, self.folder, self.known = binary, folder, known
        self.flags = ("--public-address", address) if address else ()
        self._maps: dict[str, dict] = {}
        folder.mkdir(parents=True, exist_ok=True)
        self.state = state(binary, values.CONTENT)
        self.services = {service["slug"]: service for service in json.loads(self._said("services", "--json"))}

    def _say(self, *words: str) -> str:
        return subprocess.run([self.binary, *words], cwd=kit.ROOT, capture_output=True, text=True, check=True).stdout

    def _said(self, *words: str) -> str:
        """The same, kept for as long as the program and its content stay as they are."""
        kept = self.folder.with_name("answers") / self.state / "-".join(words).replace("/", "")
        if not kept.exists():
            answer = self._say(*words)
            kept.parent.mkdir(parents=True, exist_ok=True)
            part = kept.with_name(f"{kept.name}.{threading.get_ident()}.part")
            part.write_text(answer, encoding="utf-8")
            part.replace(kept)
        return kept.read_text(encoding="utf-8")

    def map(self, slug: str) -> dict:
        if slug not in self._maps:
            self._maps[slug] = json.loads(self._said("map", slug, "--json", *self.flags))
        return self._maps[slug]

    def blank(self, slug: str, number: int) -> numpy.ndarray:
        """A page as it comes out of the printer; kept, since a revision never looks otherwise."""
        folder = self.folder / f"{slug}-{self.map(slug)['revision']}"
        if not folder.exists():
            making = folder.with_name(f"{folder.name}-{os.getpid()}-{threading.get_ident()}")
            making.mkdir()
            self._say("blank", slug, "--out", str(making / "print.pdf"), *self.flags)
            subprocess.run(["pdftoppm", "-r", str(DPI), making / "print.pdf", making / "page"], check=True, capture_output=True)
            try:
                making.rename(folder)
            except OSError:
                shutil.rmtree(making)  # another one was faster
        pictures = sorted(folder.glob("page-*.ppm"))
        return cv2.imread(str(pictures[number - 1]), cv2.IMREAD_COLOR)

    def prepare(self, slug: str) -> None:
        """The blank's pictures, and the form where the reader looks for it: it then knows the forms in use and no others."""
        self.blank(slug, 1)
        revision = self.map(slug)["revision"]
        known = self.known / slug
        known.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self.folder / f"{slug}-{revision}" / "print.pdf", known / f"{revision}.pdf")
        (known / f"{revision}.json").write_text(json.dumps(self.map(slug)), encoding="utf-8")

    @cache
    def questions(self, slug: str) -> dict[str, dict]:
        return {question["key"]: question for step in self.services[slug]["steps"] for question in step["fields"]}

    def deciding(self, slug: str) -> set[str]:
        """Keys on which other questions depend: their example answers stay, so that the form's conditions hold."""
        conditions = " ".join(question.get("when", "") + " " + question["required"] for question in self.questions(slug).values())
        return set(re.findall(r"[\w.]+", conditions))

    def answers(self, slug: str, random) -> dict[str, str | list]:
        deciding = self.deciding(slug)
        result = {}
        for key, example in self.services[slug]["example"].items():
            question = self.questions(slug)[key]
            kind = question["kind"]
            if isinstance(example, list) and kind == "rows":
                kinds = {column["key"]: column for column in question["columns"]}
                result[key] = [
                    {name: values.answer(kinds[name]["kind"], name, text, random) for name, text in row.items()} for row in example
                ]
            elif question["options"] and key not in deciding and kind in ("choice", "choices"):
                offered = [option["value"] for option in question["options"]]
                result[key] = (
                    random.choice(offered) if kind == "choice" else random.sample(offered, min(len(offered), random.randint(1, 3)))
                )
            elif isinstance(example, list) and kind != "choices":
                result[key] = [values.answer(kind, key, text, random) for text in example]
            elif kind == "truth" and key not in deciding:
                result[key] = random.choice(("true", "false"))
            elif isinstance(example, str) and key not in deciding:
                result[key] = values.answer(kind, key, example, random)
            else:
                result[key] = example
        for key in [key for key in result if self.questions(slug)[key]["kind"] == "locality"]:
            uat = result.get(key.rpartition(".")[0] + ".uat" if "." in key else "uat")
            if uat:
                result[key] = values.locality_in(uat, random)
        return result
