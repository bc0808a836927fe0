import CRabbitMQ

/// Memory for the arguments of one call into the library, reused for the next.
///
/// Tables, arrays and byte buffers must outlive the call that sends them (broker facts page); `reset` ends their life.
struct Arena: ~Copyable {
    private static let firstChunk = 65_536
    private var chunks: [UnsafeMutableRawBufferPointer] = []
    private var used = 0

    init() {}

    deinit {
        for chunk in chunks { chunk.deallocate() }
    }

    /// Ends the life of everything allocated since the last reset; the largest piece of memory is kept.
    mutating func reset() {
        used = 0
        guard chunks.count > 1 else { return }
        chunks.sort { $0.count > $1.count }
        for chunk in chunks.dropFirst() { chunk.deallocate() }
        chunks.removeLast(chunks.count - 1)
    }

    /// Uninitialised memory for `count` values.
    mutating func allocate<T>(_ type: T.Type, count: Int) -> UnsafeMutablePointer<T> {
        let size = max(1, count) * MemoryLayout<T>.stride
        let aligned = (used + 15) & ~15
        if let chunk = chunks.last, let base = chunk.baseAddress, aligned + size <= chunk.count {
            used = aligned + size
            return (base + aligned).bindMemory(to: type, capacity: count)
        }
        let bytes = max(size, Self.firstChunk, (chunks.last?.count ?? 0) * 2)
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes, alignment: 16)
        chunks.append(chunk)
        used = size
        // A buffer of at least one byte always has an address, so this is never nil.
        return chunk.bindMemory(to: type).baseAddress.unsafelyUnwrapped
    }

    /// A copy of the text's bytes.
    mutating func bytes(_ text: String) -> amqp_bytes_t {
        var text = text
        return text.withUTF8 { copy(UnsafeRawBufferPointer($0)) }
    }

    /// A copy of the bytes.
    mutating func bytes(_ bytes: [UInt8]) -> amqp_bytes_t { bytes.withUnsafeBytes { copy($0) } }

    /// The text and a final zero, as C wants it.
    mutating func string(_ text: String) -> UnsafePointer<CChar> {
        let count = text.utf8.count
        let memory = allocate(CChar.self, count: count + 1)
        for (index, byte) in text.utf8.enumerated() { memory[index] = CChar(bitPattern: byte) }
        memory[count] = 0
        return UnsafePointer(memory)
    }

    private mutating func copy(_ source: UnsafeRawBufferPointer) -> amqp_bytes_t {
        guard let base = source.baseAddress, source.count > 0 else { return amqp_bytes_t(len: 0, bytes: nil) }
        let memory = UnsafeMutableRawPointer(allocate(UInt8.self, count: source.count))
        memory.copyMemory(from: base, byteCount: source.count)
        return amqp_bytes_t(len: source.count, bytes: memory)
    }
}
