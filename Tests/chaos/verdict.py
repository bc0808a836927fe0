"""What a run comes to, in figures and in one word."""

import asyncio

from ledger import SHOWN

QUEUES_SECONDS = 20
REPLAY_SECONDS = 600


class Verdict:
    """Everything that is printed and drawn."""

    def __init__(self, scene, options, found, ended_early):
        self.scene, self.options, self.ledger, self.ended_early = scene, options, found, ended_early
        self.left, self.dead_letters, self.replay = {}, 0, None

    async def look(self):
        """What is left in the queues, and whether every decision comes out again from what the rules were given."""
        await self.look_at_queues()
        told = await asyncio.to_thread(self.scene.host.system.command, "replay", timeout=REPLAY_SECONDS)
        if told.returncode != 0 or "all byte-identical" not in told.stdout:
            self.replay = told.stderr or told.stdout

    async def look_at_queues(self):
        """What still lies in a queue of ours when all have come to rest; dead letters are counted apart."""
        deadline = self.scene.measures.now + QUEUES_SECONDS
        while True:
            rows = await self.scene.ctl("list_queues", "--no-table-headers", "name", "messages")
            pairs = [row.split("\t") for row in rows.splitlines() if row.startswith(f"{self.scene.prefix}.")]
            counts = {name: int(count) for name, count in pairs if ".client." not in name}
            self.dead_letters = counts.pop(f"{self.scene.prefix}.dead-letters", 0)
            self.left = {name: count for name, count in counts.items() if count}
            if not self.left or self.scene.measures.now > deadline:
                return
            await asyncio.sleep(0.3)

    @property
    def is_clean(self):
        return self.ledger.is_clean() and not (self.left or self.ended_early or self.replay)

    @property
    def figures(self):
        """Names and values, in the order in which they are shown."""
        found, measures, crowd = self.ledger, self.scene.measures, self.scene.crowd
        return {
            "attempted": crowd.count("attempted"),
            "acknowledged": crowd.count("acknowledged"),
            "conversations": found.conversations,
            "lines": found.lines,
            "lost": len(found.lost),
            "doubled": len(found.doubled),
            "reordered": len(found.reordered),
            "gaps": len(found.gaps),
            "over-assigned": len(found.over_assigned) + len(found.winners),
            "leaked reservations": len(found.leaked),
            "broken chains": len(found.broken_chains),
            "unequal": len(found.unequal),
            "left in queues": sum(self.left.values()),
            "refused with a code": len(crowd.evidence.refused),
            "repeats dropped": crowd.count("repeats"),
            "dead letters": self.dead_letters,
            "faults": len(measures.faults),
            "recovered": measures.recovered,
            "longest outage (s)": round(measures.longest_wait, 1),
            "program kills": sum(self.scene.kills.values()),
            "broker kills": self.scene.broker_kills,
        }

    def __str__(self):
        lines = [f"{name:>20}  {value}" for name, value in self.figures.items()]
        return "\n".join([*lines, "clean" if self.is_clean else f"{self.findings}\nNOT CLEAN"])

    @property
    def findings(self):
        """What is wrong, a line each."""
        lines = [f"{name}: {value[:SHOWN]}" for name, value in self.ledger.faults.items() if value]
        if self.left:
            lines.append(f"left in queues: {self.left}")
        if self.replay:
            lines.append(f"replay: {self.replay}")
        if self.ended_early:
            lines.append(f"ended early: {self.ended_early}")
        return "\n".join(lines)
