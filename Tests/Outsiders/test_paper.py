"""Forms on paper as the command line prints them, and the map that it gives of them."""

import json
import os
import re
import subprocess
from pathlib import Path

import pikepdf
from PIL import Image

REPOSITORY = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("GHISEU_PROGRAM", REPOSITORY / ".build/debug/ghiseu"))


def run(*command: str | Path, status: int = 0) -> str:
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=120)
    assert done.returncode == status, f"{command} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_a_form_is_printed_blank_and_filled_in_and_its_map_tells_where(tmp_path):
    blank, filled = tmp_path / "blank.pdf", tmp_path / "filled.pdf"
    run(PROGRAM, "blank", "cu-construire", "--out", blank)
    run(PROGRAM, "blank", "cu-construire", "--filled", "example", "--out", filled)
    form = json.loads(run(PROGRAM, "map", "cu-construire", "--json"))
    assert re.fullmatch("[0-9a-f]{10}", form["revision"])
    for file in (blank, filled):
        with pikepdf.open(file) as pdf:
            assert len(pdf.pages) == len(form["pages"])
            assert pdf.Root.MarkInfo.Marked
        assert form["revision"] in run("pdftotext", file, "-")
    code = next(field for field in form["fields"] if field["key"] == "solicitant.cnp")
    assert code["cells"] == len(code["boxes"]) == 13
    words = run("pdftotext", "-f", str(code["page"]), "-l", str(code["page"]), "-bbox", filled, "-")
    left, top, width, height = (length / 25.4 * 72 for length in code["box"])
    ink = [
        word[4] for word in re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', words)
        if left <= float(word[0]) <= left + width and top <= (float(word[1]) + float(word[3])) / 2 <= top + height
    ]
    assert "".join(ink) == "1800101120017"


def test_answers_of_ones_own_are_printed_and_an_unknown_service_is_not(tmp_path):
    answers, pdf = tmp_path / "answers.json", tmp_path / "filled.pdf"
    answers.write_text(json.dumps({"obiect": "Șanț înfundat în Țaga"}), encoding="utf-8")
    run(PROGRAM, "blank", "petitie", "--language", "hu", "--filled", answers, "--out", pdf)
    text = run("pdftotext", pdf, "-")
    assert "Aláírás" in text
    assert "Șanț înfundat în Țaga" in text
    run(PROGRAM, "blank", "nu-exista", "--out", pdf, status=64)


def scanned(form: Path, folder: Path) -> list[Image.Image]:
    """The pages as an office's scanner gives them, 200 dots to the inch."""
    run("pdftoppm", "-r", "200", "-gray", form, folder / "page")
    return [Image.open(file) for file in sorted(folder.glob("page*.pgm"))]


def test_a_tiff_of_several_pages_in_any_order_is_read_as_one_request(tmp_path):
    filled, scan = tmp_path / "filled.pdf", tmp_path / "scan.tiff"
    run(PROGRAM, "blank", "turism-ghidaj", "--filled", "example", "--out", filled)
    pages = scanned(filled, tmp_path)
    assert len(pages) > 1
    # The last page first and upside down, in one bit, as fax machines and old scanners send it.
    turned = [pages[-1].rotate(180), *pages[:-1]]
    bits = [page.point(lambda dot: 255 * (dot > 150)).convert("1") for page in turned]
    bits[0].save(scan, save_all=True, append_images=bits[1:], compression="group4", dpi=(200, 200))
    lines = run(PROGRAM, "read", scan, "--service", "turism-ghidaj", "--forms", tmp_path / "forms", "--json").splitlines()
    assert len(lines) == 1
    document = json.loads(lines[0])
    assert document["service"] == "turism-ghidaj"
    assert sorted(page["source"] for page in document["pages"]) == list(range(1, len(pages) + 1))
    assert [page["number"] for page in document["pages"]] == list(range(1, len(pages) + 1))
    assert document["pages"][-1]["source"] == 1
    read = {field["key"]: field["value"] for field in document["fields"]}
    assert read["persoane"] == "25"
    assert not [key for key in document["missing"] if key.startswith("page:")]
    assert not votes(document)
    voted = json.loads(run(PROGRAM, "read", scan, "--service", "turism-ghidaj", "--forms", tmp_path / "forms", "--json", "--voters"))
    assert votes(voted), "a second model has read what no rule had settled"
    assert {field["key"] for field in voted["fields"]} == set(read)


def votes(document: dict) -> list[str]:
    """What the second model read, and nothing where it was not asked."""
    return [text for field in document["fields"] for name, text in field["readings"].items() if name.startswith("PP-OCRv6_rec_tiny")]
