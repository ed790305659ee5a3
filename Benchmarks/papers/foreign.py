"""Paper that is not ours: forms in the style of the official ones, and free letters. Drawn from scratch, copied from none."""

from pathlib import Path

import yaml

from papers import values
from papers.drafting import Draft, Foreign
from papers.forms import MM

LETTERS = yaml.safe_load(Path(__file__).with_name("letters.yaml").read_text(encoding="utf-8"))


def _person(random) -> dict[str, str]:
    uat = random.choice(values.table("uats.csv"))["siruta"]
    return {
        "nume": values.name(random),
        "cnp": values.cnp(random),
        "judet": "Cluj",
        "uat": uat,
        "localitate": values.locality_in(uat, random),
        "cod_postal": values.answer("post-code", "", "", random),
        "strada": random.choice(values.STREETS),
        "nr": str(random.randrange(1, 99)),
        "bl": random.choice(("", f"C{random.randrange(1, 20)}")),
        "telefon": values.answer("phone", "", "", random),
        "email": values.email(random),
        "cadastral": values.answer("cadastral", "", "", random),
    }


def _home(p: dict, prefix: str = "solicitant") -> list:
    key = lambda name: f"{prefix}.{name}"
    return [
        "cu domiciliul în județul",
        (key("judet"), "choice", p["judet"], 22),
        "municipiul/orașul/comuna",
        (key("uat"), "uat", p["uat"], 40),
        "satul",
        (key("localitate"), "locality", p["localitate"], 40),
        ", cod poștal",
        (key("cod_postal"), "post-code", p["cod_postal"], 20),
        ", str.",
        (key("strada"), "text", p["strada"], 45),
        "nr.",
        (key("nr"), "text", p["nr"], 14),
        "bl.",
        (key("bl"), "text", p["bl"], 12),
        "sc. ...... et. ...... ap. ......",
    ]


def _contact(p: dict) -> list:
    return ["telefon/fax", ("solicitant.telefon", "phone", p["telefon"], 36), ", e-mail", ("solicitant.email", "email", p["email"], 66)]


def urban_certificate(draft: Draft, random) -> Foreign:
    p, q = _person(random), _person(random)
    notary = random.random() < 0.4
    draft.text("F.1", 188, 16, 10, True, "rs")
    draft.text("Către ...................................................", 22, 26, 11)
    draft.y = 36
    draft.head("CERERE\npentru emiterea certificatului de urbanism")
    draft.flow(
        "Subsemnatul(a)",
        ("solicitant.nume", "text", p["nume"], 80),
        ", CNP",
        ("solicitant.cnp", "cnp", p["cnp"], 50),
        ",",
        *_home(p),
        ",",
        *_contact(p),
        ", în calitate de titular, în conformitate cu prevederile Legii nr. 50/1991 privind autorizarea executării lucrărilor "
        "de construcții, republicată, cu modificările și completările ulterioare, solicit emiterea certificatului de urbanism pentru "
        "imobilul – teren și/sau construcții – situat în județul Cluj, municipiul/orașul/comuna",
        ("imobil.uat", "uat", q["uat"], 40),
        "satul",
        ("imobil.localitate", "locality", q["localitate"], 40),
        "str.",
        ("imobil.strada", "text", q["strada"], 42),
        "nr.",
        ("imobil.nr", "text", q["nr"], 14),
        ", cartea funciară",
        ("imobil.numere_cf", "land-book", q["cadastral"], 30),
        ", nr. cadastral",
        ("imobil.numere_cadastrale", "cadastral", q["cadastral"], 30),
    )
    purpose = "vânzare prin notar, partaj" if notary else "construire locuință parter și mansardă"
    draft.flow("în scopul:", ("descriere_scop" if not notary else "scop", "paragraph", purpose, 130))
    area = str(random.randrange(300, 4000))
    draft.flow(
        "Suprafața terenului și/sau construcțiilor pentru care solicit certificatul de urbanism este de",
        ("suprafata_mp" if not notary else "suprafata", "number", area, 25),
        "mp.",
    )
    _end(draft)
    if notary:
        draft.fields = [f for f in draft.fields if f.key not in ("scop", "suprafata")]
    return draft.done("F.1", "cu-operatiuni-notariale" if notary else "cu-construire")


