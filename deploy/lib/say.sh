# How the scripts speak: what they do goes to standard error, one line each; what another program reads goes to
# standard output and nothing else does. Sourced, never run.

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

# Ends the script with a sentence that says what is wrong and what to do.
fail() {
    say "error: $*"
    exit 1
}

# The seconds since the first argument (taken from `date +%s`).
elapsed() { echo "$(($(date +%s) - $1)) s"; }
