// Which publications are confirmed. Confirms of several queues arrive out of order and single or multiple (broker facts
// page); what is acknowledged to the source is only what is confirmed without a gap.
#ifndef BARE_WINDOW_H
#define BARE_WINDOW_H

#include <stdbool.h>
#include <stdint.h>

// At most this many messages under way in a stage; each may stand for two publications.
enum { WINDOW = 1024, SLOTS = 2 * WINDOW };

struct window {
    uint64_t low;  // everything up to here is confirmed
    bool confirmed[SLOTS];
};

static inline void window_confirm(struct window *window, uint64_t tag, bool multiple) {
    for (uint64_t each = multiple ? window->low + 1 : tag; each <= tag; each++) window->confirmed[each % SLOTS] = true;
    while (window->confirmed[(window->low + 1) % SLOTS]) {
        window->low += 1;
        window->confirmed[window->low % SLOTS] = false;
    }
}

#endif
