import Foundation
import Identifiers

/// The system's clock. Only what runs reads it; everything that decides is told the time (house rule 4).
public enum WallClock {
    public static func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
