/// What the user pressed, or pasted.
enum Key: Hashable, Sendable {
    case character(Character)
    case control(Character)
    case alt(Character)
    case enter, altEnter, tab, backTab, backspace, delete, escape
    case left, right, up, down, wordLeft, wordRight
    case home, end, pageUp, pageDown
    case paste(String)
    case resize
}
