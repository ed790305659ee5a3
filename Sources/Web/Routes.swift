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
        router.get("/dosare/{id}", use: noting(nil, dossier))
        router.get("/dosare/{id}/cerere/{step}", use: noting(nil, showStep))
        router.post("/dosare/{id}/cerere/{step}", use: noting("save", saveStep))
        router.get("/dosare/{id}/documente", use: noting(nil, showDocuments))
        router.post("/dosare/{id}/documente", use: noting("attach", saveDocuments))
        router.get("/dosare/{id}/verifica", use: noting(nil, showCheck))
        router.post("/dosare/{id}/verifica", use: noting("submit", submit))
        router.post("/dosare/{id}/renunta", use: discard)
        router.get("/dosare/{id}/completeaza", use: noting(nil, showCompletion))
        router.post("/dosare/{id}/completeaza", use: noting("complete", complete))
        router.get("/dosare/{id}/plata", use: noting(nil, showPayment))
        router.post("/dosare/{id}/plata", use: noting("payment-proof", givePaymentProof))
        router.get("/dosare/{id}/ordin-de-plata.pdf", use: noting(nil, paymentOrder))
        router.get("/dosare/{id}/fisiere/{attachment}", use: noting(nil, attachment))
        router.get("/dosare/{id}/acte/{act}.pdf", use: noting(nil, act))
        router.post("/dosare/{id}/retrage", use: noting("withdraw", withdraw))
        router.post("/dosare/{id}/pas/{step}", use: noting("advance", takeStep))
        router.get("/dosare/{id}/pas/{step}") { _, context in seeOther(.dossier(try context.part("id"))) }
        router.post("/dosare/{id}/mesaje", use: noting("message", sendMessage))
        router.get("/dosare/{id}/mesaje", use: noting(nil, showMessages))
        router.get("/dosare/{id}/mesaje/{file}", use: noting(nil, messageFile))
        router.get("/imobile/{uat}/{number}", use: immovable)
    }

    /// What is asked of a dossier of one's own, a deed or only a look: what the rules refuse is in its log, as at the desk, and so is
    /// who works at a desk and looks at a dossier that is not theirs.
    private func noting(
        _ deed: String?, _ handle: @escaping @Sendable (Request, WebContext) async throws -> Response
    ) -> @Sendable (Request, WebContext) async throws -> Response {
        { request, context in
            do {
                return try await handle(request, context)
            } catch let refusal as Refusal {
                let (id, visitor) = (try context.part("id"), try context.visitor())
                if refusal == .notFound { try await office.noteStranger(at: id, visitor) }
                if let deed { try await office.noteRefusal(refusal, of: deed, onOwn: id, by: visitor) }
                throw refusal
            }
        }
    }
}
