"""What people write on forms, or could: names, places, numbers, sentences. Invented, and other words than the benchmark's (`values.py`)."""

import random as chance
from functools import cache
from pathlib import Path

from papers import values

ROOT = Path(__file__).resolve().parents[2]
# What the reader tells apart, in its order: `Mask.text` of the program.
CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzăâîșțĂÂÎȘȚáéíóöőúüűÁÉÍÓÖŐÚÜŰ0123456789 .,-/()\"'’:;+&@%„”–_?!=*#°²³§"

FIRST = (
    "Adela Adrian Alexandru Alina Ana Antonia Aurel Beatrice Camelia Carmen Cezar Ciprian Claudia Constantin Corina Cornelia Cosmin Costel "
    "Dan Daniela Daria David Diana Dorel Doina Eduard Eugenia Eugen Felicia Filip Flaviu Gabriela George Georgeta Grațian Ileana Ion Ionuț "
    "Irina Iulia Iuliu Laura Laurențiu Lavinia Leontina Liviu Loredana Luca Lucian Lenuța Marcel Marian Marius Matei Mihaela Mircea Mirela "
    "Monica Nicoleta Nicușor Nuța Olga Ovidiu Paul Petru Petruța Radu Raluca Remus Rodica Roxana Sabin Sanda Sebastian Silviu Simona Sorin "
    "Stela Ștefăniță Tatiana Teodor Toma Traian Tudor Valentin Valeria Veronica Victor Vlad Zoe István László Katalin Gábor Erzsébet Tünde "
    "Sándor Ágnes Ferenc Győző Éva Ödön Piroska"
).split()
ROOTS = (
    "Ardel Băl Bog Bur Căl Ceau Chir Cior Co Dobr Drăg Fili Flor Găv Gheorgh Ghiț Grig Hag Har Hos Ion Irim Lăz Lup Mânz Marin Mir Negr Nicol "
    "Oan Pav Petr Pint Prod Răd Rom Săl Sărăc Stan Stoic Șand Ștef Șuteu Tăn Teod Tom Țân Țig Țurc Ung Ursul Văd Vlăd Zah Zăv Iș Bâ Î Cri Mo"
).split()
ENDS = "escu eanu aru an ea ar uța iță oiu ache aș uș ian eș ilă in oșan ețiu ițan ău ete oaia ică ulici ovici".split()
HUNGARIAN = (
    "Szabó Tóth Varga Kiss Molnár Német Farkas Balogh Papp Lakatos Juhász "
    "Mészáros Oláh Székely Györfi Bíró Fülöp Gergő Köröndi Lőrincz Űr Csűrös"
).split()
ABBREVIATIONS = (
    "str. nr. bl. sc. et. ap. jud. com. sat com. loc. mun. Str. Nr. Bl. Sc. "
    "Et. Ap. Jud. cf. CF C.F. nr.cad. tel. S.C. SC SRL SA PFA II IF ONG CN"
).split()
MEASURES = "mp m ml km kg lei RON buc. bucăți zile ore luni % ha t m² m³ persoane kW".split()
KIN = {"a": "aaăâ", "i": "iî", "s": "sș", "t": "tț", "A": "AAĂÂ", "I": "IÎ", "S": "SȘ", "T": "TȚ"}
BASE = {letter: base for base, kin in KIN.items() for letter in kin}


@cache
def words() -> tuple[list[str], list[str]]:
    """Of the dictionary, and places."""
    dictionary = Path("/usr/share/hunspell/ro_RO.dic").read_text(encoding="utf-8").splitlines()[1:]
    plain = [
        word for line in dictionary[::3] if (word := line.split("/")[0].strip().replace("ş", "ș").replace("ţ", "ț")) and len(word) < 15
    ]
    return [word for word in plain if all(letter in CHARACTERS for letter in word)], sorted(set(values.place_names().values()))


