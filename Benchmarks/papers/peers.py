"""Programs that read any page as a whole, on the same pages in the same run: how fast, and how much of the ink they find."""

import os
import resource
import shutil
import subprocess
import tempfile
from pathlib import Path

from PIL import Image

from papers import scores
from papers.cases import Case

# One core, as ours is counted.
ONE_CORE = os.environ | {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1"}


def compare(cases: list[Case], most: int) -> None:
    some = [case for case in cases if case.kind == "own" and len(case.pages) == 1][:most]
    if not some:
        return
    print(
        f"\nPeers on {len(some)} of our pages, whole pages on one core   pages a minute a core    written fields found anywhere in the text"
    )
    with tempfile.TemporaryDirectory(prefix="peers-") as folder:
        upright = [_upright(case, Path(folder)) for case in some]
        if shutil.which("tesseract"):
            texts = []
            used = _used(lambda: texts.extend(_run("tesseract", file, "stdout", "-l", "ron", "--psm", "3") for file in upright))
            _tell("tesseract", some, used, texts)
        else:
            print("  tesseract is not here: Benchmarks/peers/ocr.sh install")
        if shutil.which("ocrmypdf"):
            texts = []
            flags = [
                "-l",
                "ron",
                "--jobs",
                "1",
                "--output-type",
                "pdf",
                "--deskew",
                "--rotate-pages",
                "--optimize",
                "0",
                "--image-dpi",
                "200",
                "--sidecar",
                f"{folder}/text",
                "--quiet",
            ]

            def all_files() -> None:
                for file in upright:
                    _run("ocrmypdf", *flags, file, f"{folder}/out.pdf")
                    texts.append(Path(f"{folder}/text").read_text())

            _tell("ocrmypdf", some, _used(all_files), texts)


def _upright(case: Case, folder: Path) -> str:
    """Turned as it should be read: ours finds that out by itself."""
    file = str(folder / Path(case.file).name)
    Image.open(case.file).rotate(case.pages[0].turned, expand=True).save(file, quality=95, dpi=(200, 200))
    return file


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, env=ONE_CORE).stdout


def _used(work) -> float:
    """Seconds of CPU of what it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _tell(name: str, cases: list[Case], used: float, texts: list[str]) -> None:
    found = total = 0
    for case, text in zip(cases, texts):
        text = "".join(text.split()).casefold()
        for inked in case.pages[0].fields:
            if inked.truth and inked.place in ("line", "lines", "cells") and inked.kind not in ("date", "number", "money"):
                total += 1
                found += "".join(inked.truth.split()).casefold() in text
    print(f"  {name:40} {60 * len(cases) / used:8.1f}                {scores.share(found, total)}")
