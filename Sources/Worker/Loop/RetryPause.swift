/// How long a parked message waits for its next try.
enum RetryPause {
    /// Before the second, the third and every later try of one that fails.
    static let failures: [Duration] = [.seconds(1), .seconds(5), .seconds(60)]
    /// Everybody pays for a try that ends the program, so each is put off twice as long as the one before; this is the
    /// longest.
    static let longest: Duration = .seconds(3_600)

    /// After so many failures, from 1.
    static func afterFailure(_ count: Int) -> Duration { failures[min(max(count, 1), failures.count) - 1] }

    /// After it was given up because it ended the program, and tried in vain so many times since.
    static func afterCrash(_ count: Int) -> Duration {
        min(failures[failures.count - 1] * (1 << min(max(count, 0), 10)), longest)
    }
}
