/// How far the examples of forms are judged. Whoever serves or types from content that was checked does not wait for the long way: a
/// wrong example misleads, and breaks nothing.
package enum ExampleDepth: Sendable {
    /// Each form as its examples fill it in.
    case asTheyStand
    /// And once more with every other choice made in turn: half of the time that the reading takes.
    case withEveryChoice
}

/// Judges the examples that content gives for the questions of its forms: each is to be a right answer, as hints, the filled blank,
/// the schema and the demo data show it to people.
struct ExampleJudge {
    let depth: ExampleDepth
    /// On the day for which the examples are written (`house.yaml`), so that none turns wrong as time goes by.
    let context: CheckingContext

    /// What is wrong with a field's example, whatever the other answers are.
    func fault(of field: Field) -> String? {
        guard field.derived == nil, let example = field.example, !example.isBlank else { return nil }
        // What lies in the place of another answer is judged with it; a resource that is not there is told by the service.
        guard field.within == nil, field.resource.map({ context.resources[$0] != nil }) ?? true else { return nil }
        return field.read(example, values: [:], in: context).problems.first?.message
    }

    /// What is wrong with the examples of a form together, once for each field: as they stand, and with every other choice made in
    /// turn, so that the questions which that opens are judged too. What is wrong with a field alone is not told again.
    func faults(of form: Form) -> [(field: String, message: String)] {
        var told = Set(form.fields.filter { fault(of: $0) != nil }.map(\.key))
        var faults: [(field: String, message: String)] = []
        let codes = Set(form.attachments.map(\.kind.code))
        func judge(_ answers: Answers, _ circumstance: String) {
            for problem in form.check(answers, attached: codes, in: context).problems {
                let key = String(problem.field.prefix { $0 != "[" })
                if told.insert(key).inserted { faults.append((key, "\(problem.message)\(circumstance)")) }
            }
        }
        judge(form.examples, "")
        guard depth == .withEveryChoice else { return faults }
        let deciding = form.decidingNames
        for field in form.fields where field.derived == nil && deciding.contains(field.key) {
            for value in field.choosable where form.examples[field.key] != .text(value) {
                var answers = form.examples
                answers[field.key] = .text(value)
                judge(answers, " (where \(quoted(field.key)) is \(quoted(value)))")
            }
        }
        return faults
    }
}

extension Form {
    /// Whatever conditions, formulas and rules look at: no other answer changes what is asked, or how it is judged.
    fileprivate var decidingNames: Set<String> {
        let inFields = fields.flatMap { [$0.askedWhen, $0.requiredWhen, $0.derived].compactMap { $0 } }
        return Set((inFields + rules.map(\.holds)).flatMap(\.names))
    }
}

extension Field {
    /// The answers of which exactly one is given.
    fileprivate var choosable: [String] {
        switch kind {
        case .truth: ["true", "false"]
        case .choice: options.map(\.value)
        default: []
        }
    }
}
