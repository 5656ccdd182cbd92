#pragma once
#include <curses.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

/* A terminal's description with colours in red, green and blue. Few systems have one (xterm-direct) and none has one for each terminal; but what such a
   description differs in is known, so that it is made of the terminal's own here: the colours by ISO 8613-6, in the form with semicolons, which more
   terminals take than that with colons. ncurses reads a description out of the variable TERMINFO as it reads a file; the layout is that of term(5). */

typedef struct {
    char bytes[1 << 15];
    size_t length;
} ScreenDescription;

static inline int screenAddByte(ScreenDescription *description, int byte) {
    if (description->length >= sizeof description->bytes) return 0;
    description->bytes[description->length++] = (char)byte;
    return 1;
}

/* A number of so many bytes, the lowest first. */
static inline int screenAddNumber(ScreenDescription *description, long number, int bytes) {
    int fits = 1;
    for (int byte = 0; byte < bytes; byte++) fits &= screenAddByte(description, (int)(number >> 8 * byte & 0xFF));
    return fits;
}

/* Of numbers the first byte lies at an even place. */
static inline int screenAlign(ScreenDescription *description) {
    return description->length % 2 == 0 || screenAddByte(description, 0);
}

/* What differs in a description with colours in red, green and blue; the terminal's own for the rest. The first eight stay its own: ncurses wants it so. */
static inline const char *screenDirectString(const char *name) {
    if (!strcmp(name, "setaf")) return "\033[%?%p1%{8}%<%t3%p1%d%e38;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m";
    if (!strcmp(name, "setab")) return "\033[%?%p1%{8}%<%t4%p1%d%e48;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m";
    if (!strcmp(name, "initc") || !strcmp(name, "oc") || !strcmp(name, "setf") || !strcmp(name, "setb")) return NULL;
    const char *text = tigetstr(name);
    return text == (const char *)-1 ? NULL : text;
}

static inline int screenDirectNumber(const char *name) {
    return !strcmp(name, "colors") ? 1 << 24 : !strcmp(name, "pairs") ? 1 << 16 : tigetnum(name);
}

/* Makes the description of the terminal that setupterm has read last. Returns 0 where it does not fit. */
static inline int screenDescribeDirect(ScreenDescription *description, const char *name) {
    int booleans = 0, numbers = 0, strings = 0, fits = 1;
    while (boolnames[booleans]) booleans++;
    while (numnames[numbers]) numbers++;
    long table = 0;
    for (; strnames[strings]; strings++) {
        const char *text = screenDirectString(strnames[strings]);
        if (text) table += (long)strlen(text) + 1;
    }
    if (table > 0x7FFF) return 0;
    description->length = 0;
    const long header[] = {01036, (long)strlen(name) + 1, booleans, numbers, strings, table};
    for (unsigned i = 0; i < sizeof header / sizeof *header; i++) fits &= screenAddNumber(description, header[i], 2);
    for (size_t i = 0; i <= strlen(name); i++) fits &= screenAddByte(description, name[i]);
    for (int i = 0; i < booleans; i++) fits &= screenAddByte(description, strcmp(boolnames[i], "ccc") && tigetflag(boolnames[i]) > 0);
    fits &= screenAlign(description);
    for (int i = 0; i < numbers; i++) {
        int number = screenDirectNumber(numnames[i]);
        fits &= screenAddNumber(description, number < 0 ? -1 : number, 4);
    }
    long offset = 0;
    for (int i = 0; i < strings; i++) {
        const char *text = screenDirectString(strnames[i]);
        fits &= screenAddNumber(description, text ? offset : -1, 2);
        if (text) offset += (long)strlen(text) + 1;
    }
    for (int i = 0; i < strings; i++) {
        const char *text = screenDirectString(strnames[i]);
        for (size_t byte = 0; text && byte <= strlen(text); byte++) fits &= screenAddByte(description, text[byte]);
    }
    fits &= screenAlign(description);
    /* What the standard does not have: one truth, no numbers, no strings, one name in the table of four bytes. */
    const int more[] = {1, 0, 0, 1, 4};
    for (unsigned i = 0; i < sizeof more / sizeof *more; i++) fits &= screenAddNumber(description, more[i], 2);
    fits &= screenAddByte(description, 1) && screenAlign(description) && screenAddNumber(description, 0, 2);
    for (int i = 0; i < 4; i++) fits &= screenAddByte(description, "RGB"[i]);
    return fits;
}

/* Opens the terminal of a name with colours in red, green and blue; NULL where its own description has fewer than 256 colours, or none is known. */
static inline SCREEN *screenWithDirectColors(const char *name) {
    int problem = 0;
    if (setupterm(name, STDOUT_FILENO, &problem) != OK) return NULL;
    int isDirect = tigetflag("RGB") > 0;
    ScreenDescription *description = isDirect ? NULL : malloc(sizeof *description);
    char *variable = NULL;
    if (description && tigetnum("colors") >= 256 && screenDescribeDirect(description, name)) {
        static const char digits[] = "0123456789ABCDEF";
        variable = malloc(4 + 2 * description->length + 1);
        if (variable) {
            strcpy(variable, "hex:");
            for (size_t i = 0; i < description->length; i++) {
                variable[4 + 2 * i] = digits[description->bytes[i] >> 4 & 0xF];
                variable[5 + 2 * i] = digits[description->bytes[i] & 0xF];
            }
            variable[4 + 2 * description->length] = 0;
        }
    }
    free(description);
    del_curterm(cur_term);
    if (!variable) return isDirect ? newterm(name, stdout, stdin) : NULL;
    /* Programs that are started from here shall find what this one found. */
    const char *before = getenv("TERMINFO");
    char *kept = before ? strdup(before) : NULL;
    setenv("TERMINFO", variable, 1);
    free(variable);
    SCREEN *screen = newterm(name, stdout, stdin);
    if (kept) setenv("TERMINFO", kept, 1);
    else unsetenv("TERMINFO");
    free(kept);
    return screen;
}