def building_permit(draft: Draft, random) -> Foreign:
    p, q = _person(random), _person(random)
    draft.text("F.8", 188, 16, 10, True, "rs")
    draft.y = 24
    draft.head("CERERE\npentru emiterea autorizației de construire/desființare")
    draft.flow(
        "Subsemnatul",
        ("solicitant.nume", "text", p["nume"], 75),
        "CNP",
        ("solicitant.cnp", "cnp", p["cnp"], 50),
        *_home(p),
        *_contact(p),
        "solicit, în conformitate cu prevederile Legii nr. 50/1991, emiterea autorizației de construire pentru imobilul situat în județul Cluj, "
        "comuna",
        ("imobil.uat", "uat", q["uat"], 40),
        "satul",
        ("imobil.localitate", "locality", q["localitate"], 40),
        "str.",
        ("imobil.strada", "text", q["strada"], 42),
        "nr.",
        ("imobil.nr", "text", q["nr"], 14),
        "nr. cadastral",
        ("imobil.numere_cadastrale", "cadastral", q["cadastral"], 30),
    )
    draft.flow("în vederea executării lucrărilor de:", ("lucrari", "paragraph", "Construire casă de locuit și împrejmuire", 120))
    draft.flow("în valoare de", ("valoare_lucrari", "money", str(random.randrange(200, 900) * 1000), 34), "lei.")
    draft.flow(
        "Durata estimată a executării lucrărilor solicitată este de", ("durata_luni", "number", str(random.randrange(8, 24)), 16), "luni."
    )
    draft.line("Anexez: certificatul de urbanism, dovada titlului, proiectul pentru autorizarea executării lucrărilor (DTAC).", 10, 10)
    _end(draft)
    return draft.done("F.8", "ac-construire")


def fire_safety(draft: Draft, random) -> Foreign:
    p, q = _person(random), _person(random)
    draft.text("INSPECTORATUL PENTRU SITUAȚII DE URGENȚĂ „AVRAM IANCU” AL JUDEȚULUI CLUJ", 105, 20, 10, True, "ms")
    draft.y = 28
    draft.head("CERERE\npentru emiterea avizului de securitate la incendiu")
    draft.y += 4
    for label, key, kind, value in [
        ("Numele și prenumele", "solicitant.nume", "text", p["nume"]),
        ("CNP", "solicitant.cnp", "cnp", p["cnp"]),
        ("Localitatea de domiciliu", "solicitant.localitate", "locality", p["localitate"]),
        ("Strada", "solicitant.strada", "text", p["strada"]),
        ("Numărul", "solicitant.nr", "text", p["nr"]),
        ("Telefon", "solicitant.telefon", "phone", p["telefon"]),
        ("E-mail", "solicitant.email", "email", p["email"]),
        (
            "Denumirea construcției",
            "obiectiv.denumire",
            "text",
            random.choice(("Pensiune cu restaurant", "Hală de depozitare", "Grădiniță")),
        ),
        ("Destinația", "obiectiv.destinatie", "text", random.choice(("cazare turistică", "depozit de mobilă", "învățământ"))),
        ("Comuna/orașul construcției", "imobil.uat", "uat", q["uat"]),
        ("Aria construită (mp)", "obiectiv.aria_construita_mp", "number", str(random.randrange(120, 900))),
        ("Înălțimea clădirii (m)", "obiectiv.inaltime_m", "number", f"{random.randrange(4, 15)},{random.randrange(10, 99)}"),
    ]:
        draft.row(label, key, kind, value)
    draft.line("Solicit emiterea avizului de securitate la incendiu pentru construcția de mai sus, în faza de proiect.", 10.5, 9)
    _end(draft)
    return draft.done("ISU", "isu-aviz-securitate-incendiu")


