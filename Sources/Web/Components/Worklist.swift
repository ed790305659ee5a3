/// The dossiers of a desk, by urgency. A table on wide screens, cards on phones: so that it remains a table for every
/// reader, its ARIA roles are written out.
package struct Worklist: Sendable {
    /// How urgent a dossier is, and how much of its term is used.
    package struct Due: Sendable {
        package enum State: Sendable { case late, soon, held, fine }

        package var state: State
        /// „2 zile peste”.
        package var text: String
        /// „19 nov. 2026”.
        package var detail: String
        /// Percent of the term that is used, 0…100.
        package var used: Int

        package init(_ state: State, _ text: String, detail: String, used: Int) {
            self.state = state
            self.text = text
            self.detail = detail
            self.used = min(max(used, 0), 100)
        }
    }

    package struct Row: Sendable {
        package var due: Due
        package var number: String
        package var link: Link
        package var request: String
        package var applicant: String
        package var locality: String
        package var stage: Tag
        package var waitsFor: String
        package var holder: String
        /// Messages that wait to be read; nil where there are none.
        package var news: Tag?
        /// Ticks the line for a form that stands elsewhere on the page.
        package var pick: Pick?

        package struct Pick: Sendable {
            /// The `id` of the form.
            package var form: String
            package var name: String
            package var value: String
            /// What is ticked, for those who hear only the box.
            package var label: String

            package init(form: String, name: String, value: String, label: String) {
                self.form = form
                self.name = name
                self.value = value
                self.label = label
            }
        }

        package init(
            due: Due, number: String, link: Link, request: String, applicant: String, locality: String, stage: Tag,
            waitsFor: String, holder: String, news: Tag? = nil, pick: Pick? = nil
        ) {
            self.due = due
            self.number = number
            self.link = link
            self.request = request
            self.applicant = applicant
            self.locality = locality
            self.stage = stage
            self.waitsFor = waitsFor
            self.holder = holder
            self.news = news
            self.pick = pick
        }
    }

    package struct Group: Sendable {
        package var title: String
        /// After the title, lighter: „2, cer decizie azi”.
        package var note: String
        package var rows: [Row]

        package init(_ title: String, note: String, _ rows: [Row]) {
            self.title = title
            self.note = note
            self.rows = rows
        }
    }

    /// The words over the columns; they also name the cells on phones.
    package struct Headings: Sendable {
        package var due = "Termen"
        package var dossier = "Dosar"
        package var request = "Cerere și solicitant"
        package var requestShort = "Cerere"
        package var locality = "Localitate"
        package var stage = "Etapă"
        package var waitsFor = "Așteaptă la"
        package var holder = "Responsabil"
        package var holderShort = "Responsabil"
    }

    package var caption: String
    package var groups: [Group]

    package init(caption: String, _ groups: [Group]) {
        self.caption = caption
        self.groups = groups
    }
}
