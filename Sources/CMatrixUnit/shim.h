#ifndef UNROLL_MATRIX_UNIT_H
#define UNROLL_MATRIX_UNIT_H

// Intel's AMX: instructions on tiles of 16 rows of 64 bytes, for which Swift has no names (Intel, "Architectures
// Software Developer's Manual", volume 1, chapter 18).

#if defined(__x86_64__) && defined(__linux__)

#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#define UNROLL_TILES __attribute__((target("amx-tile,amx-bf16")))

// Asks the kernel for the tiles' memory, once for all threads of the process. Returns 0 if they may be used.
static inline long tiles_request(void) {
    // ARCH_REQ_XCOMP_PERM, for the state component XTILEDATA.
    return syscall(SYS_arch_prctl, 0x1023, 18);
}

// Sets this thread's eight tiles to 16 rows of 64 bytes each, all zero.
static inline UNROLL_TILES void tiles_begin(void) {
    struct {
        uint8_t palette, start, reserved[14];
        uint16_t bytes[16];
        uint8_t rows[16];
    } configuration = {.palette = 1};
    for (int tile = 0; tile < 8; tile++) {
        configuration.bytes[tile] = 64;
        configuration.rows[tile] = 16;
    }
    __builtin_ia32_tile_loadconfig(&configuration);
}

// Releases the tiles, so that switching to another thread costs no more than before.
static inline UNROLL_TILES void tiles_end(void) {
    __builtin_ia32_tilerelease();
}

// Adds to c, one or two tiles high and wide, the products of `blocks` tiles of a and b, one after another.
//
// A tile of a is 16 rows of 32 bfloat16 numbers; the next one begins 64 bytes further on, and the lower row of tiles 16
// rows further down. A tile of b is 16 rows of 16 pairs; the next one begins 16 rows further down. If a_low is not 0,
// the lower halves of a are that many bytes further on, and each tile of b is followed by that of its lower halves.
static inline UNROLL_TILES void tiles_multiply(
    const uint8_t *a, long a_row, long a_low, const uint8_t *b, long b_row, float *c, long c_row, long blocks, int two_rows,
    int two_columns) {
    uint8_t *const c0 = (uint8_t *)c, *const c2 = c0 + 16 * c_row;
    const long below = 16 * a_row;
    __builtin_ia32_tileloadd64(0, c0, c_row);
    if (two_columns) __builtin_ia32_tileloadd64(1, c0 + 64, c_row);
    if (two_rows) __builtin_ia32_tileloadd64(2, c2, c_row);
    if (two_rows && two_columns) __builtin_ia32_tileloadd64(3, c2 + 64, c_row);
    for (long block = 0; block < blocks; block++) {
        // High times high, high times low, low times high.
        for (int term = 0; term < (a_low ? 3 : 1); term++) {
            const uint8_t *left = a + (term == 2 ? a_low : 0), *right = b + (term == 1 ? 16 * b_row : 0);
            __builtin_ia32_tileloadd64(4, left, a_row);
            __builtin_ia32_tileloadd64(6, right, b_row);
            __builtin_ia32_tdpbf16ps(0, 4, 6);
            if (two_columns) {
                __builtin_ia32_tileloadd64(7, right + 64, b_row);
                __builtin_ia32_tdpbf16ps(1, 4, 7);
            }
            if (two_rows) {
                __builtin_ia32_tileloadd64(5, left + below, a_row);
                __builtin_ia32_tdpbf16ps(2, 5, 6);
                if (two_columns) __builtin_ia32_tdpbf16ps(3, 5, 7);
            }
        }
        a += 64;
        b += (a_low ? 32 : 16) * b_row;
    }
    __builtin_ia32_tilestored64(0, c0, c_row);
    if (two_columns) __builtin_ia32_tilestored64(1, c0 + 64, c_row);
    if (two_rows) __builtin_ia32_tilestored64(2, c2, c_row);
    if (two_rows && two_columns) __builtin_ia32_tilestored64(3, c2 + 64, c_row);
}

#endif
#endif
