import Testing

@testable import guiche

/// The life of the children of `guiche up`, as transcripts.
@Suite struct NurseryTests {
    private let limits = Nursery.Limits()

    /// A nursery whose children all run and are ready.
    private func ready(_ names: String...) -> Nursery {
        var nursery = Nursery(names: names, at: .zero)
        _ = nursery.apply(.tick, at: .zero)
        for index in names.indices {
            _ = nursery.apply(.started(index, pid: Int32(100 + index), port: 20_000 + index), at: .zero)
            _ = nursery.apply(.tick, at: .zero)
            _ = nursery.apply(.answered(index, .yes), at: .zero)
        }
        return nursery
    }

    @Test func `everything is started at once, and ready is said when the last one is`() {
        var nursery = Nursery(names: ["ingress", "router"], at: .zero)
        #expect(nursery.apply(.tick, at: .zero) == [.spawn(0), .spawn(1)])
        #expect(nursery.apply(.started(0, pid: 100, port: 20_000), at: .zero) == [])
        #expect(nursery.apply(.started(1, pid: 101, port: 20_001), at: .zero) == [])
        #expect(
            nursery.apply(.tick, at: .milliseconds(1)) == [
                .ask(0, port: 20_000, .ready), .ask(1, port: 20_001, .ready),
            ])
        #expect(nursery.apply(.answered(0, .yes), at: .milliseconds(5)) == [])
        #expect(nursery.apply(.answered(1, .silence), at: .milliseconds(5)) == [])
        #expect(nursery.apply(.tick, at: .milliseconds(60)) == [.ask(1, port: 20_001, .ready)])
        #expect(nursery.apply(.answered(1, .yes), at: .milliseconds(61)) == [.ready])
    }

    @Test func `ready is said once, not again after a restart`() {
        var nursery = ready("ingress")
        _ = nursery.apply(.exited(0, .signal(9)), at: .seconds(20))
        #expect(nursery.apply(.tick, at: .seconds(21)) == [.spawn(0)])
        _ = nursery.apply(.started(0, pid: 200, port: 20_002), at: .seconds(21))
        _ = nursery.apply(.tick, at: .seconds(21))
        #expect(nursery.apply(.answered(0, .yes), at: .seconds(22)) == [])
    }

    @Test func `who dies starts again, each time after a longer pause, never more than 2 s`() {
        var nursery = ready("ingress")
        var now = Duration.seconds(1)
        var pauses: [Duration] = []
        for round in 0..<8 {
            _ = nursery.apply(.exited(0, .code(1)), at: now)
            let next = nursery.nextTick ?? .zero
            pauses.append(next - now)
            now = next
            #expect(nursery.apply(.tick, at: now) == [.spawn(0)])
            _ = nursery.apply(.started(0, pid: Int32(300 + round), port: 20_001), at: now)
        }
        #expect(pauses.map(\.wholeMilliseconds) == [50, 100, 200, 400, 800, 1_600, 2_000, 2_000])
    }

    @Test func `who ran for 10 s starts again at once`() {
        var nursery = ready("ingress")
        for second in [20, 40, 60] {
            _ = nursery.apply(.exited(0, .signal(9)), at: .seconds(second))
            #expect(nursery.nextTick == .seconds(second) + limits.firstPause)
            _ = nursery.apply(.tick, at: .seconds(second + 1))
            _ = nursery.apply(.started(0, pid: 200, port: 20_002), at: .seconds(second + 1))
        }
    }

    @Test func `a program that refuses to start stops everything, and up says which one`() {
        var nursery = Nursery(names: ["ingress", "router"], at: .zero)
        _ = nursery.apply(.tick, at: .zero)
        _ = nursery.apply(.started(0, pid: 100, port: 20_000), at: .zero)
        _ = nursery.apply(.started(1, pid: 101, port: 20_001), at: .zero)
        let ending = Nursery.Ending.failed("router did not start; it said why above.")
        #expect(
            nursery.apply(.exited(1, .code(1)), at: .seconds(1)) == [.say("router ended with code 1"), .terminate(100)])
        #expect(nursery.apply(.exited(0, .code(0)), at: .seconds(2)) == [.end(ending)])
    }

    @Test func `a program killed while everything starts is started again`() {
        var nursery = Nursery(names: ["ingress"], at: .zero)
        _ = nursery.apply(.tick, at: .zero)
        _ = nursery.apply(.started(0, pid: 100, port: 20_000), at: .zero)
        _ = nursery.apply(.exited(0, .signal(9)), at: .milliseconds(10))
        #expect(nursery.apply(.tick, at: .milliseconds(60)) == [.spawn(0)])
    }

    @Test func `a child without an answer for 5 s is killed once and started again`() {
        var nursery = ready("ingress")
        var asked = 0
        var killed: [Duration] = []
        for tenth in 1...80 {
            let now = Duration.milliseconds(tenth * 100)
            for action in nursery.apply(.tick, at: now) {
                if case .ask(_, _, let question) = action {
                    asked += question == .live ? 1 : 0
                    _ = nursery.apply(.answered(0, .no), at: now)
                }
                if action == .kill(100) { killed.append(now) }
            }
        }
        #expect(asked >= 5)
        #expect(killed == [.milliseconds(5_100)])
        _ = nursery.apply(.exited(0, .signal(9)), at: .seconds(9))
        #expect(nursery.apply(.tick, at: .milliseconds(9_050)) == [.spawn(0)])
    }

    @Test func `who was ready and is not for 2 s may miss a queue, so all are declared again, every 2 s`() {
        var nursery = ready("ingress")
        var declared: [Duration] = []
        for tenth in 10...80 {
            let now = Duration.milliseconds(tenth * 100)
            for action in nursery.apply(.tick, at: now) {
                guard case .ask(_, _, let question) = action else { continue }
                let said = nursery.apply(.answered(0, question == .live ? .yes : .no), at: now)
                if said.contains(.declare) { declared.append(now) }
            }
        }
        #expect(declared.count == 3)
        #expect((declared.first ?? .zero) >= .seconds(3))
        #expect(zip(declared, declared.dropFirst()).allSatisfy { $1 - $0 >= limits.unready })
    }

    @Test func `who ends by itself when all were ready may have found a queue missing`() {
        var nursery = ready("ingress")
        #expect(nursery.apply(.exited(0, .code(1)), at: .seconds(20)).contains(.declare))
        var other = ready("ingress")
        #expect(!other.apply(.exited(0, .signal(9)), at: .seconds(20)).contains(.declare))
    }

    @Test func `a child that waits for its broker is given the time for it`() {
        var nursery = Nursery(names: ["ingress"], at: .zero)
        _ = nursery.apply(.tick, at: .zero)
        _ = nursery.apply(.started(0, pid: 100, port: 20_000), at: .zero)
        var last: [Nursery.Action] = []
        for second in 1...91 {
            last = nursery.apply(.tick, at: .seconds(second))
            _ = nursery.apply(.answered(0, .silence), at: .seconds(second))
            if second < 91 { #expect(!last.contains(.kill(100))) }
        }
        #expect(last.contains(.kill(100)))
    }

    @Test func `after this process itself was stopped nobody is killed for his silence`() {
        var nursery = ready("ingress")
        _ = nursery.apply(.tick, at: .seconds(1))
        #expect(!nursery.apply(.tick, at: .seconds(600)).contains(.kill(100)))
    }

    @Test func `stopping tells everybody, kills the rest after 12 s, and a second word changes nothing`() {
        var nursery = ready("ingress", "router")
        #expect(nursery.apply(.stop, at: .seconds(10)) == [.terminate(100), .terminate(101)])
        #expect(nursery.apply(.stop, at: .seconds(11)) == [])
        #expect(nursery.apply(.exited(0, .code(0)), at: .seconds(11)) == [])
        #expect(nursery.apply(.tick, at: .seconds(21)) == [])
        #expect(nursery.nextTick == .seconds(22))
        #expect(nursery.apply(.tick, at: .seconds(22)).contains(.kill(101)))
        #expect(nursery.apply(.exited(1, .signal(9)), at: .seconds(22)) == [.end(.stopped)])
    }

    @Test func `stopping while somebody waits for his restart ends without him`() {
        var nursery = ready("ingress")
        _ = nursery.apply(.exited(0, .signal(9)), at: .seconds(1))
        #expect(nursery.apply(.stop, at: .seconds(1)) == [.end(.stopped)])
        #expect(nursery.apply(.tick, at: .seconds(2)) == [])
    }

    @Test func `the status of waitpid is read as code or signal`() {
        #expect(Nursery.Exit(waitStatus: 256) == .code(1))
        #expect(Nursery.Exit(waitStatus: 9) == .signal(9))
        #expect(Nursery.Exit(waitStatus: 0) == .code(0))
    }
}
