#ifndef UNROLL_PROCESSOR_HINTS_H
#define UNROLL_PROCESSOR_HINTS_H

// Instructions that Swift has no name for. Hints for speed do not change results.

// Prefetches the cache line of this address, which may be any.
static inline __attribute__((always_inline)) void prefetch_line(const void *address) {
    __builtin_prefetch(address);
}

// Tells the processor that this thread waits in a loop: its sibling on the core can then work, and the loop ends
// without a rollback.
static inline __attribute__((always_inline)) void spin_pause(void) {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__) || defined(__arm__)
    __asm__ volatile("yield");
#endif
}

// From here on, this thread's arithmetic treats subnormal numbers as zero, in operands and results. Returns the
// previous setting for `restore_subnormals`. Calls that write memory do not move across it.
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
    // FZ is bit 24. Here a result is tested for subnormality before it is rounded, on x86 after it: results that round
    // up to 2^-126 differ.
    __asm__ volatile("msr fpcr, %0" : : "r"(before | 1UL << 24) : "memory");
    return before;
#else
#error "how this processor takes subnormal numbers for zero is to be written here"
#endif
}

// Treats subnormal numbers as before.
static inline __attribute__((always_inline)) void restore_subnormals(unsigned long before) {
#if defined(__x86_64__) || defined(__i386__)
    unsigned int status = (unsigned int)before;
    __asm__ volatile("ldmxcsr %0" : : "m"(status) : "memory");
#elif defined(__aarch64__)
    __asm__ volatile("msr fpcr, %0" : : "r"(before) : "memory");
#endif
}

#endif
