# Starting and stopping the broker and the programs of deploy/up. Sourced after place.sh and ports.sh.
# What is started gets a session of its own, so that a Ctrl-C reaches only the script, which then stops things in order.

readonly RUN=$BUILD/run
readonly READY_SECONDS=90 # `guiche up` waits up to 60 s for a broker; the rest is for a busy machine
guiche_pid=

# Refuses a second deploy/up over the same folder, and ends what a killed one left running.
only_once() {
    local left
    mkdir -p "$RUN"
    exec 7>"$RUN/lock"
    flock -n 7 || fail "deploy/up is running already in this checkout; stop it first (Ctrl-C there)."
    left=$(cat "$RUN/guiche.pid" 2>/dev/null || true)
    if [ -n "$left" ] && 2>/dev/null tr '\0' '\n' <"/proc/$left/environ" |
        grep -qx "GUICHE_STORE=sqlite:$RUN/store"; then
        say "stopping what an earlier run left behind"
        end "$left"
    fi
    rm -f "$RUN/guiche.pid"
}

# Argument: the port asked for, or nothing.
start_broker() {
    local port=$1 data=$RUN/broker
    if [ -z "$port" ] && [ -s "$data/port" ]; then port=$(cat "$data/port"); fi
    if ! "$NODE" status --data "$data" >/dev/null && { [ -z "$port" ] || { [ -z "$1" ] && listens "$port"; }; }; then
        port=$(free_broker_port 5690)
    fi
    say "starting a private RabbitMQ on port $port"
    make_users
    "$NODE" start --data "$data" --port "$port" --definitions "$RUN/definitions.json" >/dev/null 7>&-
    export GUICHE_AMQP_URL=amqp://127.0.0.1:$port/ GUICHE_AMQP_USERS=$RUN/users.yaml
}

# A broker user for each program and each kind of outside client, with random passwords that stay in $RUN.
make_users() {
    (
        umask 077
        python3 -B "$root/deploy/lib/definitions.py" --prefix "${GUICHE_PREFIX:-guiche}" --tenant acme \
            --passwords "$RUN/passwords.json" --users "$RUN/users.yaml" >"$RUN/definitions.json"
    ) || fail "the broker's users could not be made in $RUN; remove its files *.json and try again."
}

# Where the pages are served, and what signs the cookies: the same at every start, so that who is signed in stays so.
# Argument: the port asked for, or nothing.
prepare_web() {
    local secret=$RUN/web-secret
    GUICHE_WEB_PORT=${1:-$(free_port 8080)}
    [ -s "$secret" ] || (umask 077 && od -An -N32 -tx1 /dev/urandom | tr -d ' \n' >"$secret")
    GUICHE_WEB_SECRET=$(cat "$secret")
    export GUICHE_WEB_PORT GUICHE_WEB_SECRET
}

# Arguments: the directory file, then more words for `guiche up`.
start_guiche() {
    local deadline=$((SECONDS + READY_SECONDS))
    export GUICHE_DIRECTORY=$1 GUICHE_STORE=sqlite:$RUN/store
    shift
    mkdir -p "$RUN/store"
    setsid "$BIN/guiche" up "$@" </dev/null >"$RUN/guiche.log" 2>&1 7>&- &
    guiche_pid=$!
    echo "$guiche_pid" >"$RUN/guiche.pid"
    until grep -qx 'guiche: ready' "$RUN/guiche.log"; do
        kill -0 "$guiche_pid" 2>/dev/null || {
            tail -n 5 "$RUN/guiche.log" >&2
            fail "guiche up ended while starting; $RUN/guiche.log tells why."
        }
        [ $SECONDS -lt $deadline ] || fail "guiche up was not ready within $READY_SECONDS s; see $RUN/guiche.log."
        sleep 0.05
    done
}

# Sends SIGTERM and waits; guiche up stops its children within 15 s. After 20 s the process is killed.
end() {
    local deadline=$((SECONDS + 20))
    kill -TERM "$1" 2>/dev/null || return 0
    while kill -0 "$1" 2>/dev/null && ! grep -q '^State:.Z' "/proc/$1/status" 2>/dev/null; do
        [ $SECONDS -lt $deadline ] || kill -KILL "$1" 2>/dev/null || true
        sleep 0.05
    done
}

stop_all() {
    local code=$?
    trap '' INT TERM
    say "stopping"
    if [ -n "$guiche_pid" ]; then end "$guiche_pid"; fi
    rm -f "$RUN/guiche.pid"
    "$NODE" stop --data "$RUN/broker" 7>&-
    exit "$code"
}
