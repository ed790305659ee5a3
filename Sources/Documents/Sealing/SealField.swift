/// The signature field that carries a seal: invisible, so that PDF/A and PDF/UA hold as before.
///
/// The first seal of a tagged document also has its place in the structure tree (ISO 14289-1, 7.18.4). A later one does
/// not: a change there would count as an alteration of what was sealed first, and the standard does not ask it of what lies
/// outside the page.
struct SealField {
    private let document: QPDFDocument

    /// The number under which the signature dictionary is to be written.
    let signature: QPDFDocument.Object

    /// Adds a field to the first page.
    ///
    /// - Parameter description: what a screen reader says of the field.
    init(in revision: inout PDFRevision, of document: QPDFDocument, description: String) throws(SealingFailure) {
        guard document.pageCount > 0 else { throw .unsuitable("no pages") }
        self.document = document
        signature = document.numbered(document.parse("<< >>"))
        let page = document.page(0)
        let catalog = try revision.edit(document.root)

        let form = catalog.child("/AcroForm", orNew: "<< /Fields [] >>", in: document)
        let isFirst = (form.object["/SigFlags"].integer ?? 0) & 1 == 0
        form.object.set("/SigFlags", to: document.parse("3"))  // signatures exist; append only
        revision.write(form)
        let fields = form.list("/Fields", in: document)

        // No size, printed, locked: PDF/A asks for no appearance then (ISO 19005-2, 6.3.3).
        let name = "Sigiliu\(fields.object.count + 1)"
        let widget = document.numbered(
            document.parse("<< /Type /Annot /Subtype /Widget /FT /Sig /T (\(name)) /Rect [0 0 0 0] /F 132 >>"))
        widget.set("/TU", to: document.string(description))
        widget.set("/P", to: page)
        widget.set("/V", to: signature)
        try revision.edit(widget)
        fields.object.append(widget)
        revision.write(fields)

        let annotations = try revision.edit(page).list("/Annots", in: document)
        annotations.object.append(widget)
        revision.write(annotations)

        if isFirst, document.root["/StructTreeRoot"].isDictionary {
            page.set("/Tabs", to: document.parse("/S"))
            try addToStructure(widget, on: page, in: &revision)
        }
    }

    /// Puts the widget into a Form element at the end of the document's structure, and finds it back by its number there.
    private func addToStructure(
        _ widget: QPDFDocument.Object, on page: QPDFDocument.Object, in revision: inout PDFRevision
    ) throws(SealingFailure) {
        let tree = try revision.edit(document.root["/StructTreeRoot"])
        guard let key = tree.object["/ParentTreeNextKey"].integer else { throw .unsuitable("no ParentTreeNextKey") }
        widget.set("/StructParent", to: document.parse("\(key)"))
        tree.object.set("/ParentTreeNextKey", to: document.parse("\(key + 1)"))

        let top = tree.object["/K"].isArray ? tree.object["/K"][0] : tree.object["/K"]
        let parent = top["/S"].isName("/Document") ? try revision.edit(top) : tree
        let element = document.numbered(document.parse("<< /Type /StructElem /S /Form >>"))
        let reference = document.parse("<< /Type /OBJR >>")
        reference.set("/Obj", to: widget)
        reference.set("/Pg", to: page)
        element.set("/P", to: parent.object)
        element.set("/Pg", to: page)
        element.set("/K", to: reference)
        try revision.edit(element)
        let children = parent.list("/K", in: document)
        children.object.append(element)
        revision.write(children)

        let numbers = tree.child("/ParentTree", orNew: "<< /Nums [] >>", in: document)
        let isSplit = numbers.object["/Kids"].isArray  // a large tree; then a leaf of its own for this one
        let leaf = isSplit ? try revision.edit(document.numbered(document.parse("<< /Limits [\(key) \(key)] >>"))) : numbers
        let pairs = leaf.list("/Nums", in: document)
        pairs.object.append(document.parse("\(key)"))
        pairs.object.append(element)
        revision.write(pairs)
        if isSplit {
            let kids = numbers.list("/Kids", in: document)
            kids.object.append(leaf.object)
            revision.write(kids)
        }
    }
}
