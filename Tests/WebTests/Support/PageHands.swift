import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Office
import Rulebook
import Store
import TestKit
import Testing

/// Presses the buttons of the pages; everybody is signed in as themselves.
struct PageHands: Hands {
    let world: World
    let client: any TestClientProtocol
    private let browsers = Browsers()

    init(world: World, client: any TestClientProtocol) {
        self.world = world
        self.client = client
    }

    /// Somebody's browser. A session does not outlive the turning of the clock.
    func browser(_ visitor: Visitor) async throws -> DeskBrowser {
        if let browser = await browsers.of(visitor.person.email, at: world.now) { return browser }
        let secret = try await world.office.signIn(email: visitor.person.email, password: World.password)
        let browser = DeskBrowser(client, cookie: "sesiune=\(secret)")
        await browsers.keep(browser, of: visitor.person.email, at: world.now)
        return browser
    }

    func pay(_ file: CaseFile, by payer: Visitor, confirmedBy cashier: Visitor) async throws {
        let (own, desk) = ("/dosare/\(file.dossier.id)/plata", page(of: file))
        let payer = try await browser(payer)
        let given = try await payer.upload(
            Array("%PDF-1.4\n% dovada".utf8), named: "dovada.pdf", as: "dovada", to: own, on: try await payer.get(own))
        try #require(given.status == .seeOther, "\(file.service.slug): \(given.problems)")
        let cashier = try await browser(cashier)
        let confirmed = try await cashier.send("\(desk)/confirma-plata", on: try await cashier.get("\(desk)/plati"))
        try #require(confirmed.status == .seeOther, "\(file.service.slug): \(confirmed.problems)")
    }

    func make(_ deed: Deed, _ move: Move?, on file: CaseFile, by actor: Visitor, handler: Visitor) async throws {
        let browser = try await browser(actor)
        let answer: DeskAnswer
        if let name = move?.name, let move {
            let typed = move.form.typing(move.asks.map(\.key)).map { ("\(name).\($0.0)", $0.1) }
            if actor.id == file.dossier.opener {
                let own = "/dosare/\(file.dossier.id)"
                answer = try await browser.send("\(own)/pas/\(name)", on: try await browser.get(own), typed)
            } else {
                let drawn = try await browser.get(page(of: file))
                let form = try #require(
                    drawn.forms(to: "\(page(of: file))/pas").first { $0.contains { $0 == ("pas", name) } },
                    "\(file.service.slug): no button for \(name) at \(file.stage.name)")
                answer = try await browser.post("\(page(of: file))/pas", form + typed)
            }
        } else {
            if deed == .sendForApproval {
                try await fillBlanks(of: try await world.office.caseFile(file.dossier.id, seenBy: actor), browser)
            }
            let (button, typed) = try button(of: deed, on: file, handler)
            answer = try await browser.send("\(page(of: file))/\(button)", on: try await browser.get(page(of: file)), typed)
        }
        try #require(answer.status == .seeOther, "\(file.service.slug) \(deed) at \(file.stage.name): \(answer.problems)")
    }

    /// Writes what the act leaves open in the editor, as its page asks.
    private func fillBlanks(of file: CaseFile, _ browser: DeskBrowser) async throws {
        let left = file.act?.sections.filter { Blank.isLeft(in: $0.text) } ?? []
        if left.isEmpty { return }
        let editor = try await browser.get("\(page(of: file))/act")
        #expect(editor.says("cu semnele ‹ › cu tot:"))
        let written = left.map { ("sectiune.\($0.name)", Blank.filled($0.text, with: "potrivit dosarului")) }
        let saved = try await browser.send("\(page(of: file))/act", on: editor, written)
        try #require(saved.status == .seeOther, "\(file.service.slug): \(saved.problems)")
    }

    private func page(of file: CaseFile) -> String { "/birou/\(file.dossier.institution)/dosare/\(file.dossier.id)" }

    private func button(of deed: Deed, on file: CaseFile, _ handler: Visitor) throws -> (String, [(String, String)]) {
        switch deed {
        case .assign: ("repartizeaza", [("inspector", handler.id)])
        case .draftAct: ("redacteaza", [])
        case .requestEndorsement: ("cere-avize", file.unasked.map { ("avize", $0) })
        case .endorse: ("avizeaza", [("rezultat", "favourable")])
        case .sendForApproval: ("trimite-la-aprobat", [])
        case .approve: ("aproba", [])
        case .seal: ("sigileaza", [])
        default: throw Refusal.wrongStage(deed)
        }
    }

    private actor Browsers {
        private var known: [String: (browser: DeskBrowser, since: Date)] = [:]

        func of(_ email: String, at now: Date) -> DeskBrowser? {
            known[email].flatMap { $0.since == now ? $0.browser : nil }
        }

        func keep(_ browser: DeskBrowser, of email: String, at now: Date) { known[email] = (browser, now) }
    }
}

extension DeskBrowser {
    /// A file as it comes.
    func download(_ path: String) async throws -> [UInt8] {
        try await client.execute(uri: path, method: .get, headers: [.cookie: cookie]) { answer in
            try #require(answer.status == .ok)
            return Array(answer.body.readableBytesView)
        }
    }
}

extension DeskAnswer {
    /// The hidden inputs of each form that is sent there.
    func forms(to action: String) -> [[(String, String)]] {
        text.components(separatedBy: "<form method=\"post\" action=\"\(action)\"").dropFirst().map { rest in
            let form = rest.prefix(upTo: rest.range(of: "</form>")?.lowerBound ?? rest.endIndex)
            return form.matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)">/).map { (String($0.1), String($0.2)) }
        }
    }
}
