/* A slower disk: every sync takes SLOW_DISK_MS milliseconds more. Loaded by LD_PRELOAD (p1_slow.py). */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static void wait_for_the_disk(void)
{
    const char *told = getenv("SLOW_DISK_MS");
    usleep(1000 * (told ? atoi(told) : 0));
}

int fsync(int file)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    wait_for_the_disk();
    return real(file);
}

int fdatasync(int file)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    wait_for_the_disk();
    return real(file);
}
