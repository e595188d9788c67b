import type { MaskedCapture } from './capture.ts'
import type { Dependencies } from './installed.ts'
import type { Reach } from './reach.ts'

/** What was observed of one cell, without credentials and otherwise as it stood on the wire. */
export type KeptCell = {
  /** Milliseconds since 1970. */
  readonly at: number
  /** The day of the measurement (YYYY-MM-DD, UTC), as the SDK may have named it. */
  readonly day: string
  readonly capture: MaskedCapture
}

/** What is kept of one version: what it was observed with, and the cells that were measured, by their keys. */
export type KeptShelf = {
  readonly dependencies: Dependencies
  readonly notOfReleaseDay?: string
  /** What a reader must know of how they were measured. */
  readonly remarks?: readonly string[]
  /** What the version tried beyond what it may. */
  readonly reached?: readonly Reach[]
  readonly cells: Readonly<Record<string, KeptCell>>
  /** Which of several ways to run something was found to be the one. */
  readonly choices?: Readonly<Record<string, number>>
  /** What measuring it took, where that was written down. */
  readonly took?: Took
}

/** Time that was spent on a version, by however many machines: runs of it, the results that these gave, milliseconds. */
export type Took = { readonly runs: number; readonly cells: number; readonly ms: number }

/** Both together. */
export const tookBoth = (a: Took | undefined, b: Took | undefined): Took | undefined =>
  a && b ? { runs: a.runs + b.runs, cells: a.cells + b.cells, ms: a.ms + b.ms } : (a ?? b)

/** Reads anything as a shelf: what is none, or was damaged, counts as none. */
export const asShelf = (value: unknown): KeptShelf | null => (isShelf(value) ? value : null)

const isShelf = (value: unknown): value is KeptShelf =>
  isObject(value) &&
  isObject(value['dependencies']) &&
  isObject(value['cells']) &&
  Object.values(value['cells']).every(isCell)

const isCell = (value: unknown): boolean =>
  isObject(value) && typeof value['at'] === 'number' && isCapture(value['capture'])

/** The same of a capture by itself. */
export const asCapture = (value: unknown): MaskedCapture | null => (isCapture(value) ? value : null)

const isCapture = (value: unknown): value is MaskedCapture => isObject(value) && value['masked'] === true

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
