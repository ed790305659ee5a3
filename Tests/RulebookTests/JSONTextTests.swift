import Foundation
import Rulebook
import Testing

struct JSONTextTests {
    /// Every control character, marks that JSON escapes, letters of our languages, composed and not, and beyond the first plane.
    private static let texts =
        (0..<0x21).map { "a\(Character(Unicode.Scalar(UInt8($0))))b" } + [
            "", "\"", "\\", "/", "a\"b\\c/d", "șțăîâ ȘȚ „x”", "e\u{301}", "\u{7F}", "\u{80}", "\u{2028}", "😀", "\u{FEFF}",
        ]

    private static func encoded(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    @Test("Answers are written as Foundation's encoder writes them, byte for byte, and read back")
    func answersRoundTrip() throws {
        var answers = Answers()
        for (index, text) in Self.texts.enumerated() {
            answers["k\(index)\(text)"] = .text(text)
            answers["l\(index)"] = .list([text, "x", text])
            answers["r\(index)"] = .rows([[text: text, "b": "1", "a": text], [:]])
        }
        answers["empty"] = .list([])
        let json = answers.json.text
        #expect(try json == Self.encoded(answers))
        #expect(Answers(json: answers.json.utf8) == answers)
        #expect(try JSONDecoder().decode(Answers.self, from: Data(json.utf8)) == answers)
        #expect(Answers().json.text == "{}" && Answers(json: Array("{}".utf8)) == Answers())
    }

    @Test("Texts by key are written so too")
    func textsRoundTrip() throws {
        let texts = Dictionary(Self.texts.map { ($0, $0) }) { $1 }
        #expect(try JSONText.of(texts) == Self.encoded(texts))
        #expect(textsOfJSON(JSONText.of(texts)) == texts)
    }

    @Test(
        "What programs send is read the same with spaces and escapes",
        arguments: [
            "{ \"a\" : \"x\\u0041\\n\\/\" ,\n\t\"b\": [ \"1\" , \"2\" ], \"c\" : [ { \"d\" : \"e\" } ] }", "[]".wrapped, "[{}]".wrapped,
            "\"\\\"\\\\\\b\\f\\r\\t\"".wrapped,
        ])
    func spacesAndEscapes(_ json: String) throws {
        let read = try #require(Answers(json: Array(json.utf8)))
        #expect(try read == JSONDecoder().decode(Answers.self, from: Data(json.utf8)))
    }

    @Test(
        "What is more than texts, or no JSON, is left to the decoder that knows everything",
        arguments: [
            "1".wrapped, "true".wrapped, "null".wrapped, "{\"b\":\"c\"}".wrapped, "\"\\u0219\"".wrapped, "[\"x\",1]".wrapped,
            "[{\"b\":1}]".wrapped, "", "{", "{}x", "[]", "{\"a\"}", "{\"a\":\"b\",}", "{\"a\":\"b\",\"a\":\"c\"}", "\"a\u{1}\"".wrapped,
            "\"a",
            "{\"a\":\"\\", "{\"a\":\"\\u00", "{\"a\":\"\\u+041\"}", "{\"a\":\"\\ud83d\\ude00\"}",
        ])
    func leftAlone(_ json: String) {
        #expect(Answers(json: Array(json.utf8)) == nil)
    }

    @Test("Bytes that are no UTF-8 are not mended in silence")
    func brokenBytes() {
        #expect(Answers(json: Array("{\"a\":\"".utf8) + [0xC8] + Array("\"}".utf8)) == nil)
    }

    @Test(
        "Words for the index are the same, however they are found", arguments: ["Groapă pe DJ 107R, km 12+350", "Ünnep — 2 ß", "", " - "])
    func indexWords(_ text: String) {
        #expect(text.searchableWords == text.searchable.split { !$0.isLetter && !$0.isNumber }.map(String.init))
    }
}

extension String {
    /// As the answer to the question `a`.
    fileprivate var wrapped: String { "{\"a\":\(self)}" }
}
