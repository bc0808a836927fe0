// The queues of the chain, as Guichê's: two streams of partitions between the stages, the record's partitions and one
// queue each for the customers' and the agents' clients at the end.
#ifndef BARE_TOPOLOGY_H
#define BARE_TOPOLOGY_H

enum { PARTITIONS = 16 };

extern const char *const DOOR;          // x-modulus-hash, as webchat
extern const char *const CONVERSATION;  // direct, the publisher names the partition
extern const char *const RECORD;        // direct, the publisher names the partition
extern const char *const EVENTS;        // topic, one publication reaches customer and agent
extern const char *const CUSTOMER_QUEUE;
extern const char *const AGENT_QUEUE;

// The name of a partition's queue, in `name` of KEY_LIMIT bytes.
void partition_queue(char *name, const char *stream, int partition);

// The partition of a session.
int partition_of(const char *session);

// Deletes what an earlier run left and declares everything anew.
void topology_declare(const char *url);
void topology_delete(const char *url);

#endif
