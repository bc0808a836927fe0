# Where things are. Sourced first by every script of this folder, which then runs from the project's root.
# Everything the scripts make lies in .build, beside what the Swift package manager makes there.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"
readonly BUILD=$root/.build
readonly BIN=$BUILD/release
readonly NODE=$root/deploy/rabbitmq/node

# What has to be on the machine, as Debian packages; Swift itself is the only thing a person installs by hand.
need() {
    command -v swift >/dev/null ||
        fail "the command 'swift' is not found; install Swift 6.1 or later (https://www.swift.org/install/linux)."
    need_packages librabbitmq-dev libsqlite3-dev pkg-config python3 rabbitmq-server "$@"
}
