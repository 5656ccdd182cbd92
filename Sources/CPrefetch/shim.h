#ifndef UNROLL_PREFETCH_H
#define UNROLL_PREFETCH_H

// Asks for the cache line that holds this address, which may be any. Swift has no name for this instruction.
static inline __attribute__((always_inline)) void prefetch_line(const void *address) {
    __builtin_prefetch(address);
}

#endif
