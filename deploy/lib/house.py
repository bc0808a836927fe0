"""The house rules that a script can check. Prints one line per finding and exits with 1 when there is any."""

import ast
import os
import re
import subprocess
import sys

MAX_FILE, MAX_FUNCTION, MAX_LINE = 400, 60, 120
TEXT = (".swift", ".py", ".sh", ".c", ".h", ".js", ".css", ".html", ".yaml", ".yml", ".json", ".md", "")
CODE = (".swift", ".py", ".sh", ".c", ".h", ".js", ".css", ".html", "")
PAGES = (".js", ".html", ".svg")

# Which of our modules each library may import; a program may import every library and no program.
MAY_IMPORT = {
    "Identifiers": set(),
    "Domain": {"Identifiers"},
    "Contracts": {"Identifiers", "Domain"},
    "CRabbitMQ": set(),
    "RabbitMQ": {"CRabbitMQ"},
    "Accounts": {"Contracts"},
    "Stories": {"Identifiers", "Domain", "Contracts"},
    "Storage": {"Identifiers"},
    "Worker": {"Identifiers", "Domain", "Contracts", "RabbitMQ", "Storage"},
}
PURE = {"Identifiers", "Domain"}  # values only: these import nothing from outside the house either

FORBIDDEN = [
    (re.compile(r"\btry!"), "try! is not allowed"),
    (re.compile(r"\bas!"), "as! is not allowed"),
    (re.compile(r"\bfatalError\b"), "fatalError is not allowed"),
    (re.compile(r"\bcatch\s*\{\s*\}"), "an empty catch is not allowed"),
    (re.compile(r"\bTask\.sleep\b"), "Task.sleep is not allowed: nothing polls"),
    (re.compile(r"\bTask(\.detached)?\s*(\(.*\)\s*)?\{"), "a task that nobody owns is not allowed"),
]
# What the pages' Content-Security-Policy forbids is not even tried.
FORBIDDEN_IN_PAGES = [
    (re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"), "markup from a text"),
    (re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=\""), "inline script or style"),
    (re.compile(r"https?://(?!www\.w3\.org/2000/svg)"), "an address of another host"),
]
IMPORT = re.compile(
    r"(?:@\w+(?:\(.*\))? |(?:public|package|internal|private|fileprivate) )*"
    r"import (?:(?:struct|class|enum|func|protocol|typealias|let|var) )?(\w+)"
)
NEEDS_PROOF = re.compile(r"@unchecked\b|\bnonisolated\(unsafe\)|(?<!\w)unsafe\s")
BAD_NAME = re.compile(r"(Utils?|Helpers?|Manager)\.swift$")
# Spelled in pieces, so that this file does not accuse itself.
MACHINE_PATH = re.compile("/" + "work/|/tmp/" + r"dev\b|\.lib" + "rary/")
RUN_BITS = re.compile(r"^(deploy/[a-z-]+|deploy/rabbitmq/node|\.ci/run)$")

findings = []


def find(path, line, what):
    findings.append(f"{path}:{line}: {what}")


def files():
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], check=True, capture_output=True, text=True
    ).stdout.splitlines()
    return [path for path in listed if os.path.isfile(path) and os.path.splitext(path)[1] in TEXT]


def check_shape(path, lines):
    if len(lines) > MAX_FILE:
        find(path, MAX_FILE, f"the file has {len(lines)} lines; the limit is {MAX_FILE}")
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            find(path, number, f"the line has {len(line)} characters; the limit is {MAX_LINE}")


def check_swift_functions(path, lines):
    """A function ends at the brace in its own column: `swift format` guarantees that."""
    start = re.compile(r"^(\s*)(?:[@\w()]+ )*(?:func |init[?(<]|subscript\()")
    for index, line in enumerate(lines):
        match = start.match(line)
        if not match:
            continue
        for end in range(index + 1, min(index + 1000, len(lines))):
            text = lines[end]
            if text.strip() and len(text) - len(text.lstrip()) <= len(match[1]) and not text.lstrip().startswith(")"):
                if text.startswith(match[1] + "}") and end - index + 1 > MAX_FUNCTION:
                    find(path, index + 1, f"the function has {end - index + 1} lines; the limit is {MAX_FUNCTION}")
                break


def check_swift_words(path, lines):
    for number, line in enumerate(lines, 1):
        code = re.sub(r'"(\\.|[^"\\])*"', '""', line).split("//")[0]
        for pattern, message in FORBIDDEN:
            if pattern.search(code):
                find(path, number, message)
        if NEEDS_PROOF.search(code) and not any("//" in near for near in lines[max(0, number - 3):number + 2]):
            find(path, number, "this needs its proof in a comment beside it")


def check_imports(path, lines):
    module = path.split("/")[1]
    ours = set(os.listdir("Sources"))
    allowed = MAY_IMPORT.get(module, set(MAY_IMPORT) - {"CRabbitMQ"})
    for number, line in enumerate(lines, 1):
        match = IMPORT.match(line)
        if not match or match[1] == module:
            continue
        if match[1] in ours and match[1] not in allowed:
            find(path, number, f"{module} may not import {match[1]}")
        if module in PURE and match[1] not in ours:
            find(path, number, f"{module} holds values only and may not import {match[1]}")


def check_page(path, lines):
    for number, line in enumerate(lines, 1):
        for pattern, what in FORBIDDEN_IN_PAGES:
            if pattern.search(line):
                find(path, number, f"{what}: the pages' security policy forbids it")


def check_python(path, lines):
    try:
        tree = ast.parse("\n".join(lines), path)
    except SyntaxError as error:
        find(path, error.lineno, f"Python cannot read it: {error.msg}")
        return
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            size = node.end_lineno - node.lineno + 1
            if size > MAX_FUNCTION:
                find(path, node.lineno, f"the function has {size} lines; the limit is {MAX_FUNCTION}")


def check(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        lines = file.read().splitlines()
    extension = os.path.splitext(path)[1]
    if extension in CODE:
        check_shape(path, lines)
    if extension == ".swift" and path.startswith(("Sources/", "Tests/")):
        check_swift_functions(path, lines)
        if BAD_NAME.search(path):
            find(path, 1, "the name says nothing: name the one noun the file is about")
    if extension == ".swift" and path.startswith("Sources/"):
        check_swift_words(path, lines)
        check_imports(path, lines)
    if extension in PAGES and "/Public/" in path:
        check_page(path, lines)
    if extension == ".py":
        check_python(path, lines)
    for number, line in enumerate(lines, 1):
        if MACHINE_PATH.search(line):
            find(path, number, "a path of somebody's machine")
    if RUN_BITS.match(path) and not os.access(path, os.X_OK):
        find(path, 1, "it is a command and has no run bit: chmod +x")


for path in files():
    check(path)
print(*findings, sep="\n", end="\n" if findings else "")
sys.exit(1 if findings else 0)
