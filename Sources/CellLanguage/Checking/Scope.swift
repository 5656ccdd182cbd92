import HashTreeCollections

/// What names mean where a cell stands. Copies share their contents: taking one costs nothing, changing it O(log names).
package struct Scope: Sendable {
    /// What is known of each name that has a meaning.
    package var names: TreeDictionary<String, StaticValue> = [:]
    /// Names whose cells have not run or failed: known to exist, without a value.
    package var withoutValue: TreeSet<String> = []

    package init() {}

    /// Whether cells give a meaning to the name.
    func knows(_ name: String) -> Bool {
        names[name] != nil || withoutValue.contains(name)
    }
}
