import ArgumentParser
import Foundation
import Office
import Rulebook

struct Administrator: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes an administrator; the first one opens an empty installation.",
        discussion:
            "Example: ghiseu administrator --data data --email ana@example.ro --name \"Ana Exemplu\"\nThe password is read from standard input."
    )

    @OptionGroup var options: ContentOptions
    @OptionGroup var data: DataOptions
    @Option(help: "The address to sign in with.") var email: String
    @Option(help: "The person's name.") var name: String
    @Option(help: "The institution. [default: the one whose counter this is]") var institution: String?

    func run() async throws {
        let house = try await House(
            data: data, content: options.folder(), publicAddress: "", mail: .folder(data.folder.appending(path: "mail"), from: ""),
            isDemo: false)
        if isatty(STDIN_FILENO) == 1 { print("Password (at least \(OfficeLimits.passwordLength.lowerBound) characters): ", terminator: "") }
        guard let password = readLine(strippingNewline: true) else { throw ValidationError("No password on standard input.") }
        guard password.count >= OfficeLimits.passwordLength.lowerBound else {
            throw ValidationError("The password needs at least \(OfficeLimits.passwordLength.lowerBound) characters.")
        }
        try await house.office.open(from: house.source)
        try await house.office.addAdministrator(
            email: email, name: name, password: password, of: institution ?? house.office.content.house.institution)
        try await house.office.close()
        print("\(email) administers \(institution ?? house.office.content.house.institution).")
    }
}
