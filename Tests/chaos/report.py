"""The page of a run: the timeline of faults against throughput and latency, one time axis for all of it."""

import math
import statistics
from collections import defaultdict
from html import escape

WIDTH, LEFT, RIGHT = 1200, 150, 20
PLOT_HEIGHT, ROW_HEIGHT = 150, 18
MOST_BINS = 600
STEPS = (1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_200, 3_600, 7_200, 14_400)  # seconds between two marks
SHORTEST_BAND = 2.5  # drawn width of a fault that is over at once
BAD = ("lost", "doubled", "reordered", "gaps", "over-assigned", "leaked reservations", "broken chains", "unequal",
       "left in queues")
HEADS = ("fault", "how often", "lasted (mean)", "recovered", "flowed again after (median)", "worst")

STYLE = """
:root { --ink: #1f2937; --soft: #6b7280; --line: #e5e7eb; --paper: #fff; --desk: #f3f4f6; --bad: #b91c1c;
  --good: #15803d; --fault: #dc2626; --flow: #2563eb; --slow: #d97706 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e5e7eb; --soft: #9ca3af; --line: #374151; --paper: #1f2937; --desk: #111827; --bad: #f87171;
    --good: #4ade80; --fault: #f87171; --flow: #60a5fa; --slow: #fbbf24 }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--desk); color: var(--ink); font: 15px/1.45 system-ui, sans-serif }
main { max-width: 1280px; margin: 0 auto; padding: 28px 20px }
h1 { margin: 0; font-size: 26px } h2 { margin: 0 0 8px; font-size: 16px }
header p { margin: 2px 0 18px; color: var(--soft) }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 10px; margin-bottom: 18px }
.tile, section { background: var(--paper); border: 1px solid var(--line); border-radius: 10px }
.tile { padding: 8px 14px } .tile b { display: block; font-size: 20px }
.tile span { color: var(--soft); font-size: 13px }
.bad b, .bad { color: var(--bad) } .good { color: var(--good) }
section { padding: 16px 18px; margin-bottom: 16px; overflow-x: auto }
svg { display: block; width: 100%; min-width: 800px; height: auto; font: 12px system-ui, sans-serif }
svg text { fill: var(--soft) } .grid { stroke: var(--line) } .y { text-anchor: end } .x { text-anchor: middle }
.flow { fill: var(--flow); opacity: .75 } .shade { fill: var(--fault); opacity: .07 }
.fault { fill: var(--fault); opacity: .8 } .late { fill: var(--slow); opacity: .45 }
polyline { fill: none; stroke-width: 1.6 } .p50 { stroke: var(--flow) } .p99 { stroke: var(--slow) }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
th { font-weight: 600; color: var(--soft); font-size: 13px } th, td { padding: 3px 14px 3px 0; text-align: right }
th:first-child, td:first-child { text-align: left } tbody tr { border-top: 1px solid var(--line) }
pre { white-space: pre-wrap; color: var(--bad) }
"""


class Timeline:
    """Places moments of the run on the page."""

    def __init__(self, measures):
        self.measures = measures
        self.seconds = max(1.0, measures.now)
        self.bin = max(1, math.ceil(self.seconds / MOST_BINS))

    def x(self, moment):
        return LEFT + (WIDTH - LEFT - RIGHT) * moment / self.seconds

    def bins(self):
        """(first second, the latencies of the lines seen in that bin)."""
        found = defaultdict(list)
        for second, latencies in self.measures.latencies.items():
            found[second // self.bin * self.bin] += latencies
        return [(second, sorted(found.get(second, []))) for second in range(0, math.ceil(self.seconds), self.bin)]

    def axis(self, y):
        """Marks of whole seconds or minutes, about ten of them."""
        step = next(step for step in STEPS if self.seconds / step <= 12)
        marks = []
        for moment in range(0, int(self.seconds) + 1, step):
            label = f"{moment} s" if step < 60 else f"{moment // 60} min"
            marks.append(f'<text class="x" x="{self.x(moment):.1f}" y="{y}">{label}</text>')
        return "".join(marks)

    def shades(self, height):
        return "".join(
            f'<rect class="shade" x="{self.x(fault.began):.1f}" y="0" '
            f'width="{self.width(fault):.1f}" height="{height}"/>'
            for fault in self.measures.faults
        )

    def width(self, fault):
        return max(SHORTEST_BAND, self.x(fault.ended or self.seconds) - self.x(fault.began))


def svg(height, content):
    return f'<svg viewBox="0 0 {WIDTH} {height}" role="img">{content}</svg>'


def throughput(timeline):
    """Lines seen by the other side, per second."""
    bins = [(second, len(latencies) / timeline.bin) for second, latencies in timeline.bins()]
    top = max([rate for _, rate in bins] + [1])
    bars = []
    for second, rate in bins:
        height = PLOT_HEIGHT * rate / top
        x, width = timeline.x(second), timeline.x(second + timeline.bin) - timeline.x(second)
        bars.append(
            f'<rect class="flow" x="{x:.1f}" y="{PLOT_HEIGHT - height:.1f}" width="{max(width - 0.3, 0.5):.1f}" '
            f'height="{height:.1f}"><title>{second} s: {rate:.0f} lines a second</title></rect>'
        )
    scale = f'<text class="y" x="{LEFT - 8}" y="12">{top:.0f} lines/s</text>'
    return svg(PLOT_HEIGHT + 20, timeline.shades(PLOT_HEIGHT) + "".join(bars) + scale + timeline.axis(PLOT_HEIGHT + 16))


def latency(timeline):
    """Median and 99th percentile of each bin, on a logarithmic scale."""
    bins = [(second, latencies) for second, latencies in timeline.bins() if latencies]
    if not bins:
        return ""
    low, high = 0.001, max(10.0, max(latencies[-1] for _, latencies in bins))

    def y(seconds):
        share = math.log(max(seconds, low) / low) / math.log(high / low)
        return PLOT_HEIGHT * (1 - share)

    lines = ""
    for name, share in (("p50", 0.5), ("p99", 0.99)):
        points = " ".join(
            f"{timeline.x(second + timeline.bin / 2):.1f},{y(latencies[int(share * (len(latencies) - 1))]):.1f}"
            for second, latencies in bins
        )
        lines += f'<polyline class="{name}" points="{points}"><title>{name}</title></polyline>'
    marks, mark = "", low
    while mark <= high:
        label = f"{mark * 1000:.0f} ms" if mark < 1 else f"{mark:.0f} s"
        marks += f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(mark):.1f}" y2="{y(mark):.1f}"/>'
        marks += f'<text class="y" x="{LEFT - 8}" y="{y(mark) + 4:.1f}">{label}</text>'
        mark *= 10
    return svg(PLOT_HEIGHT + 20, timeline.shades(PLOT_HEIGHT) + marks + lines + timeline.axis(PLOT_HEIGHT + 16))


