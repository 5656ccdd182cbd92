#ifndef UNROLL_PROCESSOR_HINTS_H
#define UNROLL_PROCESSOR_HINTS_H

// Instructions that Swift has no name for. They change speed and no result.

// Asks for the cache line that holds this address, which may be any.
static inline __attribute__((always_inline)) void prefetch_line(const void *address) {
    __builtin_prefetch(address);
}

// Says that this thread waits in a loop: it lets its sibling on the core work, and leaves the loop without a rollback.
static inline __attribute__((always_inline)) void spin_pause(void) {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__) || defined(__arm__)
    __asm__ volatile("yield");
#endif
}

#endif
