"""What the catalogue is to programs, before judges who know nothing of Ghișeu: jsonschema, schemathesis, and CPSV-AP's own shapes."""

import http.cookiejar
import json
import re
import subprocess
import sys
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "Tests/Browser"))

from counter import Counter  # noqa: E402

SECONDS_OF_TRIES = 30
DEMO_PASSWORD = "Ghiseu-demo-2026"
# What the SHACL shapes of CPSV-AP 3.2.0 require at least once, by class.
MANDATORY = {
    "cpsv:PublicService": ["dct:identifier", "dct:title", "dct:description", "cv:hasCompetentAuthority"],
    "cv:PublicOrganisation": ["skos:prefLabel", "dct:spatial"],
    "cv:Requirement": ["dct:identifier", "dct:title"],
    "cv:Evidence": ["dct:identifier", "dct:title"],
    "cv:Output": ["dct:identifier", "dct:title"],
    "cv:Channel": ["dct:identifier"],
    "cv:Cost": ["dct:identifier"],
    "cpsv:Rule": ["dct:identifier", "dct:title", "dct:description"],
}
# Properties that may stand once, and those whose values are nodes of a class.
ONCE = {"dct:identifier", "cv:processingTime"}
CLASS_OF = {
    "cv:hasCompetentAuthority": "cv:PublicOrganisation",
    "cv:holdsRequirement": "cv:Requirement",
    "cv:hasSupportingEvidence": "cv:Evidence",
    "cpsv:hasInput": "cv:Evidence",
    "cpsv:produces": "cv:Output",
    "cpsv:follows": "cpsv:Rule",
    "cpsv:implements": "eli:LegalResource",
    "cv:hasChannel": "cv:Channel",
    "cv:hasCost": "cv:Cost",
    "cv:hasLegalResource": "eli:LegalResource",
    "dct:spatial": "dct:Location",
    "dct:language": "dct:LinguisticSystem",
}


@pytest.fixture(scope="module")
def counter(tmp_path_factory):
    counter = Counter(tmp_path_factory.mktemp("faces"), "--demo").start()
    yield counter
    counter.stop()


def get(counter, path):
    with urllib.request.urlopen(counter.url + path) as answer:
        return json.load(answer)


@pytest.fixture(scope="module")
def services(counter) -> list[str]:
    slugs = [service["slug"] for service in get(counter, "/api/v1/services")["services"]]
    assert len(slugs) >= 4
    return slugs


def broken(schema, example):
    """Applications with one thing wrong each: something required left out, a choice that is none, a thing of another kind."""
    for key in schema["required"]:
        yield f"without {key}", {name: answer for name, answer in example.items() if name != key}
    for rule in schema.get("allOf", []):
        key = rule["then"]["required"][0]
        if Draft202012Validator(rule["if"]).is_valid(example):
            yield f"without {key}", {name: answer for name, answer in example.items() if name != key}
    for key in example:
        if schema["properties"][key].get("readOnly"):
            continue
        yield f"{key} is an object", {**example, key: {"ce": "nu"}}
        if "enum" in schema["properties"][key]:
            yield f"{key} is none of its choices", {**example, key: "nu se află în listă"}
    yield "an unknown key", {**example, "cheie_necunoscuta": "da"}


def test_every_schema_is_one_takes_its_example_and_refuses_each_broken_one(counter, services):
    for slug in services:
        schema = get(counter, f"/api/v1/services/{slug}/schema.json")
        Draft202012Validator.check_schema(schema)
        judge = Draft202012Validator(schema)
        example = schema["examples"][0]
        assert [error.message for error in judge.iter_errors(example)] == [], slug
        tried = 0
        for what, answers in broken(schema, example):
            assert not judge.is_valid(answers), f"{slug}: {what} is taken"
            tried += 1
        assert tried > 5, slug


