import Foundation
package import Rulebook

/// Tells from a page's text which service somebody asks for.
///
/// Every service is a bag of word stems, each weighed by where it stands in its description and by how few services have it. What
/// people call a service, and what official forms are called, comes from the content's paper vocabulary.
package struct ServiceClassifier: Sendable {
    private struct Described: Sendable {
        let slug: String
        let weights: [String: Double]
        let phrases: [[String]]
    }

    private enum Weight {
        static let title = 4.0, clue = 3.5, keyword = 3.0, law = 2.0, summary = 1.5, group = 1.0, option = 0.6, question = 0.3
        /// Of a phrase that stands whole in the text, beside its words.
        static let phrase = 3.5
        /// Of a line that says what it is about.
        static let subject = 2.2
        /// Of what follows „solicit”, „vă rog să”.
        static let request = 1.6
    }

    /// Characters of a text that are looked at.
    private static let longest = 12_000
    private static let phrasesCounted = 3
    /// That a telling word stands in a text that is not about its service.
    private static let chance = 0.5
    /// What a share of the best score becomes as a probability.
    private static let sharpness = 14.0
    /// Scores of this size are as likely right as wrong, whoever leads.
    private static let doubt = 18.0

    private let services: [Described]
    private let rarity: [String: Double]

    package init(_ content: Content) {
        let groups = Dictionary(content.groups.map { ($0.slug, $0.title) }) { first, _ in first }
        services = content.services.map { service in
            var weights: [String: Double] = [:]
            func add(_ texts: [String?], _ weight: Double) {
                for stem in texts.compactMap({ $0 }).flatMap(Self.stems) { weights[stem] = max(weights[stem] ?? 0, weight) }
            }
            func add(_ text: Localized, _ weight: Double) { add([text.ro, text.hu], weight) }
            let clues = content.paper.clues[service.slug] ?? []
            add(service.title, Weight.title)
            add(clues, Weight.clue)
            add(service.keywords, Weight.keyword)
            add(service.law.map(\.act), Weight.law)
            add(service.summary, Weight.summary)
            if let group = groups[service.group] { add(group, Weight.group) }
            for field in service.form.fields where !field.key.hasPrefix("solicitant.") {
                add(field.label, Weight.question)
                for option in field.options { add(option.label, Weight.option) }
            }
            let phrases = (clues + service.keywords + [service.title.ro, service.title.hu].compactMap { $0 }).map(Self.stems)
            return Described(
                slug: service.slug, weights: weights, phrases: Array(Set(phrases.filter { $0.count > 1 })).sorted { $0.count > $1.count })
        }
        var having: [String: Int] = [:]
        for service in services { for stem in service.weights.keys { having[stem, default: 0] += 1 } }
        let count = Double(services.count)
        rarity = having.mapValues { log((count + 1) / (Double($0) + 0.5)) }
    }

    /// The three most likely services, best first, with the probability that each is meant.
    package func candidates(for text: String) -> [PaperReading.Candidate] {
        let lines = String(text.prefix(Self.longest)).split(separator: "\n").map(String.init)
        var said: [String: Double] = [:]
        var running: [(stem: String, weight: Double)] = []
        var asked = 0
        for (index, line) in lines.enumerated() {
            let isSubject = Self.isSubject(line, at: index)
            for word in Self.words(of: line) {
                if Self.requests.contains(word) { asked = Self.requestLength }
                guard let stem = known(word) else { continue }
                let weight = isSubject ? Weight.subject : asked > 0 ? Weight.request : 1
                asked -= 1
                // A word said again says less each time.
                said[stem] = min((said[stem] ?? 0) + weight * (said[stem] == nil ? 1 : 0.3), 2 * Weight.subject)
                running.append((stem, weight))
            }
        }
        let scores = services.map { service in score(service, said, running) }
        let ranked = scores.indices.sorted { (scores[$1], services[$0].slug) < (scores[$0], services[$1].slug) }
        guard let best = ranked.first.map({ scores[$0] }), best > 0 else { return [] }
        let shares = scores.map { exp(Self.sharpness * ($0 / best - 1)) }
        let all = shares.reduce(0, +)
        return ranked.prefix(3).filter { scores[$0] > 0 }.map { index in
            let certainty = shares[index] / all * best / (best + Self.doubt)
            return PaperReading.Candidate(service: services[index].slug, confidence: (certainty * 1000).rounded() / 1000)
        }
    }

    /// A word's stem, cut further where nothing is called so: other languages put more endings on.
    private func known(_ word: String) -> String? {
        guard Self.isTelling(word) else { return nil }
        let stem = Self.stem(word)
        var shorter = stem
        while shorter.count >= 4 {
            if rarity[shorter] != nil { return shorter }
            shorter = String(shorter.dropLast())
        }
        return stem
    }

    private func score(_ service: Described, _ said: [String: Double], _ running: [(stem: String, weight: Double)]) -> Double {
        var (score, telling) = (0.0, 0.0)
        for (stem, weight) in said {
            guard let own = service.weights[stem] else { continue }
            score += own * weight * (rarity[stem] ?? 0)
            if own >= Weight.summary { telling += 1 }
        }
        // One word alone may stand there by chance.
        score *= 1 - pow(Self.chance, telling)
        var bonuses: [Double] = []
        for phrase in service.phrases {
            let weight = Self.strongest(phrase, in: running)
            if weight > 0 { bonuses.append(weight * Weight.phrase * phrase.reduce(0) { $0 + (rarity[$1] ?? 0) }) }
        }
        return score + bonuses.sorted(by: >).prefix(Self.phrasesCounted).reduce(0, +)
    }

    /// The weight of the heaviest place where the words stand in a row, one strange word between two of them allowed.
    private static func strongest(_ phrase: [String], in running: [(stem: String, weight: Double)]) -> Double {
        var best = 0.0
        for start in running.indices where running[start].stem == phrase[0] && running[start].weight > best {
            var place = start
            let isWhole = phrase.dropFirst().allSatisfy { word in
                let next = running[(place + 1)..<min(running.count, place + 3)].firstIndex { $0.stem == word }
                place = next ?? place
                return next != nil
            }
            if isWhole { best = running[start].weight }
        }
        return best
    }

    /// Whether a line says what the page is about: „Subiect: …”, „CERERE pentru …”, the request itself.
    private static func isSubject(_ line: String, at index: Int) -> Bool {
        let folded = line.searchable
        if subjectWords.contains(where: { folded.hasPrefix($0) }) { return true }
        let letters = line.filter(\.isLetter)
        return index < 16 && letters.count > 6 && letters.count(where: \.isUppercase) * 10 > letters.count * 7
    }

    private static let subjectWords = [
        "subiect", "obiect", "ref", "referitor", "cerere", "solicitare", "privind", "pentru emiterea", "targy", "kerelem",
    ]

    /// Words that begin what somebody asks, and how many telling words belong to it.
    private static let requests: Set<String> = [
        "solicit", "solicitam", "solicita", "rog", "rugam", "cer", "cerem", "cere", "doresc", "dorim", "doreste", "vreau", "vrem", "kerem",
        "kerjuk", "szeretnek", "szeretnenk",
    ]
    private static let requestLength = 8

    private static func words(of text: String) -> [String] {
        text.searchable.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// Neither one of the small words nor one of the polite ones.
    private static func isTelling(_ word: String) -> Bool {
        word.count > 2 && !smallWords.contains(word)
    }

    /// Telling words without their endings.
    static func stems(of text: String) -> [String] {
        words(of: text).filter(isTelling).map(stem).filter { !$0.isEmpty }
    }

    private static let endings = [
        "iilor", "urilor", "ului", "elor", "ilor", "iile", "urile", "ia", "ie", "ii", "iei", "ul", "ele", "lor", "le", "ei", "ea", "a", "e",
        "i", "u",
    ].sorted { $0.count > $1.count }

    private static func stem(_ word: String) -> String {
        guard !word.contains(where: \.isNumber) else { return word }
        for ending in endings where word.hasSuffix(ending) && word.count - ending.count >= 3 {
            return String(word.dropLast(ending.count).prefix(7))
        }
        return String(word.prefix(7))
    }

    private static let smallWords: Set<String> = [
        "pentru", "din", "ale", "mai", "cum", "the", "for", "sau", "care", "lui", "sunt", "este", "unei", "unui", "prin", "sub", "dupa",
        "sunt",
        "domnule", "doamna", "stimate", "stimata", "presedinte", "presedintele", "subsemnatul", "subsemnata", "subscrisa", "domiciliat",
        "domiciliata", "domiciliul", "cnp", "telefon", "tel", "mail", "email", "strada", "str", "nr", "numar", "numarul", "judetul",
        "judet",
        "jud", "cluj", "napoca", "localitatea", "comuna", "satul", "sat", "municipiul", "orasul", "bloc", "scara", "etaj", "apartament",
        "seria",
        "rog", "stima", "multumesc", "multumim", "data", "semnatura", "consiliul", "consiliului", "judetean", "catre", "prezenta",
        "prezentul",
        "avand", "vedere", "calitate", "proprietar", "cod", "numeric", "personal", "eliberat", "eliberata", "spclep", "solicit",
        "solicitam",
        "doresc", "dori", "cele", "cel", "cea", "aceasta", "acest", "acestei", "acestui", "fost", "fie", "iar", "dar", "nici", "daca",
        "cand",
        "unde", "despre", "intre", "foarte", "numele", "prenumele", "adresa", "dumneavoastra", "fax", "respect", "anexez", "alaturat",
        "alulirott", "tisztelt", "lakos", "elnok", "kerem", "koszonettel", "tisztelettel", "megye", "kolozs", "hogy", "egy", "azt", "vagy",
        "nem",
        "art", "alin", "lit", "legea", "legii", "hotararea", "ordinul", "privind", "romania", "stimat", "domnului", "doamnei", "ron", "lei",
    ]
}
