/* A disk whose fsync takes SLOW_FSYNC_US microseconds longer: preload it into one process to see what that costs. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static void wait_first(void)
{
	const char *text = getenv("SLOW_FSYNC_US");
	long us = text ? atol(text) : 0;
	struct timespec pause = {us / 1000000, (us % 1000000) * 1000};
	nanosleep(&pause, NULL);
}

int fsync(int fd)
{
	static int (*real)(int);
	if (!real)
		real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
	wait_first();
	return real(fd);
}

int fdatasync(int fd)
{
	static int (*real)(int);
	if (!real)
		real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
	wait_first();
	return real(fd);
}
