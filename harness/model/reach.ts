/** What a file, process, signal or connection was wanted for. */
export const REACH_KINDS = ['read', 'write', 'process', 'signal', 'native-code', 'listen', 'connect'] as const
export type ReachKind = (typeof REACH_KINDS)[number]

/** Something beyond what it may that a package tried, and a guard in its runtime refused. */
export type Reach = {
  readonly kind: ReachKind
  /** A path, a program, whom it was to signal, host and port. */
  readonly what: string
}

/** Of a driver's attempts no more are told, each once. */
export const MOST_REACHES = 100
/** Characters of one. */
export const MOST_OF_A_REACH = 400

/** Each once, in one order whatever came first, and no more than are told of. */
export const distinctReaches = (all: readonly Reach[]): readonly Reach[] =>
  [...new Map(all.map((one) => [`${one.kind} ${one.what}`, one])).entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => one)
    .slice(0, MOST_REACHES)

/** One in few words: `read /etc/shadow`. */
export const reachText = ({ kind, what }: Reach): string => `${VERBS[kind]} ${what}`

/** What lets a program connect there, of `host:port`: a port of this machine is its own, any other host is led to the gateway. */
export const wayThere = (what: string): string => {
  const [, host = what, port = ''] = /^(.*):(‹port›|\d+)$/.exec(what) ?? []
  return LOOPBACK.includes(host) ? `--allow-port ${/\d/.test(port) ? port : 'PORT'}` : `--host ${host}`
}

const LOOPBACK = ['127.0.0.1', 'localhost', '::1', '[::1]']

const VERBS = {
  read: 'read',
  write: 'write',
  process: 'start',
  signal: 'signal',
  'native-code': 'load',
  listen: 'listen at',
  connect: 'connect to',
} as const satisfies Record<ReachKind, string>
