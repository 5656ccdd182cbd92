import Foundation
import Notebook

/// Going on with another session, and with what another program makes of a cell.
extension NotebookApp {
    /// Leaves this session and goes on with another, which is new where there is no such file. Stays where either cannot be.
    func open(_ path: String) {
        do throws(DocumentError) {
            // This session lets go of its file, which may be the same, before the other is opened.
            if path != manager.state.location { try OpenedSession.peek(path) }
            if let problem = leave(.goingOnNextTime) {
                manager.resumeSuspended()
                controller.model.message = problem
                return
            }
            manager.close()
            show(SessionManager(try OpenedSession.open(path)))
        } catch {
            controller.model.message = error.description
        }
    }

    /// Leaves this session and goes on with the tour.
    func showTour(_ start: Tour.Start) {
        if let problem = leave(.goingOnNextTime) {
            manager.resumeSuspended()
            controller.model.message = problem
            return
        }
        manager.close()
        show(SessionManager(Tour.opened(start, at: UserFolders.tour)))
        controller.model.message =
            switch start {
            case .anew: "The tour starts over."
            case .asItWasLeft: manager.state.isModified ? "The tour is as you left it; `:tour!` starts it over." : nil
            }
    }

    func show(_ manager: SessionManager) {
        manager.watch(true)
        self.manager = manager
        let recent = controller.recent
        let mouse = controller.model.mouse
        controller = NotebookController(manager, history: controller.history, keys: controller.model.keys)
        controller.model.mouse = mouse
        useRecent(recent)
        cells = CellListCache()
        manager.prepareHints()
    }

    /// Takes note of the session that is open, and offers the others to whoever has opened none.
    func useRecent(_ recent: RecentSessions) {
        controller.recent = recent
        if let path = manager.state.location { recent.note(path) } else { controller.model.recent = recent.paths }
    }

    /// Has the user's own editor change what is typed, or the selected cell. What trains goes on meanwhile.
    func edit() {
        let file = FileManager.default.temporaryDirectory.appending(path: "unroll-\(UUID().uuidString).unroll")
        defer { try? FileManager.default.removeItem(at: file) }
        do {
            try Data((controller.editorText + "\n").utf8).write(to: file)
            let environment = ProcessInfo.processInfo.environment
            let editor = [environment["VISUAL"], environment["EDITOR"]].compactMap { $0 }.first { !$0.isEmpty } ?? "vi"
            let path = file.path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
            guard terminal.lend({ system("\(editor) '\(path)'") }) == 0 else {
                controller.wantsEditor = false
                controller.model.message =
                    "`\(editor)` cannot be run, or has failed, and nothing was changed; the variable EDITOR names the editor to use."
                return
            }
            var text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            while text.last?.isNewline == true { text.removeLast() }
            controller.takeEdited(text)
        } catch {
            controller.wantsEditor = false
            controller.model.message = "The cell cannot be written for the editor: \(error.localizedDescription)"
        }
    }
}
