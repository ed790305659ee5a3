"""The demo county's sealed acts, as they lie in its data folder, before judges who know nothing of Ghișeu."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("GHISEU_PROGRAM", REPOSITORY / ".build/debug/ghiseu"))
ACTS_JUDGED = 4


def run(*command: str | Path, status: int = 0) -> str:
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=300)
    assert done.returncode == status, f"{command} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def county(tmp_path_factory) -> Path:
    """The data folder of a county with dossiers in all stages."""
    data = tmp_path_factory.mktemp("county") / "data"
    run(PROGRAM, "seed", "--data", data)
    return data


@pytest.fixture(scope="module")
def authority(county) -> Path:
    return next(county.rglob("ca.pem"))


@pytest.fixture(scope="module")
def acts(county) -> list[Path]:
    """A few of the sealed acts, always the same ones."""
    files = [file for file in (county / "files").rglob("*") if file.is_file()]
    sealed = sorted(file for file in files if (pdf := file.read_bytes()).startswith(b"%PDF") and b"/ByteRange" in pdf)
    assert sealed, "the demo county has no sealed act"
    return random.Random(2026).sample(sealed, min(ACTS_JUDGED, len(sealed)))


def test_pyhanko_finds_the_seal_intact_and_trusted_and_the_paper_archivable_and_accessible(acts, authority):
    for act in acts:
        run(sys.executable, "-I", REPOSITORY / "Tests/Outsiders/judge.py", act, authority)


def test_pdfsig_finds_the_signature_valid_the_certificate_trusted_and_all_of_the_document_signed(acts, authority, tmp_path):
    trusted = f"sql:{tmp_path}"
    run("certutil", "-N", "-d", trusted, "--empty-password")
    run("certutil", "-A", "-d", trusted, "-n", "root", "-t", "CT,CT,CT", "-i", authority)
    for act in acts:
        verdict = run("pdfsig", "-nssdir", trusted, act)
        assert "Signature is Valid." in verdict, verdict
        assert "Certificate is Trusted." in verdict, verdict
        assert "Total document signed" in verdict, verdict


def test_qpdf_finds_the_file_well_formed(acts):
    for act in acts:
        run("qpdf", "--check", act)


def test_ghiseu_recognises_its_own_act_and_refuses_it_with_one_byte_flipped(acts, county, tmp_path):
    for act in acts:
        run(PROGRAM, "verify", act, "--data", county)
        forged = bytearray(act.read_bytes())
        forged[len(forged) // 3] ^= 1
        forgery = tmp_path / "forged.pdf"
        forgery.write_bytes(forged)
        run(PROGRAM, "verify", forgery, "--data", county, status=1)
