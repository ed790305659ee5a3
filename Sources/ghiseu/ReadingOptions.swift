import ArgumentParser

/// How paper is read, the same for a server, a worker and a command.
struct ReadingOptions: ParsableArguments {
    @Flag(help: "A second model reads what no rule has settled; whether it agrees counts. Takes 40 to 70 MB more.") var voters = false
}
