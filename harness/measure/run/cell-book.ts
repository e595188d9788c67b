import type { Capture, Inferred, Lost, Overlooked } from '../../model/capture.ts'
import type { Cell } from '../../model/cell.ts'
import type { Family } from '../../model/family.ts'
import type { CaptureServer } from '../capture/server.ts'
import type { observed } from './observed.ts'

/** Indexes of no cell: the plain call that all begins with, and the same that all ends with. */
export const CONTROL = -1
export const CLOSING = -2

export type Found = ReturnType<typeof observed> | Overlooked
export type Observation =
  | (Found & { readonly inferred?: Inferred })
  | { readonly status: Extract<Lost, 'timeout' | 'crashed'>; readonly reason: string }

/** What came of each cell of one version, and of the plain calls about them. */
export type CellBook = {
  readonly cellAt: (index: number) => Cell | undefined
  readonly record: (index: number, found: Observation) => void
  readonly has: (index: number) => boolean
  readonly forget: (index: number) => void
  /** Which address a cell was driven at, or the one that it was inferred from. */
  readonly at: (index: number, key: string) => void
  /** Nothing of this version is to be told. The first reason stands. */
  readonly fail: (reason: string) => void
  readonly pardon: () => void
  readonly failure: () => string | null
  readonly plainCalls: () => { readonly first: Capture; readonly last: Capture } | null
  /** One for each cell, in their order. */
  readonly captures: () => readonly Capture[]
}

export const cellBook = ({ family, cells, onProgress }: CellBookOptions, unseen: CaptureServer['unseen']): CellBook => {
  const captures = new Map<number, Capture>()
  const keys = new Map<number, string>()
  let failure: string | null = null
  const fail = (reason: string): void => {
    failure ??= reason
  }
  const cellAt = (index: number): Cell | undefined => (index < 0 ? controlCell(family) : cells[index])

  const record: CellBook['record'] = (index, found) => {
    const cell = cellAt(index)
    if (!cell) return
    captures.set(index, { scenario: cell.id, gateway: cell.gateway, ...found })
    const plain = [CONTROL, CLOSING].filter((one) => captures.has(one)).length
    if (index >= 0) onProgress?.(captures.size - plain, cells.length)
    else if (found.status !== 'measured') fail(found.reason)
  }

  /** A cell with what came for it when it had been taken. Who was cut off in the middle could not end what it had begun. */
  const withLate = (index: number): readonly Capture[] => {
    const found = captures.get(index)
    if (found?.status !== 'measured') return found ? [found] : []
    const { late } = unseen(keys.get(index) ?? '')
    const wasCut = found.outcome.kind === 'egress'
    return [late === 0 || wasCut ? found : { ...found, late }]
  }

  return {
    cellAt,
    record,
    has: (index) => captures.has(index),
    forget: (index) => {
      captures.delete(index)
    },
    at: (index, key) => {
      keys.set(index, key)
    },
    fail,
    pardon: () => {
      failure = null
    },
    failure: () => failure,
    plainCalls: () => {
      const [first, last] = [captures.get(CONTROL), captures.get(CLOSING)]
      return first && last ? { first, last } : null
    },
    captures: () => [...cells.keys()].flatMap(withLate),
  }
}

type CellBookOptions = {
  readonly family: Family
  readonly cells: readonly Cell[]
  readonly onProgress?: (done: number, of: number) => void
}

const controlCell = ({ control }: Family): Cell | undefined =>
  control ? { scenario: control, variant: '', id: control.id, gateway: 'open' } : undefined
