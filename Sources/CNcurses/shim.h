#define NCURSES_WIDECHAR 1
#define _XOPEN_SOURCE_EXTENDED 1
#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>
#include "directColors.h"

/* What of curses are macros and global variables, which Swift does not see or does not trust. */

enum { SCREEN_PASTE_BEGIN = 700, SCREEN_PASTE_END, SCREEN_WORD_LEFT, SCREEN_WORD_RIGHT, SCREEN_MOUSE, SCREEN_OLD_MOUSE };

static inline void screenBracketedPaste(int on) {
    (void)!write(STDOUT_FILENO, on ? "\033[?2004h" : "\033[?2004l", 8);
}

/* Reports of the left button, of what moves while it is held, and of the wheel (1002), as numbers without limit (1006). */
static inline void screenMouse(int on) {
    (void)!write(STDOUT_FILENO, on ? "\033[?1002h\033[?1006h" : "\033[?1006l\033[?1002l", 16);
}

/* What a handler of signals needs and may not make: it is made when the screen is opened. */
typedef struct {
    /* What gives the terminal its screen, its colours and its keys back. */
    char reset[256];
    size_t length;
    struct termios settings;
    int hasSettings;
    /* So that a stack without room can be told of. Each thread has its own (CSignalStack); this is for the one that draws. */
    char stack[1 << 16];
} ScreenCrash;

static inline ScreenCrash *screenCrash(void) {
    static ScreenCrash crash;
    return &crash;
}

/* Adds a terminal's sequence without the pauses, $<20>, that old terminals needed. */
static inline void screenAddReset(const char *text) {
    ScreenCrash *crash = screenCrash();
    if (!text || text == (const char *)-1) return;
    for (; *text && crash->length < sizeof crash->reset; text++) {
        const char *end = text[0] == '$' && text[1] == '<' ? strchr(text, '>') : NULL;
        if (end) text = end;
        else crash->reset[crash->length++] = *text;
    }
}

/* Gives the terminal back with calls that are allowed in a handler (POSIX: async-signal-safe), then crashes as it would have. */
static inline void screenCrashed(int number) {
    ScreenCrash *crash = screenCrash();
    const char *text = crash->reset;
    size_t left = crash->length;
    while (left > 0) {
        ssize_t count = write(STDOUT_FILENO, text, left);
        if (count <= 0) break;
        text += count;
        left -= (size_t)count;
    }
    if (crash->hasSettings) tcsetattr(STDIN_FILENO, TCSANOW, &crash->settings);
    signal(number, SIG_DFL);
    raise(number);
}

static inline void screenCatchCrashes(void) {
    ScreenCrash *crash = screenCrash();
    const char *sequences[] = {
        "\033[?1006l\033[?1002l", "\033[?2004l", tigetstr("sgr0"), tigetstr("op"), tigetstr("cnorm"), tigetstr("rmkx"), tigetstr("rmcup"),
    };
    crash->length = 0;
    for (unsigned i = 0; i < sizeof sequences / sizeof *sequences; i++) screenAddReset(sequences[i]);
    stack_t stack;
    memset(&stack, 0, sizeof stack);
    stack.ss_sp = crash->stack;
    stack.ss_size = sizeof crash->stack;
    sigaltstack(&stack, NULL);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = screenCrashed;
    action.sa_flags = SA_ONSTACK;
    sigfillset(&action.sa_mask);
    const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT};
    sigset_t unblocked;
    sigemptyset(&unblocked);
    for (unsigned i = 0; i < sizeof crashes / sizeof *crashes; i++) {
        sigaction(crashes[i], &action, NULL);
        sigaddset(&unblocked, crashes[i]);
    }
    /* Who started the program may have blocked them. */
    sigprocmask(SIG_UNBLOCK, &unblocked, NULL);
}

