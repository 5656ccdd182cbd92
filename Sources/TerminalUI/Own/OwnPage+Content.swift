extension OwnPage.Content {
    /// Whether it is of the same kind and shape as what a page begins with: that of a series is a change of the same one.
    func fits(_ first: Self) -> Bool {
        switch (self, first) {
        case (.text, .text): true
        case (.picture(let own), .picture(let first)): own.width == first.width && own.height == first.height
        case (.letters(let own), .letters(let first)): own.width == first.width && own.height == first.height
        case (.series(let own), .series(let first)): own.isOfSame(as: first)
        case (.text, _), (.picture, _), (.letters, _), (.series, _): false
        }
    }

    /// The same with the pen up.
    var atRest: Self {
        guard case .picture(var pad) = self else { return self }
        pad.isDown = false
        return .picture(pad)
    }
}

extension OwnPage {
    /// What is left of a page when it is closed: what was made up, and what can be undone of it and done again.
    struct Kept: Sendable, Equatable {
        var content: Content
        var undos: [Content]
        var redos: [Content]
    }
}
