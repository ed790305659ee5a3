import HTTPTypes
import Hummingbird
import Office
import Rulebook
import Store

/// The pages and documents of one proposal: where they belong, and what was missing.
extension Website {
    @Sendable func deskRearrange(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let id = try context.part("id")
        let form = try await form(request, context)
        let review = try await office.review(id, in: seat.desk.institution, by: seat.visitor)
        var places: [Int: PagePlace] = [:]
        for number in review.proposal.reading.pages.indices.map({ $0 + 1 }) {
            switch form.text("\(ReviewPage.page)\(number)") {
            case "": break
            case ReviewPage.alone: places[number] = .alone
            case let other: places[number] = .proposal(other)
            }
        }
        let strays = Set(form.all(ReviewPage.taken).compactMap { Int($0) })
        let target = try await office.rearrange(id, pages: places, taking: strays, in: seat.desk.institution, by: seat.visitor)
        return seeOther(seat.desk.proposal(target))
    }

    @Sendable func deskAddFile(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let id = try context.part("id")
        let review = try await office.review(id, in: seat.desk.institution, by: seat.visitor)
        let largest = review.checked?.attachments.map(\.rule.kind.megabytes).max() ?? 1
        do {
            let form = try await form(request, context, files: .keep(megabytes: largest))
            guard let file = form.files[ReviewPage.file]?.first else {
                return refused(seat.voice("scans.no-file"), .unprocessableContent, review, context, seat)
            }
            try await office.add(file, as: form.text(ReviewPage.document), to: id, in: seat.desk.institution, by: seat.visitor)
        } catch let refusal as Refusal {
            guard let notice = RefusalNotice(refusal), notice.status != .notFound else { throw refusal }
            return refused(seat.voice.speech(notice.sentence, notice.values), notice.status, review, context, seat)
        }
        return seeOther(seat.desk.proposal(id))
    }

    private func refused(_ text: String, _ status: HTTPResponse.Status, _ review: Review, _ context: WebContext, _ seat: Seat) -> Response {
        var attempt = ReviewAttempt(review.proposal.typed)
        attempt.problems = [Rulebook.Problem(field: ReviewPage.file, code: "refused", message: text)]
        return reviewPage(review, attempt, status, context, seat)
    }

    @Sendable func deskShowFile(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let (bytes, file) = try await office.addedFile(
            try context.part("file"), of: try context.part("id"), in: seat.desk.institution, seenBy: seat.visitor)
        return try await download(bytes, as: file.mediaType, named: file.name, request)
    }

    @Sendable func deskRemoveFile(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let id = try context.part("id")
        _ = try await form(request, context)
        try await office.remove(file: try context.part("file"), from: id, in: seat.desk.institution, by: seat.visitor)
        return seeOther(seat.desk.proposal(id))
    }
}
