# Finding ports on 127.0.0.1. Sourced.

listens() { timeout 1 bash -c "exec 3<>/dev/tcp/127.0.0.1/$1" 2>/dev/null; }

# The first port from $1 on that nobody listens on.
free_port() {
    local port
    for port in $(seq "$1" $(($1 + 99))); do
        if ! listens "$port"; then
            echo "$port"
            return
        fi
    done
    fail "no free port between $1 and $(($1 + 99))."
}

# The first port from $1 on that is free for a broker, which also needs the two ports `rabbitmq/settings.sh` derives.
free_broker_port() {
    local port
    for port in $(seq "$1" $(($1 + 99))); do
        if ! listens "$port" && ! listens $((port + 10000)) && ! listens $((port + 20000)); then
            echo "$port"
            return
        fi
    done
    fail "no free port between $1 and $(($1 + 99)) for a private broker; end what holds them or name one with --port."
}
