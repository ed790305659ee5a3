"""Invented answers of each kind: right in form, of nobody."""

import csv
import datetime
from functools import cache
from pathlib import Path

CONTENT = Path(__file__).resolve().parents[2] / "Content"

FIRST = (
    "Smaranda Ilinca Aurora Horea Tiberiu Vasile Ștefan Răzvan Anca Mihnea Cătălina Sânziana Învierea Țiburcă Ioana Andrei Gheorghe "
    "Maria Ștefania Cristian Dănuț Bogdan Elena Florin Zamfira Aron Rareș Emil Lucreția Octavian Mărioara Viorica Kinga Zsolt"
).split()
LAST = (
    "Vălureanu Sândulaș Ostrovel Țepelea Zăpodeanu Șoimaru Mureșan Câmpean Pop Moldovan Rusu Crișan Bărbulescu Mărginean Șerban "
    "Țîrlea Hănțescu Gânscă Oltean Făgărășan Dăncuș Bucșa Ruja Iștoc Cherecheș Nagy Kovács Rațiu Vâlcan Înțelegătoru"
).split()
FIRMS = (
    "Feleacul Verde|Construct Someș|Livada Apusenilor|Pâinea Bună|Atelierul de Lemn|Moara Veche|Transport Gilău|Energia Arieșului|"
    "Grădina Măgurii|Izvorul Șoimului"
).split("|")
STREETS = (
    "Livezii|Memorandumului|Avram Iancu|Ștefan cel Mare|Câmpului|Înfrățirii|Mihai Viteazul|Fântânii|Bisericii|Observatorului|"
    "Pădurii|Gării|Țebei|Nicolae Bălcescu|Morii|21 Decembrie 1989"
).split("|")
TOWNS = "Alba Iulia|Târgu Mureș|Bistrița|Zalău|Oradea|Brașov|Iași|Timișoara|Sibiu|Baia Mare|Deva|Satu Mare".split("|")
MAILS = "example.ro|exemplu.ro|example.com|posta.example.ro".split("|")
PHRASES = (
    "Construire locuință parter și mansardă|Împrejmuire la stradă cu gard din lemn|Branșament de apă din conducta de pe strada Livezii|"
    "Refacerea acoperișului și a tencuielii|Drumul este plin de gropi și apa intră în curte|Vă rog să îmi trimiteți o copie a documentului|"
    "Adeverința îmi trebuie pentru dosarul de pensie|Lucrările au întârziat din lipsa materialelor|Se păstrează copacii din fața casei|"
    "Accesul se face din drumul județean|Terenul nu este împădurit|Lângă școală nu există trecere de pietoni|"
    "Programul cuprinde dansuri și cântece populare|Molozul se predă operatorului autorizat|Iarna drumul nu se deszăpezește|"
    "Spectacol pentru copii în aer liber|Cheltuielile sunt descrise în devizul alăturat|Clădirea are fațada spre piață|"
    "Cerem aprobarea lucrării de extindere|Zona verde rămâne neatinsă"
).split("|")


@cache
def table(name: str) -> list[dict]:
    with (CONTENT / "siruta" / name).open(encoding="utf-8") as rows:
        return list(csv.DictReader(rows))


def locality_in(uat: str, random) -> str:
    """A locality of a town or commune: the form refuses any other."""
    return random.choice([row["siruta"] for row in table("localities.csv") if row["uat"] == uat])


@cache
def place_names() -> dict[str, str]:
    return {row["siruta"]: row["name"] for name in ("uats.csv", "localities.csv") for row in table(name)}


def cnp(random) -> str:
    born = datetime.date(1940, 1, 1) + datetime.timedelta(days=random.randrange(31000))
    first = random.choice("12") if born.year < 2000 else random.choice("56")
    body = f"{first}{born:%y%m%d}{random.choice(('12', '12', '01', '26', '31', '40'))}{random.randrange(1, 1000):03}"
    control = sum(int(a) * int(b) for a, b in zip(body, "279146358279")) % 11
    return body + str(control if control < 10 else 1)


def is_cnp(text: str) -> bool:
    if len(text) != 13 or not text.isdigit():
        return False
    control = sum(int(a) * int(b) for a, b in zip(text, "279146358279")) % 11
    return int(text[12]) == (control if control < 10 else 1)


def cui(random) -> str:
    body = str(random.randrange(100_000, 99_999_999))
    control = sum(int(a) * int(b) for a, b in zip(reversed(body), "235712357")) * 10 % 11
    return body + str(control % 10)


