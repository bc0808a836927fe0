// The stages of the chain. Each runs in a process of its own, as Guichê's programs do, and returns when it is done.
#ifndef BARE_STAGES_H
#define BARE_STAGES_H

#include <stdint.h>

// What a run is asked to do. A rate of 0 is as fast as the chain takes it.
struct load {
    const char *url;
    uint64_t messages;
    uint64_t rate;
};

// What a stage saw; times are nanoseconds of the monotonic clock, which all processes share.
struct sight {
    uint64_t first;
    uint64_t last;
    uint64_t cpu;        // microseconds, filled in by whoever waited for the process
    double p50, p99, p999;  // milliseconds, of the customers' queue only
};

struct sight produce(const struct load *load);
struct sight relay_in(const struct load *load);   // door -> conversation, as ingress
struct sight relay_out(const struct load *load);  // conversation -> record and the public copy, as router
struct sight take_records(const struct load *load);
struct sight take_events(const struct load *load);  // customers' and agents' clients

#endif
