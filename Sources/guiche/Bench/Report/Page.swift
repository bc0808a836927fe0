import Foundation

/// The report of a run as one page that needs nothing else.
struct Page: Sendable {
    let figures: Figures
    let plots: Plots

    var html: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>guiche bench, seed \(figures.seed)</title>
        <style>\(PageStyle.css)</style>
        </head>
        <body>
        <main>
        <header><h1>guiche bench</h1><p>\(Markup.escape(settings))</p></header>
        <section class="tiles">\(tiles.joined(separator: "\n"))</section>
        <section class="plots">
        \(plots.all.map(\.html).joined(separator: "\n"))
        </section>
        <section class="tables">
        <div><h2>Latency, in milliseconds</h2>\(latencies)<h2>How conversations ended</h2>\(conversations)</div>
        <div><h2>Ledger</h2>\(ledger)\(findings)</div>
        </section>
        <footer><p>\(Markup.escape(figures.machine.summary))</p><p>run \(figures.run), ended by \(figures.ended);
        the same seed gives the same script: --seed \(figures.seed)</p></footer>
        </main>
        </body>
        </html>

        """
    }

    private var settings: String {
        let pace = figures.rate == 0 ? "as fast as it goes" : "\(figures.rate.grouped) messages/s"
        return "\(figures.sessions.grouped) sessions at once, \(figures.agents.grouped) agents, \(figures.bots) bots, "
            + "\(pace), \(figures.messages.grouped) messages in \(figures.seconds) s"
    }

    private var tiles: [String] {
        var tiles = [
            tile("messages per second", Int(figures.perSecond.rounded()).grouped),
            tile("customer → agent, p50", "\(figures.latencyMs.p50.short) ms"),
            tile("customer → agent, p99", "\(figures.latencyMs.p99.short) ms"),
        ]
        if let card = figures.paths[Path.freeAgentToCard.rawValue], card.count > 0 {
            tiles.append(tile("agent free → card, p99", "\(card.p99.short) ms"))
        }
        let faults = figures.ledger.faults.values.reduce(0, +)
        tiles.append(tile("ledger", faults == 0 ? "clean" : "\(faults.grouped) faults", isBad: faults > 0))
        return tiles
    }

    private func tile(_ title: String, _ value: String, isBad: Bool = false) -> String {
        "<div class=\"tile\(isBad ? " bad" : "")\"><b>\(Markup.escape(value))</b>"
            + "<span>\(Markup.escape(title))</span></div>"
    }

    private var latencies: String {
        Markup.table(
            ["path", "count", "p50", "p99", "p99.9", "max"],
            Path.allCases.compactMap { path in
                guard let times = figures.paths[path.rawValue], times.count > 0 else { return nil }
                return [path.title, Int(times.count).grouped]
                    + [times.p50, times.p99, times.p999, times.max].map { String(format: "%.1f", $0) }
            })
    }

    private var ledger: String {
        let summary = figures.ledger
        let counts = [
            ("attempted", summary.attempted), ("acknowledged", summary.acknowledged), ("copies shown", summary.copies),
            ("transcripts read", summary.booksRead), ("lines in them", summary.linesRead),
            ("repeated deliveries", summary.repeats),
        ]
        let faults = Fault.allCases.map { ($0.title, summary.faults[$0.rawValue] ?? 0) }
        return Markup.table(["what", "how many"], (counts + faults).map { [$0.0, $0.1.grouped] })
    }

    private var findings: String {
        guard !figures.ledger.findings.isEmpty else { return "" }
        return "<ul class=\"bad\">" + figures.ledger.findings.map { "<li>\(Markup.escape($0))</li>" }.joined() + "</ul>"
    }

    private var conversations: String {
        Markup.table(
            ["outcome", "how many"],
            figures.conversations.sorted { $0.key < $1.key }.map { [$0.key, $0.value.grouped] })
    }
}

extension Run.Result {
    /// - Throws: a sentence when the file can't be written.
    func writePage(to file: String) throws {
        let page = Page(figures: figures, plots: Plots(measures: floor.measures))
        guard FileManager.default.createFile(atPath: file, contents: Data(page.html.utf8)) else {
            throw CommandFailure("The report \(file) can't be written.")
        }
        Terminal.note("the report is in \(file)")
    }
}
