/// What a reader of scans makes of one file: each document in it a proposed request, with its confidence and its place on the
/// page. It proposes only; a person confirms, and then it is submitted like any other request.
package struct PaperReading: Codable, Hashable, Sendable {
    package var documents: [Document]
    /// Pages that belong to no document, and why.
    package var strays: [Stray]
    /// What read it: name and version of each model, so that a later judgement knows whose reading it was.
    package var readers: [String: String]

    package init(documents: [Document], strays: [Stray] = [], readers: [String: String] = [:]) {
        self.documents = documents
        self.strays = strays
        self.readers = readers
    }

    package struct Document: Codable, Hashable, Sendable {
        /// The service's slug; nil where none is likely enough.
        package var service: String?
        /// The print's revision, as its QR code says it; nil for paper that is not ours.
        package var revision: String?
        /// How sure the service is, 0…1.
        package var confidence: Double
        /// The most likely services, best first; at most three.
        package var candidates: [Candidate]
        package var pages: [Page]
        package var fields: [Field]
        /// What the request lacks: keys of required fields, `page:N` of the form, `attachment:CODE`, `signature`.
        package var missing: [String]

        package init(
            service: String?, revision: String?, confidence: Double, candidates: [Candidate], pages: [Page], fields: [Field],
            missing: [String]
        ) {
            self.service = service
            self.revision = revision
            self.confidence = confidence
            self.candidates = candidates
            self.pages = pages
            self.fields = fields
            self.missing = missing
        }
    }

    package struct Candidate: Codable, Hashable, Sendable {
        package var service: String
        package var confidence: Double

        package init(service: String, confidence: Double) {
            self.service = service
            self.confidence = confidence
        }
    }

    /// How the page's places were found.
    package enum Alignment: String, Codable, Hashable, Sendable {
        /// By the corner marks.
        case marks
        /// By what is printed on the form.
        case anchors
        /// By a person, who put the corners.
        case manual
        /// The page could not be laid under a form; fields carry boxes of the page as scanned.
        case none
    }

    package struct Page: Codable, Hashable, Sendable {
        /// The page of the file, from 1.
        package var source: Int
        /// The page of the form, from 1; nil for paper that is not ours.
        package var number: Int?
        /// Degrees by which the scan was turned clockwise to stand upright: 0, 90, 180, 270.
        package var turned: Int
        package var alignment: Alignment
        /// How far the found marks or anchors lie from where they should be, in mm.
        package var residual: Double?
        /// In mm, of the straightened page.
        package var width: Double
        package var height: Double
        /// The file name of the straightened page's picture, in the folder that the reader was given; nil without one.
        package var image: String?
        /// All text of the page, where it was read as a whole.
        package var text: String?

        package init(
            source: Int, number: Int?, turned: Int, alignment: Alignment, residual: Double? = nil, width: Double = 210,
            height: Double = 297, image: String? = nil, text: String? = nil
        ) {
            self.source = source
            self.number = number
            self.turned = turned
            self.alignment = alignment
            self.residual = residual
            self.width = width
            self.height = height
            self.image = image
            self.text = text
        }
    }

    /// What is to be done with a read field. Nothing is registered without a person's confirmation, whatever the outcome.
    package enum Outcome: String, Codable, Hashable, Sendable, CaseIterable {
        /// As sure as a kind can be; shown, and passed over by the Tab key.
        case accepted
        case check
        case unreadable
    }

    package struct Field: Codable, Hashable, Sendable {
        /// As in the service's form; `signature` and `attachment:CODE` for what is no field.
        package var key: String
        package var kind: String
        /// As a person would type it into the form; several answers and rows as the form's own text has them.
        package var value: String
        /// As it was recognised, before masks, lexicons and repairs.
        package var raw: String
        /// The probability that `value` is exactly what was written, 0…1.
        package var confidence: Double
        package var outcome: Outcome
        /// Of the document's `pages`, from 1.
        package var page: Int
        /// `[x, y, width, height]` in mm from the top left of the straightened page.
        package var box: [Double]
        /// A checksum or a lexicon changed what was recognised: shown as „corectat automat”.
        package var repaired: Bool
        /// Other readings, best first; at most three.
        package var alternatives: [String]
        /// What each reader read, by its name; for learning.
        package var readings: [String: String]
        /// What spoke for the value and against it, by name: from it the confidence was computed, and with the person's
        /// confirmation the calibration is made anew (`Calibration.Sample.features`). Nil where no calibration was at work.
        package var evidence: [String: Double]?

        package init(
            key: String, kind: String, value: String, raw: String, confidence: Double, outcome: Outcome, page: Int, box: [Double],
            repaired: Bool = false, alternatives: [String] = [], readings: [String: String] = [:], evidence: [String: Double]? = nil
        ) {
            self.key = key
            self.kind = kind
            self.value = value
            self.raw = raw
            self.confidence = confidence
            self.outcome = outcome
            self.page = page
            self.box = box
            self.repaired = repaired
            self.alternatives = alternatives
            self.readings = readings
            self.evidence = evidence
        }
    }

    package struct Stray: Codable, Hashable, Sendable {
        /// The page of the file, from 1.
        package var source: Int
        package var reason: StrayReason
        /// The file name of its picture, in the folder that the reader was given.
        package var image: String?
        /// What its code says, where one was read: `ReadingRequest.Corners` asks for the same.
        package var service: String?
        package var revision: String?
        /// The page of the form, from 1.
        package var number: Int?

        package init(
            source: Int, reason: StrayReason, image: String? = nil, service: String? = nil, revision: String? = nil, number: Int? = nil
        ) {
            self.source = source
            self.reason = reason
            self.image = image
            self.service = service
            self.revision = revision
            self.number = number
        }
    }

    package enum StrayReason: String, Codable, Hashable, Sendable, CaseIterable {
        case blank
        /// Our code, but of a print whose map is not here.
        case unknownForm
        /// Ours, but it could not be laid under its form: somebody has to put the corners.
        case needsCorners
        case unreadable
    }
}