def test_what_a_schema_takes_as_its_example_the_dry_run_calls_valid(counter, services):
    for slug in services:
        example = get(counter, f"/api/v1/services/{slug}/schema.json")["examples"][0]
        body = json.dumps(example).encode()
        request = urllib.request.Request(
            f"{counter.url}/api/v1/services/{slug}/check", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            run = json.load(answer)
        assert run["valid"], f"{slug}: {run['problems']}"


def test_the_catalogue_has_what_the_shapes_of_cpsv_ap_require(counter, services):
    graph = get(counter, "/catalogue.jsonld")["@graph"]
    nodes = {node["@id"]: node for node in graph if "@id" in node}
    assert len(nodes) == len(graph), "two nodes have one name"
    for node in graph:
        for key in MANDATORY.get(node["@type"], []):
            assert node.get(key), f"{node['@id']} has no {key}"
        for key, value in node.items():
            values = value if isinstance(value, list) else [value]
            assert key not in ONCE or len(values) == 1, f"{node['@id']} has {key} several times"
            if key in CLASS_OF:
                for target in values:
                    assert nodes[target["@id"]]["@type"] == CLASS_OF[key], f"{node['@id']} {key}"
            if key in {"dct:title", "dct:description", "skos:prefLabel"}:
                assert all(text["@language"] in {"ro", "hu", "en"} and text["@value"].strip() for text in values), node["@id"]
    described = {node["dct:identifier"] for node in graph if node["@type"] == "cpsv:PublicService"}
    assert described == set(services)


@pytest.fixture(scope="module")
def key(counter) -> str:
    """A key for programs, made by a citizen of the demo county in her account."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def page(path, **fields):
        token = re.search(r'name="jeton" value="([^"]+)"', opener.open(counter.url + path).read().decode()).group(1)
        data = urllib.parse.urlencode({"jeton": token, **fields}).encode()
        return opener.open(urllib.request.Request(counter.url + path, data, {"Origin": counter.url})).read().decode()

    page("/intra", email="smaranda@demo.example.ro", parola=DEMO_PASSWORD)
    return re.search(r"ghiseu_[A-Za-z0-9_-]+", page("/cont/chei", **{"key-name": "schemathesis"})).group(0)


def test_a_filed_dossier_answers_as_its_schema_says_from_the_first_day(counter, key):
    document = get(counter, "/api/v1/openapi.json")
    example = get(counter, "/api/v1/services/petitie/schema.json")["examples"][0]
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json", "Idempotency-Key": "first-day"}
    url = f"{counter.url}/api/v1/services/petitie/dossiers"
    with urllib.request.urlopen(urllib.request.Request(url, json.dumps(example).encode(), headers)) as answer:
        filed = json.load(answer)
    asked = urllib.request.Request(f"{counter.url}/api/v1/dossiers/{filed['id']}", headers={"Authorization": f"Bearer {key}"})
    with urllib.request.urlopen(asked) as answer:
        dossier = json.load(answer)
    schema = {**document["components"]["schemas"]["Dossier"], "components": document["components"]}
    assert [error.message for error in Draft202012Validator(schema).iter_errors(dossier)] == []


def statuses(report: Path) -> dict[str, set[int]]:
    """What each operation answered, from the judge's own report."""
    found: dict[str, set[int]] = {}
    for line in report.read_text().splitlines():
        recorder = json.loads(line).get("ScenarioFinished", {}).get("recorder") or {}
        for interaction in recorder.get("interactions", {}).values():
            if response := interaction.get("response"):
                found.setdefault(recorder["label"], set()).add(response["status_code"])
    return found


def needs_documents(counter, slug) -> bool:
    """Whether the example of a service asks for documents, which do not travel with the answers."""
    example = get(counter, f"/api/v1/services/{slug}/schema.json")["examples"][0]
    asked = urllib.request.Request(
        f"{counter.url}/api/v1/services/{slug}/check", json.dumps(example).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(asked) as answer:
        return any(attachment["required"] for attachment in json.load(answer)["attachments"])


# Every operation is tried with its example, and as many as the time allows with each of their borders; by chance, those whose schema the judge can turn around:
# it cannot generate for the conditions of the longest forms. One worker: two threads that parse Python at once trip over the
# interpreter's own count of recursion (CPython 3.11, gh-106905), and the judge's own error then reads like ours.
TRIES = {
    "examples": [],
    "coverage": [],
    "fuzzing": ["--include-operation-id-regex", "^(services?|schema|dossier|openapi|catalogue|(check|file)-(petitie|turism-materiale))$"],
}


@pytest.mark.parametrize("phases", TRIES)
def test_schemathesis_finds_no_fault_and_no_breach_in_the_whole_openapi_document(
    counter, key, services, tmp_path, phases, record_property
):
    checks = [
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
        "response_headers_conformance",
    ]
    done = subprocess.run(
        [
            Path(sys.executable).parent / "schemathesis", "run", f"{counter.url}/api/v1/openapi.json",
            "--checks", ",".join(checks), "--phases", phases, "--max-examples", "20", "--max-time", str(SECONDS_OF_TRIES),
            "--seed", "2026", "--workers", "1", "--header", f"Authorization: Bearer {key}", "--suppress-health-check", "all",
            "--no-color", "--generation-database", "none", "--report", "ndjson", "--report-ndjson-path", tmp_path / "report.ndjson", *TRIES[phases],
        ],
        cwd=tmp_path, capture_output=True, text=True, timeout=300,
    )
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    tried = re.search(r"(\d+) generated", done.stdout)
    assert tried and int(tried.group(1)) > 100, done.stdout[-2000:]
    found = statuses(tmp_path / "report.ndjson")
    taken = {label for label, codes in found.items() if label.startswith("POST") and codes & {200, 201}}
    record_property("posts", f"{tried.group(1)} tries; of {len(found)} operations {len(taken)} POSTs were accepted")
    print(f"{phases}: {tried.group(1)} tries, {len(taken)} POSTs accepted")
    if phases == "examples":
        for slug in services:
            assert f"POST /api/v1/services/{slug}/check" in taken, slug
            filed = found[f"POST /api/v1/services/{slug}/dossiers"]
            assert filed == ({422} if needs_documents(counter, slug) else {201}), slug
