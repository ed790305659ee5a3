/// One document that a request needs: there already, missing, or not asked for by force.
package struct Upload: Sendable {
    package enum State: String, Sendable {
        case have, miss
        case open = ""
    }

    /// A file that has arrived.
    package struct File: Sendable {
        package var name: String
        /// „1,8 MB”.
        package var size: String
        package var view: Link?
        /// The value of the button that takes it out; `nil` where it must stay.
        package var remove: String?

        package init(_ name: String, size: String, view: Link? = nil, remove: String? = nil) {
            self.name = name
            self.size = size
            self.view = view
            self.remove = remove
        }
    }

    /// Where a file is chosen.
    package struct Picker: Sendable {
        /// The input's name.
        package var name: String
        /// What may be chosen: „PDF, JPG sau PNG, cel mult 20 MB”.
        package var label: String
        package var accept: String
        /// Bytes.
        package var limit: Int

        package init(_ name: String, _ label: String, accept: String = ".pdf,.jpg,.jpeg,.png", limit: Int) {
            self.name = name
            self.label = label
            self.accept = accept
            self.limit = limit
        }
    }

    /// What it is, for the words of its buttons.
    package var title: String
    /// The same as it is shown.
    package var heading: Phrase
    package var state: State
    /// Why it is needed, or where it came from.
    package var detail: Phrase?
    package var files: [File]
    package var picker: Picker?
    package var error: String?

    package init(
        _ title: String, _ state: State, heading: Phrase? = nil, detail: Phrase? = nil, files: [File] = [], picker: Picker? = nil,
        error: String? = nil
    ) {
        self.title = title
        self.heading = heading ?? Phrase(title)
        self.state = state
        self.detail = detail
        self.files = files
        self.picker = picker
        self.error = error
    }
}

extension HTML {
    /// The documents of a request, one row each.
    ///
    /// - Parameter link: where the script sends a chosen file at once, alone; the answer is the new row, from
    ///   ``uploadRow(_:)``. `nil`, or without script: files go with the form.
    package func uploads(_ uploads: [Upload], sentTo link: Link? = nil) {
        ul(
            class: "docs", .attr("data-upload", link?.description), .attr("data-busy", words.uploading),
            .attr("data-failed", words.uploadFailed)
        ) {
            for upload in uploads { uploadRow(upload) }
        }
    }

    /// One row: also the whole answer to the script that has sent a file.
    package func uploadRow(_ upload: Upload) {
        li(class: upload.state.rawValue) {
            icon(upload.state == .have ? .ok : upload.state == .miss ? .warn : .up)
            div {
                p(upload.heading, class: "what")
                if let detail = upload.detail { p(detail) }
                for file in upload.files { self.file(file, of: upload.title) }
                if let picker = upload.picker { pick(picker, title: upload.title, error: upload.error) }
            }
        }
    }

    private func file(_ file: Upload.File, of title: String) {
        div(class: "file") {
            span("\(file.name) · \(num: file.size)")
            if let view = file.view { a("\(words.view)\(hidden: " \(title), \(file.name)")", to: view) }
            if let remove = file.remove {
                submit(
                    "\(words.remove)\(hidden: " \(title), \(file.name)")", class: "btn link flush", name: Repeating.removeButton,
                    value: remove, .formnovalidate())
            }
        }
    }

    private func pick(_ picker: Upload.Picker, title: String, error: String?) {
        let id = Field.id(picker.name)
        if let error {
            problem(error, id: "\(id)-err")
        }
        div(class: "pick") {
            label(for: id, "\(hidden: title + ": ")\(picker.label)")
            fileInput(
                id, picker.name, accept: picker.accept, limit: picker.limit, isBad: error != nil,
                error == nil ? nil : "\(id)-err", false)
        }
    }
}

extension Attribute {
    /// On a form: the script posts what is typed, without files, to this address as one goes, with the header
    /// `X-Autosave: 1`. Any answer of 200…299 means kept; the page's ``HTML/saved(_:)`` then tells the time.
    package static func autosave(to link: Link?) -> Self { .attr("data-autosave", link?.description) }
}
