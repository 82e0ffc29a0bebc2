// A wall clock that can jump ahead, as after a computer's sleep. The monotonic clock doesn't change,
// and neither do the clocks of programs that Meridian starts, because WebKit's timeouts use the wall
// clock. (With libfaketime 0.9.10, sleeps on the monotonic clock fail if only the wall clock jumps.)
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/// The seconds to add, read from the file named by CLOCK_AHEAD.
static time_t ahead(void) {
    char text[24] = {0};
    const char *name = getenv("CLOCK_AHEAD_OF");
    const char *file = getenv("CLOCK_AHEAD");
    if (!name || !file || strcmp(name, program_invocation_short_name) != 0) {
        return 0;
    }
    int error = errno;
    int opened = open(file, O_RDONLY | O_CLOEXEC);
    if (opened >= 0) {
        if (read(opened, text, sizeof text - 1) < 0) {
            text[0] = 0;
        }
        close(opened);
    }
    errno = error;
    return atol(text);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    int failed = (int)syscall(SYS_clock_gettime, clock, now);
    if (!failed && clock == CLOCK_REALTIME) {
        now->tv_sec += ahead();
    }
    return failed;
}
