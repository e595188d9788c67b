import { namedError } from './last-words.ts'

/** What a driver may print during one job, both streams together, before it is ended. */
export const MAX_OUTPUT_BYTES = 8 * 1024 * 1024
const MAX_LINES = 20
const MAX_TAIL = 16 * 1024

/**
 * What a driver prints: counted, and of each stream the end kept. Its pipes have no order between them: what a job prints
 * can be read before the line that says it began, on a busy machine in the same turn. So the last turn's text outlives a
 * reset.
 */
export const driverOutput = () => {
  const ends = { stdout: '', stderr: '' }
  const turn = { stdout: '', stderr: '' }
  let bytes = 0
  const forget = (): void => {
    turn.stdout = ''
    turn.stderr = ''
  }
  return {
    add: (stream: 'stdout' | 'stderr', text: string): void => {
      bytes += Buffer.byteLength(text)
      ends[stream] = (ends[stream] + text).slice(-MAX_TAIL)
      if (turn.stdout === '' && turn.stderr === '') setImmediate(forget).unref()
      turn[stream] = (turn[stream] + text).slice(-MAX_TAIL)
    },
    /** A new job begins: it is not charged for what others printed. */
    reset: (): void => {
      ends.stdout = turn.stdout
      ends.stderr = turn.stderr
      bytes = Buffer.byteLength(turn.stdout) + Buffer.byteLength(turn.stderr)
    },
    isTooMuch: (): boolean => bytes > MAX_OUTPUT_BYTES,
    /** The last lines of stderr, or of stdout when that is empty. */
    tail: (): string => lines(ends.stderr) || lines(ends.stdout),
  }
}

const lines = (text: string): string => {
  const all = text.trimEnd().split(/\r?\n/)
  const last = all.slice(-MAX_LINES)
  const error = namedError(all)
  // Node names the error first, and a long trace or a list of modules would push it out.
  const told = error === undefined || last.includes(error) ? last : [error, '…', ...last.slice(2)]
  return told.map((line) => (line.length > 400 ? `${line.slice(0, 400)}…` : line)).join('\n')
}
