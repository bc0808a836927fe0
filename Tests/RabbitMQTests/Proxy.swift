import Foundation
import Glibc
import RabbitMQ
import Synchronization

/// A small TCP proxy before the broker that harms the stream on demand. Test code: it polls every few milliseconds.
final class Proxy: Sendable {
    enum Mode: Sendable, Equatable {
        /// Everything goes through.
        case open
        /// Nothing goes through, and nobody is told.
        case frozen
        /// Pieces of at most so many bytes, with a pause after each.
        case sliced(bytes: Int, pause: UInt32)
        /// New connections are closed at once.
        case refusing
    }

    private struct Orders {
        var mode = Mode.open
        var cuts = 0
        var resetAfter: Int?
        var isStopped = false
    }

    struct Failure: Error {}

    let port: Int
    private let listener: Int32
    private let target: Int
    private let orders = Mutex(Orders())

    init(port: Int = 0, target: Int? = nil, mode: Mode = .open) throws {
        self.target = try target ?? TestBroker.port
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var yes: Int32 = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, 4)
        var address = loopback(port)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        guard asSocketAddress(&address, { bind(listener, $0, length) }) == 0, listen(listener, 16) == 0,
            asSocketAddress(&address, { getsockname(listener, $0, &length) }) == 0
        else { throw Failure() }
        self.listener = listener
        self.port = Int(UInt16(bigEndian: address.sin_port))
        orders.withLock { $0.mode = mode }
        Thread.detachNewThread { [self] in run() }
    }

    func configuration() throws -> Connection.Configuration {
        try TestBroker.configuration("amqp://guest:guest@127.0.0.1:\(port)/")
    }

    func set(_ mode: Mode) { orders.withLock { $0.mode = mode } }
    /// Cuts all connections that stand now.
    func cut() { orders.withLock { $0.cuts += 1 } }
    /// Resets the connection once so many more bytes went to the broker.
    func reset(after bytes: Int) { orders.withLock { $0.resetAfter = bytes } }
    func stop() { orders.withLock { $0.isStopped = true } }

    private func run() {
        var pairs: [(Int32, Int32)] = []
        var cuts = 0
        func end(_ pair: (Int32, Int32), hard: Bool) {
            for descriptor in [pair.0, pair.1] {
                var linger = linger(l_onoff: hard ? 1 : 0, l_linger: 0)
                setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
                close(descriptor)
            }
        }
        while true {
            let (mode, wantedCuts, isStopped) = orders.withLock { ($0.mode, $0.cuts, $0.isStopped) }
            if isStopped { break }
            if wantedCuts != cuts {
                cuts = wantedCuts
                for pair in pairs { end(pair, hard: true) }
                pairs = []
            }
            var requests = [pollfd(fd: listener, events: Int16(POLLIN), revents: 0)]
            if mode != .frozen {
                for pair in pairs {
                    requests.append(pollfd(fd: pair.0, events: Int16(POLLIN), revents: 0))
                    requests.append(pollfd(fd: pair.1, events: Int16(POLLIN), revents: 0))
                }
            }
            poll(&requests, nfds_t(requests.count), 5)
            if requests[0].revents != 0, mode != .frozen, let pair = accepted(mode) { pairs.append(pair) }
            guard mode != .frozen else { continue }
            var alive: [(Int32, Int32)] = []
            for (index, pair) in pairs.enumerated() {
                let known = index * 2 + 2 < requests.count
                let (up, down) = (index * 2 + 1, index * 2 + 2)
                let isUp = !known || requests[up].revents == 0 || forward(pair.0, pair.1, mode, up: true)
                let isDown = !known || requests[down].revents == 0 || forward(pair.1, pair.0, mode, up: false)
                if isUp, isDown { alive.append(pair) } else { end(pair, hard: true) }
            }
            pairs = alive
        }
        for pair in pairs { end(pair, hard: true) }
        close(listener)
    }

    private func accepted(_ mode: Mode) -> (Int32, Int32)? {
        let client = accept(listener, nil, nil)
        let broker = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = loopback(target)
        let length = socklen_t(MemoryLayout<sockaddr_in>.size)
        guard mode != .refusing, asSocketAddress(&address, { connect(broker, $0, length) }) == 0 else {
            close(client)
            close(broker)
            return nil
        }
        return (client, broker)
    }

    private func forward(_ from: Int32, _ to: Int32, _ mode: Mode, up: Bool) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var most = buffer.count
        if case .sliced(let bytes, let pause) = mode {
            most = bytes
            usleep(pause)
        }
        let count = read(from, &buffer, most)
        guard count > 0 else { return false }
        let isReset = orders.withLock { orders in
            guard up, let left = orders.resetAfter else { return false }
            orders.resetAfter = left > count ? left - count : nil
            return left <= count
        }
        let wanted = isReset ? count / 2 : count
        var sent = 0
        while sent < wanted {
            let step = buffer.withUnsafeBytes {
                send(to, $0.baseAddress.map { $0 + sent }, wanted - sent, Int32(MSG_NOSIGNAL))
            }
            guard step > 0 else { return false }
            sent += step
        }
        return !isReset
    }
}

private func loopback(_ port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
}

private func asSocketAddress(
    _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>) -> Int32
) -> Int32 {
    withUnsafeMutablePointer(to: &address) { $0.withMemoryRebound(to: sockaddr.self, capacity: 1, body) }
}

/// How many sockets of this process, the proxy's ends included, have the port as their own or their peer's.
func openDescriptors(to port: Int) -> Int {
    (3..<1_024).count { descriptor in
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        guard asSocketAddress(&address, { getpeername(Int32(descriptor), $0, &length) }) == 0 else { return false }
        if Int(UInt16(bigEndian: address.sin_port)) == port { return true }
        length = socklen_t(MemoryLayout<sockaddr_in>.size)
        guard asSocketAddress(&address, { getsockname(Int32(descriptor), $0, &length) }) == 0 else { return false }
        return Int(UInt16(bigEndian: address.sin_port)) == port
    }
}
