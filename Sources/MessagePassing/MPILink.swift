#if MPI
    import CMPI
    import Foundation
    import Recurrent
    import Synchronization

    /// Messages by MPI, among all ranks of a launch.
    ///
    /// A single dedicated thread makes all calls, so that others can compute meanwhile: MPI's thread level "funneled".
    public final class MPILink: MessageLink {
        /// The number of this rank.
        public let rank: Int
        /// The number of ranks.
        public let size: Int
        /// The names of the ranks' machines, as MPI gives them.
        public let hosts: [String]
        private let caller: CallingThread
        /// How long to wait for a silent rank.
        private let patience: Duration
        /// If this process is to end soon, the time until which it waits for others, in milliseconds since `start`;
        /// otherwise `never`.
        private let deadline = Atomic<Int64>(MPILink.never)
        private let start = ContinuousClock.now
        private let isRequestPending = Atomic(false)
        private let kept = Mutex<[any Sendable]>([])
        /// When this rank last sent the others a sign of life, and when each of them last sent one.
        private let life = Mutex((shown: ContinuousClock.now, signs: [Int: ContinuousClock.Instant]()))
        /// Answers the questions of other ranks.
        private let answer = Mutex(Answering())
        /// Answers being sent.
        private let answers = Mutex<[Answer]>([])
        /// Ranks that have reported that they cannot continue.
        private let heard = Mutex<Set<Int>>([])

        private static let never = Int64.max
        /// How long to wait for others after `hurry`: a launcher that ends a job allows a second before it kills.
        private static let haste = Duration.milliseconds(300)
        /// How long to wait for ranks to report themselves.
        private static let answerTime = Duration.milliseconds(200)

        /// Why messages cannot be exchanged.
        public enum StartError: Error, Sendable {
            /// An error of the library.
            case library(String)
            /// The library does not allow other threads to compute while one exchanges messages.
            case threads
        }

        /// Joins all ranks of the launch.
        ///
        /// - Parameter patience: how long to wait for a silent rank before it is considered dead.
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

        /// From now on, waits for others for less time than a launcher waits before it kills.
        public func hurry() {
            let now = Int64((ContinuousClock.now - start + Self.haste) / .milliseconds(1))
            deadline.store(now, ordering: .relaxed)
        }

        /// Ends MPI, together with all other ranks.
        public func finish() {
            caller.whenIdle(nil)
            caller.perform { _ = mpiFinish() }
        }

        /// Tells the other ranks to exit, for when all ranks can no longer end together.
        public func dismissOthers() {
            caller.perform { [self] in
                tellAll(Tag.dismissal)
                // Give the messages time to leave.
                usleep(Self.look)
            }
        }

        /// Waits until another rank tells this one to exit.
        public func waitForDismissal(seconds: Int) {
            caller.perform {
                let end = ContinuousClock.now + .seconds(seconds)
                while ContinuousClock.now < end, mpiTake(Tag.dismissal) < 0 { usleep(Self.look) }
            }
        }

        /// Microseconds between two polls when there is no hurry.
        private static let look: UInt32 = 20_000

        // MARK: Messages

        private enum Tag {
            static let data: Int32 = 1
            static let trouble: Int32 = 2
            static let request: Int32 = 3
            static let dismissal: Int32 = 4
            static let life: Int32 = 5
            static let question: Int32 = 6
            static let answer: Int32 = 7
        }

        /// Implements `MessageLink` by non-blocking messages.
        public func exchange<Element: MessageElement>(
            _ outgoing: [OutgoingMessage<Element>], _ incoming: [IncomingMessage]
        ) throws(RankFailure) -> [[Element]] {
            tellPending()
            showLife()
            var (received, requests): ([[Element]], [Request]) = ([], [])
            guard let failure = exchange(outgoing[...], incoming[...], &requests, &received) else { return received }
            // The library may still read and write these buffers.
            kept.withLock { $0 += [outgoing, received] }
            tellAll(Tag.trouble)
            throw failure
        }

        /// Starts the messages that have not been started yet, and waits for all.
        private func exchange<Element: MessageElement>(
            _ outgoing: ArraySlice<OutgoingMessage<Element>>, _ incoming: ArraySlice<IncomingMessage>, _ requests: inout [Request],
            _ received: inout [[Element]]
        ) -> RankFailure? {
            var failure: RankFailure?
            if let message = incoming.first {
                let elements = [Element](unsafeUninitializedCapacity: message.count) { buffer, filled in
                    let bytes = UnsafeMutableRawBufferPointer(
                        rebasing: UnsafeMutableRawBufferPointer(buffer)[..<(message.count * MemoryLayout<Element>.stride)])
                    var request = Request(other: message.sender)
                    failure = request.begin { mpiReceive(bytes.baseAddress, Int32(bytes.count), Int32(message.sender), Tag.data, &$0) }
                    requests.append(request)
                    failure = failure ?? exchange(outgoing, incoming.dropFirst(), &requests, &received)
                    filled = message.count
                }
                received.insert(elements, at: 0)
                return failure
            }
            guard let message = outgoing.first else { return finish(&requests) }
            return message.elements.withUnsafeBytes { bytes in
                var request = Request(other: message.receiver)
                failure = request.begin { mpiSend(bytes.baseAddress, Int32(bytes.count), Int32(message.receiver), Tag.data, &$0) }
                requests.append(request)
                return failure ?? exchange(outgoing.dropFirst(), [], &requests, &received)
            }
        }

        // MARK: Questions

        /// An answer being sent, in memory that the library reads.
        private struct Answer: @unchecked Sendable {
            var request: Request
            let bytes: UnsafeMutableRawBufferPointer
        }

        /// Answers questions. A function stored directly in the mutex would be wrapped once more at each access.
        private struct Answering {
            var body: (@Sendable ([UInt64]) -> [UInt32])?
        }

        /// Answers questions from other ranks whenever this rank has no messages to exchange, and while it waits for
        /// others.
        public func whenAsked(_ body: @escaping @Sendable (_ question: [UInt64]) -> [UInt32]) {
            let isNew = answer.withLock { answer in
                defer { answer.body = body }
                return answer.body == nil
            }
            guard isNew else { return }
            caller.whenIdle { [unowned self] in
                // Other ranks that wait for this one then know that it is alive while it reads data.
                showLife()
                answerQuestions()
            }
        }

        private func answerQuestions() {
            guard let body = answer.withLock({ $0.body }) else { return }
            answers.withLock { answers in
                answers = answers.filter { answer in
                    var request = answer.request
                    // A failed answer is dropped too.
                    guard request.test() != nil || request.isDone != 0 else { return true }
                    answer.bytes.deallocate()
                    return false
                }
            }
            var count: Int32 = 0
            while case let other = mpiLook(Tag.question, &count), other >= 0 {
                var question = [UInt64](repeating: 0, count: Int(count) / MemoryLayout<UInt64>.stride)
                let code = question.withUnsafeMutableBytes { mpiTakeBytes($0.baseAddress, Int32($0.count), other, Tag.question) }
                guard code == 0 else { return }
                let bytes = body(question).withUnsafeBytes { source in
                    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: source.count, alignment: MemoryLayout<UInt32>.alignment)
                    bytes.copyMemory(from: source)
                    return bytes
                }
                var request = Request(other: Int(other))
                _ = request.begin { mpiSend(bytes.baseAddress, Int32(bytes.count), other, Tag.answer, &$0) }
                let sent = Answer(request: request, bytes: bytes)
                answers.withLock { $0.append(sent) }
            }
        }

        /// Asks the first rank a question.
        public func ask(_ question: [UInt64], count: Int) throws(RankFailure) -> [UInt32] {
            tellPending()
            showLife()
            var failure: RankFailure?
            var received = 0
            let answer = [UInt32](unsafeUninitializedCapacity: count) { buffer, filled in
                let bytes = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[..<(count * MemoryLayout<UInt32>.stride)])
                var requests = [Request(other: 0), Request(other: 0)]
                failure = requests[0].begin { mpiReceive(bytes.baseAddress, Int32(bytes.count), 0, Tag.answer, &$0) }
                question.withUnsafeBytes { source in
                    failure = failure ?? requests[1].begin { mpiSend(source.baseAddress, Int32(source.count), 0, Tag.question, &$0) }
                    failure = failure ?? finish(&requests)
                }
                received = requests[0].bytes
                filled = count
            }
            if failure == nil, received == count * MemoryLayout<UInt32>.stride { return answer }
            // The library may still read and write these buffers.
            kept.withLock { $0 += [question, answer] }
            tellAll(Tag.trouble)
            throw failure ?? RankFailure(rank: 0, problem: .unanswered)
        }

        /// A message in transit.
        private struct Request {
            let other: Int
            var handle = mpiNoRequest()
            var isDone: Int32 = 0
            /// The number of bytes received, if it is an incoming message that is complete.
            private var received: Int32 = 0
            var bytes: Int { Int(received) }

            init(other: Int) { self.other = other }

            /// - Returns: why it cannot start; nil if it has started.
            mutating func begin(_ body: (inout mpiRequest) -> Int32) -> RankFailure? { failure(body(&handle)) }

            mutating func test() -> RankFailure? { isDone != 0 ? nil : failure(mpiTest(&handle, &isDone, &received)) }

            private func failure(_ code: Int32) -> RankFailure? {
                code == 0 ? nil : RankFailure(rank: other, problem: .library(MPILink.text(of: code)))
            }
        }

        /// Waits until all messages have been sent and received.
        private func finish(_ requests: inout [Request]) -> RankFailure? {
            var wait = Wait()
            while true {
                for place in requests.indices {
                    if let failure = requests[place].test() { return failure }
                }
                guard let open = requests.first(where: { $0.isDone == 0 }) else { return nil }
                if let problem = problem(&wait, of: open.other) { return RankFailure(rank: open.other, problem: problem) }
            }
        }

        /// Why to stop waiting for a rank; nil to keep waiting, after a pause.
        private func problem(_ wait: inout Wait, of other: Int) -> RankFailure.Problem? {
            guard wait.pause() else { return nil }
            tellPending()
            showLife()
            takeSigns()
            answerQuestions()
            let waited = ContinuousClock.now - max(wait.start, life.withLock { $0.signs[other] } ?? start)
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

        /// Sends a byte to all others, without waiting for it to be received.
        private func tellAll(_ tag: Int32) {
            for other in 0..<size where other != rank {
                let byte: [UInt8] = [0]
                var request = mpiNoRequest()
                _ = byte.withUnsafeBytes { mpiSend($0.baseAddress, 1, Int32(other), tag, &request) }
                kept.withLock { $0.append(byte) }
            }
        }

        /// From time to time, sends the others a sign that this rank is working, in case it sends them nothing else for
        /// long, and records theirs.
        private func showLife() {
            let now = ContinuousClock.now
            let isDue = life.withLock { life in
                guard now - life.shown > patience / 4 else { return false }
                life.shown = now
                return true
            }
            guard isDue else { return }
            tellAll(Tag.life)
            takeSigns()
        }

        private func takeSigns() {
            while case let other = mpiTake(Tag.life), other >= 0 { life.withLock { $0.signs[Int(other)] = .now } }
        }

        /// Has the messaging thread tell all others that this rank was asked to end the run.
        public func tellRequest() { isRequestPending.store(true, ordering: .relaxed) }

        private func tellPending() {
            if isRequestPending.exchange(false, ordering: .relaxed) { tellAll(Tag.request) }
        }

        /// Whether another rank has been asked to end the run.
        public func takeRequest() -> Bool { mpiTake(Tag.request) >= 0 }

        /// The ranks that have not reported that they, too, cannot continue.
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
        let start = ContinuousClock.now

        /// The number of polls without a pause, the number of polls before real pauses, and the length of these in
        /// microseconds.
        private static let (eager, patient): (Int, Int) = (64, 2048)
        private static let pause: UInt32 = 100

        /// - Returns: whether it is time to check whether to keep waiting.
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
    }
#endif
