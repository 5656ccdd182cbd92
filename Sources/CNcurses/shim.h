#define NCURSES_WIDECHAR 1
#define _XOPEN_SOURCE_EXTENDED 1
#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* What of curses are macros and global variables, which Swift does not see or does not trust. */

enum { SCREEN_PASTE_BEGIN = 700, SCREEN_PASTE_END, SCREEN_WORD_LEFT, SCREEN_WORD_RIGHT };

static inline void screenBracketedPaste(int on) {
    (void)!write(STDOUT_FILENO, on ? "\033[?2004h" : "\033[?2004l", 8);
}

/* Gives the terminal back when the program crashes. Not everything here is allowed in a handler of signals; but then nothing is left to lose. */
static inline void screenCrashed(int number) {
    signal(number, SIG_DFL);
    screenBracketedPaste(0);
    endwin();
    raise(number);
}

/* Returns 0 where the terminal is not known. */
static inline int screenOpen(void) {
    setlocale(LC_ALL, "");
    SCREEN *screen = newterm(NULL, stdout, stdin);
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
    define_key("\033[1;5D", SCREEN_WORD_LEFT);
    define_key("\033[1;5C", SCREEN_WORD_RIGHT);
    const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT};
    for (unsigned i = 0; i < sizeof crashes / sizeof *crashes; i++) signal(crashes[i], screenCrashed);
    refresh();
    screenBracketedPaste(1);
    return 1;
}

static inline int screenColumns(void) { return getmaxx(stdscr); }
static inline int screenRows(void) { return getmaxy(stdscr); }
static inline int screenColors(void) { return has_colors() ? COLORS : 0; }
static inline int screenPairs(void) { return has_colors() ? COLOR_PAIRS : 0; }
static inline int screenIsUTF8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

static inline void screenPut(int y, int x, const wchar_t *text, unsigned attributes, int pair) {
    cchar_t cell;
    if (setcchar(&cell, text, attributes, 0, &pair) == OK) mvadd_wch(y, x, &cell);
}

/* 0: no key is waiting; 1: a character; 2: a key with a code of curses. */
static inline int screenKey(unsigned *code) {
    wint_t key = 0;
    int kind = get_wch(&key);
    *code = key;
    return kind == ERR ? 0 : kind == KEY_CODE_YES ? 2 : 1;
}

static inline void screenRepaint(void) { clearok(stdscr, TRUE); }
