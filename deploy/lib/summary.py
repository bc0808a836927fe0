"""Adds up the results that deploy/test left in a folder: JUnit files (*.xml) and exit codes (*.code).

Prints a line per file, the names of what failed, and at the very end `N passed, N failed`. Exits with 1 when anything
failed. A part whose exit code is not 0 although none of its listed tests failed (a crash, say) counts as one failure.
"""

import pathlib
import sys
import xml.etree.ElementTree as ElementTree

WHOLE = ("check", "chaos")  # parts that are one test each

results = pathlib.Path(sys.argv[1])
passed, failed, failures_of = 0, 0, {}

for file in sorted(results.glob("*.xml")):
    cases = list(ElementTree.parse(file).iter("testcase"))
    bad = [case for case in cases if case.find("failure") is not None or case.find("error") is not None]
    skipped = [case for case in cases if case.find("skipped") is not None]
    good = len(cases) - len(bad) - len(skipped)
    part = file.name.split(".")[0].split("-")[0]
    failures_of[part] = failures_of.get(part, 0) + len(bad)
    passed, failed = passed + good, failed + len(bad)
    if cases:
        print(f"{file.stem}: {good} passed, {len(bad)} failed, {len(skipped)} skipped")
    for case in bad:
        print(f"  failed: {case.get('classname')} {case.get('name')}")

for file in sorted(results.glob("*.code")):
    code = int(file.read_text())
    if file.stem in WHOLE:
        passed, failed = passed + (code == 0), failed + (code != 0)
        print(f"{file.stem}: {'passed' if code == 0 else 'failed'}")
    elif code != 0 and failures_of.get(file.stem, 0) == 0:
        failed += 1
        print(f"{file.stem}: ended with exit code {code} although no listed test failed")

print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
