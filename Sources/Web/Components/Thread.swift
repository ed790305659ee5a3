/// One message of a correspondence.
package struct Message: Sendable {
    package enum Kind: String, Sendable {
        case theirs = ""
        case mine
        /// Seen only in the office, and says so.
        case memo
    }

    package var author: String
    package var moment: Station.Moment
    package var kind: Kind
    /// As it was typed.
    package var text: String
    package var tag: Tag?
    package var files: [File]

    /// What came with it.
    package struct File: Sendable {
        package var name: String
        /// „1,8 MB”.
        package var size: String
        package var link: Link

        package init(_ name: String, size: String, _ link: Link) {
            self.name = name
            self.size = size
            self.link = link
        }
    }

    package init(
        _ author: String, _ moment: Station.Moment, _ kind: Kind, _ text: String, tag: Tag? = nil, files: [File] = []
    ) {
        self.author = author
        self.moment = moment
        self.kind = kind
        self.text = text
        self.tag = tag
        self.files = files
    }
}

extension HTML {
    package func thread(_ messages: [Message]) {
        ol(class: "thread") {
            for message in messages {
                li(class: message.kind.rawValue) {
                    article {
                        header {
                            strong(message.author)
                            time(message.moment.text, datetime: message.moment.iso)
                            if message.kind == .memo { tag(Tag(.warn, words.officeOnly, icon: .lock)) }
                            if let tag = message.tag { self.tag(tag) }
                        }
                        paragraphs(message.text)
                        for file in message.files {
                            p("\(link: file.name, to: file.link) · \(num: file.size)", class: "small")
                        }
                    }
                }
            }
        }
    }
}