def iban(random) -> str:
    bank = random.choice(("BTRL", "RNCB", "BRDE", "RZBR", "INGB"))
    account = (
        bank
        + "".join(random.choice("0123456789") for _ in range(4))
        + "".join(random.choice("0123456789ABCDEFGHKLMNPRSTX0123456789") for _ in range(12))
    )
    number = "".join(str(int(character, 36)) for character in account + "RO00")
    return f"RO{98 - int(number) % 97:02}{account}"


def name(random) -> str:
    double = f"-{random.choice(FIRST)}" if random.random() < 0.15 else ""
    return f"{random.choice(FIRST)}{double} {random.choice(LAST)}"


def email(random) -> str:
    plain = str.maketrans("ăâîșțĂÂÎȘȚáéó", "aaistAAISTaeo")
    first, last = random.choice(FIRST).translate(plain).lower(), random.choice(LAST).translate(plain).lower()
    return random.choice((f"{first}.{last}", f"{first[0]}.{last}", f"{last}{random.randrange(60, 99)}")) + "@" + random.choice(MAILS)


def phrase(random, longest: int) -> str:
    text = random.choice(PHRASES)
    while random.random() < 0.6 and len(text) + 40 < longest:
        text += "; " + random.choice(PHRASES).lower()
    return text


def free_text(key: str, example: str, random) -> str:
    """By what the question is called; an example else."""
    last = key.rsplit(".", 1)[-1]
    if last in ("nume", "mandant_nume", "reprezentant_legal") or "nume_prenume" in last:
        return name(random)
    if "denumire" == last:
        return f"{random.choice(FIRMS)} {random.choice(('SRL', 'SRL', 'SA'))}"
    if last == "strada":
        return random.choice(STREETS)
    if last == "localitate_alta":
        return random.choice(TOWNS)
    if last in ("nr", "ap", "et", "sc"):
        return str(random.randrange(1, 99 if last != "sc" else 9)) + (
            random.choice("AB") if last == "nr" and random.random() < 0.15 else ""
        )
    if last == "bl":
        return f"{random.choice('ABCDM')}{random.randrange(1, 30)}"
    if len(example) > 40 and random.random() < 0.6:
        return phrase(random, len(example) + 40)
    return example


def number(example: str, random) -> str:
    """Near the example from below, so that it stays within what is asked."""
    whole, _, rest = example.replace(".", "").partition(",")
    if not whole.isdigit() or int(whole) < 20:
        return example
    less = str(random.randrange(int(int(whole) * 0.6), int(whole) + 1))
    return less + ("," + "".join(random.choice("0123456789") for _ in rest) if rest else "")


def day(example: str, random) -> str:
    return (datetime.date.fromisoformat(example) + datetime.timedelta(days=random.randrange(0, 25))).isoformat()


def answer(kind: str, key: str, example: str, random) -> str:
    """Another right answer like `example`, as the form takes it."""
    match kind:
        case "text" | "paragraph":
            return free_text(key, example, random)
        case "number" | "money":
            return number(example, random)
        case "date":
            return day(example, random)
        case "cnp":
            return cnp(random)
        case "cui":
            return cui(random)
        case "iban":
            return iban(random)
        case "email":
            return email(random)
        case "phone":
            return f"07{random.choice('2345678')}{random.randrange(10_000_000):07}"
        case "id-card":
            return random.choice(("CJ", "KX", "XB", "MS", "AX")) + f"{random.randrange(100_000, 999_999)}"
        case "trade-register":
            return f"J{random.choice((1, 5, 12, 26))}/{random.randrange(10, 4999)}/{random.randrange(1994, 2024)}"
        case "cadastral" | "land-book":
            return f"{random.randrange(50_000, 350_000)}" + random.choice(("", "", "-C1"))
        case "post-code":
            return random.choice(table("localities.csv"))["postcode"]
        case "uat":
            return random.choice(table("uats.csv"))["siruta"]
        case "time":
            return f"{random.randrange(8, 22):02}:{random.choice(('00', '15', '30'))}"
        case "county-road":
            return f"DJ{random.randrange(103, 191)}{random.choice(('', 'A', 'G', 'N', 'R'))}"
        case "kilometre":
            return f"{random.randrange(1, 60)}+{random.randrange(0, 999):03}"
        case "plate":
            return f"CJ{random.randrange(10, 99)}{''.join(random.choice('ABCDEFGHJKLMNPRSTUVWXYZ') for _ in range(3))}"
        case _:
            return example
