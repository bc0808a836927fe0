import Domain
import Identifiers

extension Zone {
    /// A moment as people of the zone write it in Portuguese, e.g. `31/12/2026 às 23:58 (America/Sao_Paulo)`.
    public func written(_ moment: Instant) -> String {
        let local = local(moment)
        let day = [(local.date.day, 2), (local.date.month, 2), (local.date.year, 4)].map(digits)
        let time = [(local.second / 3_600, 2), (local.second / 60 % 60, 2)].map(digits)
        return "\(day.joined(separator: "/")) às \(time.joined(separator: ":")) (\(name))"
    }

    private func digits(_ number: Int, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }
}
