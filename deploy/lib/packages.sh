# Installs the Debian packages named, when they are missing. Sourced after say.sh.
#
# Nothing of the system is started or left changed: while packages are unpacked, a `policy-rc.d` that forbids every
# start of a service is in place, and what was there before is put back afterwards.

readonly POLICY=/usr/sbin/policy-rc.d
readonly APT_LOCK=/tmp/guiche-apt.lock # one installation at a time; apt itself would fail, not wait

missing_packages() {
    local package
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' || echo "$package"
    done
}

need_packages() {
    [ -n "$(missing_packages "$@")" ] || return 0
    command -v apt-get >/dev/null || fail "these packages are needed: $*; they can only be installed here with apt."
    [ "$(id -u)" = 0 ] || fail "these packages are missing: $(missing_packages "$@" | xargs)." \
        "Run as root once, or run: apt-get install --no-install-recommends $(missing_packages "$@" | xargs)"
    (
        flock 8
        local missing
        missing=$(missing_packages "$@" | xargs) # another script may have installed them while this one waited
        [ -z "$missing" ] || install_packages $missing
    ) 8>"$APT_LOCK" || exit 1
}

install_packages() {
    local log=/tmp/guiche-apt.$$.log
    say "installing $*"
    forbid_service_starts
    trap restore_service_starts EXIT
    {
        apt-get update -q 8>&- &&
            DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
                -o DPkg::Lock::Timeout=120 "$@" 8>&-
    } >"$log" 2>&1 || fail "apt-get could not install $*; its last words: $(tail -n 3 "$log" | xargs -0)"
    rm -f "$log"
}

forbid_service_starts() {
    KEPT_POLICY=
    if [ -e "$POLICY" ]; then
        KEPT_POLICY=$(mktemp "$POLICY.guiche.XXXXXX")
        cp -p "$POLICY" "$KEPT_POLICY"
    fi
    printf '#!/bin/sh\nexit 101\n' >"$POLICY.new"
    chmod 755 "$POLICY.new"
    mv "$POLICY.new" "$POLICY"
}

restore_service_starts() {
    if [ -n "$KEPT_POLICY" ]; then mv "$KEPT_POLICY" "$POLICY"; else rm -f "$POLICY"; fi
}
