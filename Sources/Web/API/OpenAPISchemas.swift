import Rulebook

/// What the API answers with, as schemas; they say what the encodable types beside the routes write.
enum OpenAPISchemas {
    static func ref(_ name: String) -> JSONValue { ["$ref": .text("#/components/schemas/\(name)")] }

    static var all: [String: JSONValue] {
        [
            "Localized": localized, "Problem": problem, "FieldProblem": fieldProblem, "ServiceList": serviceList, "Service": service,
            "DryRun": dryRun, "Filed": filed, "Dossier": dossier,
        ]
    }

    private static let text: JSONValue = ["type": "string"]
    private static let day: JSONValue = ["type": "string", "format": "date"]

    private static func object(_ required: [String: JSONValue], optional: [String: JSONValue] = [:], isOpen: Bool = false) -> JSONValue {
        [
            "type": "object", "properties": .object(required.merging(optional) { $1 }),
            "required": .list(required.keys.sorted().map { .text($0) }), "additionalProperties": .truth(isOpen),
        ]
    }

    private static func list(of items: JSONValue) -> JSONValue { ["type": "array", "items": items] }

    private static var localized: JSONValue { object(["ro": text], optional: ["hu": text, "en": text]) }

    private static var fieldProblem: JSONValue { object(["field": text, "code": text, "message": text]) }

    private static var problem: JSONValue {
        object(
            ["type": text, "title": text, "status": ["type": "integer"], "detail": text],
            optional: ["problems": list(of: ref("FieldProblem"))])
    }

    private static var serviceList: JSONValue {
        object([
            "services": list(
                of: object(["slug": text, "group": text, "title": ref("Localized"), "summary": ref("Localized"), "url": text]))
        ])
    }

    /// The form's inside is told by the service's own schema.
    private static var service: JSONValue {
        object(
            [
                "slug": text, "group": text, "title": ref("Localized"), "summary": ref("Localized"), "applicants": ref("Localized"),
                "institution": text, "law": list(of: object(["act": text], optional: ["article": text])),
                "silence": object(["effect": ["enum": ["none", "approved", "waived"]], "basis": text]),
                "steps": list(of: ["type": "object"]),
                "attachments": list(of: ["type": "object"]), "example": ["type": "object"],
            ], optional: ["fee": ["type": "object"], "term": ["type": "object"], "sessions": list(of: ["type": "object"])], isOpen: true)
    }

    private static var dryRun: JSONValue {
        object(
            [
                "valid": ["type": "boolean"], "problems": list(of: ref("FieldProblem")), "warnings": list(of: ref("FieldProblem")),
                "attachments": list(of: object(["code": text, "title": text, "required": ["type": "boolean"]])),
            ],
            optional: [
                "fee": object(["amount": text, "currency": ["const": "RON"], "trace": list(of: text)]),
                "deadline": object(["date": day, "trace": list(of: text)], optional: ["time": text]),
            ])
    }

    private static var filed: JSONValue { object(["id": text, "number": text, "url": text]) }

    private static var dossier: JSONValue {
        object(
            [
                "id": text, "service": text,
                "stage": object(["name": text, "kind": ["enum": ["draft", "open", "solved", "closed"]], "title": ref("Localized")]),
                "payment": ["enum": ["none", "due", "given", "confirmed"]], "asked": list(of: object(["field": text, "reason": text])),
                "documents": list(of: object(["title": text], optional: ["verification": text, "sha256": text, "validUntil": day])),
                "parents": list(of: object(["field": text, "act": text], optional: ["validUntil": day])),
            ], optional: ["number": text, "due": day, "outcome": ["enum": ["favourable", "conditional", "unfavourable"]]])
    }
}
