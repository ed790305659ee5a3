import Rulebook
import Testing

@Suite("Texts with places")
struct FillingTests {
    private static let texts = [
        "loc": "Feleacu", "strada": "", "nr": "12", "motiv": "Așa vreau.", "firma": "Atelier Cetina S.R.L.", "stadiu": "lucrări începute.",
    ]

    @Test(
        "What an empty place leaves behind goes with it",
        arguments: [
            ("localitatea {loc}, {strada} {lipsa}", "localitatea Feleacu"), ("localitatea {loc}, {strada} {nr}", "localitatea Feleacu, 12"),
            ("extrasul anexat ({lipsa}).", "extrasul anexat."), ("{lipsa}, {loc}", "Feleacu"), ("{lipsa} – {strada}", ""),
            ("{loc}, {lipsa}, {nr}.", "Feleacu, 12."), ("Se știe. Se ține seama de: {lipsa}", "Se știe."),
            ("Cerințe, dacă sunt: {lipsa}\n\nAltele: {nr}", "\n\nAltele: 12"),
            ("b) cel puțin 0,80 m; în proiect: {lipsa};\nc) diametrul: {lipsa}.", "b) cel puțin 0,80 m;\n"),
            ("{loc}, str. {strada}, nr. {nr}, bl. {lipsa}, sc. {lipsa}", "Feleacu, nr. 12"), ("str. {strada}, nr. {nr}", "nr. 12"),
            ("nr. {lipsa}{nr}", "nr. 12"), ("nr. {lipsa} din {loc}", "nr. din Feleacu"),
            ("{loc}, str. {strada}, nr. {lipsa}, {nr}", "Feleacu, 12"), ("Drumul {lipsa}se repară", "Drumul se repară"),
            ("avizul nr. {lipsa}{nr}, din {loc}", "avizul nr. 12, din Feleacu"), ("„{loc}” și {nr}", "„Feleacu” și 12"),
        ])
    func gaps(template: String, text: String) { #expect(template.filling(Self.texts) == text) }

    @Test(
        "A road that says what it is is no street besides", arguments: ["Calea Turzii", "Str. Livezii", "strada Livezii", "Piața Unirii"])
    func roads(name: String) {
        #expect("{loc}, str. {drum}, nr. {nr}".filling(["loc": "Cluj", "drum": name, "nr": "5"]) == "Cluj, \(name), nr. 5")
        #expect("str. {drum}".filling(["drum": "Livezii"]) == "str. Livezii" && "str. {drum}".filling(["drum": "Strada"]) == "str. Strada")
    }

    @Test(
        "A text's own full stop does not stand before another sign, a shortened word keeps its own",
        arguments: [
            ("Motivul: {motiv}. Se admite.", "Motivul: Așa vreau. Se admite."), ("pentru „{motiv}”.", "pentru „Așa vreau”."),
            ("{stadiu}, la fața locului", "lucrări începute, la fața locului"), ("{firma}, în {loc}", "Atelier Cetina S.R.L., în Feleacu"),
            ("executat de {firma}.", "executat de Atelier Cetina S.R.L."), ("{motiv} Se admite", "Așa vreau. Se admite"),
        ])
    func stops(template: String, text: String) { #expect(template.filling(Self.texts) == text) }
}