def road_permit(draft: Draft, random) -> Foreign:
    p, q = _person(random), _person(random)
    draft.text("DIRECȚIA DE ADMINISTRARE A DRUMURILOR JUDEȚENE", 22, 20, 10, True)
    draft.y = 30
    draft.head("CERERE\nde acord prealabil pentru amplasare în zona drumului județean")
    for label, key, kind, value in [
        ("Solicitant:", "solicitant.nume", "text", p["nume"]),
        ("Domiciliul, strada:", "solicitant.strada", "text", p["strada"]),
        ("Nr.:", "solicitant.nr", "text", p["nr"]),
        ("Localitatea:", "solicitant.localitate", "locality", p["localitate"]),
        ("Telefon:", "solicitant.telefon", "phone", p["telefon"]),
        ("Adresa de e-mail:", "solicitant.email", "email", p["email"]),
        ("Drumul județean:", "drum.numar", "county-road", values.answer("county-road", "", "", random)),
        ("Poziția kilometrică:", "drum.pozitie", "kilometre", values.answer("kilometre", "", "", random)),
        ("Comuna:", "imobil.uat", "uat", q["uat"]),
        ("Nr. cadastral:", "imobil.numere_cadastrale", "cadastral", q["cadastral"]),
    ]:
        draft.flow(label, (key, kind, value, 95))
    draft.flow("Lucrarea:", ("descriere", "paragraph", "Casă de locuit și acces de patru metri peste șanț", 125))
    _end(draft)
    return draft.done("drum", "drum-acord-prealabil")


def petition(draft: Draft, random) -> Foreign:
    p = _person(random)
    draft.y = 22
    draft.head("FORMULAR DE PETIȚIE\n(Ordonanța Guvernului nr. 27/2002)")
    draft.y += 4
    for label, key, kind, value in [
        ("Nume și prenume petent", "solicitant.nume", "text", p["nume"]),
        ("Localitatea", "solicitant.localitate", "locality", p["localitate"]),
        ("Strada", "solicitant.strada", "text", p["strada"]),
        ("Număr", "solicitant.nr", "text", p["nr"]),
        ("Telefon", "solicitant.telefon", "phone", p["telefon"]),
        ("E-mail", "solicitant.email", "email", p["email"]),
    ]:
        draft.row(label, key, kind, value, 8.5, 70)
    draft.flow(
        "Obiectul petiției:",
        (
            "obiect",
            "text",
            random.choice(("Zgomot de la terasa din parc", "Câini fără stăpân lângă școală", "Gunoi aruncat pe malul apei")),
            120,
        ),
    )
    draft.line("Vă aduc la cunoștință următoarele:", None, 9)
    draft.y += 3
    for line in ("Problema durează de mai bine de un an", "și nimeni nu a luat nicio măsură.", "Vă rog să analizați și să îmi răspundeți."):
        draft.y += 8.5
        draft.pen.line([22 * MM, draft.y * MM, 190 * MM, draft.y * MM], fill=(130, 130, 130), width=2)
        draft.inks.append((draft.hand.spelled(line), 23, draft.y - 0.9, 160))
    _end(draft)
    return draft.done("petiție", "petitie")


