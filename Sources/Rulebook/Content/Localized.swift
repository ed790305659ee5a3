/// A text in the languages that people read; Romanian is always there.
package struct Localized: Hashable, Codable, Sendable {
    package let ro: String
    package var hu: String?
    package var en: String?

    package init(ro: String, hu: String? = nil, en: String? = nil) {
        self.ro = ro
        self.hu = hu
        self.en = en
    }

    /// The text in `language`, or in Romanian where it is not translated.
    package func callAsFunction(_ language: Language) -> String {
        switch language {
        case .ro: ro
        case .hu: hu ?? ro
        case .en: en ?? ro
        }
    }

    /// Whether `language` has its own text: pages mark a fall-back with `lang="ro"`.
    package func has(_ language: Language) -> Bool {
        switch language {
        case .ro: true
        case .hu: hu != nil
        case .en: en != nil
        }
    }
}