class Sayings:
    """What people write on forms, or could."""

    def __init__(self, random: chance.Random):
        self.random = random
        self.words, self.places = words()

    def __call__(self) -> str:
        ways = (
            (self.name, 3),
            (self.sentence, 5),
            (self.address, 3),
            (self.part_of_address, 3),
            (self.number, 3),
            (self.code, 4),
            (self.word, 2),
            (self.place, 2),
            (self.mixed, 2),
            (self.firm, 1),
            (self.mail, 1),
            (self.day, 1),
            (self.short, 1),
        )
        text = self.random.choices([way for way, _ in ways], [weight for _, weight in ways])[0]()
        chances = self.random.random()
        if chances < 0.15:  # signs set anew, so that no word tells them
            share = self.random.choice((0.15, 0.35))
            text = "".join(self.random.choice(KIN[BASE[c]]) if c in BASE and self.random.random() < share else c for c in text)
        elif chances < 0.2:
            text = "".join(self.random.choice("áéíóöőúüű") if c in "aeiou" and self.random.random() < 0.4 else c for c in text)
        return " ".join("".join(c for c in text if c in CHARACTERS).split())

    def digits(self, count: int) -> str:
        return "".join(self.random.choice("0123456789") for _ in range(count))

    def word(self) -> str:
        word = self.random.choice(self.words)
        return self.random.choice((word, word.capitalize(), word.upper()))

    def surname(self) -> str:
        if self.random.random() < 0.12:
            return self.random.choice(HUNGARIAN)
        return self.random.choice(ROOTS) + self.random.choice(ENDS)

    def name(self) -> str:
        names = [self.random.choice(FIRST) for _ in range(self.random.choice((1, 1, 2)))]
        joined = self.random.choice((" ", " ", "-")).join(names)
        parts = [joined, self.surname()]
        if self.random.random() < 0.3:
            parts.reverse()
        return " ".join(parts)

    def place(self) -> str:
        return self.random.choice(self.places)

    def sentence(self) -> str:
        count = self.random.choice((2, 2, 3, 3, 4, 5, 6))
        text = " ".join(self.random.choice(self.words) for _ in range(count))
        if self.random.random() < 0.25:
            text = text.replace(" ", self.random.choice((", ", " - ", "; ", " / ", ": ")), 1)
        if self.random.random() < 0.15:
            text += self.random.choice((".", "!", "?", ";", ","))
        if self.random.random() < 0.2:
            text += f" {self.number()}"
        return text if self.random.random() < 0.35 else text[:1].upper() + text[1:]

    def street(self) -> str:
        random = self.random
        return random.choice(
            (
                self.place,
                lambda: random.choice(self.words).capitalize(),
                self.name,
                lambda: f"{random.randrange(1, 31)} {random.choice(self.words).capitalize()} {random.randrange(1848, 2000)}",
            )
        )()

    def part_of_address(self) -> str:
        random = self.random
        letter = random.choice("ABCDEFGHIJLMNOPRSTVZ")
        return random.choice(
            (
                lambda: letter,
                lambda: f"{letter}{random.randrange(1, 120)}",
                lambda: f"{random.randrange(1, 400)}",
                lambda: f"{random.randrange(1, 200)}{random.choice('ABCDbis')}",
                lambda: f"{letter}{random.randrange(1, 30)}{random.choice('ABC')}",
                lambda: f"{random.randrange(1, 200)}-{random.randrange(1, 200)}",
                lambda: f"{random.randrange(1, 100)}/{letter}",
                lambda: f"{letter}-{random.randrange(1, 99)}",
                self.street,
                lambda: random.choice(("parter", "P", "demisol", "mansardă", "I", "II", "III", "IV", "VI", "X", "1", "0")),
            )
        )()

    def address(self) -> str:
        random = self.random
        parts = [
            random.choice(("str. ", "Str. ", "strada ", "")) + self.street(),
            f"{random.choice(('nr. ', 'nr.', 'Nr. '))}{random.randrange(1, 300)}{random.choice(('', '', '', 'A', 'B'))}",
        ]
        for short in ("bl.", "sc.", "et.", "ap."):
            if random.random() < 0.3:
                parts.append(f"{short} {self.part_of_address()}"[:12])
        if random.random() < 0.4:
            parts.append(random.choice(("jud. ", "com. ", "sat ", "loc. ", "")) + self.place())
        return random.choice((", ", " ", ", ")).join(parts)

    def number(self) -> str:
        random = self.random
        number = random.choice(
            (
                lambda: f"{random.randrange(1, 100)}",
                lambda: f"{random.randrange(100, 100_000)}",
                lambda: f"{random.randrange(1, 999)},{self.digits(2)}",
                lambda: f"{random.randrange(1, 99)}.{self.digits(3)}",
                lambda: f"{random.randrange(1, 99)}.{self.digits(3)},{self.digits(2)}",
                lambda: f"{random.randrange(1, 999)}.{self.digits(1)}",
            )
        )()
        return f"{number} {random.choice(MEASURES)}" if random.random() < 0.35 else number

    def code(self) -> str:
        random = self.random
        capitals = lambda count: "".join(random.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for _ in range(count))
        return random.choice(
            (
                lambda: f"J{random.randrange(1, 53)}/{random.randrange(1, 5000)}/{random.randrange(1991, 2026)}",
                lambda: f"RO{self.digits(8)}",
                lambda: self.digits(13),
                lambda: f"07{self.digits(8)}",
                lambda: f"0{self.digits(3)} {self.digits(3)} {self.digits(3)}",
                lambda: f"+407{self.digits(8)}",
                lambda: f"{self.digits(6)}",
                lambda: f"{self.digits(5)}-C{random.randrange(1, 9)}-U{random.randrange(1, 60)}",
                lambda: f"{capitals(2)} {self.digits(6)}",
                lambda: f"CJ {self.digits(2)} {capitals(3)}",
                lambda: f"{capitals(2)}{self.digits(2)}{capitals(3)}",
                lambda: f"DJ{self.digits(3)}{random.choice(('', 'A', 'B', 'F', 'N', 'R'))}",
                lambda: f"{random.randrange(1, 90)}+{self.digits(3)}",
                lambda: f"{random.randrange(1, 999)}/{random.randrange(1990, 2027)}",
                lambda: f"nr. {self.digits(4)}/{self.day()}",
                lambda: f"RO{self.digits(2)}{capitals(4)}{self.digits(4)}{self.digits(12)}",
                lambda: f"CF {self.digits(5)}",
                lambda: f"{capitals(1)}{self.digits(1)}",
                lambda: f"{capitals(1)}{self.digits(2)}",
                lambda: f"{random.randrange(8, 22):02}:{random.choice(('00', '15', '30', '45'))}",
            )
        )()

    def day(self) -> str:
        day, month, year = self.random.randrange(1, 32), self.random.randrange(1, 13), self.random.randrange(1940, 2031)
        return self.random.choice(
            (
                f"{day:02}.{month:02}.{year}",
                f"{day}.{month}.{year}",
                f"{day:02}/{month:02}/{year}",
                f"{year}-{month:02}-{day:02}",
                f"{day:02}-{month:02}-{year}",
            )
        )

    def firm(self) -> str:
        kind = self.random.choice(("SRL", "S.R.L.", "SA", "PFA", "II", "SNC"))
        name = " ".join(
            self.random.choice((self.surname, lambda: self.random.choice(self.words).capitalize(), self.place))()
            for _ in range(self.random.choice((1, 2, 2)))
        )
        return self.random.choice((f"SC {name} {kind}", f"{name} {kind}", f"S.C. „{name}” {kind}"))

    def mail(self) -> str:
        plain = str.maketrans("ăâîșțáéíóöőúüű", "aaistaeiooouuu")
        first, last = self.random.choice(FIRST).lower().translate(plain), self.surname().lower().translate(plain)
        local = self.random.choice(
            (f"{first}.{last}", f"{last}{self.digits(2)}", f"{first[0]}{last}", f"{first}_{last}", f"{last}-{first}")
        )
        return f"{local}@{self.random.choice(('gmail.com', 'yahoo.com', 'yahoo.ro', 'primaria.ro', 'firma.eu', 'posta.ro', 'mail.com', 'outlook.com'))}"

    def mixed(self) -> str:
        """Figures and letters that look alike."""
        return (
            "".join(
                self.random.choice("OOQDU00Il1I1iLSs5Bb8Gg6q9Zz2T7A4") if self.random.random() < 0.75 else self.random.choice("ȘȚĂÂÎ-./ ")
                for _ in range(self.random.randrange(2, 9))
            ).strip()
            or "O"
        )

    def short(self) -> str:
        return " ".join(
            [self.random.choice(ABBREVIATIONS), self.random.choice((self.number, self.word, self.part_of_address))()][
                : self.random.choice((1, 2, 2))
            ]
        )
