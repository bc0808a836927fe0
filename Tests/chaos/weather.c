// What programs under test take for their clock and their disk. Loaded before the C library (LD_PRELOAD); what the
// weather is stands in a small file that the test writes and every program maps (GUICHE_WEATHER).
//
// Clock: CLOCK_REALTIME is moved; the monotonic clocks are not, as when somebody sets a machine's clock.
// Disk: writing to a store's files fails as a full, a read-only or a broken disk does, or takes its time.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

struct weather {
    _Atomic int64_t clock_offset_ms;
    _Atomic int64_t write_error; // an errno, or 0
    _Atomic int64_t write_delay_us;
};

enum { WATCHED = 1024 };
static _Atomic char is_store[WATCHED]; // by file descriptor
static struct weather fine;
static struct weather *weather = &fine;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("GUICHE_WEATHER");
    int file = path ? REAL(open)(path, O_RDWR | O_CLOEXEC) : -1;
    if (file < 0) return;
    void *mapped = mmap(NULL, sizeof fine, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (mapped != MAP_FAILED) weather = mapped;
    REAL(close)(file);
}

// The clock

int clock_gettime(clockid_t clock, struct timespec *time) {
    static __typeof__(&clock_gettime) real;
    if (!real) real = REAL(clock_gettime);
    int code = real(clock, time);
    if (code == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        time->tv_sec += atomic_load(&weather->clock_offset_ms) / 1000;
    return code;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    static __typeof__(&gettimeofday) real;
    if (!real) real = REAL(gettimeofday);
    int code = real(time, zone);
    if (code == 0) time->tv_sec += atomic_load(&weather->clock_offset_ms) / 1000;
    return code;
}

time_t time(time_t *into) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (into) *into = now.tv_sec;
    return now.tv_sec;
}

// The disk

static void remember(int file, const char *path) {
    if (file >= 0 && file < WATCHED) atomic_store(&is_store[file], strstr(path, ".db") != NULL);
}

int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    int file = REAL(open64)(path, flags, mode);
    remember(file, path);
    return file;
}

int close(int file) {
    static __typeof__(&close) real;
    if (!real) real = REAL(close);
    if (file >= 0 && file < WATCHED) atomic_store(&is_store[file], 0);
    return real(file);
}

// True, with errno set, if nothing can be written now.
static int fails(int file) {
    if (file < 0 || file >= WATCHED || !atomic_load(&is_store[file])) return 0;
    int64_t delay = atomic_load(&weather->write_delay_us);
    if (delay > 0) usleep((useconds_t)delay);
    int64_t error = atomic_load(&weather->write_error);
    if (error) errno = (int)error;
    return error != 0;
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) {
    static __typeof__(&pwrite64) real;
    if (!real) real = REAL(pwrite64);
    return fails(file) ? -1 : real(file, bytes, count, at);
}

int ftruncate64(int file, off64_t length) {
    static __typeof__(&ftruncate64) real;
    if (!real) real = REAL(ftruncate64);
    return fails(file) ? -1 : real(file, length);
}
