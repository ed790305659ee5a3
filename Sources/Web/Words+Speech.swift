import Rulebook

extension Words {
    /// The words of the components, from the locales.
    init(_ say: Speech) {
        self.init()
        guard say.language != .ro else { return }
        skip = say("page.word.skip")
        mainNavigation = say("page.word.main-navigation")
        language = say("page.word.language")
        theme = say("page.word.theme")
        account = say("page.word.account")
        signIn = say("page.word.sign-in")
        signOut = say("page.word.sign-out")
        crumbs = say("page.word.crumbs")
        steps = say("page.word.steps")
        step = { say("page.word.step", ["number": .number($0), "count": .number($1)]) }
        pages = say("page.word.pages")
        previous = say("page.word.previous")
        next = say("page.word.next")
        error = say("page.word.error")
        problems = { say("page.word.problems", ["n": .number($0)]) }
        optional = say("page.word.optional")
        borrowed = say("page.word.borrowed")
        yes = say("word.yes")
        no = say("word.no")
        day = say("page.word.day")
        month = say("page.word.month")
        year = say("page.word.year")
        from = say("page.word.from")
        until = say("page.word.until")
        what = say("page.word.what")
        time = say("page.word.time")
        slotCount = say("page.word.slot-count")
        change = say("page.word.change")
        view = say("page.word.view")
        remove = say("page.word.remove")
        uploading = say("page.word.uploading")
        uploadFailed = say("page.word.upload-failed")
        tooLarge = { say("page.word.too-large", ["size": .text("{}"), "limit": .number($0)]) }
        saveFailed = say("page.word.save-failed")
        search = say("page.word.search")
        filter = say("page.word.filter")
        clear = say("page.word.clear")
        draftSaved = { say("page.word.draft-saved", ["time": .text($0)]) }
        feeCaption = say("page.word.fee-caption")
        toPay = say("page.word.to-pay")
        why = say("page.word.why-date")
        whyHeld = say("page.word.why-held")
        dayPast = say("time.mark.past")
        daySuspended = say("time.mark.suspended")
        dayToday = say("time.mark.today")
        dayLeft = say("time.mark.left")
        dossierNumber = say("page.word.dossier-number")
        back = say("page.word.back")
    }
}
