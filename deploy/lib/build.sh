# Building the Swift package: release configuration and one build folder for all scripts, so that a second run of any
# of them is quick. Quiet unless it fails. Sourced after place.sh.

# Arguments: more words for `swift build`, for example --build-tests.
build() {
    local began log=$BUILD/build.log
    began=$(date +%s)
    mkdir -p "$BUILD"
    say "building (the first time takes minutes; $log has the details)"
    swift build -c release --explicit-target-dependency-import-check error "$@" >"$log" 2>&1 || {
        grep -aE 'error:|warning:' "$log" | sort -u | head -40 >&2 || true
        fail "the build failed; its last words: $(tail -n 1 "$log")"
    }
    say "built in $(elapsed "$began")"
}
