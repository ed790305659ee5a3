import Testing

@testable import Rulebook

@Suite("What a file notes for the lawyer")
struct ReservationTests {
    @Test(
        "A source is told without the note that it is to be confirmed, and with everything else",
        arguments: [
            ("OUG nr. 31/2025 (de confirmat)", "OUG nr. 31/2025"),
            ("Ordinul nr. 839/2009, art. 22 (alineatul de confirmat)", "Ordinul nr. 839/2009, art. 22"),
            ("Legea nr. 50/1991, art. 7 alin. (1⁶) (de confirmat)", "Legea nr. 50/1991, art. 7 alin. (1⁶)"),
            ("Regulamentul (30 de zile în faza de planificare, de confirmat)", "Regulamentul (30 de zile în faza de planificare)"),
            ("Nomenclatorul arhivistic (Legea nr. 16/1996), de confirmat", "Nomenclatorul arhivistic (Legea nr. 16/1996)"),
            (
                "Hotărârea Guvernului nr. 525/1996 (art. 4) privind confirmarea",
                "Hotărârea Guvernului nr. 525/1996 (art. 4) privind confirmarea"
            ),
        ])
    func sure(source: String, told: String) { #expect(source.withoutReservation == told) }
}
