#ifndef UNROLL_MPI_H
#define UNROLL_MPI_H

#include <dlfcn.h>
#include <mpi.h>
#include <stdbool.h>
#include <stddef.h>

/* What Swift has no name for: communicators and statuses are macros, and differ from library to library. */

/* Open MPI 4 hands what it has to say of a peer that is lost to mpirun, and waits until that has taken it, which it does not while it ends the job: all ranks would be killed before they have
   kept anything. A process that believes that nobody but the system has started it says it itself. Other libraries have no such variable. */
static inline void mpiSayOneself(void) {
    void *program = dlopen(NULL, RTLD_LAZY);
    bool *isAlone = program ? (bool *)dlsym(program, "orte_standalone_operation") : NULL;
    if (isAlone) *isAlone = true;
}

/* Begins; `thread` becomes what the library allows of threads. */
static inline int mpiStart(int *thread) {
    int result = MPI_Init_thread(NULL, NULL, MPI_THREAD_FUNNELED, thread);
    if (result != MPI_SUCCESS) return result;
    mpiSayOneself();
    return MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
}

/* Whether the thread that began may exchange messages while others compute. */
static inline int mpiAllowsThreads(int thread) { return thread >= MPI_THREAD_FUNNELED; }

static inline int mpiRank(void) {
    int rank = 0;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    return rank;
}

static inline int mpiSize(void) {
    int size = 1;
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    return size;
}

enum { mpiNameLength = MPI_MAX_PROCESSOR_NAME };

/* The names of all ranks' machines, each in `mpiNameLength` bytes. */
static inline int mpiHosts(char *names) {
    char own[MPI_MAX_PROCESSOR_NAME] = {0};
    int length = 0;
    MPI_Get_processor_name(own, &length);
    return MPI_Allgather(own, MPI_MAX_PROCESSOR_NAME, MPI_CHAR, names, MPI_MAX_PROCESSOR_NAME, MPI_CHAR, MPI_COMM_WORLD);
}

/* A message that is on its way. */
typedef struct {
    MPI_Request request;
} mpiRequest;

static inline mpiRequest mpiNoRequest(void) {
    mpiRequest none = {MPI_REQUEST_NULL};
    return none;
}

static inline int mpiSend(const void *bytes, int count, int rank, int tag, mpiRequest *request) {
    return MPI_Isend(bytes, count, MPI_BYTE, rank, tag, MPI_COMM_WORLD, &request->request);
}

static inline int mpiReceive(void *bytes, int count, int rank, int tag, mpiRequest *request) {
    return MPI_Irecv(bytes, count, MPI_BYTE, rank, tag, MPI_COMM_WORLD, &request->request);
}

/* `bytes` becomes what has come, once a message to this rank is done. */
static inline int mpiTest(mpiRequest *request, int *done, int *bytes) {
    MPI_Status status;
    int result = MPI_Test(&request->request, done, &status);
    if (result == MPI_SUCCESS && *done) MPI_Get_count(&status, MPI_BYTE, bytes);
    return result;
}

/* The rank of which a message with this tag has come, which is taken; -1 where none has. It is a byte long. */
static inline int mpiTake(int tag) {
    MPI_Status status;
    int found = 0;
    char byte;
    if (MPI_Iprobe(MPI_ANY_SOURCE, tag, MPI_COMM_WORLD, &found, &status) != MPI_SUCCESS || !found) return -1;
    if (MPI_Recv(&byte, 1, MPI_BYTE, status.MPI_SOURCE, tag, MPI_COMM_WORLD, MPI_STATUS_IGNORE) != MPI_SUCCESS) return -1;
    return status.MPI_SOURCE;
}

/* The rank of which a message with this tag has come, and its bytes; -1 where none has. */
static inline int mpiLook(int tag, int *bytes) {
    MPI_Status status;
    int found = 0;
    if (MPI_Iprobe(MPI_ANY_SOURCE, tag, MPI_COMM_WORLD, &found, &status) != MPI_SUCCESS || !found) return -1;
    MPI_Get_count(&status, MPI_BYTE, bytes);
    return status.MPI_SOURCE;
}

/* Takes a message that has come. */
static inline int mpiTakeBytes(void *bytes, int count, int rank, int tag) {
    return MPI_Recv(bytes, count, MPI_BYTE, rank, tag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
}

/* What an error says, in `MPI_MAX_ERROR_STRING` bytes. */
enum { mpiErrorLength = MPI_MAX_ERROR_STRING };
static inline void mpiError(int code, char *text) {
    int length = 0;
    MPI_Error_string(code, text, &length);
}

static inline int mpiFinish(void) { return MPI_Finalize(); }

#endif
