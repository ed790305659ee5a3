import FoundationEssentials

/// One document on its way: what is asked of the worker process, and who waits for it.
struct TypesettingJob {
    /// The framed request, as `bin/typeset-worker.py` reads it.
    let request: [UInt8]
    let reply: CheckedContinuation<Data, any Error>

    /// Frames a request: 4 bytes of length, big-endian, then JSON. `data` is put in as it stands: whether it is JSON is the
    /// worker's to find out.
    /// - Parameter report: the label under which the template reports what is asked for in place of the PDF.
    static func request(template: String, data: Data, at moment: Date, report: String? = nil) throws(TypesettingFailure) -> [UInt8] {
        guard template.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil else { throw .templateName(template) }
        guard data.count <= Typesetter.requestLimit else { throw .tooLarge(data.count) }
        let timestamp = Int(moment.timeIntervalSince1970.rounded(.down))
        let asked = report.map { #""report":"\#($0)","# } ?? ""
        var body = Array(#"{\#(asked)"template":"\#(template)","timestamp":\#(timestamp),"data":"#.utf8)
        body.append(contentsOf: data)
        body.append(UInt8(ascii: "}"))
        return withUnsafeBytes(of: UInt32(body.count).bigEndian, Array.init) + body
    }
}
