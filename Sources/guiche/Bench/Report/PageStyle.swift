/// How the report looks, by day and by night.
enum PageStyle {
    /// One for every path.
    private static let colours = [
        "#2563eb", "#d97706", "#0d9488", "#9333ea", "#64748b", "#e11d48", "#65a30d", "#0891b2",
    ]

    static var css: String {
        base
            + colours.enumerated().map { index, colour in
                "\n.c\(index) { stroke: \(colour) } circle.c\(index) { fill: \(colour) } "
                    + ".b\(index) { background: \(colour) }"
            }.joined()
    }

    private static let base = """

        :root { --ink: #1f2937; --soft: #6b7280; --line: #e5e7eb; --paper: #fff; --desk: #f3f4f6; --bad: #b91c1c }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e5e7eb; --soft: #9ca3af; --line: #374151; --paper: #1f2937; --desk: #111827; --bad: #f87171 }
        }
        * { box-sizing: border-box }
        body { margin: 0; background: var(--desk); color: var(--ink); font: 15px/1.45 system-ui, sans-serif }
        main { max-width: 1280px; margin: 0 auto; padding: 28px 20px }
        h1 { margin: 0; font-size: 26px } h2 { margin: 0; font-size: 16px }
        header p, figcaption p, footer p { margin: 2px 0; color: var(--soft) }
        .tiles { display: flex; flex-wrap: wrap; gap: 14px; margin: 18px 0 }
        .tile, figure, .tables > div { background: var(--paper); border: 1px solid var(--line); border-radius: 10px }
        .tile { flex: 1 1 170px; padding: 12px 16px } .tile b { display: block; font-size: 24px }
        .tile span { color: var(--soft); font-size: 13px } .bad, .bad b { color: var(--bad) }
        .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(520px, 100%), 1fr)); gap: 16px }
        figure { margin: 0; padding: 16px 18px 10px } figcaption p { font-size: 13px }
        .legend { display: flex; flex-wrap: wrap; gap: 2px 16px; margin: 8px 0 4px; font-size: 13px }
        .legend i { display: inline-block; width: 14px; height: 3px; margin-right: 6px; vertical-align: middle }
        svg { display: block; width: 100%; height: auto; font: 12px system-ui, sans-serif }
        polyline { fill: none; stroke-width: 1.8; stroke-linejoin: round }
        .grid { stroke: var(--line) } .tick { stroke: var(--soft) } svg text { fill: var(--soft) }
        .x, .title { text-anchor: middle } .y { text-anchor: end }
        .tables { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(420px, 100%), 1fr)); gap: 16px;
          margin: 16px 0; align-items: start }
        .tables > div { padding: 14px 18px; overflow-x: auto } ul.bad { padding-left: 18px }
        table { width: 100%; border-collapse: collapse; margin-top: 8px; font-variant-numeric: tabular-nums }
        th { font-weight: 600; color: var(--soft); font-size: 13px }
        th, td { padding: 3px 0 3px 12px; text-align: right }
        th:first-child, td:first-child { text-align: left; padding-left: 0; white-space: nowrap }
        table + h2 { margin-top: 22px }
        tbody tr { border-top: 1px solid var(--line) } footer { font-size: 13px }
        """
}
