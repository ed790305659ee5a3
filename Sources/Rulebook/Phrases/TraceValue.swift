package import FoundationEssentials

/// A value that a sentence has a place for. How it is written depends on the language: that is the `Phrasebook`'s part.
package enum TraceValue: Hashable, Codable, Sendable {
    /// A name, a law's article, what somebody typed: written as it is.
    case text(String)
    /// Another phrase, by its key.
    case phrase(String)
    case number(Int)
    /// With as many decimals as it has.
    case decimal(Decimal)
    /// An amount in lei.
    case money(Decimal)
    case day(Day)
    case time(WallTime)
    /// An instant: its day and time on the institution's wall clock.
    case moment(Date)
    /// A length of time: „15 zile lucrătoare”.
    case term(Int, TermUnit)
}
