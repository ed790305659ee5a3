/// The words that components say by themselves, in Romanian unless the frame brings others. Everything else on a page
/// comes from its author.
package struct Words: Sendable {
    package var skip = "Sari la conținut"
    package var mainNavigation = "Principal"
    package var language = "Limba"
    package var theme = "Temă"
    package var account = "Contul tău"
    package var signIn = "Intră în cont"
    package var signOut = "Ieși din cont"

    package var crumbs = "Ești aici"
    package var steps = "Pașii cererii"
    package var step: @Sendable (_ number: Int, _ count: Int) -> String = { "Pasul \($0) din \($1)" }
    package var pages = "Pagini"
    package var previous = "Înapoi"
    package var next = "Înainte"
    package var back = "Înapoi"
    package var search = "Caută"
    package var filter = "Filtrează"
    package var clear = "Șterge"

    package var error = "Eroare"
    package var problems: @Sendable (_ count: Int) -> String = { count in
        switch count {
        case 1: "Mai este un lucru de îndreptat"
        case 2...19: "Mai sunt \(count) lucruri de îndreptat"
        default: "Mai sunt \(count) de lucruri de îndreptat"
        }
    }
    package var optional = "opțional"
    package var borrowed = "Numai în română deocamdată"
    package var yes = "Da"
    package var no = "Nu"
    package var day = "Ziua"
    package var month = "Luna"
    package var year = "Anul"
    package var from = "De la"
    package var until = "Până la"
    package var what = "Ce rezervi"
    package var time = "Ora de început"
    package var slotCount = "Câte intervale"
    package var change = "Schimbă"
    package var draftSaved: @Sendable (_ time: String) -> String = { "Ciornă salvată la \($0)" }
    package var saveFailed = "Ciorna nu s-a putut salva acum; încercăm din nou singuri."

    package var view = "Vezi"
    package var remove = "Scoate"
    package var uploading = "se încarcă"
    package var uploadFailed = "Fișierul nu a ajuns. Încearcă din nou."
    /// The size is `{}`, filled in by the script, in MB: millions of bytes.
    package var tooLarge: @Sendable (_ limitMB: Int) -> String = { "Fișierul are {} MB; limita este \($0) MB" }

    package var feeCaption = "Cum se calculează taxa"
    package var toPay = "De plată"
    package var why = "De ce această dată?"
    package var whyHeld = "De ce stă ceasul?"
    package var dayPast = "trecută"
    package var daySuspended = "suspendată"
    package var dayToday = "azi"
    package var dayLeft = "rămasă"
    package var officeOnly = "numai birou"
    package var dossierNumber = "Numărul dosarului"
    package var worklist = Worklist.Headings()

    package static let romanian = Words()
}
