extension Migration {
    /// Who was turned away from what is looked up before it is written down again: each once a day.
    static let denials = "CREATE INDEX event_denied ON event (institution, actor, details, at) WHERE kind = 'denied'"
}
