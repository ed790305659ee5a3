import Hummingbird

extension Website {
    /// The public API, under `/api/v1`.
    func apiRoutes(_ router: some RouterMethods<WebContext>) {}
}
