#ifndef CRABBITMQ_SHIM_H
#define CRABBITMQ_SHIM_H

/* librabbitmq moved its headers into a folder after 0.11; both places are accepted (broker facts page). */
#if __has_include(<rabbitmq-c/amqp.h>)
#include <rabbitmq-c/amqp.h>
#include <rabbitmq-c/framing.h>
#include <rabbitmq-c/ssl_socket.h>
#include <rabbitmq-c/tcp_socket.h>
#else
#include <amqp.h>
#include <amqp_framing.h>
#include <amqp_ssl_socket.h>
#include <amqp_tcp_socket.h>
#endif

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

/* A GNU extension that the headers hide without _GNU_SOURCE. */
int pthread_setname_np(pthread_t thread, char const *name);

/* Swift cannot call variadic C functions; the SASL PLAIN form of the login is the only one used. */
static inline amqp_rpc_reply_t crabbitmq_login_plain(amqp_connection_state_t state, char const *vhost, int channel_max,
                                                     int frame_max, int heartbeat, amqp_table_t const *properties,
                                                     char const *user, char const *password) {
    return amqp_login_with_properties(state, vhost, channel_max, frame_max, heartbeat, properties,
                                      AMQP_SASL_METHOD_PLAIN, user, password);
}

#endif
