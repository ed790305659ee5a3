import Hummingbird

extension Website {
    /// The clerk's side, under `/birou`.
    func deskRoutes(_ router: some RouterMethods<WebContext>) {}
}
