import Hummingbird
import Office
import Rulebook

extension Website {
    /// Every address, in groups. `Place` has the same addresses to link to.
    func addRoutes(to router: Router<WebContext>) {
        router.add(middleware: Measuring(measures: measures))
        router.add(middleware: SecurityHeaders(isSecure: configuration.isSecure))
        router.get("/healthz", use: alive)
        router.get("/readyz", use: ready)
        router.get("/metrics", use: metrics)
        router.get("/static/{name}", use: staticFile)

        apiRoutes(router)
        catalogueRoutes(router)

        router.add(middleware: Reception(website: self))
        publicRoutes(router)
        accountRoutes(router)
        dossierRoutes(router)
        deskRoutes(router)
    }

    private func publicRoutes(_ router: Router<WebContext>) {
        router.get("/", use: home)
        router.get("/servicii", use: services)
        router.get("/servicii/grup/{group}", use: group)
        router.get("/servicii/{slug}", use: service)
        router.post("/servicii/{slug}/cerere", use: apply)
        router.get("/servicii/{slug}/formular.pdf", use: paper)
        router.get("/servicii/{slug}/hartie", use: showOwnPaper)
        router.post("/servicii/{slug}/hartie", use: sendOwnPaper)
        router.get("/servicii/{slug}/hartie/{bundle}", use: showOwnReading)
        router.get("/formular/{slug}/{revision}/{page}", use: printed)
        router.get("/taxe", use: fees)
        router.get("/taxe/{slug}", use: fee)
        router.get("/verificare", use: verification)
        router.post("/verificare", use: verifyFile)
        router.get("/verificare/{code}", use: verifyCode)
        router.get("/accesibilitate", use: accessibility)
        router.get("/date-personale", use: privacy)
        router.get("/despre", use: about)
        router.post("/limba", use: chooseLanguage)
        router.post("/tema", use: chooseTheme)
    }

    private func accountRoutes(_ router: Router<WebContext>) {
        router.get("/intra", use: showSignIn)
        router.post("/intra", use: signIn)
        router.post("/iesi", use: signOut)
        router.get("/cont", use: account)
        router.get("/cont/chei", use: account)
        router.post("/cont/chei", use: makeAccessKey)
        router.post("/cont/chei/{id}/sterge", use: removeAccessKey)
        router.get("/cont/nou", use: showSignUp)
        router.post("/cont/nou", use: signUp)
        router.get("/cont/confirmare", use: showConfirmation)
        router.post("/cont/confirmare", use: confirm)
        router.get("/cont/parola-uitata", use: showForgotten)
        router.post("/cont/parola-uitata", use: forgotten)
        router.get("/cont/parola-noua", use: showNewPassword)
        router.post("/cont/parola-noua", use: newPassword)
    }

    private func dossierRoutes(_ router: Router<WebContext>) {
        router.get("/dosare", use: dossiers)
        let dossier = router.group("/dosare/{id}").add(middleware: Strangers(office: office))
        dossier.get("", use: showDossier)
        dossier.get("cerere/{step}", use: showStep)
        dossier.post("cerere/{step}", use: noting("save", saveStep))
        dossier.get("documente", use: showDocuments)
        dossier.post("documente", use: noting("attach", saveDocuments))
        dossier.get("verifica", use: showCheck)
        dossier.post("verifica", use: noting("submit", submit))
        dossier.post("renunta", use: discard)
        dossier.get("completeaza", use: showCompletion)
        dossier.post("completeaza", use: noting("complete", complete))
        dossier.get("plata", use: showPayment)
        dossier.post("plata", use: noting("payment-proof", givePaymentProof))
        dossier.get("ordin-de-plata.pdf", use: paymentOrder)
        dossier.get("fisiere/{attachment}", use: attachment)
        dossier.get("acte/{act}.pdf", use: act)
        dossier.post("retrage", use: noting("withdraw", withdraw))
        dossier.post("pas/{step}", use: noting("advance", takeStep))
        dossier.get("pas/{step}") { _, context in seeOther(.dossier(try context.part("id"))) }
        dossier.post("mesaje", use: noting("message", sendMessage))
        dossier.get("mesaje", use: showMessages)
        dossier.get("mesaje/{file}", use: messageFile)
        router.get("/imobile/{uat}/{number}", use: immovable)
    }

    /// A deed on a dossier of one's own: what the rules refuse is in its log, as at the desk.
    private func noting(
        _ deed: String, _ handle: @escaping @Sendable (Request, WebContext) async throws -> Response
    ) -> @Sendable (Request, WebContext) async throws -> Response {
        { request, context in
            do {
                return try await handle(request, context)
            } catch let refusal as Refusal {
                let (id, visitor) = (try context.part("id"), try context.visitor())
                try await office.noteRefusal(refusal, of: deed, onOwn: id, by: visitor)
                throw refusal
            }
        }
    }
}
