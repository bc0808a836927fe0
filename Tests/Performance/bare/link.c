#define _GNU_SOURCE  // ppoll
#include "link.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

enum { HEARTBEAT_SECONDS = 30, PREFETCH = 256 };

void die(const char *sentence, const char *detail) {
    fprintf(stderr, "bare: error: %s: %s\n", sentence, detail);
    exit(1);
}

void must(amqp_connection_state_t state, const char *doing) {
    amqp_rpc_reply_t reply = amqp_get_rpc_reply(state);
    if (reply.reply_type == AMQP_RESPONSE_NORMAL) return;
    if (reply.reply_type == AMQP_RESPONSE_LIBRARY_EXCEPTION) die(doing, amqp_error_string2(reply.library_error));
    if (reply.reply.id == AMQP_CHANNEL_CLOSE_METHOD) {
        amqp_channel_close_t *close = reply.reply.decoded;
        die(doing, strndup(close->reply_text.bytes, close->reply_text.len));
    }
    die(doing, "the broker refused it");
}

struct link link_open(const char *url) {
    struct amqp_connection_info to;
    char *copy = strdup(url);  // amqp_parse_url keeps pointers into it
    amqp_default_connection_info(&to);
    if (amqp_parse_url(copy, &to) != AMQP_STATUS_OK) die("this is no AMQP address", url);
    struct link link = {.state = amqp_new_connection()};
    amqp_socket_t *socket = amqp_tcp_socket_new(link.state);
    if (!socket || amqp_socket_open(socket, to.host, to.port) != AMQP_STATUS_OK) die("no broker listens at", url);
    const char *host = to.vhost[0] ? to.vhost : "/";
    amqp_rpc_reply_t reply = amqp_login(link.state, host, 0, AMQP_DEFAULT_FRAME_SIZE, HEARTBEAT_SECONDS,
                                        AMQP_SASL_METHOD_PLAIN, to.user, to.password);
    if (reply.reply_type != AMQP_RESPONSE_NORMAL) die("the broker refused the login at", url);
    amqp_channel_open(link.state, CHANNEL);
    must(link.state, "opening a channel");
    amqp_basic_qos(link.state, CHANNEL, 0, PREFETCH, false);
    must(link.state, "setting the prefetch");
    amqp_confirm_select(link.state, CHANNEL);
    must(link.state, "asking for confirms");
    link.fd = amqp_get_sockfd(link.state);
    free(copy);
    return link;
}

void link_close(struct link *link) {
    amqp_connection_close(link->state, AMQP_REPLY_SUCCESS);
    amqp_destroy_connection(link->state);
}

// The helpers that wait for an answer throw away what arrives meanwhile (0.11), so the consume is sent without waiting;
// its answer is skipped when it comes.
void link_consume(struct link *link, const char *queue) {
    amqp_basic_consume_t consume = {.queue = amqp_cstring_bytes(queue), .consumer_tag = amqp_cstring_bytes(queue)};
    if (amqp_send_method(link->state, CHANNEL, AMQP_BASIC_CONSUME_METHOD, &consume) != AMQP_STATUS_OK)
        die("cannot consume from", queue);
}

void link_publish(struct link *link, const char *exchange, const char *key, const struct event *message,
                  const amqp_table_t *headers) {
    amqp_basic_properties_t properties = {
        ._flags = AMQP_BASIC_DELIVERY_MODE_FLAG | AMQP_BASIC_CORRELATION_ID_FLAG | AMQP_BASIC_TYPE_FLAG,
        .delivery_mode = AMQP_DELIVERY_PERSISTENT,
        .correlation_id = amqp_cstring_bytes(message->session),
        .type = amqp_cstring_bytes("webchat.message.sent.v1"),
    };
    if (headers) {
        properties._flags |= AMQP_BASIC_HEADERS_FLAG;
        properties.headers = *headers;
    }
    amqp_bytes_t body = {message->size, (void *)message->body};
    int status = amqp_basic_publish(link->state, CHANNEL, amqp_cstring_bytes(exchange), amqp_cstring_bytes(key), true,
                                    false, &properties, body);
    if (status != AMQP_STATUS_OK) die("cannot publish", amqp_error_string2(status));
    link->published += 1;
}

void link_ack(struct link *link, uint64_t tag) {
    int status = amqp_basic_ack(link->state, CHANNEL, tag, true);
    if (status != AMQP_STATUS_OK) die("cannot acknowledge", amqp_error_string2(status));
}

static bool method_arrived(struct link *link, const amqp_method_t *method, struct event *event) {
    switch (method->id) {
        case AMQP_BASIC_DELIVER_METHOD: {
            const amqp_basic_deliver_t *deliver = method->decoded;
            link->arriving = (struct event){.kind = DELIVERY, .tag = deliver->delivery_tag};
            return false;
        }
        case AMQP_BASIC_ACK_METHOD: {
            const amqp_basic_ack_t *ack = method->decoded;
            event->kind = CONFIRM;
            event->tag = ack->delivery_tag;
            event->multiple = ack->multiple;
            return true;
        }
        case AMQP_BASIC_CONSUME_OK_METHOD: return false;
        case AMQP_BASIC_RETURN_METHOD: die("a publication came back", "no queue for its routing key");
        case AMQP_BASIC_NACK_METHOD: die("a publication was refused", "nack");
        default: die("the broker sent something unexpected", amqp_method_name(method->id));
    }
}

static bool header_arrived(struct link *link, const amqp_frame_t *frame) {
    const amqp_basic_properties_t *properties = frame->payload.properties.decoded;
    size_t length = properties->correlation_id.len;
    link->expected = frame->payload.properties.body_size;
    if (link->expected == 0 || link->expected > BODY_LIMIT || length >= KEY_LIMIT)
        die("a delivery is not one of ours", "size");
    memcpy(link->arriving.session, properties->correlation_id.bytes, length);
    return false;
}

static bool body_arrived(struct link *link, amqp_bytes_t fragment, struct event *event) {
    struct event *arriving = &link->arriving;
    memcpy(arriving->body + arriving->size, fragment.bytes, fragment.len);
    arriving->size += fragment.len;
    if (arriving->size < link->expected) return false;
    *event = *arriving;
    return true;
}

bool link_read(struct link *link, struct event *event) {
    struct timeval now = {0, 0};
    amqp_frame_t frame;
    bool complete = false;
    while (!complete) {
        int status = amqp_simple_wait_frame_noblock(link->state, &frame, &now);
        if (status == AMQP_STATUS_TIMEOUT) return false;
        if (status != AMQP_STATUS_OK) die("the connection is lost", amqp_error_string2(status));
        switch (frame.frame_type) {
            case AMQP_FRAME_METHOD: complete = method_arrived(link, &frame.payload.method, event); break;
            case AMQP_FRAME_HEADER: complete = header_arrived(link, &frame); break;
            case AMQP_FRAME_BODY: complete = body_arrived(link, frame.payload.body_fragment, event); break;
        }
    }
    amqp_maybe_release_buffers(link->state);
    return true;
}

void link_wait(struct link *first, struct link *second, uint64_t nanoseconds) {
    struct pollfd fds[2] = {{.fd = first->fd, .events = POLLIN}, {.fd = second ? second->fd : -1, .events = POLLIN}};
    struct timespec time = {.tv_sec = (time_t)(nanoseconds / 1000000000u)};
    time.tv_nsec = (long)(nanoseconds % 1000000000u);
    ppoll(fds, 2, &time, NULL);
}
