/// The channel numbers of one connection: used ones are reused first, because each new number costs the library a pool
/// of 128 kB that it never gives back (broker facts page).
package struct ChannelNumbers {
    private let largest: UInt16
    private var next: UInt16 = 1
    private var free: [UInt16] = []

    package init(largest: UInt16) { self.largest = largest }

    /// A number nobody uses; nil when all are taken.
    package mutating func take() -> UInt16? {
        if let number = free.popLast() { return number }
        guard next <= largest, next > 0 else { return nil }
        defer { next &+= 1 }
        return next
    }

    /// The broker has confirmed the close of this channel.
    package mutating func giveBack(_ number: UInt16) { free.append(number) }
}