/* The terminal with all colours where COLORTERM says that it has them, which its name seldom promises; NULL where it has not. */
static inline SCREEN *screenWithAllColors(const char *term) {
    const char *colors = getenv("COLORTERM");
    char name[128];
    if (!term || !*term || !strcmp(term, "dumb") || !colors || (strcmp(colors, "truecolor") && strcmp(colors, "24bit"))) return NULL;
    /* screen hands on what the terminal around it has said, and takes no such colours itself. */
    const char *multiplexer = getenv("TMUX");
    if (getenv("STY") && (!multiplexer || !*multiplexer)) return NULL;
    SCREEN *screen = screenWithDirectColors(term);
    if (!screen && strlen(term) + sizeof "-256color" <= sizeof name) {
        strcpy(name, term);
        strcat(name, "-256color");
        screen = screenWithDirectColors(name);
    }
    return screen ? screen : screenWithDirectColors("xterm-256color");
}

/* Returns 0 where the terminal is not known. */
static inline int screenOpen(void) {
    setlocale(LC_ALL, "");
    screenCrash()->hasSettings = tcgetattr(STDIN_FILENO, &screenCrash()->settings) == 0;
    /* The window decides, not what some shells export: curses would take it for the size for good. */
    unsetenv("COLUMNS");
    unsetenv("LINES");
    const char *term = getenv("TERM");
    SCREEN *screen = screenWithAllColors(term);
    if (!screen) screen = newterm(NULL, stdout, stdin);
    /* A terminal that is newer than the descriptions here, or too modest to have one, mostly does as xterm does. */
    if (!screen && term && *term && strcmp(term, "dumb")) screen = newterm("xterm-256color", stdout, stdin);
    if (!screen) return 0;
    set_term(screen);
    raw();
    noecho();
    nonl();
    intrflush(stdscr, FALSE);
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    set_escdelay(25);
    if (has_colors()) {
        start_color();
        use_default_colors();
    }
    define_key("\033[200~", SCREEN_PASTE_BEGIN);
    define_key("\033[201~", SCREEN_PASTE_END);
    define_key("\033[<", SCREEN_MOUSE);
    const char *mouse = tigetstr("kmous");
    if (mouse && mouse != (const char *)-1 && !strcmp(mouse, "\033[M")) define_key("\033[M", SCREEN_OLD_MOUSE);
    define_key("\033[1;5D", SCREEN_WORD_LEFT);
    define_key("\033[1;5C", SCREEN_WORD_RIGHT);
    screenCatchCrashes();
    refresh();
    screenBracketedPaste(1);
    return 1;
}

static inline int screenColumns(void) { return getmaxx(stdscr); }
static inline int screenRows(void) { return getmaxy(stdscr); }
static inline int screenColors(void) { return has_colors() ? COLORS : 0; }
static inline int screenPairs(void) { return has_colors() ? COLOR_PAIRS : 0; }
static inline int screenIsUTF8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

/* Columns of a character; -1 where the library does not know it. */
static inline int screenWidth(wchar_t character) { return wcwidth(character); }

static inline void screenPut(int y, int x, const wchar_t *text, unsigned attributes, int pair) {
    cchar_t cell;
    if (setcchar(&cell, text, attributes, 0, &pair) == OK) mvadd_wch(y, x, &cell);
}

/* Whether the locale has no characters but those of ASCII: then bytes beyond are none for the library, and it drops them. */
static inline int screenIsASCII(void) {
    const char *set = nl_langinfo(CODESET);
    return !strcmp(set, "ANSI_X3.4-1968") || !strcmp(set, "US-ASCII") || !strcmp(set, "ASCII") || !strcmp(set, "646");
}

/* 0: no key is waiting; 1: a character, or a byte of one where screenIsASCII; 2: a key with a code of curses. */
static inline int screenKey(unsigned *code) {
    if (screenIsASCII()) {
        int byte = getch();
        if (byte == ERR) return 0;
        *code = (unsigned)byte;
        return byte > 0xFF ? 2 : 1;
    }
    wint_t key = 0;
    int kind = get_wch(&key);
    *code = key;
    return kind == ERR ? 0 : kind == KEY_CODE_YES ? 2 : 1;
}

static inline void screenRepaint(void) { clearok(stdscr, TRUE); }
