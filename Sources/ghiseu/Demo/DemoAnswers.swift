import Rulebook

/// Right answers for a service: its own examples, with the person, the place and the size varied.
struct DemoAnswers {
    let index: Int
    let content: Content

    private static let surnames = [
        "Vălureanu", "Szőcs", "Bercu", "Codreanu", "Hărănguș", "Mureșianu", "Țepelea", "Kónya", "Drăgostin", "Ursache",
    ]
    private static let givenNames = [
        "Smaranda", "Áron", "Ilinca", "Rareș", "Despina", "Vlad-Andrei", "Ștefania", "Réka", "Mihnea", "Zamfira",
    ]
    private static let communes = ["Ciurila", "Feleacu", "Mărișel", "Beliș", "Aiton", "Rișca"]
    private static let works = [
        "Construire locuință unifamilială P+M, anexă și împrejmuire", "Construire casă de vacanță P+1 și racorduri",
        "Extindere locuință existentă și refacerea acoperișului", "Construire garaj și filigorie", "Împrejmuire teren și amenajare acces",
        "Construire pensiune turistică D+P+1E+M",
    ]
    private static let matters = [
        "Groapă adâncă pe DJ 107R, la intrarea în sat", "Lipsă marcaj la trecerea de pietoni", "Șanț colmatat pe drumul județean",
        "Propunere de stație de autobuz", "Indicator rutier căzut la intersecție",
    ]
    private static let events = [
        "Crosul Fântânele, ediția a IV-a", "Tabăra de desen de la Beliș", "Zilele comunei Rișca", "Festivalul cetinii",
    ]

    func answers(_ service: PublicService) -> Answers {
        var answers = service.form.examples
        func vary(_ key: String, _ value: String) {
            if service.form.field(key) != nil { answers[key] = .text(value) }
        }
        let name = "\(Self.givenNames[index * 3 % Self.givenNames.count]) \(Self.surnames[index % Self.surnames.count])"
        vary("solicitant.nume", name)
        vary("suprafata_mp", "\(280 + index * 97 % 2_900)")
        vary("descriere_scop", Self.works[index % Self.works.count])
        vary("obiect", Self.matters[index % Self.matters.count])
        vary("eveniment", Self.events[index % Self.events.count])
        if let uat = content.places.uat(written: Self.communes[index * 5 % Self.communes.count]) {
            for (place, locality) in [("imobil.uat", "imobil.localitate"), ("uat", "localitate")] {
                vary(place, uat.siruta)
                if let first = content.places.localities(in: uat.siruta).first { vary(locality, first.siruta) }
            }
        }
        return answers
    }
}
