/// Curves over two axes, as an SVG drawing that scales with the page.
struct Plot: Sendable {
    struct Curve: Sendable {
        let name: String
        /// A number of the page's colours.
        let colour: Int
        /// Nil breaks the curve: there was nothing to measure.
        let points: [(x: Double, y: Double?)]
    }

    let title: String
    let explanation: String
    let x: Axis
    let y: Axis
    let curves: [Curve]

    private static let width = 760.0
    private static let height = 300.0
    private static let left = 62.0
    private static let right = 34.0
    private static let top = 14.0
    private static let bottom = 46.0

    /// Heading, legend and drawing.
    var html: String {
        """
        <figure>
        <figcaption><h2>\(Markup.escape(title))</h2><p>\(Markup.escape(explanation))</p>\(legend)</figcaption>
        \(svg)
        </figure>
        """
    }

    private var legend: String {
        let entries = curves.map { "<span><i class=\"b\($0.colour)\"></i>\(Markup.escape($0.name))</span>" }
        return "<div class=\"legend\">\(entries.joined())</div>"
    }

    private var svg: String {
        ([
            "<svg viewBox=\"0 0 \(Int(Self.width)) \(Int(Self.height))\" role=\"img\" "
                + "aria-label=\"\(Markup.escape(title))\">"
        ] + grid + titles + curves.flatMap(lines) + ["</svg>"]).joined(separator: "\n")
    }

    private var grid: [String] {
        let floor = Self.height - Self.bottom
        let across = y.ticks.map { tick in
            let place = Markup.place(vertical(tick.value))
            return
                "<line class=\"grid\" x1=\"\(Int(Self.left))\" x2=\"\(Int(Self.width - Self.right))\" y1=\"\(place)\" "
                + "y2=\"\(place)\"/><text class=\"y\" x=\"\(Int(Self.left - 8))\" y=\"\(place)\" dy=\"4\">"
                + "\(Markup.escape(tick.label))</text>"
        }
        let along = x.ticks.map { tick in
            let place = Markup.place(horizontal(tick.value))
            return
                "<line class=\"tick\" x1=\"\(place)\" x2=\"\(place)\" y1=\"\(Int(floor))\" y2=\"\(Int(floor + 5))\"/>"
                + "<text class=\"x\" x=\"\(place)\" y=\"\(Int(floor + 19))\">\(Markup.escape(tick.label))</text>"
        }
        return across + along
    }

    private var titles: [String] {
        let middle = (Self.top + Self.height - Self.bottom) / 2
        return [
            "<text class=\"title\" x=\"\(Int((Self.left + Self.width - Self.right) / 2))\" "
                + "y=\"\(Int(Self.height - 6))\">\(Markup.escape(x.title))</text>",
            "<text class=\"title\" transform=\"translate(14 \(Int(middle))) rotate(-90)\">"
                + "\(Markup.escape(y.title))</text>",
        ]
    }

    private func lines(_ curve: Curve) -> [String] {
        stretches(curve).map { stretch in
            let places = stretch.map { "\(Markup.place(horizontal($0.x))),\(Markup.place(vertical($0.y)))" }
            // A stretch of one point would be invisible as a line.
            if stretch.count == 1, let place = places.first?.split(separator: ",") {
                return "<circle class=\"c\(curve.colour)\" cx=\"\(place[0])\" cy=\"\(place[1])\" r=\"2\"/>"
            }
            return "<polyline class=\"c\(curve.colour)\" points=\"\(places.joined(separator: " "))\"/>"
        }
    }

    /// The parts of a curve between the points where there was nothing.
    private func stretches(_ curve: Curve) -> [[(x: Double, y: Double)]] {
        var all: [[(x: Double, y: Double)]] = [[]]
        for point in curve.points {
            if let y = point.y { all[all.count - 1].append((point.x, y)) } else { all.append([]) }
        }
        return all.filter { !$0.isEmpty }
    }

    private func horizontal(_ value: Double) -> Double {
        Self.left + x.part(value) * (Self.width - Self.left - Self.right)
    }

    private func vertical(_ value: Double) -> Double {
        Self.top + (1 - y.part(value)) * (Self.height - Self.top - Self.bottom)
    }
}
