import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { KeptCell, KeptShelf } from '../../model/kept.ts'

/** How the name of a file of kept results ends. */
export const KEPT = '.json.zst'

/** How what is kept is laid out; another version of this tool may have another form, and what is in that is not read. */
export const FORM = 4

/** What is kept of a version but for the captures, and the text of each: only what is asked for need be read. */
export type Opened<S extends KeptShelf = KeptShelf> = {
  readonly head: Omit<S, 'cells'> & { readonly cells: Readonly<Record<string, Omit<KeptCell, 'capture'>>> }
  /** In the order of the cells, each with the bytes of its UTF-8 as characters: most are only compared. */
  readonly captures: readonly string[]
}

/**
 * As it is kept: a line with all but the captures, and a line for each of these. A twentieth of its size, and with a checksum,
 * so that what was damaged shows. https://www.rfc-editor.org/rfc/rfc8878#section-3.1.1
 */
export const pack = ({ cells, ...rest }: KeptShelf): Buffer => {
  const heads = Object.entries(cells).map(([key, { capture: _, ...head }]) => [key, head] as const)
  const lines = [{ form: FORM, kept: { ...rest, cells: Object.fromEntries(heads) } }, ...capturesIn(cells)]
  return zstdCompressSync(lines.map((line) => JSON.stringify(line)).join('\n'), { params: CHECKED })
}

const capturesIn = (cells: KeptShelf['cells']): readonly unknown[] => Object.values(cells).map(({ capture }) => capture)

const CHECKED = { [constants.ZSTD_c_checksumFlag]: 1, [constants.ZSTD_c_compressionLevel]: 3 }

/** What was packed; null when these are no such bytes, or not all of them, or others than were written, or of another form. */
export const open = (bytes: Uint8Array): Opened | null => {
  try {
    const [first = '', ...captures] = zstdDecompressSync(bytes).toString('latin1').split('\n')
    const { form, kept } = JSON.parse(asText(first))
    return form === FORM && Object.keys(kept.cells).length === captures.length ? { head: kept, captures } : null
  } catch {
    return null
  }
}

/** What is read of a file at once, of who needs all of it. */
export const unpack = (bytes: Uint8Array): unknown => {
  const opened = open(bytes)
  if (opened === null) return undefined
  const { head, captures } = opened
  const cells = Object.entries(head.cells).map(([key, cell], at) => [key, { ...cell, capture: parsed(captures[at]) }])
  return { ...head, cells: Object.fromEntries(cells) }
}

/** What a shelf is when it is opened, without having been packed. */
export const asOpened = <S extends KeptShelf>({ cells, ...rest }: S): Opened<S> => ({
  head: {
    ...rest,
    cells: Object.fromEntries(Object.entries(cells).map(([key, { capture: _, ...head }]) => [key, head])),
  },
  captures: capturesIn(cells).map((capture) => asBytes(JSON.stringify(capture))),
})

/** The value of a capture's text; undefined: it is none. */
export const parsed = (capture: string | undefined): unknown => {
  try {
    return JSON.parse(asText(capture ?? ''))
  } catch {
    return undefined
  }
}

const asText = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8')
const asBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')
