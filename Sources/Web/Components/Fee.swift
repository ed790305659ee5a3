/// How a sum comes about. Amounts are text, already written the Romanian way: „1 240,50 lei”.
package struct Fee: Sendable {
    package struct Line: Sendable {
        package var text: String
        package var amount: String
        /// How the amount was computed: „240 × 0,01 lei”.
        package var detail: String?

        package init(_ text: String, _ amount: String, detail: String? = nil) {
            self.text = text
            self.amount = amount
            self.detail = detail
        }
    }

    package var lines: [Line]
    package var total: String
    /// The words before the total, when it is not „De plată”.
    package var totalText: String?
    /// Which table of amounts, and since when it stands.
    package var source: Phrase?

    package init(_ lines: [Line], total: String, totalText: String? = nil, source: Phrase? = nil) {
        self.lines = lines
        self.total = total
        self.totalText = totalText
        self.source = source
    }
}

extension HTML {
    package func feeTable(_ fee: Fee) {
        table(class: "fee") {
            caption(words.feeCaption, class: "vh")
            tbody {
                for line in fee.lines {
                    tr {
                        th(
                            Phrase { h in
                                h.text(line.text)
                                if let detail = line.detail { h.small(detail) }
                            }, .row)
                        td(line.amount, class: "num")
                    }
                }
            }
            tfoot {
                tr {
                    th(fee.totalText ?? words.toPay, .row)
                    td(fee.total, class: "num")
                }
            }
        }
        if let source = fee.source { p(source, class: "small muted") }
    }
}
