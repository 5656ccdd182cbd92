#if MPI
    import CMPI
    import Foundation
    import Recurrent
    import Synchronization

    /// Messages by MPI, among all ranks that were started together.
    ///
    /// One thread of its own makes all calls, so that others may compute meanwhile, which MPI calls "funneled".
    public final class MPILink: MessageLink {
        /// Which of the ranks this is.
        public let rank: Int
        /// How many there are.
        public let size: Int
        /// As MPI names their machines.
        public let hosts: [String]
        private let caller: CallingThread
        /// How long a rank is waited for.
        private let patience: Duration
        /// Milliseconds since `start` until which alone others are waited for, where this process is to end soon; else `never`.
        private let deadline = Atomic<Int64>(MPILink.never)
        private let start = ContinuousClock.now
        private let isRequestPending = Atomic(false)
        private let kept = Mutex<[any Sendable]>([])
        /// Ranks that have said that they cannot go on.
        private let heard = Mutex<Set<Int>>([])

        private static let never = Int64.max
        /// What others are waited for after they were asked to hurry: a launcher that ends a job lets a second go by before it kills.
        private static let haste = Duration.milliseconds(300)
        /// What is waited for ranks that say that they are there.
        private static let answerTime = Duration.milliseconds(200)

        /// Why messages cannot be passed.
        public enum StartError: Error, Sendable {
            /// The library says so.
            case library(String)
            /// It does not allow threads that compute while one exchanges messages.
            case threads
        }

        /// Begins with all ranks that were started together.
        ///
        /// - Parameter patience: how long a rank is waited for before it is taken for dead.
        public init(patience: Duration) throws(StartError) {
            self.patience = patience
            caller = CallingThread()
            let begin = Mutex(Beginning())
            caller.perform {
                let beginning = Beginning.make()
                begin.withLock { $0 = beginning }
            }
            let beginning = begin.withLock { $0 }
            if let error = beginning.error { throw error }
            (rank, size, hosts) = (beginning.rank, beginning.size, beginning.hosts)
        }

        private struct Beginning: Sendable {
            var (rank, size) = (0, 1)
            var hosts: [String] = []
            var error: StartError?

            static func make() -> Beginning {
                var beginning = Beginning()
                var threads: Int32 = 0
                let code = mpiStart(&threads)
                guard code == 0 else {
                    beginning.error = .library(MPILink.text(of: code))
                    return beginning
                }
                guard mpiAllowsThreads(threads) != 0 else {
                    beginning.error = .threads
                    return beginning
                }
                (beginning.rank, beginning.size) = (Int(mpiRank()), Int(mpiSize()))
                let length = Int(mpiNameLength)
                var names = [CChar](repeating: 0, count: beginning.size * length)
                _ = mpiHosts(&names)
                for rank in 0..<beginning.size { beginning.hosts.append(MPILink.text(names[(rank * length)..<((rank + 1) * length)])) }
                return beginning
            }
        }

        /// Calls `work` on the thread that exchanges messages.
        public func perform(_ work: @escaping @Sendable () -> Void, beside other: () -> Void) { caller.perform(work, beside: other) }

        /// Waits for others less than a launcher waits before it kills.
        public func hurry() {
            let now = Int64((ContinuousClock.now - start + Self.haste) / .milliseconds(1))
            deadline.store(now, ordering: .relaxed)
        }

        /// Ends, together with all other ranks.
        public func finish() { caller.perform { _ = mpiFinish() } }

        /// Lets the other ranks go, where all can no longer end together.
        public func dismissOthers() {
            caller.perform { [self] in
                tellAll(Tag.dismissal)
                // Until it is on its way.
                usleep(Self.look)
            }
        }

        /// Waits until the first rank lets this one go.
        public func waitForDismissal(seconds: Int) {
            caller.perform {
                let end = ContinuousClock.now + .seconds(seconds)
                while ContinuousClock.now < end, mpiTake(Tag.dismissal) < 0 { usleep(Self.look) }
            }
        }

        /// Microseconds between two looks where nobody is in a hurry.
        private static let look: UInt32 = 20_000

        // MARK: Messages

        private enum Tag {
            static let data: Int32 = 1
            static let trouble: Int32 = 2
            static let request: Int32 = 3
            static let dismissal: Int32 = 4
        }

        /// As `MessageLink` has it, by messages without blocking.
        public func exchange<Element: MessageElement>(
            _ message: [Element], to receiver: Int?, from sender: Int?, count: Int
        ) throws(RankFailure) -> [Element] {
            let count = sender == nil ? 0 : count
            var failure: RankFailure?
            let received = [Element](unsafeUninitializedCapacity: count) { buffer, filled in
                message.withUnsafeBytes { outgoing in
                    let incoming = UnsafeMutableRawBufferPointer(
                        rebasing: UnsafeMutableRawBufferPointer(buffer)[..<(count * MemoryLayout<Element>.stride)])
                    failure = exchange(outgoing, to: receiver, incoming, from: sender)
                }
                filled = count
            }
            if let failure {
                // The library may still write there.
                kept.withLock { $0 += [message, received] }
                throw failure
            }
            return received
        }

        private func exchange(
            _ outgoing: UnsafeRawBufferPointer, to receiver: Int?, _ incoming: UnsafeMutableRawBufferPointer, from sender: Int?
        ) -> RankFailure? {
            tellPending()
            var (sending, receiving) = (mpiNoRequest(), mpiNoRequest())
            if let sender {
                let code = mpiReceive(incoming.baseAddress, Int32(incoming.count), Int32(sender), Tag.data, &receiving)
                guard code == 0 else { return failed(RankFailure(rank: sender, problem: .library(Self.text(of: code)))) }
            }
            if let receiver {
                let code = mpiSend(outgoing.baseAddress, Int32(outgoing.count), Int32(receiver), Tag.data, &sending)
                guard code == 0 else { return failed(RankFailure(rank: receiver, problem: .library(Self.text(of: code)))) }
            }
            var wait = Wait()
            var (hasSent, hasReceived): (Int32, Int32) = (receiver == nil ? 1 : 0, sender == nil ? 1 : 0)
            while hasSent == 0 || hasReceived == 0 {
                let other = (hasReceived == 0 ? sender : receiver) ?? 0
                var code: Int32 = 0
                if hasReceived == 0 { code = mpiTest(&receiving, &hasReceived) }
                if code == 0, hasSent == 0 { code = mpiTest(&sending, &hasSent) }
                guard code == 0 else { return failed(RankFailure(rank: other, problem: .library(Self.text(of: code)))) }
                guard hasSent == 0 || hasReceived == 0 else { break }
                if let problem = problem(&wait) { return failed(RankFailure(rank: other, problem: problem)) }
            }
            return nil
        }

        /// Why a rank is not waited for any longer; nil after a pause.
        private func problem(_ wait: inout Wait) -> RankFailure.Problem? {
            guard wait.pause() else { return nil }
            tellPending()
            let waited = wait.duration
            if waited > patience { return .silence(seconds: Int(waited.components.seconds)) }
            let deadline = deadline.load(ordering: .relaxed)
            if deadline != Self.never, (ContinuousClock.now - start) / .milliseconds(1) > Double(deadline) { return .unanswered }
            let other = mpiTake(Tag.trouble)
            if other >= 0 {
                heard.withLock { _ = $0.insert(Int(other)) }
                return .unanswered
            }
            return nil
        }

        /// Tells all others that this rank cannot go on.
        private func failed(_ failure: RankFailure) -> RankFailure {
            tellAll(Tag.trouble)
            return failure
        }

        /// Sends a byte to all others; nobody has to wait for it.
        private func tellAll(_ tag: Int32) {
            for other in 0..<size where other != rank {
                let byte: [UInt8] = [0]
                var request = mpiNoRequest()
                _ = byte.withUnsafeBytes { mpiSend($0.baseAddress, 1, Int32(other), tag, &request) }
                kept.withLock { $0.append(byte) }
            }
        }

        /// Has the thread that exchanges messages tell all others that this rank was asked to end what runs.
        public func tellRequest() { isRequestPending.store(true, ordering: .relaxed) }

        private func tellPending() {
            if isRequestPending.exchange(false, ordering: .relaxed) { tellAll(Tag.request) }
        }

        /// Whether another has told so.
        public func takeRequest() -> Bool { mpiTake(Tag.request) >= 0 }

        /// Those that do not say that they cannot go on either.
        public func silentRanks(suspect: Int) -> [Int] {
            let end = ContinuousClock.now + Self.answerTime
            while ContinuousClock.now < end, heard.withLock({ $0.count }) < size - 1 {
                let other = mpiTake(Tag.trouble)
                if other >= 0 { heard.withLock { _ = $0.insert(Int(other)) } } else { usleep(1000) }
            }
            let heard = heard.withLock { $0 }
            return (0..<size).filter { $0 != rank && !heard.contains($0) }
        }

        private static func text(of code: Int32) -> String {
            var message = [CChar](repeating: 0, count: Int(mpiErrorLength))
            mpiError(code, &message)
            return text(message[...])
        }

        /// Characters up to the first zero.
        private static func text(_ characters: ArraySlice<CChar>) -> String {
            String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }

    /// How long a message has been waited for.
    private struct Wait {
        private var looks = 0
        private let start = ContinuousClock.now

        /// Looks without a pause, looks that let others run between them, and how long the pauses are after these.
        private static let (eager, patient): (Int, Int) = (64, 2048)
        private static let pause: UInt32 = 100

        /// - Returns: whether it is time to look whether to go on.
        mutating func pause() -> Bool {
            looks += 1
            if looks < Self.eager { return false }
            if looks < Self.patient {
                sched_yield()
                return looks.isMultiple(of: 256)
            }
            usleep(Self.pause)
            return looks.isMultiple(of: 16)
        }

        var duration: Duration { ContinuousClock.now - start }
    }
#endif
