import Metrics

/// What the loop counts. Labels are few and fixed: the streams, the known types, the kinds of parcels.
@LoopThread
final class LoopMetrics {
    /// More different message types than this are counted as `other`, so that strangers can't fill the memory.
    static let typeLimit = 200

    private var handledByType: [String: Counter] = [:]
    private let batchSize = Recorder(label: "guiche_batch_size")
    private let commitTime = Metrics.Timer(label: "guiche_commit_seconds")
    private let publishWait = Metrics.Timer(label: "guiche_publish_wait_seconds")
    private let publications = Counter(label: "guiche_publications_total")
    private let redeliveries = Counter(label: "guiche_redelivered_total")
    private let skippedBundles = Counter(label: "guiche_skipped_total")
    private let parkedMessages = Counter(label: "guiche_parked_total")

    func handled(_ message: Inbound) {
        let type = handledByType.count < Self.typeLimit ? message.head.type.rawValue : "other"
        let key = "\(message.stream.rawValue) \(type)"
        if let known = handledByType[key] { return known.increment() }
        let counter = Counter(
            label: "guiche_messages_total", dimensions: [("stream", message.stream.rawValue), ("type", type)])
        handledByType[key] = counter
        counter.increment()
    }

    func taken(_ count: Int, redelivered: Int) {
        batchSize.record(count)
        if redelivered > 0 { redeliveries.increment(by: redelivered) }
    }

    func committed(in time: Duration) { commitTime.record(duration: time) }

    func published(_ count: Int, in time: Duration) {
        guard count > 0 else { return }
        publications.increment(by: count)
        publishWait.record(duration: time)
    }

    func skipped() { skippedBundles.increment() }
    func parked() { parkedMessages.increment() }

    func refused(_ kind: Parcel.Kind) {
        Counter(label: "guiche_refused_publications_total", dimensions: [("kind", "\(kind)")]).increment()
    }
}
