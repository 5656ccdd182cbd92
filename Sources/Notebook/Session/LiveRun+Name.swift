/// How cells write a run.
extension LiveRun {
    /// What a cell writes for the run, such as `run`, or `tries[2]` for the third trial of a set; nil where no name leads to it.
    ///
    /// - Parameter names: those that cells define.
    package func expression(among names: Set<String>) -> String? {
        guard names.contains(trial?.set ?? name) else { return nil }
        return trial.map { "\($0.set)[\($0.number - 1)]" } ?? name
    }

    /// The name for a run that continues this one: `run2` for `run`, `run3` for `run2`, or the next one that is not in use.
    ///
    /// - Parameter names: those in use.
    /// - Complexity: O(names).
    package func nameOfContinuation(among names: Set<String>) -> String {
        let own = trial?.set ?? name
        let digits = own.reversed().prefix(while: \.isNumber).count
        // The number in a name such as gru64 means something else.
        var (stem, number) = (digits > 0 ? own + "_" : own, 1)
        if digits > 0, let last = Int(own.suffix(digits)), last < Int.max - names.count - 1 {
            let before = String(own.dropLast(digits))
            if digits == 1 || names.contains("\(before)\(last - 1)") { (stem, number) = (before, last) }
        }
        repeat { number += 1 } while names.contains("\(stem)\(number)")
        return "\(stem)\(number)"
    }

    /// Which trial of which set it is, counted from 1; nil for a run of its own.
    private var trial: (set: String, number: Int)? {
        let words = name.split(separator: " ")
        guard words.count == 4, words[2] == "of", let number = Int(words[1]), number > 0 else { return nil }
        return (String(words[0]), number)
    }
}
