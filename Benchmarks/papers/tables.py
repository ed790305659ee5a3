"""The tables that a run prints, and the floors that it must not fall below."""

from collections import Counter, defaultdict

from papers import scores
from papers.judging import FieldRow, PageRow, is_wrong_cnp

GROUPS = ("print", "capitals in cells", "capitals on lines", "cursive", "ticks", "signature")


def read_rows(fields: list[FieldRow], pages: list[PageRow]) -> list[FieldRow]:
    """Fields of our own pages that were laid under their right form: the others are counted as pages not read."""
    right = {(row.case.file, id(row.page)) for row in pages if row.is_right}
    return [row for row in fields if row.case.kind == "own" and (row.case.file, id(row.page)) in right]


class Report:
    def __init__(self, pages: list[PageRow], fields: list[FieldRow]):
        self.pages, self.all_fields = pages, fields
        # The day of signing is no question of the form; a reader may leave it out.
        read = [row for row in read_rows(fields, pages) if row.inked.key != "@data" or row.outcome != "missing"]
        self.fields = [row for row in read if row.inked.note != "crossed"]
        self.written = [row for row in self.fields if not row.is_blank]
        self.figures: dict[str, tuple[int, int]] = {}  # good and total, by the name that the floors have

    def count(self, name: str, rows: list, is_good) -> str:
        good = sum(1 for row in rows if is_good(row))
        self.figures[name] = good, len(rows)
        return scores.share(good, len(rows))

    def identification(self) -> None:
        own = [row for row in self.pages if row.case.kind == "own"]
        coded, bare = [row for row in own if row.has_code], [row for row in own if not row.has_code]
        print("\nWhich form, revision and page                right                          wrong    not recognised")
        for name, rows in (("form with code", coded), ("form without code", bare)):
            wrong = sum(row.is_read and not row.is_right for row in rows)
            print(f"  {name:40} {self.count(name, rows, lambda row: row.is_right):30} {wrong:5} {sum(not row.is_read for row in rows):8}")
        lost = Counter(
            f"{row.page.quality}{'/' + row.page.damage if row.page.damage else ''}: {row.alignment}" for row in own if not row.is_right
        )
        if lost:
            print("  not right: " + ", ".join(f"{name} ×{count}" for name, count in lost.most_common(12)))
        for how in ("marks", "anchors"):
            laid = [row for row in own if row.is_right and row.alignment == how]
            errors = sorted(error for row in laid for error in row.errors)
            if errors:
                at = lambda share: errors[min(len(errors) - 1, int(share * len(errors)))]
                print(
                    f"  laid by {how:32} {len(laid)} pages, {len(errors)} places; off by {at(0.5):.2f} mm (median), {at(0.99):.2f} (p99), "
                    f"{errors[-1]:.2f} (worst)"
                )
                self.figures[f"alignment {how}"] = sum(error <= 0.5 for error in errors), len(errors)
            elif laid:
                residuals = sorted(row.residual or 0 for row in laid)
                print(
                    f"  laid by {how:32} {len(laid)} pages; residual {residuals[len(residuals) // 2]:.2f} mm (median), {residuals[-1]:.2f} (worst)"
                )

    def reading(self) -> None:
        print(
            "\nOur own forms: fields                        exact                          without case, diacritics        CER    not found"
        )
        for group in GROUPS:
            rows = [row for row in self.written if row.group == group]
            if rows:
                print(self._line(group, rows))
        print("\n  by quality")
        for quality in sorted({row.page.quality for row in self.written}):
            for style in ("print", "capitals", "cursive"):
                rows = [row for row in self.written if row.page.quality == quality and row.inked.style == style]
                if rows:
                    print(self._line(f"{quality}, {style}", rows))
        print("\n  by kind")
        kinds = defaultdict(list)
        for row in self.written:
            kinds[row.inked.kind].append(row)
        for kind, rows in sorted(kinds.items(), key=lambda item: -len(item[1])):
            print(self._line(kind, rows))
        blank = [row for row in self.fields if row.is_blank]
        if blank:
            print(f"  {'left blank, read as blank':40} {self.count('blank', blank, lambda row: not row.value.strip())}")
        crossed = [row for row in read_rows(self.all_fields, self.pages) if row.inked.note == "crossed"]
        if crossed:
            print(f"  {'ticks of which one was taken back':40} {self.count('crossed', crossed, lambda row: row.is_exact)}")
        stamped = [row for row in self.written if row.inked.note == "stamped" and row.inked.place not in ("ticks", "signature")]
        if stamped:
            print(f"  {'texts under a stamp':40} {self.count('stamped', stamped, lambda row: row.is_exact)}")
        cnp = [row for row in self.written if row.inked.kind == "cnp"]
        if cnp:
            print(f"  {'CNP exact':40} {self.count('cnp', cnp, lambda row: row.is_exact)}; valid but wrong {sum(map(is_wrong_cnp, cnp))}")
            self.figures["cnp not somebody else's"] = len(cnp) - sum(map(is_wrong_cnp, cnp)), len(cnp)

    def _line(self, name: str, rows: list[FieldRow]) -> str:
        exact = self.count(name, rows, lambda row: row.is_exact)
        fold = scores.share(sum(row.is_folded for row in rows), len(rows))
        letters = sum(len(row.inked.truth) for row in rows if row.inked.place not in ("ticks", "signature"))
        cer = f"{100 * sum(row.distance for row in rows) / letters:5.2f} %" if letters else "      –"
        return f"  {name:40} {exact:30} {fold:30} {cer} {sum(row.outcome == 'missing' for row in rows):6}"

    def accepting(self) -> None:
        print("\nAccepted without a look                      accepted                       of these wrong")
        for name, rows in [(group, [row for row in self.written if row.group == group]) for group in GROUPS] + [
            ("all", self.written),
            ("capitals", [row for row in self.written if row.group.startswith("capitals")]),
        ]:
            if not rows:
                continue
            taken = [row for row in rows if row.outcome == "accepted"]
            wrong = sum(not row.is_exact for row in taken)
            text = scores.share(wrong, len(taken)) if taken else "–"
            print(f"  {name:40} {self.count('accepted ' + name, rows, lambda row: row.outcome == 'accepted'):30} {text}")
            self.figures["accepted right " + name] = len(taken) - wrong, len(taken)
        outcomes = Counter(row.outcome for row in self.written)
        print("  " + ", ".join(f"{name} {count}" for name, count in outcomes.most_common()))

    def foreign(self) -> None:
        rows = [row for row in self.pages if row.case.kind != "own"]
        if not rows:
            return
        print("\nPaper that is not ours                       first                          among three")
        for name, some in (
            ("foreign forms", [r for r in rows if r.case.kind == "foreign"]),
            ("free letters", [r for r in rows if r.case.kind == "letter"]),
            ("foreign", rows),
        ):
            if some:
                three = self.count(
                    name + " top3", some, lambda row: row.page.service in row.candidates[:3] or row.service == row.page.service
                )
                first = self.count(name + " top1", some, lambda row: (row.candidates or [row.service])[0] == row.page.service)
                print(f"  {name:40} {first:30} {three}")
        for style in ("print", "capitals", "cursive"):
            some = [row for row in self.all_fields if row.case.kind == "foreign" and row.inked.style == style]
            if some:
                print(self._line(f"labelled, {style}", some))
        missed = Counter(
            f"{row.page.service} → {(row.candidates or [row.service])[0]}"
            for row in rows
            if (row.candidates or [row.service])[0] != row.page.service
        )
        if missed:
            print("  taken for another: " + ", ".join(f"{name} ×{count}" for name, count in missed.most_common(12)))

    def below(self, floors: dict[str, float]) -> list[str]:
        """What fell below its floor, in words; a floor without a figure has fallen, too."""
        fallen = []
        for name, floor in floors.items():
            good, total = self.figures.get(name, (0, 0))
            if total == 0 and name.startswith("accepted"):
                continue  # nothing accepted, nothing accepted wrongly
            if total == 0 or good / total < floor:
                fallen.append(f"{name}: {good} of {total}, floor {100 * floor:.1f} %")
        return fallen
