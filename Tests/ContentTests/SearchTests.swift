import Rulebook
import Testing

/// What people type at the counter, and the service that they mean.
@Suite("Searching with everyday words")
struct SearchTests {
    static let phrases: [(said: String, meant: Set<String>)] = [
        ("vreau să fac un gard", ["cu-construire", "ac-construire"]), ("construiesc o casă", ["cu-construire", "ac-construire"]),
        ("autorizație de construire", ["ac-construire"]), ("dărâm o casă veche", ["ad-desfiintare", "cu-desfiintare"]),
        ("prelungesc certificatul de urbanism", ["cu-prelungire"]), ("despart terenul în două loturi", ["cu-dezmembrare-comasare"]),
        ("vând terenul la notar", ["cu-operatiuni-notariale"]), ("încep lucrările la casă", ["comunicare-incepere-lucrari"]),
        ("am terminat casa", ["comunicare-finalizare-lucrari", "receptie-terminare-lucrari", "certificat-edificare"]),
        ("vecinul construiește fără autorizație", ["sesizare-disciplina-constructii"]),
        ("mă leg cu drumul meu la drumul județean", ["drum-autorizatie-amplasare-acces", "drum-acord-prealabil"]),
        ("panou pe drum județean", ["drum-publicitate"]), ("groapă pe drumul județean", ["drum-sesizare"]),
        ("conductă pe sub drum", ["drum-instalatii-subtraversare"]), ("închid drumul pentru un concurs", ["drum-inchidere-restrictie"]),
        ("transport agabaritic", ["drum-ast"]), ("închiriez stadionul", ["arena-eveniment-major", "arena-teren-fotbal"]),
        ("teren de fotbal", ["arena-teren-fotbal"]), ("parcare la stadion", ["arena-parcare"]),
        ("sală de conferințe la stadion", ["arena-sala-conferinte"]), ("aviz pompieri", ["isu-aviz-securitate-incendiu"]),
        ("autorizație ISU pentru restaurant", ["isu-autorizatie-securitate-incendiu"]), ("am pierdut avizul ISU", ["isu-duplicat"]),
        ("adăpost de protecție civilă", ["isu-aviz-protectie-civila", "isu-autorizatie-protectie-civila"]),
        ("racord la apă", ["aries-acord-bransare"]), ("hărți și pliante", ["turism-materiale"]),
        ("ghid pentru un grup de turiști", ["turism-ghidaj"]), ("bani pentru un festival", ["grant-cultura"]),
        ("finanțare pentru club sportiv", ["grant-sport"]), ("tabără de copii finanțare", ["grant-tineret"]),
        ("repar biserica, finanțare", ["grant-culte"]), ("decontez finanțarea", ["grant-raport-decont"]),
        ("plângere", ["petitie", "plangere-prealabila"]), ("informații publice", ["info-544"]),
        ("nu mi s-a răspuns la informații publice", ["reclamatie-544"]), ("vreau să vorbesc cu președintele", ["audienta"]),
        ("copie după un act vechi din arhivă", ["copie-arhiva"]), ("adeverință de vechime", ["adeverinta-salariu-vechime"]),
        ("certificat de handicap", ["dgaspc-handicap-adult", "dgaspc-handicap-copil"]), ("îmi schimb numele", ["djep-schimbare-nume"]),
        ("permis la bibliotecă", ["biblioteca-permis"]), ("vizită la muzeu cu clasa", ["muzeu-grup-programare"]),
        ("curse speciale pentru angajați", ["transport-licenta-curse-speciale"]), ("copil bătut", ["dgaspc-sesizare-abuz"]),
        ("vreau să mă angajez", ["concurs-posturi"]), ("lecții de pian", ["scoala-arte-inscriere"]),
        ("șterge datele mele personale", ["gdpr-drepturi"]),
    ]

    /// Phrases of somebody who did not write the services.
    static let strangers: [(said: String, meant: Set<String>)] = [
        ("garaj în curte", ["cu-construire", "ac-construire"]), ("foișor în grădină", ["cu-construire", "ac-construire"]),
        ("bag gazul în casă", ["ac-bransamente-racorduri"]), ("fântână forată", ["ac-foraje-excavari"]),
        ("nuntă pe stadion", ["arena-loje-lounge", "arena-eveniment-major", "arena-sala-conferinte"]),
        ("am cumpărat o casă cu autorizație pe numele vechiului proprietar", ["ac-transfer-titular"]),
        ("zăpadă pe drum", ["drum-sesizare"]), ("vreau să pun o reclamă lângă șosea", ["drum-publicitate", "ac-provizorii-publicitate"]),
        ("mama are alzheimer", ["dgaspc-handicap-adult"]),
        ("îmi izolez casa cu bani de la stat", ["guee-eligibilitate", "guee-consiliere"]),
        ("panouri solare", ["guee-eligibilitate", "guee-consiliere"]), ("buletin", ["djep-verificare-date"]),
        ("iau un copil în plasament", ["dgaspc-atestat-amp"]), ("alergare pe munte", ["salvamont-asistenta"]),
        ("cerere de ajutor pentru biserică", ["grant-culte"]), ("autobuzul nu mai oprește la noi", ["transport-modificare-program"]),
        ("casa veche e monument și vreau să o vând", ["drept-preemtiune"]), ("sesizez corupție la primărie", ["avertizor-integritate"]),
        ("chioșc de înghețată", ["ac-provizorii-publicitate"]), ("excavator pe trailer", ["drum-ast"]),
        ("intabulez casa", ["certificat-edificare"]), ("am renunțat la avizul de la pompieri", ["isu-anulare-reluare"]),
        ("donez un tablou", ["sponsorizare-donatie"]), ("stema județului pe tricouri", ["utilizare-stema"]),
        ("canalizare", ["aries-acord-bransare", "aries-aviz-principiu"]),
        ("împart moștenirea terenului între frați", ["cu-dezmembrare-comasare", "cu-operatiuni-notariale"]),
        ("építési engedély", ["ac-construire"]), ("building permit", ["ac-construire"]),
    ]

