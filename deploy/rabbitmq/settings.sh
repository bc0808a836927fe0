# What makes a node private. Sourced by `node`, which sets $data and $port.

# Ports beside the AMQP one, derived from it so that two nodes never meet.
derive_ports() {
    if [ "$port" -le 45535 ]; then
        dist_port=$((port + 20000)) epmd_port=$((port + 10000))
    else
        dist_port=$((port - 20000)) epmd_port=$((port - 10000))
    fi
}

# The environment of the node and of its command-line tool. The name stays with the data folder, because RabbitMQ
# binds its data to it: the same data can then be started on another port.
node_settings() {
    derive_ports
    mkdir -p "$data/log"
    [ -s "$data/name" ] || echo "guiche-$port@localhost" >"$data/name"
    export GUICHE_NODE_DATA=$data HOME=$data
    export ERL_EPMD_PORT=$epmd_port ERL_EPMD_ADDRESS=127.0.0.1
    export RABBITMQ_NODENAME RABBITMQ_USE_LONGNAME=false RABBITMQ_DIST_PORT=$dist_port
    RABBITMQ_NODENAME=$(cat "$data/name")
    export RABBITMQ_CONF_ENV_FILE=$data/env.conf RABBITMQ_CONFIG_FILE=$data/rabbitmq.config
    export RABBITMQ_ENABLED_PLUGINS_FILE=$data/enabled_plugins RABBITMQ_PID_FILE=$data/pid
    export RABBITMQ_MNESIA_BASE=$data/mnesia RABBITMQ_LOG_BASE=$data/log RABBITMQ_LOGS=$data/log/broker.log
    export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="+sbwt none +sbwtdcpu none +sbwtdio none $(loopback) -pa $(found_first)"
    export RABBITMQ_CTL_ERL_ARGS
    RABBITMQ_CTL_ERL_ARGS=$(loopback)
}

# The broker's own folders, to be searched before a hundred others for each module: a quarter of the start's cost.
found_first() {
    local plugins
    plugins=$(echo /usr/lib/rabbitmq/lib/rabbitmq_server-*/plugins)
    echo "$plugins"/rabbit-[0-9]*/ebin "$plugins"/rabbit_common-*/ebin "$plugins"/ra-[0-9]*/ebin \
        "$plugins"/rabbitmq_prelaunch-*/ebin
}

# The nodes' own traffic, too, stays on this machine.
loopback() { echo "-kernel inet_dist_use_interface {127,0,0,1}"; }

write_settings() {
    echo "$port" >"$data/port"
    : >"$data/env.conf"
    echo '[rabbitmq_sharding].' >"$data/enabled_plugins"
    write_cookie
    write_configuration
}

write_cookie() {
    [ ! -s "$data/.erlang.cookie" ] || return 0
    (umask 077 && od -An -N16 -tx1 /dev/urandom | tr -d ' \n' >"$data/.erlang.cookie")
    chmod 400 "$data/.erlang.cookie"
}

# The listener for amqps. A client shows its password, not a certificate; below TLS 1.2 nobody is let in.
encrypted() {
    [ -n "$tls_port" ] || return 0
    cat <<END
    {ssl_listeners, [{"127.0.0.1", $tls_port}]},
    {ssl_options, [
        {cacertfile, "$certificates/ca.pem"},
        {certfile, "$certificates/server.pem"},
        {keyfile, "$certificates/server-key.pem"},
        {versions, ['tlsv1.2', 'tlsv1.3']},
        {verify, verify_none}]},
END
}

# In Erlang's own terms, which the broker reads at once; the friendlier format costs seconds at every start. 64 MB of
# write-ahead log is the broker facts page's rule for small machines; the disk limit keeps the broker from filling the
# disk it shares; the log holds warnings only.
write_configuration() {
    cat >"$data/rabbitmq.config" <<END
[{rabbit, [
    {tcp_listeners, [{"127.0.0.1", $port}]},
$(encrypted)
    {default_user, <<"guest">>},
    {default_pass, <<"guest">>},
    {disk_free_limit, 268435456},
    {vm_memory_high_watermark, 0.4},
    {collect_statistics_interval, 60000},
    {log, [{console, [{enabled, false}]}, {file, [{level, warning}, {size, 10485760}, {count, 2}]}]}]},
 {ra, [{wal_max_size_bytes, 67108864}]}].
END
}
