// bare: the least a chain like Guichê's can cost on this broker. C over librabbitmq, no rules, no store: produce ->
// 16 partitions -> relay -> 16 partitions -> relay -> record (16 partitions), customers' queue and agents' queue;
// everything durable and confirmed, acknowledged after the confirm, one process per stage.
//
//     bare URL MESSAGES [RATE]     prints one JSON line; a RATE of 0 (the default) is as fast as it goes
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "link.h"
#include "stages.h"
#include "topology.h"

struct stage {
    const char *name;
    struct sight (*run)(const struct load *);
    pid_t pid;
    int pipe;
    struct sight sight;
};

// The producer is the last to start: what it publishes finds its consumers waiting.
static struct stage stages[] = {
    {.name = "takeRecords", .run = take_records}, {.name = "takeEvents", .run = take_events},
    {.name = "relayOut", .run = relay_out},       {.name = "relayIn", .run = relay_in},
    {.name = "produce", .run = produce},
};
enum { STAGES = sizeof stages / sizeof stages[0], RECORDS = 0, EVENTS_STAGE = 1, PRODUCER = STAGES - 1 };

static void start(struct stage *stage, const struct load *load) {
    int ends[2];
    if (pipe(ends) != 0) die("no pipe for the stage", stage->name);
    stage->pid = fork();
    if (stage->pid < 0) die("no process for the stage", stage->name);
    if (stage->pid == 0) {
        close(ends[0]);
        struct sight sight = stage->run(load);
        ssize_t written = write(ends[1], &sight, sizeof sight);
        _exit(written == sizeof sight ? 0 : 1);
    }
    close(ends[1]);
    stage->pipe = ends[0];
}

static bool finish(struct stage *stage) {
    struct rusage usage;
    int status;
    bool complete = read(stage->pipe, &stage->sight, sizeof stage->sight) == sizeof stage->sight;
    close(stage->pipe);
    wait4(stage->pid, &status, 0, &usage);
    stage->sight.cpu = (uint64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000u +
                       (uint64_t)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
    return complete;
}

static void print(const struct load *load) {
    const struct sight *records = &stages[RECORDS].sight, *events = &stages[EVENTS_STAGE].sight;
    uint64_t last = records->last > events->last ? records->last : events->last;
    double seconds = (double)(last - stages[PRODUCER].sight.first) / 1e9;
    printf("{\"chain\":\"bare\",\"messages\":%" PRIu64 ",\"rate\":%" PRIu64 ",\"seconds\":%.3f,\"perSecond\":%.0f,",
           load->messages, load->rate, seconds, (double)load->messages / seconds);
    printf("\"latencyMs\":{\"p50\":%.2f,\"p99\":%.2f,\"p999\":%.2f},\"cpuSeconds\":{", events->p50, events->p99,
           events->p999);
    for (int stage = 0; stage < STAGES; stage++)
        printf("%s\"%s\":%.3f", stage ? "," : "", stages[stage].name, (double)stages[stage].sight.cpu / 1e6);
    printf("}}\n");
}

int main(int count, char **words) {
    if (count < 3 || count > 4) die("usage", "bare URL MESSAGES [RATE]");
    struct load load = {words[1], strtoull(words[2], NULL, 10), count == 4 ? strtoull(words[3], NULL, 10) : 0};
    if (load.messages == 0) die("MESSAGES has to be a number above 0, not", words[2]);
    topology_declare(load.url);
    for (int stage = 0; stage < STAGES; stage++) {
        if (stage == PRODUCER) usleep(500000);  // the consumers' connections are up by then; not part of the time
        start(&stages[stage], &load);
    }
    bool complete = true;
    for (int stage = STAGES - 1; stage >= 0; stage--) {
        complete = finish(&stages[stage]) && complete;
        // A stage that failed has said why; the others would wait for its messages for ever.
        for (int other = 0; !complete && other < STAGES; other++) kill(stages[other].pid, SIGTERM);
    }
    topology_delete(load.url);
    if (!complete) return 1;
    print(&load);
    return 0;
}