def water(draft: Draft, random) -> Foreign:
    p, q = _person(random), _person(random)
    draft.text("COMPANIA DE APĂ ARIEȘ S.A.", 22, 20, 12, True)
    draft.text("Câmpia Turzii", 22, 25, 9)
    draft.y = 32
    draft.head("Cerere de branșare/racordare\nla rețelele publice de apă și canalizare", 13)
    draft.flow("Numele și prenumele:", ("solicitant.nume", "text", p["nume"], 100))
    draft.flow("CNP:", ("solicitant.cnp", "cnp", p["cnp"], 60), "Telefon:", ("solicitant.telefon", "phone", p["telefon"], 50))
    draft.flow("E-mail:", ("solicitant.email", "email", p["email"], 90))
    draft.line("Adresa imobilului", None, 10, True)
    draft.flow(
        "Localitatea:",
        ("imobil.localitate", "locality", q["localitate"], 60),
        "Strada:",
        ("imobil.strada", "text", q["strada"], 60),
        "Nr.:",
        ("imobil.nr", "text", q["nr"], 18),
        "Nr. cadastral:",
        ("imobil.numere_cadastrale", "cadastral", q["cadastral"], 40),
    )
    draft.line("Solicit:", None, 9, True)
    draft.tick("branșament de apă potabilă", True)
    draft.tick("racord de canalizare menajeră", random.random() < 0.5)
    draft.flow(
        "Diametrul branșamentului (mm):",
        ("diametru_mm", "number", random.choice(("25", "32", "50")), 22),
        "Debit estimat (mc/zi):",
        ("apa.debit_apa_mc_zi", "number", f"0,{random.randrange(3, 9)}", 22),
    )
    _end(draft)
    return draft.done("apă", "aries-acord-bransare")


def information(draft: Draft, random) -> Foreign:
    p = _person(random)
    draft.y = 22
    draft.head("Anexa nr. 4\nMODEL – Cerere-tip privind informațiile de interes public", 12)
    draft.line("Denumirea autorității: Consiliul Județean Cluj", None, 8)
    draft.line("Stimate domnule/Stimată doamnă,", None, 9)
    draft.flow(
        "Prin prezenta formulez o cerere conform Legii nr. 544/2001 privind liberul acces la informațiile de interes public. Doresc să primesc o copie de pe "
        "următoarele documente:",
        ("informatii", "paragraph", "contractele de deszăpezire din anul 2025", 120),
    )
    draft.fields = []
    draft.line("Vă mulțumesc pentru solicitudine,", None, 9)
    draft.flow("Numele și prenumele petiționarului:", ("solicitant.nume", "text", p["nume"], 90))
    draft.flow(
        "Adresa: strada",
        ("solicitant.strada", "text", p["strada"], 60),
        "nr.",
        ("solicitant.nr", "text", p["nr"], 15),
        "localitatea",
        ("solicitant.localitate", "locality", p["localitate"], 60),
    )
    draft.flow("Telefon:", ("solicitant.telefon", "phone", p["telefon"], 50), "E-mail:", ("solicitant.email", "email", p["email"], 75))
    return draft.done("544", "info-544")


def letter(draft: Draft, random, number: int) -> Foreign:
    """All of it by one hand, from the sender's name to the signature."""
    service, addressee, body = (LETTERS[number][part] for part in ("service", "to", "text"))
    p, hand = _person(random), draft.hand
    y = 30.0

    def put(text: str, x: float = 24) -> None:
        nonlocal y
        draft.inks.append((hand.spelled(text), x, y, 168))
        y += 9.5

    put(p["nume"])
    put(f"str. {p['strada']} nr. {p['nr']}, {values.place_names()[p['localitate']]}")
    put(f"tel. {p['telefon']}")
    y += 8
    put(f"Către {addressee}", 60)
    y += 6
    room, line = 160 * MM / 1.08, ""
    for word in body.split():
        if hand.width(hand.spelled(f"{line} {word}"), round(hand.capital_mm * 0.95 * MM)) > room:
            put(line)
            line = ""
        line = f"{line} {word}".strip()
    put(line)
    y += 6
    put("Cu stimă,", 120)
    put(p["nume"], 120)
    return draft.done("scrisoare", service)


LAYOUTS = [urban_certificate, building_permit, fire_safety, road_permit, petition, water, information]


def _end(draft: Draft) -> None:
    draft.y += 16
    draft.text("Data", draft.left, draft.y)
    draft.text("Semnătura", 140, draft.y)
    draft.inks.append((f"{draft.random.randrange(1, 28):02}.11.2026", draft.left + 12, draft.y - 0.5, 40))
