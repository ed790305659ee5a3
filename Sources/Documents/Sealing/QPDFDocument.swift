import CQPDF
import FoundationEssentials

/// A PDF read by qpdf, for documents of our own: what comes from outside is never given to it, since a few kilobytes of
/// nested compressed streams can make it ask for gigabytes of memory.
///
/// Changes stay in memory; nothing is written by qpdf (it would rewrite the whole file, and with it what was signed).
final class QPDFDocument {
    fileprivate let handle: qpdf_data
    private let bytes: UnsafeMutableBufferPointer<CChar>  // qpdf reads from it as long as it lives

    /// - Throws: `SealingFailure.unsuitable` when the file is damaged in any way or encrypted.
    init(_ pdf: Data) throws(SealingFailure) {
        bytes = .allocate(capacity: pdf.count)
        _ = pdf.copyBytes(to: bytes)
        handle = qpdf_init()
        qpdf_silence_errors(handle)
        qpdf_set_suppress_warnings(handle, QPDF_TRUE)
        // A file that needs repair has other offsets than those that it states, so nothing can be appended to it.
        qpdf_set_attempt_recovery(handle, QPDF_FALSE)
        let outcome = qpdf_read_memory(handle, "document", bytes.baseAddress, UInt64(bytes.count), nil)
        guard outcome & QPDF_ERRORS == 0 else {
            let error = qpdf_get_error(handle)
            throw .unsuitable(String(cString: qpdf_get_error_full_text(handle, error)))
        }
        guard outcome & QPDF_WARNINGS == 0 else { throw .unsuitable("damaged") }
        guard qpdf_is_encrypted(handle) == QPDF_FALSE else { throw .unsuitable("encrypted") }
    }

    deinit {
        var handle: qpdf_data? = handle
        qpdf_cleanup(&handle)
        bytes.deallocate()
    }

    var root: Object { Object(document: self, handle: qpdf_get_root(handle)) }
    var trailer: Object { Object(document: self, handle: qpdf_get_trailer(handle)) }
    var pageCount: Int { Int(qpdf_get_num_pages(handle)) }

    func page(_ index: Int) -> Object { Object(document: self, handle: qpdf_get_page_n(handle, index)) }

    /// An object from its text in PDF syntax, which must be well-formed and without references to others.
    func parse(_ text: String) -> Object {
        let object = Object(document: self, handle: qpdf_oh_parse(handle, text))
        precondition(qpdf_oh_is_initialized(handle, object.handle) == QPDF_TRUE, "malformed: \(text)")
        return object
    }

    /// A text string: PDFDocEncoding where it suffices, else UTF-16.
    func string(_ text: String) -> Object { Object(document: self, handle: qpdf_oh_new_unicode_string(handle, text)) }

    /// Gives an object a number that the file does not use yet.
    func numbered(_ object: Object) -> Object {
        Object(document: self, handle: qpdf_make_indirect_object(handle, object.handle))
    }

    /// A PDF object, direct or by reference.
    struct Object {
        fileprivate let document: QPDFDocument
        fileprivate let handle: qpdf_oh

        private var pdf: qpdf_data { document.handle }

        /// The number and generation of an object that is kept by reference; number 0 for a direct one.
        var id: ObjectID {
            ObjectID(
                number: Int(qpdf_oh_get_object_id(pdf, handle)), generation: Int(qpdf_oh_get_generation(pdf, handle)))
        }

        var isNull: Bool { qpdf_oh_is_null(pdf, handle) == QPDF_TRUE }
        var isArray: Bool { qpdf_oh_is_array(pdf, handle) == QPDF_TRUE }
        var isDictionary: Bool { qpdf_oh_is_dictionary(pdf, handle) == QPDF_TRUE }
        var count: Int { isArray ? Int(qpdf_oh_get_array_n_items(pdf, handle)) : 0 }

        /// The value of an integer object, nil for any other.
        var integer: Int? {
            var value: CLongLong = 0
            return qpdf_oh_get_value_as_longlong(pdf, handle, &value) == QPDF_TRUE ? Int(value) : nil
        }

        func isName(_ name: String) -> Bool { qpdf_oh_is_name_and_equals(pdf, handle, name) == QPDF_TRUE }

        /// A dictionary's value; a null object when it has none, or when this is no dictionary.
        subscript(key: String) -> Object {
            Object(document: document, handle: qpdf_oh_get_key_if_dict(pdf, handle, key))
        }

        /// An array's element; the index must be below `count`.
        subscript(index: Int) -> Object {
            Object(document: document, handle: qpdf_oh_get_array_item(pdf, handle, Int32(index)))
        }

        func set(_ key: String, to value: Object) { qpdf_oh_replace_key(pdf, handle, key, value.handle) }
        func append(_ value: Object) { qpdf_oh_append_item(pdf, handle, value.handle) }

        /// A reference ("12 0 R") for what has a number, else the text in PDF syntax.
        var text: String { String(cString: qpdf_oh_unparse(pdf, handle)) }

        /// The text in PDF syntax of what stands under the number.
        var resolvedText: String { String(cString: qpdf_oh_unparse_resolved(pdf, handle)) }
    }

    struct ObjectID: Hashable, Comparable {
        let number: Int
        let generation: Int

        static func < (one: Self, other: Self) -> Bool { (one.number, one.generation) < (other.number, other.generation) }
    }
}