def faults(timeline):
    """A row for each kind of fault: red while it lasts, amber until a line said after it was seen."""
    names = sorted({fault.name for fault in timeline.measures.faults})
    content = ""
    for row, name in enumerate(names):
        y = row * ROW_HEIGHT
        content += f'<text class="y" x="{LEFT - 8}" y="{y + 13}">{escape(name)}</text>'
        content += f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y + 17}" y2="{y + 17}"/>'
        for fault in (fault for fault in timeline.measures.faults if fault.name == name):
            content += band(timeline, fault, y + 2)
    height = len(names) * ROW_HEIGHT
    return svg(height + 20, content + timeline.axis(height + 16))


def band(timeline, fault, y):
    x, width = timeline.x(fault.began), timeline.width(fault)
    title = f"{fault.name}: {fault.target}, from {fault.began:.1f} s to {fault.ended or timeline.seconds:.1f} s"
    late = ""
    if fault.recovered is not None and fault.ended is not None:
        title += f", flowing again {fault.recovered - fault.ended:.2f} s later"
        late = (
            f'<rect class="late" x="{x + width:.1f}" y="{y}" height="{ROW_HEIGHT - 5}" '
            f'width="{max(0, timeline.x(fault.recovered) - x - width):.1f}"/>'
        )
    return (
        f'<rect class="fault" x="{x:.1f}" y="{y}" width="{width:.1f}" height="{ROW_HEIGHT - 5}">'
        f"<title>{escape(title)}</title></rect>{late}"
    )


def table(measures):
    """Each kind of fault: how often, how long, and how soon a line flowed again."""
    kinds = defaultdict(list)
    for fault in measures.faults:
        kinds[fault.name].append(fault)
    rows = ""
    for name, found in sorted(kinds.items()):
        lasted = [fault.ended - fault.began for fault in found if fault.ended is not None]
        again = [fault.recovered - fault.ended for fault in found if fault.recovered is not None]
        median = f"{statistics.median(again):.2f} s" if again else "–"
        worst = f"{max(again):.2f} s" if again else "–"
        rows += (
            f"<tr><td>{escape(name)}</td><td>{len(found)}</td><td>{statistics.fmean(lasted or [0]):.1f} s</td>"
            f"<td>{len(again)}</td><td>{median}</td><td>{worst}</td></tr>"
        )
    heads = "".join(f"<th>{head}</th>" for head in HEADS)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def tiles(verdict):
    found = ""
    for name, value in verdict.figures.items():
        bad = " bad" if name in BAD and value else ""
        found += f'<div class="tile{bad}"><b>{value:,}</b><span>{escape(name)}</span></div>'
    return found


def write(path, verdict):
    """Writes the page and returns where it is."""
    timeline, options = Timeline(verdict.scene.measures), verdict.options
    word = '<b class="good">clean</b>' if verdict.is_clean else '<b class="bad">not clean</b>'
    findings = "" if verdict.is_clean else f"<section><h2>Found</h2><pre>{escape(verdict.findings)}</pre></section>"
    path.write_text(
        f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Guichê under chaos, seed {options.seed}</title><style>{STYLE}</style></head><body><main>
<header><h1>Guichê under chaos: {word}</h1>
<p>seed {options.seed}, {options.replicas} of every program, {timeline.seconds / 60:.1f} minutes;
<code>deploy/chaos --seed {options.seed} --replicas {options.replicas} --minutes {options.minutes:g}</code></p></header>
<div class="tiles">{tiles(verdict)}</div>{findings}
<section><h2>Lines that the other side saw</h2>{throughput(timeline)}</section>
<section><h2>How long they took: median and 99th percentile</h2>{latency(timeline)}</section>
<section><h2>Faults</h2>{faults(timeline)}</section>
<section><h2>Kinds of faults</h2>{table(timeline.measures)}</section>
</main></body></html>
""",
        encoding="utf-8",
    )
    return path
