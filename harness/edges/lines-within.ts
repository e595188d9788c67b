import type { Readable } from 'node:stream'

/** Bytes of results. A thousand jobs come to some MB; whoever writes more than this writes no results. */
const MOST_BYTES = 64 * 1024 * 1024
/** Characters of a line: the longest is the end of a job with some hundred calls, each with a bounded message. */
const MOST_OF_A_LINE = 4 * 1024 * 1024

const MIB = 1024 * 1024

/**
 * Hands on each line of the channel of the results, until there is too much of them or in one: then `stop` is called, and
 * `tooMuch` says how it was.
 */
export const linesWithin = (
  channel: Readable,
  line: (text: string) => void,
  stop: () => void,
): { readonly tooMuch: () => string | null } => {
  let bytes = 0
  let tooMuch: string | null = null
  // Joined when its line ends: joined piece by piece a long one would take time by the square of its length.
  let pieces: string[] = []
  let length = 0
  const end = (what: string): void => {
    tooMuch = `was ended: it wrote more than ${what}`
    pieces = []
    channel.destroy()
    stop()
  }
  channel.setEncoding('utf8').on('data', (text: string) => {
    if (tooMuch !== null) return
    bytes += Buffer.byteLength(text)
    if (bytes > MOST_BYTES) return end(`${MOST_BYTES / MIB} MiB of results`)
    const [first = '', ...others] = text.split('\n')
    pieces.push(first)
    length += first.length
    if (length > MOST_OF_A_LINE) return end(`${MOST_OF_A_LINE / MIB} MiB of results in a line`)
    const rest = others.pop()
    if (rest === undefined) return
    line(pieces.join(''))
    for (const one of others) line(one)
    pieces = [rest]
    length = rest.length
  })
  return { tooMuch: () => tooMuch }
}
