#include "stages.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "link.h"
#include "topology.h"
#include "window.h"

// The text makes a body of about 300 bytes, the size of a customer's line in its envelope.
enum { SESSIONS = 1000, TEXT_SIZE = 240 };
static const uint64_t IDLE = 1000000000;  // nanoseconds; only a net, something always arrives

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static void compose(struct event *message, uint64_t number, uint64_t at) {
    static char text[TEXT_SIZE + 1];
    memset(text, 'a', TEXT_SIZE);
    snprintf(message->session, KEY_LIMIT, "session-%" PRIu64, number % SESSIONS);
    int size = snprintf(message->body, BODY_LIMIT, "{\"at\":%020" PRIu64 ",\"n\":%" PRIu64 ",\"text\":\"%s\"}", at,
                        number, text);
    message->size = (size_t)size;
}

static uint64_t stamp_of(const struct event *message) { return strtoull(message->body + strlen("{\"at\":"), NULL, 10); }

static void take_confirms(struct link *link, struct window *window) {
    struct event event;
    while (link_read(link, &event)) window_confirm(window, event.tag, event.multiple);
}

// At a fixed rate the stamp is the time at which the message was due: a chain that falls behind shows as latency.
struct sight produce(const struct load *load) {
    struct link out = link_open(load->url);
    struct window window = {0};
    struct sight sight = {.first = now()};
    struct event message;
    for (uint64_t number = 0; window.low < load->messages;) {
        uint64_t time = now(), due = load->rate ? sight.first + number * 1000000000u / load->rate : time;
        bool room = number < load->messages && number - window.low < WINDOW;
        if (room && due <= time) {
            compose(&message, number++, due);
            link_publish(&out, DOOR, message.session, &message, NULL);
            if (number % 16 != 0) continue;  // confirms are looked at now and then, not at every message
        } else {
            link_wait(&out, NULL, room ? due - time : IDLE);
        }
        take_confirms(&out, &window);
    }
    sight.last = now();
    link_close(&out);
    return sight;
}

static void consume_stream(struct link *link, const char *stream) {
    for (int partition = 0; partition < PARTITIONS; partition++) {
        char queue[KEY_LIMIT];
        partition_queue(queue, stream, partition);
        link_consume(link, queue);
    }
}

static void forward_in(struct link *out, const struct event *message) {
    char key[KEY_LIMIT];
    snprintf(key, sizeof key, "%d", partition_of(message->session));
    link_publish(out, CONVERSATION, key, message, NULL);
}

static void forward_out(struct link *out, const struct event *message) {
    char record[KEY_LIMIT], customer[KEY_LIMIT + 16];
    amqp_field_value_t audience = {.kind = AMQP_FIELD_KIND_UTF8, .value.bytes = amqp_cstring_bytes("agent.acme.ana")};
    amqp_array_t audiences = {1, &audience};
    amqp_table_entry_t bcc = {amqp_cstring_bytes("BCC"), {.kind = AMQP_FIELD_KIND_ARRAY, .value.array = audiences}};
    amqp_table_t headers = {1, &bcc};
    snprintf(record, sizeof record, "%d", partition_of(message->session));
    snprintf(customer, sizeof customer, "customer.acme.%s", message->session);
    link_publish(out, RECORD, record, message, NULL);
    link_publish(out, EVENTS, customer, message, &headers);
}

// Takes what is there, forwards it, and acknowledges in order what is confirmed; up to WINDOW messages are under way.
// `copies` is the number of publications per message.
static struct sight relay(const struct load *load, const char *stream, uint64_t copies,
                          void (*forward)(struct link *, const struct event *)) {
    struct link in = link_open(load->url), out = link_open(load->url);
    struct window window = {0};
    struct sight sight = {.first = now()};
    uint64_t tags[WINDOW], taken = 0, acknowledged = 0;
    struct event message;
    consume_stream(&in, stream);
    while (acknowledged < load->messages) {
        bool full = false;
        while (!(full = taken - acknowledged >= WINDOW) && link_read(&in, &message)) {
            tags[taken++ % WINDOW] = message.tag;
            forward(&out, &message);
            if (taken % 16 == 0) take_confirms(&out, &window);
        }
        take_confirms(&out, &window);
        uint64_t done = window.low / copies;
        if (done > acknowledged) {
            link_ack(&in, tags[(done - 1) % WINDOW]);
            acknowledged = done;
        } else {
            link_wait(&out, full ? NULL : &in, IDLE);
        }
    }
    sight.last = now();
    link_close(&in);
    link_close(&out);
    return sight;
}

struct sight relay_in(const struct load *load) { return relay(load, DOOR, 1, forward_in); }

struct sight relay_out(const struct load *load) { return relay(load, CONVERSATION, 2, forward_out); }

static int ascending(const void *left, const void *right) {
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

static double percentile(const uint64_t *sorted, uint64_t count, double part) {
    return (double)sorted[(uint64_t)((double)(count - 1) * part)] / 1e6;
}

// Takes `expected` messages, acknowledges in batches of what is there, and measures from stamp to arrival.
static struct sight take(struct link *link, uint64_t expected) {
    uint64_t *latencies = calloc(expected, sizeof *latencies), count = 0;
    struct sight sight = {.first = now()};
    struct event message = {0};
    if (!latencies) die("no memory", "for the latencies");
    while (count < expected) {
        uint64_t before = count;
        while (count < expected && link_read(link, &message)) latencies[count++] = now() - stamp_of(&message);
        if (count > before) {
            link_ack(link, message.tag);
        } else {
            link_wait(link, NULL, IDLE);
        }
    }
    sight.last = now();
    link_close(link);
    qsort(latencies, count, sizeof *latencies, ascending);
    sight.p50 = percentile(latencies, count, 0.5);
    sight.p99 = percentile(latencies, count, 0.99);
    sight.p999 = percentile(latencies, count, 0.999);
    free(latencies);
    return sight;
}

struct sight take_records(const struct load *load) {
    struct link link = link_open(load->url);
    consume_stream(&link, RECORD);
    return take(&link, load->messages);
}

struct sight take_events(const struct load *load) {
    struct link link = link_open(load->url);
    link_consume(&link, CUSTOMER_QUEUE);
    link_consume(&link, AGENT_QUEUE);
    return take(&link, 2 * load->messages);
}