    /// What people say of everyday things, and of trouble, in the words that they have.
    static let plain: [(said: String, meant: Set<String>)] = [
        ("vreau să îmi fac casă", ["cu-construire", "ac-construire"]), ("fac casa", ["cu-construire", "ac-construire"]),
        ("vecinul își bate copilul", ["dgaspc-sesizare-abuz"]), ("își bate soția", ["dgaspc-sesizare-abuz"]),
        ("un vecin își bate nevasta", ["dgaspc-sesizare-abuz"]), ("cât costă autorizația de construcție", ["ac-construire"]),
        ("antenă GSM", ["cu-construire", "ac-construire"]),
        ("garaj din tablă", ["cu-construire", "ac-construire", "ac-provizorii-publicitate"]),
        ("centrală fotovoltaică", ["cu-construire", "ac-construire", "guee-eligibilitate"]),
        ("parc fotovoltaic", ["cu-construire", "ac-construire"]), ("asfaltare stradă", ["drum-sesizare"]),
        ("șpagă", ["avertizor-integritate"]), ("fosă septică", ["cu-construire", "ac-construire"]),
        ("orb", ["dgaspc-handicap-adult"]), ("surd", ["dgaspc-handicap-adult"]),
        ("bunicul nu mai vede", ["dgaspc-handicap-adult"]), ("meghallgatás", ["audienta"]),
        ("hajléktalan", ["dgaspc-sesizare-abuz", "petitie"]), ("fence", ["cu-construire", "ac-construire"]),
        ("wheelchair", ["dgaspc-handicap-adult"]), ("ház bontás", ["ad-desfiintare", "cu-desfiintare"]),
        ("factura apă", ["aries-acord-bransare", "petitie"]), ("ieșire din curte la drumul județean", ["drum-autorizatie-amplasare-acces"]),
        ("nunta la stadion", ["arena-loje-lounge"]), ("tuzolto engedely", ["isu-autorizatie-securitate-incendiu"]),
    ]

    private static let all = phrases + strangers + plain

    @Test("Each phrase puts the service that is meant among the first three", arguments: all.map(\.said))
    func phrase(said: String) throws {
        let meant = try #require(Self.all.first { $0.said == said }?.meant)
        let content = try content()
        // A county may not offer it; this one says below how many it does.
        guard meant.contains(where: { content.service($0) != nil }) else { return }
        let found = content.lexicon.find(said).prefix(3)
        #expect(!meant.isDisjoint(with: found), "found instead: \(found.joined(separator: ", "))")
    }

    @Test("Phrases of at least forty services that are offered are tried")
    func enough() throws {
        let content = try content()
        #expect(Self.phrases.count { $0.meant.contains { content.service($0) != nil } } >= 40)
    }

    @Test("A short word finds its own forms, and not words that only begin alike")
    func short() throws {
        let content = try content()
        let lexicon = content.lexicon
        #expect(lexicon.find("are").isEmpty)
        guard content.service("ac-bransamente-racorduri") != nil else { return }
        #expect(lexicon.find("gazul").first == "ac-bransamente-racorduri" && !lexicon.find("gaz").contains("arena-teren-fotbal"))
        #expect(!lexicon.find("grădină").contains("dgaspc-handicap-adult"))
    }

    @Test("Of services that a word fits equally, the one that has it as a keyword of its own comes first, then the one whose title has it")
    func ties() throws {
        let content = try content()
        // A county may not offer them; where it does, both are found.
        guard content.service("ac-construire") != nil, content.service("ac-bransamente-racorduri") != nil else { return }
        let found = content.lexicon.find("vreau să îmi fac casă")
        let (own, other) = (found.firstIndex(of: "ac-construire"), found.firstIndex(of: "ac-bransamente-racorduri"))
        #expect(try #require(own) < #require(other))
        #expect(!content.lexicon.find("vecinul își bate copilul").prefix(1).contains("notificare-zona-interes"))
    }

    @Test("Who looks for an identity card reads who issues it")
    func elsewhere() throws {
        let content = try content()
        guard let service = content.service("djep-verificare-date") else { return }
        #expect(content.lexicon.find("buletin").first == service.slug && service.summary.ro.contains("Buletinul îl face primăria"))
    }

    @Test("Diacritics and capitals make no difference; nonsense and small words find nothing", arguments: ["", "de la în", "qwxz", "🎉"])
    func nothing(query: String) throws {
        let lexicon = try content().lexicon
        #expect(lexicon.find(query).isEmpty)
        #expect(lexicon.find("ÎNCHIRIEZ Gardul") == lexicon.find("inchiriez gardul"))
    }
}
