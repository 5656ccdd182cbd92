#ifndef UNROLL_PROCESSOR_HINTS_H
#define UNROLL_PROCESSOR_HINTS_H

// Instructions that Swift has no name for. Those for speed change no result.

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

// From here on this thread's arithmetic takes subnormal numbers for zero, in factors, terms and results. Gives what stood before, for
// `restore_subnormals`. Calls that write memory do not move across it.
static inline __attribute__((always_inline)) unsigned long flush_subnormals(void) {
#if defined(__x86_64__) || defined(__i386__)
    unsigned int before;
    __asm__ volatile("stmxcsr %0" : "=m"(before) : : "memory");
    // FTZ is bit 15, DAZ bit 6.
    unsigned int flushing = before | 0x8040;
    __asm__ volatile("ldmxcsr %0" : : "m"(flushing) : "memory");
    return before;
#elif defined(__aarch64__)
    unsigned long before;
    __asm__ volatile("mrs %0, fpcr" : "=r"(before) : : "memory");
    // FZ is bit 24. Whether a result is subnormal is decided before it is rounded here, after it on x86: results that round up to 2^-126 differ.
    __asm__ volatile("msr fpcr, %0" : : "r"(before | 1UL << 24) : "memory");
    return before;
#else
#error "how this processor takes subnormal numbers for zero is to be written here"
#endif
}

// Takes subnormal numbers as they are again.
static inline __attribute__((always_inline)) void restore_subnormals(unsigned long before) {
#if defined(__x86_64__) || defined(__i386__)
    unsigned int status = (unsigned int)before;
    __asm__ volatile("ldmxcsr %0" : : "m"(status) : "memory");
#elif defined(__aarch64__)
    __asm__ volatile("msr fpcr, %0" : : "r"(before) : "memory");
#endif
}

#endif
