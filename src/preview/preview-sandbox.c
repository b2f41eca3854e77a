/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "preview"

#include "config.h"

#include "preview-sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#define MEMORY_BYTES (1536ul * 1024 * 1024)
#define CPU_SECONDS 120
#define N_FILES 64

/* The sanitizers reserve terabytes of addresses and trace themselves. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

/* What the readers were seen to need, and no more; everything else fails with EPERM, so that a
 * library that merely asks goes on without it. */
static const int allowed[] = {
  SCMP_SYS (read),
  SCMP_SYS (write),
  SCMP_SYS (readv),
  SCMP_SYS (writev),
  SCMP_SYS (pread64),
  SCMP_SYS (close),
  SCMP_SYS (lseek),
  SCMP_SYS (stat),
  SCMP_SYS (fstat),
  SCMP_SYS (lstat),
  SCMP_SYS (newfstatat),
  SCMP_SYS (statx),
  SCMP_SYS (statfs),
  SCMP_SYS (fstatfs),
  SCMP_SYS (access),
  SCMP_SYS (faccessat),
  SCMP_SYS (faccessat2),
  SCMP_SYS (readlink),
  SCMP_SYS (readlinkat),
  SCMP_SYS (getdents64),
  SCMP_SYS (getcwd),
  SCMP_SYS (fadvise64),
  SCMP_SYS (mmap),
  SCMP_SYS (munmap),
  SCMP_SYS (mprotect),
  SCMP_SYS (mremap),
  SCMP_SYS (madvise),
  SCMP_SYS (brk),
  SCMP_SYS (futex),
  SCMP_SYS (set_robust_list),
  SCMP_SYS (get_robust_list),
  SCMP_SYS (rseq),
  SCMP_SYS (set_tid_address),
  SCMP_SYS (arch_prctl),
  SCMP_SYS (rt_sigaction),
  SCMP_SYS (rt_sigprocmask),
  SCMP_SYS (rt_sigreturn),
  SCMP_SYS (sigaltstack),
  SCMP_SYS (restart_syscall),
  SCMP_SYS (poll),
  SCMP_SYS (ppoll),
  SCMP_SYS (eventfd2),
  SCMP_SYS (pipe2),
  SCMP_SYS (clock_gettime),
  SCMP_SYS (clock_getres),
  SCMP_SYS (clock_nanosleep),
  SCMP_SYS (nanosleep),
  SCMP_SYS (gettimeofday),
  SCMP_SYS (time),
  SCMP_SYS (getrandom),
  SCMP_SYS (sched_yield),
  SCMP_SYS (sched_getaffinity),
  SCMP_SYS (sysinfo),
  SCMP_SYS (uname),
  SCMP_SYS (getrusage),
  SCMP_SYS (getrlimit),
  SCMP_SYS (getpid),
  SCMP_SYS (gettid),
  SCMP_SYS (getuid),
  SCMP_SYS (geteuid),
  SCMP_SYS (getgid),
  SCMP_SYS (getegid),
  SCMP_SYS (exit),
  SCMP_SYS (exit_group),
};

static gboolean
limit (int resource, rlim_t value)
{
  const struct rlimit both = { value, value };

  return setrlimit (resource, &both) == 0;
}

static gboolean
allow_open (scmp_filter_ctx filter, int call, unsigned int argument)
{
  const struct scmp_arg_cmp reads = { argument, SCMP_CMP_MASKED_EQ,
                                      O_ACCMODE | O_CREAT | O_TRUNC | __O_TMPFILE, O_RDONLY };

  return call < 0 || seccomp_rule_add_array (filter, SCMP_ACT_ALLOW, call, 1, &reads) == 0;
}

/* Threads, but no processes; a signal to itself, as abort () sends it. */
static gboolean
allow_some (scmp_filter_ctx filter)
{
  const struct scmp_arg_cmp threads = { 0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD };
  const struct scmp_arg_cmp itself = { 0, SCMP_CMP_EQ, (scmp_datum_t)getpid () };
  const struct scmp_arg_cmp asks = { 2, SCMP_CMP_EQ, 0 };
  static const int fcntls[] = { F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC };

  for (gsize i = 0; i < G_N_ELEMENTS (fcntls); i++)
    {
      const struct scmp_arg_cmp which = { 1, SCMP_CMP_EQ, (scmp_datum_t)fcntls[i] };

      if (seccomp_rule_add_array (filter, SCMP_ACT_ALLOW, SCMP_SYS (fcntl), 1, &which) != 0)
        return FALSE;
    }

  return seccomp_rule_add_array (filter, SCMP_ACT_ALLOW, SCMP_SYS (clone), 1, &threads) == 0
         && seccomp_rule_add (filter, SCMP_ACT_ERRNO (ENOSYS), SCMP_SYS (clone3), 0) == 0
         && seccomp_rule_add_array (filter, SCMP_ACT_ALLOW, SCMP_SYS (tgkill), 1, &itself) == 0
         && seccomp_rule_add_array (filter, SCMP_ACT_ALLOW, SCMP_SYS (prlimit64), 1, &asks) == 0
         && allow_open (filter, SCMP_SYS (open), 1) && allow_open (filter, SCMP_SYS (openat), 2);
}

static gboolean
filter_calls (void)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ERRNO (EPERM));
  gboolean good = filter != NULL && allow_some (filter);

  for (gsize i = 0; good && i < G_N_ELEMENTS (allowed); i++)
    /* Negative: this machine has no such call. */
    good = allowed[i] < 0 || seccomp_rule_add (filter, SCMP_ACT_ALLOW, allowed[i], 0) == 0;
  good = good && seccomp_load (filter) == 0;
  if (filter != NULL)
    seccomp_release (filter);

  return good;
}

/**
 * preview_sandbox_enter:
 *
 * Must be called before the first byte of the file is read.
 *
 * Returns: %FALSE where a limit could not be set; nothing may be read then
 */
gboolean
preview_sandbox_enter (void)
{
  if (prctl (PR_SET_PDEATHSIG, 9) != 0 || prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0
      || !limit (RLIMIT_CORE, 0) || !limit (RLIMIT_FSIZE, 0) || !limit (RLIMIT_NOFILE, N_FILES)
      || !limit (RLIMIT_CPU, CPU_SECONDS))
    return FALSE;
  if (SANITIZED)
    return TRUE;

  return prctl (PR_SET_DUMPABLE, 0) == 0 && limit (RLIMIT_AS, MEMORY_BYTES) && filter_calls ();
}
