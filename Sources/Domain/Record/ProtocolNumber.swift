import Identifiers

/// The number of a protocol (rule 19): the date in the tenant's zone, an 8-digit sequence and a Damm check digit.
public enum ProtocolNumber {
    /// How many digits the sequence has; a greater one makes the number longer, never ambiguous.
    public static let sequenceDigits = 8

    /// `date` is the opening day in the tenant's zone, `sequence` the tenant's counter, which never restarts.
    public static func make(date: CalendarDate, sequence: Int) -> String {
        let digits =
            padded(date.year, 4) + padded(date.month, 2) + padded(date.day, 2) + padded(sequence, sequenceDigits)
        return digits + "\(checkDigit(of: digits))"
    }

    /// True if the last digit is the check digit of the ones before it. Every single wrong digit and every swap of two
    /// neighbours is found.
    public static func isValid(_ number: String) -> Bool {
        guard number.utf8.count > 1, number.utf8.allSatisfy({ (48...57).contains($0) }) else { return false }
        return checkDigit(of: number) == 0
    }

    /// Damm's algorithm over his quasigroup of order 10 (H. M. Damm, 2004).
    static func checkDigit(of digits: String) -> Int {
        digits.utf8.reduce(0) { interim, byte in quasigroup[interim][Int(byte) - 48] }
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = "\(number)"
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    private static let quasigroup = [
        [0, 3, 1, 7, 5, 9, 8, 6, 4, 2], [7, 0, 9, 2, 1, 5, 4, 8, 6, 3], [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
        [1, 7, 5, 0, 9, 8, 3, 4, 2, 6], [6, 1, 2, 3, 0, 4, 5, 9, 7, 8], [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
        [5, 8, 6, 9, 7, 2, 0, 1, 3, 4], [8, 9, 4, 5, 3, 6, 2, 0, 1, 7], [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
        [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
    ]
}
