import Crypto
import Foundation
package import Rulebook
import Store

extension Office {
    /// Opens an account and mails its confirmation link. Says the same whether or not the address has an account already.
    package func signUp(email: String, name: String, password: String, language: Language) async throws {
        let email = try checked(email: email)
        try check(name: name, password: password)
        let hash = try await passwords.hash(password, salt: settings.random(16))
        let person = Person(
            new: settings.newID(), email: email, name: name.legible.trimmed, phone: nil, language: language, isConfirmed: false)
        let token = newToken()
        let now = settings.now()
        try await store.write { books in
            if let known = try books.person(email: email) {
                try enqueue(known.isConfirmed ? .accountExists : .confirmAddress(token: token), to: known, once: token, books)
                if !known.isConfirmed {
                    try books.addMailToken(hash: tokenHash(token), of: known.id, for: .confirm, until: now + OfficeLimits.confirmLink)
                }
                return
            }
            try books.add(person, password: hash, at: now)
            try books.addMailToken(hash: tokenHash(token), of: person.id, for: .confirm, until: now + OfficeLimits.confirmLink)
            try enqueue(.confirmAddress(token: token), to: person, once: token, books)
        }
        bell.ring()
    }

    /// Follows a confirmation link.
    /// - Throws: `Refusal.deadLink`.
    package func confirm(token: String) async throws {
        let now = settings.now()
        try await store.write { books in
            guard let person = try books.useMailToken(hash: tokenHash(token), for: .confirm, at: now) else { throw Refusal.deadLink }
            try books.confirm(person, at: now)
        }
    }

    /// Opens a session.
    /// - Returns: the secret for the browser's cookie.
    /// - Throws: `Refusal.wrongCredentials`, also for an address that was never confirmed.
    package func signIn(email: String, password: String) async throws -> String {
        let email = email.trimmed.lowercased()
        let known = try await store.read { try $0.passwordHash(email: String(email.prefix(254))) }
        let fits = try await passwords.verify(String(password.prefix(OfficeLimits.passwordLength.upperBound)), against: known?.hash)
        guard fits, let known else { throw Refusal.wrongCredentials }
        let secret = newToken()
        let now = settings.now()
        let session = Session(
            tokenHash: tokenHash(secret), person: known.person, formToken: newToken(), seenAt: now,
            expiresAt: now + OfficeLimits.sessionIdle)
        try await store.write { books in
            guard try books.person(known.person)?.isConfirmed == true else { throw Refusal.wrongCredentials }
            try books.add(session)
        }
        return secret
    }

    package func signOut(_ signedIn: SignedIn) async throws {
        try await store.write { try $0.end(session: signedIn.tokenHash) }
    }

    /// Who a cookie belongs to. One read; a write at most every few minutes, to keep the session alive.
    package func visitor(cookie secret: String) async throws -> SignedIn? {
        let hash = tokenHash(String(secret.prefix(100)))
        let now = settings.now()
        let found = try await store.read { books -> (Session, Visitor)? in
            guard let session = try books.session(tokenHash: hash, at: now), let person = try books.person(session.person) else {
                return nil
            }
            return (session, try visitor(person, books))
        }
        guard let (session, visitor) = found else { return nil }
        if now.timeIntervalSince(session.seenAt) > 300 {
            try await store.write { try $0.touch(session: hash, at: now, until: now + OfficeLimits.sessionIdle) }
        }
        return SignedIn(visitor: visitor, formToken: session.formToken, tokenHash: hash)
    }

    /// Mails a link for a new password; silent about addresses without an account.
    package func requestReset(email: String) async throws {
        let email = String(email.trimmed.lowercased().prefix(254))
        let token = newToken()
        let now = settings.now()
        try await store.write { books in
            guard let person = try books.person(email: email), !person.isDisabled else { return }
            try books.addMailToken(hash: tokenHash(token), of: person.id, for: .reset, until: now + OfficeLimits.resetLink)
            try enqueue(.resetPassword(token: token), to: person, once: token, books)
        }
        bell.ring()
    }

    /// Sets a new password through a mailed link; every open session of the account ends.
    package func reset(token: String, password: String) async throws {
        try check(password: password)
        let hash = try await passwords.hash(password, salt: settings.random(16))
        let now = settings.now()
        try await store.write { books in
            guard let person = try books.useMailToken(hash: tokenHash(token), for: .reset, at: now) else { throw Refusal.deadLink }
            try books.setPassword(hash, of: person)
            try books.confirm(person, at: now)
            try books.endSessions(of: person)
        }
    }

    package func setLanguage(_ language: Language, of visitor: Visitor) async throws {
        try await store.write { try $0.setLanguage(language, of: visitor.id) }
    }

    /// The address in its one spelling.
    func checked(email: String) throws(Refusal) -> String {
        switch Email.check(email) {
        case .valid(let email, _): return email.lowercased()
        case .invalid(let remark):
            throw .invalid([Problem(field: "email", code: remark.code, message: content.phrases(remark.line, in: .ro))])
        }
    }

    /// - Parameter name: of a new account; nil: the account has one.
    func check(name: String? = nil, password: String) throws(Refusal) {
        var problems: [Problem] = []
        func problem(_ field: String, _ code: String, _ values: [String: TraceValue] = [:]) {
            problems.append(Problem(field: field, code: code, message: content.phrases("account.\(code)", values, in: .ro)))
        }
        if let name = name?.legible.trimmed {
            // Some accounts are a firm's.
            if name.isEmpty || name.count > 200 {
                problem("name", "name-missing")
            } else if !Field.Naming.organisation.admits(name) {
                problem("name", "name-letters")
            }
        }
        if password.count < OfficeLimits.passwordLength.lowerBound {
            problem("password", "password-short", ["n": .number(OfficeLimits.passwordLength.lowerBound)])
        }
        if password.count > OfficeLimits.passwordLength.upperBound { problem("password", "password-long") }
        if !problems.isEmpty { throw .invalid(problems) }
    }

    /// A secret for a cookie or a link: 256 bits.
    func newToken() -> String { settings.newSecret() }

    func tokenHash(_ token: String) -> String { SHA256.hash(data: Data(token.utf8)).hexadecimal }
}
