"""The batch bar: mixed pages through the watched folder while the reading process is killed at random. Each page has to end in exactly
one proposal or in the tray: none twice, none lost, and none in the tray because of the kills."""

import json
import os
import random as chance
import signal
import time
from collections import Counter
from pathlib import Path

import kit
from papers.cases import Case

# In the codes of the prints, and so in their revisions.
ADDRESS = "http://127.0.0.1:8080"
SECONDS = 2400
KILLS = 60  # at most, of the reading process
# Files that nobody can read: they belong into the tray, with a reason.
BROKEN = {
    "gol.pdf": b"",
    "text.pdf": b"Nu sunt un PDF.\n" * 40,
    "rupt.jpg": b"\xff\xd8\xff\xe0" + bytes(200),
    "stricat.pdf": b"%PDF-1.7\n" + bytes(3000),
}


def run(binary: Path, cases: list[Case], folder: Path, seed: int) -> list[str]:
    """What went wrong, in words."""
    random = chance.Random(seed)
    scans, data = folder / "scans", folder / "data"
    scans.mkdir()
    kit.adopt_orphans()
    server = kit.Server(binary, data, "--scans", str(scans), "--public-address", ADDRESS)
    server.start()
    server.wait()
    books = kit.Books(data / "ghiseu.sqlite")
    arriving = [Path(case.file) for case in cases]
    pages = {f"{seed}-{Path(case.file).name}": len(case.pages) for case in cases}
    random.shuffle(arriving)
    for name, content in BROKEN.items():
        (scans / name).write_bytes(content)
    kills, ends, start = 0, 0, time.monotonic()
    all_files = len(pages) + len(BROKEN)
    try:
        while time.monotonic() - start < SECONDS and (arriving or not is_settled(books, all_files)):
            for file in arriving[:8]:
                grow(file, scans / f"{seed}-{file.name}", random)
            arriving = arriving[8:]
            # Of what is read meanwhile some is finished, some begun.
            time.sleep(random.uniform(1, 16))
            if kills < KILLS and kill_reader(server.process.pid):
                kills += 1
            if ends < 3 and kills > 5 * (ends + 1):
                server.end(signal.SIGKILL)
                server.start()
                server.wait()
                ends += 1
    finally:
        server.end()
    took = time.monotonic() - start
    print(
        f"\nThe watched folder: {len(pages)} files with {sum(pages.values())} pages and {len(BROKEN)} broken ones; the reading process killed "
        f"{kills} times, the program {ends} times; {took:.0f} s"
    )
    return problems(books, pages, scans)


def grow(source: Path, target: Path, random) -> None:
    """As a slow scanner writes: some of it, a pause, the rest."""
    content = source.read_bytes()
    cut = len(content) // 2 if random.random() < 0.3 else len(content)
    with target.open("wb") as file:
        file.write(content[:cut])
        file.flush()
        if cut < len(content):
            time.sleep(0.5)
            file.write(content[cut:])


def kill_reader(program: int) -> bool:
    for child in kit.children_of(program):
        try:
            if b"intake" in Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(child, signal.SIGKILL)
                return True
        except OSError:
            pass
    return False


def is_settled(books: kit.Books, files: int) -> bool:
    states = Counter(state for (state,) in books.rows("SELECT state FROM scan"))
    return sum(states.values()) >= files and not states["waiting"] and not states["reading"]


def problems(books: kit.Books, pages: dict[str, int], scans: Path) -> list[str]:
    found = []
    rows = books.rows("SELECT id, name, state, reason FROM scan")
    names = Counter(name for _, name, _, _ in rows)
    found += [f"{name} came in {count} times" for name, count in names.items() if count > 1]
    found += [f"{name} is lost" for name in [*pages, *BROKEN] if name not in names]
    left = [file.name for file in scans.iterdir() if file.is_file()]
    found += [f"{name} still lies in the folder" for name in left]
    proposed = books.rows("SELECT scan, reading FROM proposal")
    strays = books.rows("SELECT scan, source FROM stray_page")
    found += [f"a page of {scan} was given up" for (scan,) in books.rows("SELECT scan FROM stray_page WHERE reason = 'gaveUp'")]
    ends = Counter()
    for scan, name, state, reason in rows:
        if name in BROKEN:
            if state != "refused":
                found.append(f"{name}, which is broken, is {state}")
            continue
        if state == "refused":
            ends[f"whole file in the tray: {reason}"] += pages[name]
            if reason == "gaveUp":  # nothing ended its reader but we
                found.append(f"{name} was given up")
            continue
        sources = Counter()
        for owner, reading in proposed:
            if owner == scan:
                sources.update(page["source"] for page in json.loads(reading)["pages"])
        ends["in a proposal"] += sum(sources.values())
        alone = [int(source) for owner, source in strays if owner == scan]
        ends["single page in the tray"] += len(alone)
        sources.update(alone)
        for page in range(1, pages[name] + 1):
            if sources[page] != 1:
                found.append(f"page {page} of {name} ({state}) ended {sources[page]} times")
        found += [f"{name} has no page {page}" for page in sources if page > pages[name]]
    print("  " + ", ".join(f"{name} {count}" for name, count in ends.items()))
    return found
