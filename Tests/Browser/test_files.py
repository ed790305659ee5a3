"""Where files are kept: on S3 that comes and goes, and on a disk that takes no more."""

import hashlib
import resource
import subprocess

from answers import paper
from bucket import SECRET
from counter import ADMINISTRATOR_PASSWORD, PROGRAM, REPOSITORY, Counter, make_administrator
from wire import Wire

PLAN = paper("Plan") + bytes(range(256)) * 12_000  # 3 MB


def draft_of(counter: Counter) -> tuple[Wire, str]:
    """Ana, who may also ask for something as anybody may, and the page with her draft's documents."""
    ana = Wire(counter.url).sign_in("ana@example.ro", ADMINISTRATOR_PASSWORD)
    return ana, ana.open_draft("cu-construire") + "/documente"


def addresses(ana: Wire, documents: str) -> list[str]:
    """Of the files that hang on the draft."""
    dossier = documents.removesuffix("/documente")
    page = ana.ask(documents).text
    return sorted({part.partition('"')[0] for part in page.split('href="')[1:] if part.startswith(f"{dossier}/fisiere/")})


def test_a_counter_keeps_its_files_on_s3_and_says_so_when_it_cannot(s3, open_counter):
    counter = open_counter("--files", s3.place("cluj"), prepare=make_administrator)
    ana, documents = draft_of(counter)
    assert ana.upload(documents, "A-PLANCAD", "plan.pdf", PLAN).status == 303
    assert s3.keys() == [f"cluj/files/{hashlib.sha256(PLAN).hexdigest()}"]
    [address] = addresses(ana, documents)
    whole, part = ana.ask(address), ana.ask(address, Range="bytes=1000000-1000099")
    assert (whole.status, whole.body) == (200, PLAN)
    assert (part.status, part.body) == (206, PLAN[1_000_000:1_000_100])

    s3.down()
    refused = ana.upload(documents, "A-PIZ", "alt-plan.pdf", PLAN + b"1")
    assert refused.status == 503 and "nici primi, nici deschide fișiere" in refused.text
    assert ana.ask(address).status == 503
    assert addresses(ana, documents) == [address], "the rest of the counter works on"
    assert not list((counter.data / "incoming").iterdir()), "nothing is left half-written"

    s3.up()
    assert ana.upload(documents, "A-PIZ", "alt-plan.pdf", PLAN + b"1").status == 303
    assert ana.ask(address).body == PLAN
    assert len(s3.keys()) == len(addresses(ana, documents)) == 2
    assert SECRET not in counter.log_text() and "plan.pdf" not in counter.log_text()


def test_files_on_s3_need_an_address_without_secrets_and_a_key_in_the_environment(tmp_path, monkeypatch):
    monkeypatch.delenv("GHISEU_S3_KEY", raising=False)
    for address, says in (("s3://dosare", "GHISEU_S3_KEY"), ("s3://cheie:secret@dosare", "secrets have no place")):
        command = [PROGRAM, "audit", "--data", tmp_path / "data", "--files", address]
        done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=60)
        assert done.returncode == 64 and says in done.stderr, done.stderr


def test_a_disk_that_takes_no_more_refuses_the_file_and_takes_the_next_when_there_is_room(open_counter):
    # The kernel fails the write in the middle, as it does on a full disk: here with a limit on how large a file may grow.
    counter = open_counter(prepare=make_administrator)
    ana, documents = draft_of(counter)
    files = counter.data / "files"
    room = 16_000_000
    plan = paper("Plan") + bytes(room)

    limits = resource.prlimit(counter.pid, resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    refused = ana.upload(documents, "A-PLANCAD", "plan.pdf", plan)
    assert refused.status == 503 and "nici primi, nici deschide fișiere" in refused.text
    assert not [file for file in files.rglob("*") if file.is_file() and file.name != "lock"], "nothing is left half-written"
    assert ana.upload(documents, "A-PLANCAD", "plan.pdf", PLAN).status == 303, "a smaller one has room"

    resource.prlimit(counter.pid, resource.RLIMIT_FSIZE, limits)
    assert ana.upload(documents, "A-PIZ", "alt-plan.pdf", plan).status == 303
    assert hashlib.sha256(plan).hexdigest() in {file.name for file in files.rglob("*")}
