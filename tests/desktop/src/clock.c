// A wall clock for one program's own code that can jump ahead, as after a computer's sleep, or stop. The
// monotonic clock doesn't change. Neither do the clocks of the program's libraries and child processes,
// because WebKit's timeouts use the wall clock. (With libfaketime 0.9.10, sleeps on the monotonic clock
// fail if only the wall clock jumps.)
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/// The content of the file named by CLOCK_FILE, shared with the test: the seconds to add to the clock, and
/// the Unix time in seconds at which the clock is stopped, or 0 if it runs.
struct told {
    volatile int64_t ahead;
    volatile int64_t still;
};

/// NULL in other programs.
static const struct told *told;

/// The address range of the program's own code.
static uintptr_t code_begins, code_ends;

static int find_code(struct dl_phdr_info *program, size_t size, void *data) {
    (void)size;
    (void)data;
    for (int index = 0; index < program->dlpi_phnum; index++) {
        const ElfW(Phdr) *part = &program->dlpi_phdr[index];
        if (part->p_type == PT_LOAD && part->p_flags & PF_X) {
            code_begins = program->dlpi_addr + part->p_vaddr;
            code_ends = code_begins + part->p_memsz;
        }
    }
    // The first entry is the program. Stop here, because its libraries follow.
    return 1;
}

__attribute__((constructor)) static void start(void) {
    const char *name = getenv("CLOCK_OF");
    const char *file = getenv("CLOCK_FILE");
    if (!name || !file || strcmp(name, program_invocation_short_name) != 0) {
        return;
    }
    int opened = open(file, O_RDONLY | O_CLOEXEC);
    if (opened < 0) {
        return;
    }
    void *shared = mmap(NULL, sizeof *told, PROT_READ, MAP_SHARED, opened, 0);
    close(opened);
    if (shared != MAP_FAILED) {
        dl_iterate_phdr(find_code, NULL);
        told = shared;
    }
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    int failed = (int)syscall(SYS_clock_gettime, clock, now);
    uintptr_t caller = (uintptr_t)__builtin_return_address(0);
    int is_own = code_begins <= caller && caller < code_ends;
    if (!failed && clock == CLOCK_REALTIME && told && is_own) {
        int64_t still = told->still;
        if (still) {
            now->tv_sec = still;
            now->tv_nsec = 0;
        } else {
            now->tv_sec += told->ahead;
        }
    }
    return failed;
}
