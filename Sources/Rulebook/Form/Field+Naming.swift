extension Field {
    /// Whose name a text is. It decides with what it may be written.
    package enum Naming: String, Codable, CaseIterable, Sendable {
        /// People's: letters with their marks, spaces, hyphens, apostrophes, points and commas.
        case person
        /// Firms' and associations': digits and punctuation besides, „Construct & Fiii 2000 S.R.L.”.
        case organisation

        /// Whether a name can be written so; one has a letter at least.
        package func admits(_ name: String) -> Bool {
            name.contains(where: \.isLetter) && name.unicodeScalars.allSatisfy { admits($0) }
        }

        private func admits(_ scalar: Unicode.Scalar) -> Bool {
            // Nearly all of nearly every name.
            if ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == " " { return true }
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark, .spacingMark,
                .spaceSeparator, .dashPunctuation:
                return true
            case .decimalNumber, .letterNumber, .otherPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
                .finalPunctuation:
                return self == .organisation || Self.betweenNames.contains(scalar)
            case .mathSymbol: return self == .organisation && scalar == "+"
            default: return false
            }
        }

        private static let betweenNames: Set<Unicode.Scalar> = [".", ",", "'", "’", "‘"]
    }
}
