import Testing

@testable import guiche

/// The page with the plots.
@Suite struct PageTests {
    @Test func `a linear axis ends at a round number above the greatest value`() {
        let axis = Axis.linear("x", to: 6_420)
        #expect(axis.high == 8_000)
        #expect(axis.ticks.map(\.label) == ["0", "2,000", "4,000", "6,000", "8,000"])
        #expect(axis.part(4_000) == 0.5)
        #expect(axis.part(99_999) == 1)
    }

    @Test func `an axis of time ends with the run`() {
        let axis = Axis.time("seconds", to: 41.2)
        #expect(axis.high == 41.2)
        #expect(axis.ticks.map(\.label) == ["0", "10", "20", "30", "40"])
    }

    @Test func `a logarithmic axis goes around its values, and zero has no place of its own`() {
        let axis = Axis.logarithmic("y", around: [0, 3, 170])
        #expect(axis.low == 2)
        #expect(axis.high == 200)
        #expect(axis.part(20) == 0.5)
        #expect(axis.part(0) == 0)
    }

    @Test func `an axis of nothing is an axis all the same`() {
        #expect(Axis.logarithmic("y", around: []).high > Axis.logarithmic("y", around: []).low)
        #expect(Axis.linear("x", to: 0).high > 0)
        #expect(Axis.percentiles(of: 0).high == 2)
    }

    @Test func `a curve is broken where there was nothing, and a lonely point is a dot`() {
        let plot = Plot(
            title: "a < b", explanation: "", x: .linear("s", to: 10), y: .linear("n", to: 10),
            curves: [.init(name: "n", colour: 0, points: [(0, 1), (1, 2), (2, nil), (3, 4), (4, nil)])])
        #expect(plot.html.split(separator: "<polyline").count == 2)
        #expect(plot.html.split(separator: "<circle").count == 2)
        #expect(plot.html.contains("a &lt; b") && !plot.html.contains("a < b"))
    }

    @Test func `seconds are put together when there are more than the plot has columns`() {
        var series = Seconds()
        for number in 0..<1_000 {
            series.append(
                Second(
                    length: 1, said: number, arrived: 0, inService: 0, waiting: 0, withBot: 0,
                    talk: Percentiles(Latencies.Times())))
        }
        let groups = series.groups(240)
        #expect(groups.count <= 240)
        #expect(groups.joined().map(\.said) == Array(0..<1_000))
    }

    @Test func `percentiles are those of the values`() {
        var latencies = Latencies()
        for number in 1...1_000 { latencies.note(.saveToRevised, .milliseconds(number)) }
        let summary = latencies.summary(of: .saveToRevised)
        #expect(summary.count == 1_000)
        #expect((499...501).contains(summary.p50))
        #expect((989...992).contains(summary.p99))
        #expect((998...1_001).contains(summary.p999))
        #expect(latencies.talk.count == 0, "a save is no talk")
    }

    @Test(arguments: [(0, "0"), (12, "12"), (123, "123"), (1_234, "1,234"), (-1_234_567, "-1,234,567")])
    func `numbers are grouped`(number: Int, text: String) { #expect(number.grouped == text) }

    @Test func `a run makes a page with its plots, its figures and its faults`() {
        var stage = Rehearsal()
        stage.floor.ledger.note(.doubled, "<b>")
        for _ in 0..<3 {
            stage.floor.measures.note(.customerToAgent, .milliseconds(5), at: stage.now)
            stage.pass(.seconds(1))
            stage.floor.tick(at: stage.now)
        }
        let figures = Figures(stage.floor, 500, 1, .duration)
        let page = Page(figures: figures, plots: Plots(measures: stage.floor.measures)).html
        #expect(page.split(separator: "<svg").count == 5)
        #expect(page.contains("--seed 7"))
        #expect(page.contains("doubled: &lt;b&gt;"))
        #expect(!page.contains("http"), "nothing is fetched from anywhere")
        #expect(!figures.isClean)
    }
}
