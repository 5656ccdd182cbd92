#ifndef UNROLL_SIGNAL_STACK_H
#define UNROLL_SIGNAL_STACK_H

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* A thread whose stack is spent can be told of it on another stack only, and each thread needs its own. */

static inline pthread_key_t *signalStackKey(void) {
    static pthread_key_t key;
    return &key;
}

static inline void signalStackFree(void *memory) {
    stack_t none;
    memset(&none, 0, sizeof none);
    none.ss_flags = SS_DISABLE;
    sigaltstack(&none, NULL);
    free(memory);
}

static inline void signalStackMakeKey(void) { pthread_key_create(signalStackKey(), signalStackFree); }

static inline int signalStackIsThere(void) {
    stack_t present;
    return sigaltstack(NULL, &present) == 0 && !(present.ss_flags & SS_DISABLE);
}

/* Gives the calling thread a stack for handlers of signals, which goes when the thread ends; takes a system call where it has one. */
static inline void signalStackUse(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    enum { SIZE = 1 << 16 };
    if (signalStackIsThere()) return;
    pthread_once(&once, signalStackMakeKey);
    stack_t stack;
    memset(&stack, 0, sizeof stack);
    stack.ss_sp = malloc(SIZE);
    stack.ss_size = SIZE;
    if (!stack.ss_sp) return;
    if (sigaltstack(&stack, NULL) == 0 && pthread_setspecific(*signalStackKey(), stack.ss_sp) == 0) return;
    signalStackFree(stack.ss_sp);
}

#endif
