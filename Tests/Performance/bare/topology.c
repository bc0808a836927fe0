#include "topology.h"

#include <stdio.h>
#include <string.h>

#include "link.h"

const char *const DOOR = "bare.webchat";
const char *const CONVERSATION = "bare.conversation";
const char *const RECORD = "bare.record";
const char *const EVENTS = "bare.events";
const char *const CUSTOMER_QUEUE = "bare.client.customer";
const char *const AGENT_QUEUE = "bare.client.agent";

// The same limit as Guichê's own queues; without one, 3.10 changes the order on a return (broker facts page).
static const int DELIVERY_LIMIT = 1000;

void partition_queue(char *name, const char *stream, int partition) {
    snprintf(name, KEY_LIMIT, "%s.%d", stream, partition);
}

int partition_of(const char *session) {
    uint32_t hash = 2166136261u;  // FNV-1a: any even spread will do
    for (; *session; session++) hash = (hash ^ (unsigned char)*session) * 16777619u;
    return (int)(hash % PARTITIONS);
}

static void declare_exchange(struct link *link, const char *name, const char *type) {
    amqp_exchange_declare(link->state, CHANNEL, amqp_cstring_bytes(name), amqp_cstring_bytes(type), false, true, false,
                          false, amqp_empty_table);
    must(link->state, "declaring an exchange (is the plugin rabbitmq_sharding enabled?)");
}

static void declare_queue(struct link *link, const char *name, amqp_table_t arguments) {
    amqp_queue_declare(link->state, CHANNEL, amqp_cstring_bytes(name), false, true, false, false, arguments);
    must(link->state, "declaring a queue");
}

static void bind(struct link *link, const char *queue, const char *exchange, const char *key) {
    amqp_queue_bind(link->state, CHANNEL, amqp_cstring_bytes(queue), amqp_cstring_bytes(exchange),
                    amqp_cstring_bytes(key), amqp_empty_table);
    must(link->state, "binding a queue");
}

static void declare_stream(struct link *link, const char *stream, const char *type) {
    amqp_table_entry_t entries[] = {
        {amqp_cstring_bytes("x-queue-type"),
         {.kind = AMQP_FIELD_KIND_UTF8, .value.bytes = amqp_cstring_bytes("quorum")}},
        {amqp_cstring_bytes("x-single-active-consumer"), {.kind = AMQP_FIELD_KIND_BOOLEAN, .value.boolean = true}},
        {amqp_cstring_bytes("x-delivery-limit"), {.kind = AMQP_FIELD_KIND_I32, .value.i32 = DELIVERY_LIMIT}},
    };
    amqp_table_t arguments = {sizeof entries / sizeof entries[0], entries};
    declare_exchange(link, stream, type);
    for (int partition = 0; partition < PARTITIONS; partition++) {
        char queue[KEY_LIMIT], key[KEY_LIMIT];
        partition_queue(queue, stream, partition);
        snprintf(key, sizeof key, "%d", partition);
        declare_queue(link, queue, arguments);
        bind(link, queue, stream, key);
    }
}

void topology_declare(const char *url) {
    topology_delete(url);
    struct link link = link_open(url);
    declare_stream(&link, DOOR, "x-modulus-hash");
    declare_stream(&link, CONVERSATION, "direct");
    declare_stream(&link, RECORD, "direct");
    declare_exchange(&link, EVENTS, "topic");
    declare_queue(&link, CUSTOMER_QUEUE, amqp_empty_table);
    declare_queue(&link, AGENT_QUEUE, amqp_empty_table);
    bind(&link, CUSTOMER_QUEUE, EVENTS, "customer.#");
    bind(&link, AGENT_QUEUE, EVENTS, "agent.#");
    link_close(&link);
}

static void delete_queue(struct link *link, const char *queue) {
    amqp_queue_delete(link->state, CHANNEL, amqp_cstring_bytes(queue), false, false);
    must(link->state, "deleting a queue");
}

static void delete_exchange(struct link *link, const char *exchange) {
    amqp_exchange_delete(link->state, CHANNEL, amqp_cstring_bytes(exchange), false);
    must(link->state, "deleting an exchange");
}

void topology_delete(const char *url) {
    struct link link = link_open(url);
    const char *streams[] = {DOOR, CONVERSATION, RECORD};
    for (int stream = 0; stream < 3; stream++) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            char queue[KEY_LIMIT];
            partition_queue(queue, streams[stream], partition);
            delete_queue(&link, queue);
        }
        delete_exchange(&link, streams[stream]);
    }
    delete_queue(&link, CUSTOMER_QUEUE);
    delete_queue(&link, AGENT_QUEUE);
    delete_exchange(&link, EVENTS);
    link_close(&link);
}
