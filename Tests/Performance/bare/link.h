// One connection to the broker with one channel, over librabbitmq, as little as a relay needs: publish with confirms,
// consume, acknowledge, and take what has arrived without waiting. Any error ends the process with a sentence: this
// is a measuring tool, and a figure after an error would be worth nothing.
#ifndef BARE_LINK_H
#define BARE_LINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#if __has_include(<rabbitmq-c/amqp.h>)
#include <rabbitmq-c/amqp.h>
#include <rabbitmq-c/tcp_socket.h>
#else
#include <amqp.h>
#include <amqp_tcp_socket.h>
#endif

enum { CHANNEL = 1, BODY_LIMIT = 1024, KEY_LIMIT = 64 };

// What has arrived: a delivery (tag, session and body) or a confirm (tag, multiple).
struct event {
    enum { DELIVERY, CONFIRM } kind;
    uint64_t tag;
    bool multiple;
    char session[KEY_LIMIT];
    char body[BODY_LIMIT];
    size_t size;
};

struct link {
    amqp_connection_state_t state;
    int fd;
    uint64_t published;     // the sequence number of the last publication on the channel
    struct event arriving;  // the delivery whose header and body are still on their way
    uint64_t expected;      // its size
};

// Ends the process with status 1 and the sentence.
void die(const char *sentence, const char *detail) __attribute__((noreturn));

// Ends the process unless the last call that waited for an answer got a good one.
void must(amqp_connection_state_t state, const char *doing);

struct link link_open(const char *url);
void link_close(struct link *link);
void link_consume(struct link *link, const char *queue);
void link_publish(struct link *link, const char *exchange, const char *key, const struct event *message,
                  const amqp_table_t *headers);
void link_ack(struct link *link, uint64_t tag);

// Takes one event that is there; false when there is none. To be called until false before `link_wait`.
bool link_read(struct link *link, struct event *event);

// Waits at most that long until one of the two (the second may be NULL) has something to read.
void link_wait(struct link *first, struct link *second, uint64_t nanoseconds);

#endif
