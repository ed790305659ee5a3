import Foundation
import Rulebook
import TestKit
import Testing

/// What cannot work is found while it is read, not when the first dossier is stuck in it.
@Suite("Broken workflows")
struct BrokenWorkflowTests {
    struct Slip: Sendable, CustomTestStringConvertible {
        let file: String
        let written: String
        let instead: String
        let message: String
        /// A further stage, held by a clerk.
        let stage: String?

        init(_ slug: String, _ written: String, _ instead: String, _ message: String, adding stage: String? = nil) {
            (file, self.written, self.instead, self.message) = ("workflows/\(slug).yaml", written, instead, message)
            self.stage = stage
        }

        var testDescription: String { message }
    }

    @Test(
        "What is wrong with a drawing is said",
        arguments: [
            // Stages.
            Slip("simple", "  - name: approval\n", "  - name: drafting\n", "two stages are called “drafting”"),
            Slip("simple", "    kind: draft\n", "", "the first stage has to be of kind draft"),
            Slip("simple", "    holder: head\n", "", "stage “approval” waits for nobody"),
            Slip("simple", "    kind: solved\n", "    kind: solved\n    holder: clerk\n", "stage “issued” is final and waits for nobody"),
            Slip(
                "simple", "deed: refuse, from: refusal, to: refused", "deed: refuse, from: refusal, to: withdrawn",
                "stage “refused” cannot be reached"),
            Slip(
                "inchiriere", "from: [completion, offer], to: expired", "from: completion, to: expired",
                "stage “offer” has days, and nothing expires there"),
            Slip(
                "aviz", "  - deed: expire\n    from: completion\n    to: review\n    by: program\n    title:",
                "  - deed: advance\n    name: tacere\n    from: review\n    to: approval\n    by: clerk\n    title:",
                "stage “completion” waits for the applicant with its clock standing, and only the applicant ends that"),
            // Four eyes.
            Slip("simple", "[drafted, not-drafter, ", "[drafted, ", "“approve”: who drafted may not: guard not-drafter"),
            Slip("simple", "[approved, not-drafter, not-approver, ", "[approved, not-approver, ", "“seal”: who drafted may not"),
            Slip("simple", "[approved, not-drafter, not-approver, ", "[approved, not-drafter, ", "“seal”: who approved may not"),
            Slip(
                "simple", "[drafted, not-drafter, not-cashier, paid]", "[drafted, not-drafter, paid]",
                "“approve”: who saw the money may not: guard not-cashier"),
            Slip("simple", "by: head, guards: [not-drafter]}", "by: head}", "“refuse”: who drafted may not: guard not-drafter"),
            Slip(
                "simple", "deed: refuse, from: refusal", "deed: refuse, from: [refusal, review]",
                "“refuse”: a refusal is proposed before, and “review” is reached without"),
            Slip(
                "urbanism", "    guards: [approved, not-drafter, not-approver, not-cashier, paid, endorsed]\n",
                "    guards: [approved, not-drafter, not-cashier, paid, endorsed]\n",
                "“contrasemnare”: who approved may not: guard not-approver"),
            Slip("urbanism", ", apart-from: [contrasemnare]", "", "“seal”: who countersigned may not: apart-from contrasemnare"),
            // Moves.
            Slip("simple", "from: completion, to: review", "from: completion, to: revue", "complete: no stage “revue”"),
            Slip(
                "simple", "{deed: complete, from: completion, to: review,", "{deed: complete, from: completion,",
                "complete: “to” is missing"),
            Slip("simple", "to: issued, by: signatory", "to: issued, by: []", "seal: nobody may make this move"),
            Slip("simple", "to: issued, by: signatory", "to: issued, by: [signatory, auditor]", "“seal”: “auditor” moves no dossier"),
            Slip("simple", "to: issued, by: signatory", "to: issued, by: [signatory, administrator]", "“administrator” moves no dossier"),
            Slip(
                "simple", "{deed: return-draft, from: signing, to: drafting", "{deed: return-draft, from: [signing, issued], to: drafting",
                "return-draft: leaves the final stage “issued”"),
            Slip("simple", "to: expired, by: program", "to: expired, by: clerk", "expire: what the program does, it does alone"),
            Slip(
                "simple", "to: expired, by: program", "to: review, by: program",
                "expire: what goes on without the applicant has a title that says so"),
            Slip("simple", "to: issued, by: signatory", "to: issued, by: program", "seal: what the program does, it does alone"),
            Slip("simple", "    name: arhivare\n", "", "archive: what asks for something has a name"),
            Slip("hotarare", "    name: comisii\n", "    name: raport\n", "two moves are called “raport”"),
            Slip("hotarare", "    name: raport\n", "", "advance: a step of the workflow's own has a name and a title"),
            Slip("finantare", "needs: [punctaj-1, punctaj-2]", "needs: [punctaj-1, punctaj-3]", "“clasament”: no step “punctaj-3”"),
            Slip("hotarare", "        field: pentru\n", "        field: contra\n", "no field “contra”"),
            Slip("finantare", "hidden-until: clasament", "hidden-until: clasare", "“punctaj-1”: no step “clasare”"),
            Slip(
                "fiscal", "charges: de_plata", "charges: rezultat",
                "“calcul”: what it charges has to be one of its questions, of kind money"),
            Slip(
                "fiscal", "deed: seal, from: signing, to: settlement, by: signatory, guards: [approved, not-drafter, not-approver]",
                "deed: approve, from: signing, to: settlement, by: head, guards: [drafted, not-drafter]",
                "“calcul”: what it charges is owed from the sealed act on, and nothing is sealed"),
            Slip(
                "fiscal", "when: rezultat == 'de-plata'", "when: rezultatul == 'de-plata'",
                "“calcul”: the expression names “rezultatul”, which the step does not ask"),
            Slip("fiscal", "key: cum, kind: paragraph", "key: cum, many: 1..3, kind: paragraph", "“calcul”: “cum” has to be one answer"),
            Slip("simple", "to: issued, by: signatory", "to: issued, by: clerk", "“seal”: not a deed of “clerk”"),
            Slip("simple", "to: signing, by: head", "to: signing, by: [head, applicant]", "“approve”: not a deed of “applicant”"),
            Slip(
                "simple", "to: completion, by: clerk, guards: [first-completion]}", "to: completion, by: clerk}",
                "“request-completion”: the law lets it be asked once: guard first-completion"),
            Slip("simple", "    holder: clerk\n", "    holder: cashier\n", "stage “review” waits for “cashier”, who has no move there"),
            Slip(
                "simple", "    holder: clerk\n", "    holder: clerk\n    clock: suspended\n",
                "stage “review” waits for staff with its clock standing"),
            Slip(
                "simple", "    holder: clerk\n", "    holder: clerk\n    clock: stopped\n",
                "stage “review” stops the clock, and nothing was answered yet"),
            Slip(
                "simple", "{deed: draft-act, from: review, to: drafting, by: clerk}",
                "{deed: draft-act, from: review, to: drafting, by: clerk}\n"
                    + "  - {deed: advance, name: opreste, title: Oprește, from: review, to: parcat, by: clerk}\n"
                    + "  - {deed: withdraw, from: parcat, to: withdrawn, by: applicant}\n"
                    + "  - {deed: assign, from: parcat, by: clerk}",
                "stage “parcat” waits for staff, and only the applicant leads on", adding: "parcat"),
            Slip(
                "simple", "{deed: draft-act, from: review, to: drafting, by: clerk}",
                "{deed: draft-act, from: review, to: drafting, by: clerk}\n"
                    + "  - {deed: advance, name: opreste, title: Oprește, from: review, to: parcat, by: clerk}\n"
                    + "  - {deed: advance, name: reia, title: Reia, from: parcat, to: review, by: applicant}\n"
                    + "  - {deed: advance, name: clasare, title: Clasează, from: parcat, to: refused, by: clerk}",
                "from stage “parcat” (assigned) no good end can be reached", adding: "parcat"),
            Slip(
                "simple", "not-approver, not-cashier, paid]", "not-approver, not-cashier, paid, first-completion]",
                "no good end can be reached"),
            // Guards that nothing makes true, or that shut the last way out.
            Slip(
                "simple", "{deed: draft-act, from: review, to: drafting, by: clerk}",
                "{deed: advance, name: sari, title: Sari, from: review, to: drafting, by: clerk}",
                "send-for-approval: from “drafting” its conditions never hold"),
            Slip(
                "simple", "{deed: approve, from: approval, to: signing",
                "{deed: advance, name: sari, title: Sari, from: approval, to: signing", "seal: from “signing” its conditions never hold"),
            Slip(
                "finantare", "    name: punctaj-2\n    from: evaluation\n", "    name: punctaj-2\n    from: ranked\n",
                "clasament: from “evaluation” its conditions never hold"),
            Slip(
                "petitie", "    by: clerk\n    title: {ro: Continuă fără lămurire",
                "    by: clerk\n    guards: [first-completion]\n    title: {ro: Continuă fără lămurire",
                "fara-lamurire: from “completion” its conditions never hold"),
            Slip(
                "hotarare", "    name: publicare\n", "    name: publicare\n    guards: [first-completion]\n",
                "from stage “publication” (drafted, approved, completion asked, assigned) no end can be reached"),
            // The road.
            Slip("simple", "    road: 4\n", "    road: 5\n", "the road is numbered 1, 2, 3 … without gaps"),
            Slip(
                "simple", "{deed: send-for-approval, from: drafting, to: approval,",
                "{deed: send-for-approval, from: drafting, to: signing,", "the road has no move from “drafting” to “approval”"),
            Slip("simple", "    kind: solved\n", "    kind: closed\n", "the road has to end where the dossier is solved"),
            Slip(
                "simple", "{deed: submit, from: draft, to: registered", "{deed: submit, from: draft, to: review",
                "the road begins where submitting leads"),
        ])
    func slip(_ slip: Slip) throws {
        var files = try ContentFolder.filesWithFewServices()
        let text = try #require(files[slip.file])
        let place = try #require(text.range(of: slip.written), "the sample is out of date: \(slip.written)")
        let further = slip.stage.map { "  - {name: \($0), title: Încă unul, holder: clerk}\n\nmoves:\n" }
        files[slip.file] = text.replacingCharacters(in: place, with: slip.instead).replacing("\nmoves:\n", with: further ?? "\nmoves:\n")
        let found = #expect(throws: ContentProblems.self) { _ = try Content.read(files) }
        let problems = found?.problems.filter { $0.file == slip.file } ?? []
        let problem = problems.first { $0.message.contains(slip.message) }
        #expect(problem != nil, "found instead: \(problems.map(\.message))")
        // Told where the stage or the move stands that it is about.
        guard let problem,
            let name = problem.message.firstMatch(of: /^(?:from |the road has no move from )?(?:stage )?“?([a-z0-9-]+)”?/)?.1,
            !["the", "two", "no"].contains(name)
        else { return }
        let lines = (files[slip.file] ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        let item = lines.dropFirst(problem.line - 1)
        #expect(item.first?.hasPrefix("  - ") == true && item.prefix(3).contains { $0.contains(": \(name)") }, "\(problem)")
    }

    @Test(
        "A service promises only what its workflow can do",
        arguments: [
            ("registratura/petitie", "  effect: none", "  effect: approved", "silence is approval only where there is a term"),
            ("registratura/petitie", "workflow: petitie", "workflow: automat", "a term is extended only where there is one"),
            ("urbanism/cu-construire", "workflow: urbanism", "workflow: petitie", "it has a fee, and the workflow “petitie” does not wait"),
            ("turism/turism-materiale", "workflow: simple", "workflow: automat", "what the program confirms alone cannot cost anything"),
            ("turism/turism-materiale", "workflow: simple", "workflow: instiintare", "the program alone issues only a confirmation"),
        ])
    func promises(file: String, written: String, instead: String, message: String) throws {
        var files = try ContentFolder.filesWithFewServices()
        let path = "services/\(file).yaml"
        files[path] = files[path]?.replacing(written, with: instead)
        let found = #expect(throws: ContentProblems.self) { _ = try Content.read(files) }
        #expect(found?.problems.contains { $0.file == path && $0.message.contains(message) } == true, "\(found?.problems ?? [])")
    }
}
