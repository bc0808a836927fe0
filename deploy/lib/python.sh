# A private Python environment under .build/venv with the pinned packages of Tests/requirements.txt; made
# again only when that file changes. Sourced after place.sh.

readonly PYTHON=$BUILD/venv/bin/python

venv() {
    local wanted=$root/Tests/requirements.txt
    local log=$BUILD/venv.log
    ! cmp -s "$wanted" "$BUILD/venv/installed.txt" || return 0
    say "preparing the Python environment"
    rm -rf "$BUILD/venv"
    mkdir -p "$BUILD"
    python3 -m venv "$BUILD/venv" >"$log" 2>&1 ||
        fail "no Python environment could be made ($log); is python3-venv installed?"
    "$PYTHON" -m pip install -q --disable-pip-version-check -r "$wanted" >>"$log" 2>&1 ||
        fail "pip could not install $wanted; its last words: $(tail -n 2 "$log" | xargs -0)"
    cp "$wanted" "$BUILD/venv/installed.txt"
}
