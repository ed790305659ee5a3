import Foundation
import Rulebook

/// The whole API as one OpenAPI 3.1 document, made from the content: each service has its operations with its own schema.
struct OpenAPI {
    let document: JSONValue

    /// - Parameter address: how programs reach the counter.
    init(_ content: Content, at address: String) {
        var paths: [String: JSONValue] = [
            "/api/v1/services": ["get": Self.listing],
            "/api/v1/services/{slug}": ["get": Self.description, "parameters": [Self.slug(content)]],
            "/api/v1/services/{slug}/schema.json": ["get": Self.schema, "parameters": [Self.slug(content)]],
            "/api/v1/dossiers/{id}": ["get": Self.dossier, "parameters": [Self.dossierID]],
            "/api/v1/openapi.json": ["get": Self.openAPI],
            "/catalogue.jsonld": ["get": Self.catalogue],
        ]
        var schemas = OpenAPISchemas.all
        for service in content.services {
            let schema = "answers-\(service.slug)"
            schemas[schema] = service.answerSchema(id: nil)
            paths["/api/v1/services/\(service.slug)/check"] = ["post": Self.check(service, schema)]
            paths["/api/v1/services/\(service.slug)/dossiers"] = ["post": Self.filing(service, schema)]
        }
        document = [
            "openapi": "3.1.0",
            "info": [
                "title": .text("Ghișeu: \(content.institution(content.house.institution)?.name.ro ?? content.house.place.ro)"),
                "version": "1",
                "description": "Cererile județului, pentru programe. Problemele vin ca application/problem+json (RFC 9457).",
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": .text(address)]],
            "paths": .object(paths),
            "components": [
                "schemas": .object(schemas),
                "securitySchemes": [
                    "key": ["type": "http", "scheme": "bearer", "description": "O cheie din cont, „Chei pentru programe”."]
                ],
                "responses": [
                    "problem": ["description": "De ce nu", "content": ["application/problem+json": ["schema": Self.ref("Problem")]]]
                ],
            ],
        ]
    }

    // MARK: Operations

    private static var listing: JSONValue {
        operation("services", "Lista serviciilor", answers: ["200": answer("Catalogul", ref("ServiceList"))])
    }

    private static var description: JSONValue {
        operation(
            "service", "Un serviciu: temei, taxă, termen, formular, documente, exemplu",
            answers: ["200": answer("Serviciul", ref("Service")), "404": problem])
    }

    private static var schema: JSONValue {
        operation(
            "schema", "Schema JSON a răspunsurilor unui serviciu",
            answers: ["200": answer("JSON Schema 2020-12", ["type": "object"], as: "application/schema+json"), "404": problem])
    }

    private static var dossier: JSONValue {
        operation(
            "dossier", "Cum stă un dosar al persoanei care arată cheia",
            answers: ["200": answer("Starea dosarului", ref("Dossier")), "401": problem, "404": problem]
        ).adding(["security": [["key": []]]])
    }

    private static var openAPI: JSONValue {
        operation("openapi", "Documentul acesta", answers: ["200": answer("OpenAPI 3.1", ["type": "object"])])
    }

    private static var catalogue: JSONValue {
        operation(
            "catalogue", "Catalogul ca date legate (CPSV-AP 3.2)",
            answers: ["200": answer("JSON-LD", ["type": "object"], as: "application/ld+json")])
    }

    private static func check(_ service: PublicService, _ schema: String) -> JSONValue {
        operation(
            "check-\(service.slug)", "Verifică fără să păstreze: \(service.title.ro)",
            answers: [
                "200": answer("Ce s-ar întâmpla", ref("DryRun")), "400": problem, "413": problem, "415": problem,
            ]
        ).adding([
            "parameters": [
                [
                    "name": "on", "in": "query", "description": "Ziua pentru care se verifică", "required": false,
                    "schema": ["type": "string", "pattern": #"^(19|20)\d{2}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$"#],
                ], language,
            ],
            "requestBody": body(schema),
        ])
    }

    private static func filing(_ service: PublicService, _ schema: String) -> JSONValue {
        operation(
            "file-\(service.slug)", "Depune: \(service.title.ro)",
            answers: [
                "200": answer("Depusă deja cu această cheie", ref("Filed")), "201": answer("Înregistrată", ref("Filed")), "400": problem,
                "401": problem, "409": problem, "413": problem, "415": problem, "422": problem,
            ]
        ).adding([
            "security": [["key": []]],
            "parameters": [
                [
                    "name": "Idempotency-Key", "in": "header", "required": true,
                    "schema": ["type": "string", "minLength": 1, "maxLength": 64, "pattern": "^[A-Za-z0-9._-]+$"],
                    "example": .text("exemplu-\(service.slug)"),
                ], language,
            ],
            "requestBody": body(schema),
        ])
    }

    // MARK: Parts

    private static func operation(_ id: String, _ summary: String, answers: [String: JSONValue]) -> JSONValue {
        ["operationId": .text(id), "summary": .text(summary), "responses": .object(answers)]
    }

    private static func answer(_ words: String, _ schema: JSONValue, as type: String = "application/json") -> JSONValue {
        ["description": .text(words), "content": .object([type: ["schema": schema]])]
    }

    private static var problem: JSONValue { ["$ref": "#/components/responses/problem"] }

    private static func ref(_ name: String) -> JSONValue { OpenAPISchemas.ref(name) }

    private static func body(_ schema: String) -> JSONValue {
        ["required": true, "content": ["application/json": ["schema": ref(schema)]]]
    }

    private static func slug(_ content: Content) -> JSONValue {
        ["name": "slug", "in": "path", "required": true, "schema": ["enum": .list(content.services.map { .text($0.slug) })]]
    }

    private static var dossierID: JSONValue {
        ["name": "id", "in": "path", "required": true, "schema": ["type": "string", "pattern": "^[0-9a-z]{26}$"]]
    }

    private static var language: JSONValue {
        ["name": "Accept-Language", "in": "header", "required": false, "schema": ["enum": ["ro", "hu", "en"]]]
    }
}
