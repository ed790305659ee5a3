/// The words that components say by themselves. Everything else on a page comes from its author.
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
    package var yes = "Da"
    package var no = "Nu"
    package var day = "Ziua"
    package var month = "Luna"
    package var year = "Anul"
    package var change = "Schimbă"
    package var draftSaved: @Sendable (_ time: String) -> String = { "Ciornă salvată la \($0)" }
    package var saveFailed = "Ciorna nu s-a putut salva acum; încercăm din nou singuri."

    package var view = "Vezi"
    package var remove = "Scoate"
    package var uploading = "se încarcă"
    package var uploadFailed = "Fișierul nu a ajuns. Încearcă din nou."
    /// The size is `{}`, filled in by the script, in MB.
    package var tooLarge: @Sendable (_ limitMB: Int) -> String = { "Fișierul are {} MB; limita este \($0) MB" }

    package var feeCaption = "Cum se calculează taxa"
    package var toPay = "De plată"
    package var why = "De ce această dată?"
    package var dayPast = "trecută"
    package var daySuspended = "suspendată"
    package var dayToday = "azi"
    package var dayLeft = "rămasă"
    package var officeOnly = "numai birou"
    package var dossierNumber = "Numărul dosarului"
    package var worklist = Worklist.Headings()

    package static let romanian = Words()

    /// - Parameter language: `ro`, `hu` or `en`; Romanian for any other.
    package static func of(_ language: String) -> Words {
        switch language {
        case "hu": hungarian
        case "en": english
        default: romanian
        }
    }
}

// The desk's own words stay Romanian in every language: the office works in it.
extension Words {
    package static let english: Words = {
        var words = Words()
        words.skip = "Skip to content"
        words.mainNavigation = "Main"
        words.language = "Language"
        words.theme = "Theme"
        words.account = "Your account"
        words.signIn = "Sign in"
        words.signOut = "Sign out"
        words.crumbs = "You are here"
        words.steps = "Steps of the application"
        words.step = { "Step \($0) of \($1)" }
        words.pages = "Pages"
        words.previous = "Previous"
        words.next = "Next"
        words.back = "Back"
        words.search = "Search"
        words.filter = "Filter"
        words.clear = "Clear"
        words.error = "Error"
        words.problems = { $0 == 1 ? "There is one thing to correct" : "There are \($0) things to correct" }
        words.optional = "optional"
        words.yes = "Yes"
        words.no = "No"
        words.day = "Day"
        words.month = "Month"
        words.year = "Year"
        words.change = "Change"
        words.draftSaved = { "Draft saved at \($0)" }
        words.saveFailed = "The draft could not be saved just now; we keep trying."
        words.view = "View"
        words.remove = "Remove"
        words.uploading = "uploading"
        words.uploadFailed = "The file did not arrive. Try again."
        words.tooLarge = { "The file is {} MB; the limit is \($0) MB" }
        words.feeCaption = "How the fee is worked out"
        words.toPay = "To pay"
        words.why = "Why this date?"
        words.dayPast = "passed"
        words.daySuspended = "suspended"
        words.dayToday = "today"
        words.dayLeft = "left"
        words.officeOnly = "office only"
        words.dossierNumber = "File number"
        return words
    }()

    package static let hungarian: Words = {
        var words = Words()
        words.skip = "Ugrás a tartalomra"
        words.mainNavigation = "Fő menü"
        words.language = "Nyelv"
        words.theme = "Megjelenés"
        words.account = "A fiókod"
        words.signIn = "Belépés"
        words.signOut = "Kilépés"
        words.crumbs = "Itt vagy"
        words.steps = "A kérelem lépései"
        words.step = { "\($0). lépés, összesen \($1)" }
        words.pages = "Oldalak"
        words.previous = "Előző"
        words.next = "Következő"
        words.back = "Vissza"
        words.search = "Keresés"
        words.filter = "Szűrés"
        words.clear = "Törlés"
        words.error = "Hiba"
        words.problems = { $0 == 1 ? "Még egy dolgot ki kell javítani" : "Még \($0) dolgot ki kell javítani" }
        words.optional = "nem kötelező"
        words.yes = "Igen"
        words.no = "Nem"
        words.day = "Nap"
        words.month = "Hónap"
        words.year = "Év"
        words.change = "Módosítás"
        words.draftSaved = { "Piszkozat mentve: \($0)" }
        words.saveFailed = "A piszkozatot most nem sikerült menteni; újra próbáljuk."
        words.view = "Megnézem"
        words.remove = "Eltávolítás"
        words.uploading = "feltöltés"
        words.uploadFailed = "A fájl nem érkezett meg. Próbáld újra."
        words.tooLarge = { "A fájl {} MB; a határ \($0) MB" }
        words.feeCaption = "Hogyan számoljuk ki a díjat"
        words.toPay = "Fizetendő"
        words.why = "Miért ez a dátum?"
        words.dayPast = "eltelt"
        words.daySuspended = "felfüggesztve"
        words.dayToday = "ma"
        words.dayLeft = "hátralévő"
        words.officeOnly = "csak a hivatal"
        words.dossierNumber = "Ügyiratszám"
        return words
    }()
}
