/** Rights of Landlock. https://docs.kernel.org/userspace-api/landlock.html */
const EXECUTE = 0x1
const WRITE_FILE = 0x2
const READ_FILE = 0x4
const READ_DIR = 0x8
const REMOVE_DIR = 0x10
const REMOVE_FILE = 0x20
const MAKE_DIR = 0x80
const MAKE_REG = 0x100
const MAKE_SYM = 0x1000
const REFER = 0x2000
const TRUNCATE = 0x4000
const IOCTL_DEV = 0x8000

const READ = READ_FILE | READ_DIR

/** What may be done beneath a path. */
export const RIGHTS = {
  read: READ,
  run: READ | EXECUTE,
  use: READ | WRITE_FILE | IOCTL_DEV,
  write: READ | WRITE_FILE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG | MAKE_SYM | REFER | TRUNCATE,
} as const
export type Right = keyof typeof RIGHTS

/** What a runtime reads of a system; it need not all be there. No name of a user, no configuration of one. */
export const OF_THE_SYSTEM: readonly (readonly [Right, string])[] = [
  ...['/lib', '/lib32', '/lib64', '/usr/lib', '/usr/lib32', '/usr/lib64', '/usr/local/lib'].map(runs),
  ...['/nix/store', '/gnu/store'].map(runs),
  ...[
    '/usr/share',
    '/usr/local/share/ca-certificates',
    '/usr/ssl',
    '/usr/local/ssl',
    '/etc/alpine-release',
    '/etc/ca-certificates',
    '/etc/crypto-policies',
    '/etc/debian_version',
    '/etc/gai.conf',
    '/etc/host.conf',
    '/etc/hosts',
    '/etc/ld.so.cache',
    '/etc/localtime',
    '/etc/lsb-release',
    '/etc/mime.types',
    '/etc/nsswitch.conf',
    '/etc/os-release',
    '/etc/passwd',
    '/etc/pki',
    '/etc/protocols',
    '/etc/redhat-release',
    '/etc/resolv.conf',
    '/etc/services',
    '/etc/ssl',
    '/etc/timezone',
    '/dev/random',
    '/dev/urandom',
    '/dev/zero',
    '/proc/cpuinfo',
    '/proc/filesystems',
    '/proc/loadavg',
    '/proc/meminfo',
    '/proc/self',
    '/proc/stat',
    '/proc/sys/vm/overcommit_memory',
    '/proc/uptime',
    '/proc/version',
    '/proc/version_signature',
    '/sys/devices/system/cpu',
    '/sys/fs/cgroup',
    '/sys/kernel/mm/transparent_hugepage',
  ].map(reads),
  ['use', '/dev/null'],
]

function runs(path: string): readonly [Right, string] {
  return ['run', path]
}

function reads(path: string): readonly [Right, string] {
  return ['read', path]
}
