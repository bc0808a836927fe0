import Glibc
import NIOCore

/// Has the kernel end a connection whose other end no longer takes what is sent: the pings of a stream then tell within
/// half a minute that a browser has gone without a word, and an agent's login ends as it should (T35).
final class DeadConnections: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    /// How long what was sent may be unacknowledged, in milliseconds.
    static let limit: SocketOptionValue = 20_000

    func handlerAdded(context: ChannelHandlerContext) {
        let option = ChannelOptions.Types.SocketOption(
            level: .tcp, name: NIOBSDSocket.Option(rawValue: TCP_USER_TIMEOUT))
        // Where the kernel does not know it, a dead connection is noticed later.
        context.channel.setOption(option, value: Self.limit).whenFailure { _ in }
    }
}