/// What the reader is asked, one JSON line each.
package struct ReadingRequest: Codable, Hashable, Sendable {
    /// The path of a PDF, TIFF, JPEG or PNG file.
    package var file: String
    /// A folder for pictures of the straightened pages; nil: none are made.
    package var pictures: String?
    /// What a person said of it: its service.
    package var service: String?
    /// What a person said of single pages: where the four corners of the paper are.
    package var corners: [Corners]
    /// Whether to be told of each page.
    package var wantsProgress: Bool?
    /// Answers that people gave before, by the field's key or the last part of it (`strada`), at most `mostWords` each: free writing
    /// that is like one of them is read as it.
    package var words: [String: [String]]?

    package static let mostWords = 5_000

    package init(file: String, pictures: String? = nil, service: String? = nil, corners: [Corners] = [], words: [String: [String]]? = nil) {
        self.file = file
        self.words = words
        self.pictures = pictures
        self.service = service
        self.corners = corners
    }

    package struct Corners: Codable, Hashable, Sendable {
        /// The page of the file, from 1.
        package var source: Int
        /// The form's service, revision and page, where the person knows them.
        package var service: String?
        package var revision: String?
        package var number: Int?
        /// `[x, y]` from 0 to 1 of the scan's width and height: top left, top right, bottom right, bottom left of the paper.
        package var points: [[Double]]

        package init(source: Int, service: String?, revision: String?, number: Int?, points: [[Double]]) {
            self.source = source
            self.service = service
            self.revision = revision
            self.number = number
            self.points = points
        }
    }
}

/// What the reader answers, one JSON line each: how far it is, as often as it likes, then one of the other two.
package struct ReadingAnswer: Codable, Hashable, Sendable {
    package var reading: PaperReading?
    package var failure: ReadingFailure?
    package var progress: ReadingProgress?

    package init(reading: PaperReading) { self.reading = reading }
    package init(failure: ReadingFailure) { self.failure = failure }
    package init(progress: ReadingProgress) { self.progress = progress }
}

/// How many of a file's pages have been read.
package struct ReadingProgress: Codable, Hashable, Sendable {
    package var done: Int
    package var pages: Int

    package init(done: Int, pages: Int) {
        self.done = done
        self.pages = pages
    }
}

/// Why a file as a whole was not read.
package enum ReadingFailure: String, Codable, Hashable, Sendable, Error, CaseIterable {
    /// None of the kinds of files that are read.
    case unsupported
    /// Broken, encrypted or hostile.
    case unreadable
    /// More pages, pixels or bytes than are read.
    case tooLarge
    /// It took longer, or more memory, than a file may.
    case gaveUp
}
