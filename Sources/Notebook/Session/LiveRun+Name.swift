/// What a run is called in cells.
extension LiveRun {
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
    package var trial: (set: String, number: Int)? {
        let words = name.split(separator: " ")
        guard words.count == 4, words[2] == "of", let number = Int(words[1]), number > 0 else { return nil }
        return (String(words[0]), number)
    }
}

extension Session {
    /// What a cell at the end writes for a run, such as `run`, or `tries[2]` for the third trial of a set; nil where no name leads to it.
    ///
    /// - Complexity: O(n) in the cells and the trials of the set.
    fileprivate func expression(of run: LiveRun) -> String? {
        let name = run.trial?.set ?? run.name
        guard let entry = entries.last(where: { $0.code?.definitions.contains(name) ?? false }) else { return nil }
        // The name may have got another meaning since.
        let value = entry.values[name]
        guard let trial = run.trial else { return value.map { $0.object(TrainedRun.self) != nil } ?? true ? name : nil }
        guard let value else { return "\(name)[\(trial.number - 1)]" }
        // The set may have been trained anew, or have lost trials that were stopped.
        let place = value.object(RunSet.self)?.trials.firstIndex { $0.run.name == run.name }
        return place.map { "\(name)[\($0)]" }
    }
}

extension SessionManager {
    /// What a cell at the end writes for a run, such as `run`, or `tries[2]` for the third trial of a set; nil where no name leads to it.
    ///
    /// - Complexity: O(n) in the cells and the trials of the set.
    package func expression(of run: LiveRun) -> String? { core.withLock { $0.session.expression(of: run) } }
}
