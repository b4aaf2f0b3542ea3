/* Writes down what a process does to the files of one folder, so that a power cut can be played afterwards.
 *
 * Loaded by LD_PRELOAD. FAULTS_FOLDER: what is watched. FAULTS_RECORD: where it is written down.
 * FAULTS_SLOW_SYNC: milliseconds that each sync takes longer.
 *
 * Records stand in the order in which the kernel was asked: kind, length of the path, length of the data,
 * offset, path, data. Kinds: C a file was made, W written, T cut to a length, R renamed (data: the new path),
 * L one more name (data: the new path), U a name removed, B a sync began, S that sync (its number is the
 * offset) came back well.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;
static const char *folder;
static int record = -1;
static uint64_t syncs;
static unsigned slow; /* microseconds that each sync takes longer, as on the disk of an office */

#define REAL(name) static __typeof__(name) *real; if (!real) real = dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("FAULTS_RECORD");
    folder = getenv("FAULTS_FOLDER");
    const char *longer = getenv("FAULTS_SLOW_SYNC");
    slow = longer ? 1000 * (unsigned)atoi(longer) : 0;
    if (folder && path) record = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int watched(const char *path) {
    size_t length = folder ? strlen(folder) : 0;
    if (record < 0 || strncmp(path, folder, length) || (path[length] && path[length] != '/')) return 0;
    return !strstr(path, "-shm"); /* an index in memory, which SQLite makes anew */
}

static int named(int handle, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    path[length < 0 ? 0 : length] = 0;
    return length > 0 && watched(path);
}

static void whole(const void *data, size_t length) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = dlsym(RTLD_NEXT, "write");
    for (const char *at = data; length;) {
        ssize_t done = real(record, at, length);
        if (done <= 0) abort(); /* a record with a hole would prove nothing */
        at += done, length -= (size_t)done;
    }
}

static void note(char kind, const char *path, uint64_t offset, const void *data, size_t length) {
    uint32_t lengths[2] = {(uint32_t)strlen(path), (uint32_t)length};
    char *head = malloc(17 + lengths[0] + length);
    if (!head) abort();
    head[0] = kind;
    memcpy(head + 1, lengths, 8);
    memcpy(head + 9, &offset, 8);
    memcpy(head + 17, path, lengths[0]);
    if (length) memcpy(head + 17 + lengths[0], data, length);
    whole(head, 17 + lengths[0] + length);
    free(head);
}

ssize_t pwrite64(int handle, const void *data, size_t length, off64_t offset) {
    REAL(pwrite64);
    char path[PATH_MAX];
    if (!named(handle, path)) return real(handle, data, length, offset);
    pthread_mutex_lock(&one);
    ssize_t done = real(handle, data, length, offset);
    if (done > 0) note('W', path, (uint64_t)offset, data, (size_t)done);
    pthread_mutex_unlock(&one);
    return done;
}

ssize_t write(int handle, const void *data, size_t length) {
    REAL(write);
    char path[PATH_MAX];
    if (handle == record || !named(handle, path)) return real(handle, data, length);
    pthread_mutex_lock(&one);
    off64_t offset = lseek64(handle, 0, SEEK_CUR);
    ssize_t done = real(handle, data, length);
    if (done > 0) note('W', path, (uint64_t)offset, data, (size_t)done);
    pthread_mutex_unlock(&one);
    return done;
}

int ftruncate64(int handle, off64_t length) {
    REAL(ftruncate64);
    char path[PATH_MAX];
    if (!named(handle, path)) return real(handle, length);
    pthread_mutex_lock(&one);
    int done = real(handle, length);
    if (!done) note('T', path, (uint64_t)length, 0, 0);
    pthread_mutex_unlock(&one);
    return done;
}

/* Others may write while a sync is on its way: it covers what was written before it began. */
static int synced(int handle, int (*real)(int)) {
    char path[PATH_MAX];
    if (!named(handle, path)) return real(handle);
    pthread_mutex_lock(&one);
    uint64_t number = ++syncs;
    note('B', path, number, 0, 0);
    pthread_mutex_unlock(&one);
    if (slow) usleep(slow);
    int done = real(handle);
    pthread_mutex_lock(&one);
    if (!done) note('S', path, number, 0, 0);
    pthread_mutex_unlock(&one);
    return done;
}

int fsync(int handle) {
    REAL(fsync);
    return synced(handle, real);
}

int fdatasync(int handle) {
    REAL(fdatasync);
    return synced(handle, real);
}

int open64(const char *path, int flags, ...) {
    REAL(open64);
    va_list words;
    va_start(words, flags);
    mode_t mode = flags & O_CREAT ? va_arg(words, mode_t) : 0;
    va_end(words);
    if (!(flags & (O_CREAT | O_TRUNC)) || !watched(path)) return real(path, flags, mode);
    pthread_mutex_lock(&one);
    int fresh = access(path, F_OK), handle = real(path, flags, mode);
    if (handle >= 0 && fresh) note('C', path, 0, 0, 0);
    else if (handle >= 0 && flags & O_TRUNC) note('T', path, 0, 0, 0);
    pthread_mutex_unlock(&one);
    return handle;
}

int rename(const char *path, const char *to) {
    REAL(rename);
    if (!watched(path)) return real(path, to);
    pthread_mutex_lock(&one);
    int done = real(path, to);
    if (!done) note('R', path, 0, to, strlen(to));
    pthread_mutex_unlock(&one);
    return done;
}

int link(const char *path, const char *to) {
    REAL(link);
    if (!watched(path)) return real(path, to);
    pthread_mutex_lock(&one);
    int done = real(path, to);
    if (!done) note('L', path, 0, to, strlen(to));
    pthread_mutex_unlock(&one);
    return done;
}

int unlink(const char *path) {
    REAL(unlink);
    if (!watched(path)) return real(path);
    pthread_mutex_lock(&one);
    int done = real(path);
    if (!done) note('U', path, 0, 0, 0);
    pthread_mutex_unlock(&one);
    return done;
}
