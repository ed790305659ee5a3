extension PublicService {
    /// Whether these answers choose to stay unnamed (Legea nr. 361/2022, Legea nr. 272/2004): then the account that filed is shown
    /// to nobody but its owner.
    package func isAnonymous(_ answers: Answers, in context: CheckingContext) -> Bool {
        anonymity != nil && isAnonymous(form.check(answers, attached: [], in: context).values, in: context)
    }

    package func isAnonymous(_ values: Values, in context: CheckingContext) -> Bool {
        anonymity?.holds(in: .init(values: values, today: context.today, places: context.places)) ?? false
    }
}
