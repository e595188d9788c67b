import type { Walled } from './walled.ts'

/** What a runtime reads of macOS; no name of a user, no configuration of one. */
const OF_MACOS: readonly string[] = [
  ...['/System', '/usr/lib', '/usr/share', '/usr/local/lib', '/opt/homebrew', '/usr/local/Cellar', '/Library/Apple'],
  ...['/Library/Developer/CommandLineTools', '/Library/Frameworks', '/private/etc/ssl', '/private/etc/localtime'],
  ...['/private/etc/hosts', '/private/etc/resolv.conf', '/private/etc/services', '/private/etc/protocols'],
  ...['/private/var/db/timezone', '/private/var/db/dyld', '/dev/null', '/dev/random', '/dev/urandom', '/dev/zero'],
]

/**
 * The walls of macOS, as a profile for `sandbox-exec -p`: the last rule that fits is the one that counts. Ports cannot be added
 * to a profile once it holds, so all of loopback may be connected to: which of them, the guard in the runtime says.
 * https://reverse.put.as/wp-content/uploads/2011/09/Apple-Sandbox-Guide-v1.0.pdf
 * @param runtime what the runtime that is started reads of itself
 */
export const sandboxProfile = (
  { file, home, reads, bytecode }: Pick<Walled, 'file' | 'home' | 'reads' | 'bytecode'>,
  runtime: readonly string[],
): string =>
  [
    '(version 1)',
    '(allow default)',
    '(deny file-read-data file-write* file-link)',
    rule('allow file-read-data', [...OF_MACOS, ...runtime, file, ...reads, home].map(beneath)),
    // Whoever looks a path up reads the root itself.
    '(allow file-read-data (literal "/"))',
    rule('allow file-write*', [beneath(home), '(literal "/dev/null")', ...bytecodeOf(bytecode)]),
    '(deny network*)',
    '(allow network-outbound (remote ip "localhost:*"))',
    '(deny process-fork process-exec*)',
    // Some Pythons are a program that becomes another one of theirs, as no second process.
    rule('allow process-exec', [`(literal ${quoted(file)})`, ...runtime.map(beneath)]),
    '(deny signal)',
    '(allow signal (target self))',
    '(deny process-info*)',
    '(allow process-info* (target self))',
    // Others that would begin a process when they are asked to.
    '(deny appleevent-send job-creation lsopen)',
    '',
  ].join('\n')

const rule = (verb: string, paths: readonly string[]): string => `(${verb}\n  ${paths.join('\n  ')})`

const beneath = (path: string): string => `(subpath ${quoted(path)})`

const bytecodeOf = (folder: string | undefined): readonly string[] =>
  folder === undefined ? [] : [`(regex ${quoted(`^${escaped(folder)}/(.*/)?__pycache__(/|$)`)})`]

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A text of the profile's language, in which nothing of a path can be a rule. */
const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`
