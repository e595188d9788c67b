import picocolors from 'picocolors'
import { startOf, columns as widthOf } from '../columns.ts'
import { counted } from '../model/listed.ts'
import type { ProgressEvent } from '../model/progress.ts'
import { firstLine, type PausableProgress } from './progress.ts'
import { progressCount } from './progress-count.ts'

/** Milliseconds between two repaints: measurements come faster than an eye reads. */
const REPAINT_MS = 60
/** Versions shown at work; more are counted. */
const MOST = 6

/** A few lines that are painted over while the run goes on; what must stay (notes, failures) is printed above them. */
export const liveProgress = (options: {
  readonly write: (text: string) => void
  readonly columns: number
  readonly colour: boolean
  readonly now: () => number
}): PausableProgress => {
  const { write, columns, now } = options
  const c = picocolors.createColors(options.colour)
  const atWork = new Map<string, string>()
  /** Of those at work: how many of their measurements are done. */
  const underway = new Map<string, number>()
  const started = now()
  const count = progressCount(now)
  let of = 'versions'
  let cells: number | null = null
  let measured = 0
  let painted = 0
  let paintedAt = Number.NEGATIVE_INFINITY

  const wipe = (): void => {
    if (painted > 0) write(`\u001b[${painted}A\u001b[0J`)
    painted = 0
  }
  const clip = (line: string): string =>
    widthOf(line) < columns ? line : `${startOf(line, Math.max(1, columns - 2))}…`
  /** How far it is; of what is not planned yet nothing can be counted. */
  const placeText = (): string => {
    const so = [...underway.values()].reduce((sum, one) => sum + one, measured)
    if (cells === null && so === 0) return 'planning'
    const cellsText = so > (cells ?? 0) ? `${so}` : `${so} of ${cells}`
    return `[${count.place()}] ${of} · ${cellsText} measurements`
  }
  const paint = (): void => {
    const seconds = ((now() - started) / 1000).toFixed(1)
    const width = Math.max(0, ...[...atWork.keys()].map((target) => widthOf(target)))
    const shown = [...atWork]
      .slice(0, MOST)
      .map(([target, doing]) => c.dim(clip(`  ${target}${' '.repeat(width - widthOf(target))}  ${doing}`)))
    const more = atWork.size > MOST ? [c.dim(`  and ${atWork.size - MOST} more`)] : []
    const left = count.left()
    const lines = [clip(`${placeText()} · ${seconds} s${left ? `, ${left}` : ''}`), ...shown, ...more]
    wipe()
    write(`${lines.join('\n')}\n`)
    painted = lines.length
    paintedAt = now()
  }
  const above = (text: string): void => {
    wipe()
    write(`${text}\n`)
  }
  const done = (target: string): void => {
    count.finish()
    atWork.delete(target)
    underway.delete(target)
  }

  /** @returns whether it must be seen at once */
  const take = (event: ProgressEvent): boolean => {
    switch (event.kind) {
      case 'plan':
        count.plan(event.runs)
        of = event.runs === event.versions ? 'versions' : `runs of ${counted(event.versions, 'version')}`
        cells = event.cells
        return true
      case 'installing':
        atWork.set(event.target, 'installing')
        return true
      case 'installed':
        atWork.delete(event.target)
        return false
      case 'measuring':
        underway.set(event.target, event.done)
        atWork.set(event.target, event.done === 0 ? 'control' : `${event.done} of ${event.of} scenarios`)
        return event.done === 0
      case 'measured':
        measured += event.scenarios
        done(event.target)
        return false
      case 'not-measured':
        above(`${c.yellow(event.target)} could not be measured: ${firstLine(event.reason)}`)
        done(event.target)
        return true
      case 'note':
        above(event.text)
        return true
      case 'spent':
        return false
    }
  }
  return {
    tell: (event) => {
      if (take(event) || now() - paintedAt >= REPAINT_MS) paint()
    },
    end: wipe,
    pause: wipe,
  }
}
