/// The 41 counties of Romania and the capital, with the codes that other identifiers build on: the two letters of
/// plates and monuments, and the number in a CNP.
package struct County: Hashable, Sendable {
    /// 1 to 40, 51 and 52.
    package let number: Int
    /// One or two capitals: `CJ`, `B`.
    package let letters: String
    /// In Romanian, without the word „județul”.
    package let name: String

    /// Nil for a number that is no county's.
    package init?(number: Int) {
        guard let county = Self.all.first(where: { $0.number == number }) else { return nil }
        self = county
    }

    /// Nil for letters that are no county's; they have to be capitals.
    package init?(letters: String) {
        guard let county = Self.all.first(where: { $0.letters == letters }) else { return nil }
        self = county
    }

    private init(_ number: Int, _ letters: String, _ name: String) {
        self.number = number
        self.letters = letters
        self.name = name
    }

    /// In the order of their numbers.
    package static let all = [
        County(1, "AB", "Alba"), County(2, "AR", "Arad"), County(3, "AG", "Argeș"), County(4, "BC", "Bacău"),
        County(5, "BH", "Bihor"), County(6, "BN", "Bistrița-Năsăud"), County(7, "BT", "Botoșani"), County(8, "BV", "Brașov"),
        County(9, "BR", "Brăila"), County(10, "BZ", "Buzău"), County(11, "CS", "Caraș-Severin"), County(12, "CJ", "Cluj"),
        County(13, "CT", "Constanța"), County(14, "CV", "Covasna"), County(15, "DB", "Dâmbovița"), County(16, "DJ", "Dolj"),
        County(17, "GL", "Galați"), County(18, "GJ", "Gorj"), County(19, "HR", "Harghita"), County(20, "HD", "Hunedoara"),
        County(21, "IL", "Ialomița"), County(22, "IS", "Iași"), County(23, "IF", "Ilfov"), County(24, "MM", "Maramureș"),
        County(25, "MH", "Mehedinți"), County(26, "MS", "Mureș"), County(27, "NT", "Neamț"), County(28, "OT", "Olt"),
        County(29, "PH", "Prahova"), County(30, "SM", "Satu Mare"), County(31, "SJ", "Sălaj"), County(32, "SB", "Sibiu"),
        County(33, "SV", "Suceava"), County(34, "TR", "Teleorman"), County(35, "TM", "Timiș"), County(36, "TL", "Tulcea"),
        County(37, "VS", "Vaslui"), County(38, "VL", "Vâlcea"), County(39, "VN", "Vrancea"), County(40, "B", "București"),
        County(51, "CL", "Călărași"), County(52, "GR", "Giurgiu"),
    ]
}
