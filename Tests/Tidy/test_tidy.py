"""Reads the repository as a stranger would, and stumbles over what STYLE.md forbids."""

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
MOST_LINES = 400  # of a source file; aim at half of it
MOST_COLUMNS = 160
CODE = {".swift", ".py", ".css", ".js"}

# Written in pieces, so that this file does not stumble over itself.
LEFT_FOR_LATER = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX|HA" + r"CK)\b")
MACHINE_PATH = re.compile(r"(?<![\w.~])/(?:wo" + r"rk|ro" + r"ot|o" + r"pt|ho" + r"me)/\w|\.\./sha" + r"red")
DODGE = re.compile(r"\btry!|\bas!|\bfatalError\(|@unchecked Sendable|\.disabled\(|\bXCTSkip|\bwithKnownIssue|(?<![.\w])(?<!func )print\(")
CEDILLA = re.compile("[\u015e\u015f\u0162\u0163]")


def text_files() -> dict[Path, str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=REPOSITORY, check=True, capture_output=True, text=True,
    ).stdout
    files = {}
    for name in filter(None, listed.split("\0")):
        try:
            files[Path(name)] = (REPOSITORY / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue  # a picture or a font; or deleted and not yet committed
    return files


FILES = text_files()


def under(*folders: str, suffix: set[str] | None = None) -> dict[Path, str]:
    return {
        file: text for file, text in FILES.items()
        if (not folders or file.parts[0] in folders) and (suffix is None or file.suffix in suffix)
    }


def places(pattern: re.Pattern, files: dict[Path, str]) -> list[str]:
    return [
        f"{file}:{number}: {line.strip()}"
        for file, text in files.items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def refuse(found: list) -> None:
    assert not found, "\n" + "\n".join(map(str, found))


def test_there_is_something_to_read():
    assert len(under("Sources", suffix={".swift"})) > 5


def test_nothing_is_left_for_later():
    refuse(places(LEFT_FOR_LATER, FILES))


def test_nothing_names_a_path_of_one_machine():
    refuse(places(MACHINE_PATH, FILES))


def test_romanian_letters_have_their_comma_and_no_cedilla():
    refuse(places(CEDILLA, under("Sources", "Content", "Documentation", "README.md")))


def test_no_source_dodges_the_compiler_the_reader_or_the_log():
    sources = {file: text for file, text in under("Sources", suffix={".swift"}).items() if file.parts[1] != "ghiseu"}
    refuse(places(DODGE, sources))


def test_no_test_is_switched_off():
    refuse(places(re.compile(r"\.disabled\(|\bXCTSkip|\bwithKnownIssue"), under("Tests", suffix={".swift"})))
    refuse(places(re.compile(r"pytest\.(?:mark\.)?(?:sk" + r"ip|xfa" + r"il)"), under("Tests", suffix={".py"})))


def test_no_source_file_is_too_long():
    refuse([file for file, text in under("Sources", suffix=CODE).items() if text.count("\n") > MOST_LINES])


def test_no_line_of_code_is_too_wide():
    too_wide = re.compile(f"^(?!.*<path d=).{{{MOST_COLUMNS + 1}}}")  # a drawing may be as wide as it is
    scripts = {file: text for file, text in FILES.items() if text.startswith("#!")}
    refuse(places(too_wide, under(suffix=CODE - {".css"}) | scripts))


def test_no_line_ends_in_a_space_and_every_file_ends_in_a_line():
    ours = under(suffix=CODE | {".md", ".yaml", ".yml"})
    refuse(places(re.compile(r"[ \t]+$"), ours))
    refuse([str(file) for file, text in ours.items() if text and not text.endswith("\n")])


def test_every_script_can_be_run():
    for file, text in FILES.items():
        if text.startswith("#!"):
            assert os.access(REPOSITORY / file, os.X_OK), f"{file} is not executable"
        if text.startswith("#!/usr/bin/env bash"):
            subprocess.run(["bash", "-n", file], cwd=REPOSITORY, check=True)


@pytest.mark.parametrize("file", under(suffix={".md"}), ids=str)
def test_every_link_leads_somewhere(file: Path):
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", FILES[file]):
        assert (REPOSITORY / file.parent / target).exists(), f"{file} links to {target}"


def test_every_dependency_is_explained():
    explained = FILES[Path("Documentation/dependencies.md")]
    packages = re.findall(r'\.package\(url: "[^"]+/([^"/]+)"', FILES[Path("Package.swift")])
    system = re.findall(r'\.apt\(\["([^"]+)"\]\)', FILES[Path("Package.swift")])
    python = [
        name for file in ("bin/requirements.txt", "bin/requirements-test.txt")
        for name in re.findall(r"^([\w-]+)==", FILES[Path(file)], re.MULTILINE)
    ]
    assert packages and system and python
    refuse([name for name in packages + system + python if f"`{name}`" not in explained])


def test_every_room_is_on_the_drawing():
    rooms = {file.parts[1] for file in under("Sources", suffix={".swift"})}
    drawing = FILES[Path("Documentation/architecture.md")]
    refuse([room for room in rooms if f"`{room}`" not in drawing])


def test_every_word_of_the_lexicon_stands_in_the_code():
    rows = re.findall(r"^\|[^|]+\|([^|]+)\|", FILES[Path("Documentation/lexicon.md")], re.MULTILINE)
    words = {word.split(".")[-1] for row in rows for word in re.findall(r"`([\w.-]+)`", row)}
    written = "\n".join(under("Sources", "Content").values()) + " ".join(map(str, FILES))
    assert words
    refuse([word for word in sorted(words) if not re.search(rf"\b{word}\b", written)])


def test_every_page_that_the_code_refers_to_is_there():
    named = {page for text in under("Sources", "bin", "Tests").values() for page in re.findall(r"Documentation/[\w/.-]+\.md", text)}
    refuse([page for page in sorted(named) if Path(page) not in FILES])


def test_every_decision_says_why_and_what_follows():
    decisions = under("Documentation", suffix={".md"})
    decisions = {file: text for file, text in decisions.items() if file.parent.name == "decisions"}
    numbers = sorted(int(file.name[:4]) for file in decisions)
    assert numbers == list(range(1, len(numbers) + 1))
    for file, text in decisions.items():
        for part in ("## Context", "## Decision", "## Consequences"):
            assert part in text, f"{file} lacks {part}"


def test_publiccode_says_what_the_standard_asks():
    catalogue = yaml.safe_load(FILES[Path("publiccode.yml")])
    assert str(catalogue["publiccodeYmlVersion"]).startswith("0.4")
    for key in ("name", "url", "platforms", "categories", "developmentStatus", "softwareType"):
        assert catalogue[key], key
    assert catalogue["legal"]["license"] == "Apache-2.0"
    assert catalogue["localisation"]["availableLanguages"]
    assert catalogue["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    for language, words in catalogue["description"].items():
        assert len(words["shortDescription"]) <= 150, language
        assert 150 <= len(words["longDescription"]) <= 10_000, language
        assert words["features"], language
