import Office
import Rulebook

/// The way through an application: its steps, then the documents, then a look at everything. Derived, never stored.
struct Journey {
    enum Stop: Hashable {
        case step(String)
        case documents
        case check
    }

    let stops: [Stop]
    private let state: FormState

    init(_ state: FormState) {
        self.state = state
        let documents: [Stop] = state.papers.isEmpty ? [] : [.documents]
        stops =
            state.service.form.steps.filter { step in
                step.fields.contains { $0.derived == nil && state.checked.asked.contains($0.key) && state.isOpen($0.key) }
            }
            .map { .step($0.name) } + documents + [.check]
    }

    /// The first stop where something is missing.
    var firstOpen: Stop {
        stops.first { stop in
            switch stop {
            case .step(let name): !problems(of: name).isEmpty
            case .documents: state.checked.problems.contains { $0.field.hasPrefix("attachment:") }
            case .check: true
            }
        } ?? .check
    }

    func problems(of step: String) -> [Rulebook.Problem] {
        state.checked.problems(ofFields: Set(state.service.form.step(step)?.fields.map(\.key) ?? []))
    }

    func after(_ stop: Stop) -> Stop { stops.firstIndex(of: stop).flatMap { $0 + 1 < stops.count ? stops[$0 + 1] : nil } ?? .check }
    func before(_ stop: Stop) -> Stop? { stops.firstIndex(of: stop).flatMap { $0 > 0 ? stops[$0 - 1] : nil } }

    /// Where a problem, or a thing that was asked for, is put right.
    func link(to field: String) -> Link {
        let id = state.dossier.id
        if field.hasPrefix("attachment:") { return Place.documents(id).link }
        let key = field.prefix { $0 != "[" }
        let step = state.service.form.steps.first { $0.fields.contains { $0.key == key } }
        return step.map {
            Place.step(id, $0.name).link.with("arata", "1").at(Field.id(Problem(.init(field: field, code: "", message: "")).field))
        }
            ?? Place.check(id).link
    }

    func link(to stop: Stop) -> Link {
        switch stop {
        case .step(let name): Place.step(state.dossier.id, name).link
        case .documents: Place.documents(state.dossier.id).link
        case .check: state.isCompletion ? Place.completion(state.dossier.id).link : Place.check(state.dossier.id).link
        }
    }

    /// The line of steps above each of them; what is done leads back.
    func draw(_ current: Stop, into h: HTML, _ say: Speech) {
        let here = stops.firstIndex(of: current) ?? 0
        h.steps(
            stops.enumerated().map { index, stop in HTML.Step(title(stop, say), index < here ? link(to: stop) : nil) }, current: here,
            of: say(state.service.title))
    }

    func title(_ stop: Stop, _ say: Speech) -> String {
        switch stop {
        case .step(let name): state.service.form.step(name).map { say($0.title) } ?? name
        case .documents: say("page.documents.title")
        case .check: say("page.check.short")
        }
    }
}

extension Link {
    /// A place on the page behind the address.
    func at(_ id: String) -> Link {
        let address = "\(description)#\(id)"
        return Link(address) ?? self
    }
}
