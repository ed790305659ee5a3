extension PublicService {
    /// How many texts that applicants read a language has not.
    package func untranslated(in language: Language) -> Int {
        let fields = form.fields + form.fields.flatMap(\.columns)
        let inFields = fields.flatMap { field in
            [field.label, field.hint, field.why].compactMap { $0 } + field.options.flatMap { [$0.label, $0.hint].compactMap { $0 } }
        }
        let inSteps = form.steps.flatMap { [$0.title, $0.intro].compactMap { $0 } }
        let inRules = form.rules.map(\.message) + form.attachments.flatMap { [$0.kind.title, $0.why].compactMap { $0 } }
        return ([title, summary, applicants, act.title] + inSteps + inFields + inRules).count { !$0.has(language) }
    }
}
