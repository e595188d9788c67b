import { type Arch, AUDIT_ARCH, NEWEST_KNOWN, numberOn, REFUSED, WEIGHED } from './syscalls.ts'

/** One instruction of classic BPF. https://man7.org/linux/man-pages/man2/seccomp.2.html */
type Instruction = readonly [code: number, whenTrue: number, whenFalse: number, value: number]

/** What only the launcher knows stands as one of these in a program; no process has such a number. */
const UNKNOWN = { pid: 0x7ffffff1, pathLow: 0x7ffffff2, pathHigh: 0x7ffffff3 } as const

const ALLOW = 0x7fff0000
const KILL = 0x80000000
const ASK = 0x7fc00000
const refusal = (errno: number): number => 0x00050000 | errno
const EPERM = refusal(1)
const EACCES = refusal(13)
const ENOSYS = refusal(38)

const load = (offset: number): Instruction => [0x20, 0, 0, offset]
const arg = (index: number): Instruction => load(16 + 8 * index)
const argHigh = (index: number): Instruction => load(20 + 8 * index)
const end = (action: number): Instruction => [0x06, 0, 0, action]
const and = (mask: number): Instruction => [0x54, 0, 0, mask]
/** Goes on when it is so; else ends with the action. */
const need = (value: number, action: number): readonly Instruction[] => [[0x15, 1, 0, value], end(action)]
const needBit = (bits: number, action: number): readonly Instruction[] => [[0x45, 1, 0, bits], end(action)]
const endAt = (value: number, action: number): readonly Instruction[] => [[0x15, 0, 1, value], end(action)]
const endAtBit = (bits: number, action: number): readonly Instruction[] => [[0x45, 0, 1, bits], end(action)]

const SOCK_STREAM = 1
const MSG_FASTOPEN = 0x20000000
const CLONE_THREAD = 0x10000

/**
 * What runtimes ask of what they have open: is it a terminal (TCGETS, TCGETS2), how wide (TIOCGWINSZ), how much is there to be
 * read or is not sent yet (FIONREAD, SIOCOUTQ); that it does not wait (FIONBIO), and ends with the program or not (FIOCLEX,
 * FIONCLEX). asm-generic/ioctls.h
 */
const CONTROLS = [0x5401, 0x802c542a, 0x5413, 0x541b, 0x5411, 0x5421, 0x5451, 0x5450]

/** Itself, by number or as 0. */
const itself = (index = 0, action = EPERM): readonly Instruction[] => [
  arg(index),
  ...endAt(0, ALLOW),
  ...need(UNKNOWN.pid, action),
]
const stream: readonly Instruction[] = [arg(1), and(0xf), ...need(SOCK_STREAM, EACCES)]

/** How what is weighed ends, when no instruction ended it before: by being let through. */
const weighing = (
  exec: Exec,
  connecting: Connecting,
): Readonly<Record<keyof typeof WEIGHED, readonly Instruction[]>> => ({
  clone: [arg(0), ...needBit(CLONE_THREAD, EPERM)],
  // Its flags lie in memory, where no filter looks; the C library then takes `clone`.
  clone3: [end(ENOSYS)],
  execve:
    exec === 'once'
      ? [arg(0), ...need(UNKNOWN.pathLow, EPERM), argHigh(0), ...need(UNKNOWN.pathHigh, EPERM)]
      : [end(EPERM)],
  // Not 0: that is its whole group.
  kill: [arg(0), ...need(UNKNOWN.pid, EPERM)],
  tgkill: [arg(0), ...need(UNKNOWN.pid, EPERM)],
  prlimit64: itself(),
  sched_setaffinity: itself(),
  sched_setscheduler: itself(),
  sched_setparam: itself(),
  sched_setattr: itself(),
  setpriority: [arg(0), ...need(0, EPERM), ...itself(1)],
  // TCP of IPv4 (2) and IPv6 (10).
  socket: [
    arg(0),
    [0x15, 2, 0, 2],
    [0x15, 1, 0, 10],
    end(EACCES),
    ...stream,
    arg(2),
    ...endAt(0, ALLOW),
    ...need(6, EACCES),
  ],
  socketpair: [arg(0), ...need(1, EACCES), ...stream],
  connect: connecting === 'asked' ? [end(ASK)] : [],
  // With an address it connects.
  sendto: [arg(3), ...endAtBit(MSG_FASTOPEN, EACCES), arg(4), ...need(0, EACCES), argHigh(4), ...need(0, EACCES)],
  sendmsg: [arg(2), ...endAtBit(MSG_FASTOPEN, EACCES)],
  sendmmsg: [arg(3), ...endAtBit(MSG_FASTOPEN, EACCES)],
  // By others a file takes of its disk what nobody counts, bears flags that its twin in the store then has, or is sealed; a
  // terminal is typed at, a socket signals.
  ioctl: [arg(1), ...CONTROLS.flatMap((value) => endAt(value, ALLOW)), end(EPERM)],
  // F_SETOWN, F_SETOWN_EX: as above. F_SETLEASE keeps others waiting for a file, F_NOTIFY tells what they do to a folder.
  fcntl: [arg(1), ...[8, 15, 1024, 1026].flatMap((value) => endAt(value, EPERM))],
  // PR_SET_DUMPABLE closes /proc/PID to its own user: what it writes could not be seen. PR_SET_SECCOMP is `seccomp` by another name.
  prctl: [arg(0), ...[4, 22].flatMap((value) => endAt(value, EPERM))],
})

/** `once`: the launcher becomes another program, by the path that it alone holds. */
export type Exec = 'once' | 'never'
/** `asked`: whoever supervises says of each connection whether it may be. */
export type Connecting = 'asked' | 'let through'

/** A seccomp program, in hexadecimal: whatever is not named is let through. */
export const filterFor = (arch: Arch, exec: Exec, connecting: Connecting): string => {
  const refused = Object.values(REFUSED).flatMap((numbers) => {
    const number = numberOn(numbers, arch)
    return number === null ? [] : endAt(number, EPERM)
  })
  const program: readonly Instruction[] = [
    load(4),
    ...need(AUDIT_ARCH[arch], KILL),
    load(0),
    [0x25, 0, 1, NEWEST_KNOWN],
    end(ENOSYS),
    ...refused,
    ...Object.entries(weighing(exec, connecting)).flatMap(([name, body]) => weighed(name, body, arch)),
    end(ALLOW),
  ]
  return Buffer.concat(program.map(bytesOf)).toString('hex')
}

const weighed = (name: string, body: readonly Instruction[], arch: Arch): readonly Instruction[] => {
  const numbers = Object.entries(WEIGHED).find(([known]) => known === name)?.[1]
  const number = numbers ? numberOn(numbers, arch) : null
  return number === null ? [] : [[0x15, 0, body.length + 1, number], ...body, end(ALLOW)]
}

const bytesOf = ([code, whenTrue, whenFalse, value]: Instruction): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeUInt16LE(code, 0)
  bytes.writeUInt8(whenTrue, 2)
  bytes.writeUInt8(whenFalse, 3)
  bytes.writeUInt32LE(value >>> 0, 4)
  return bytes
}
