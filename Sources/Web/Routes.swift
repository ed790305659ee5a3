import Hummingbird

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

        router.add(middleware: Reception(website: self))
        deskRoutes(router)
    }
}
