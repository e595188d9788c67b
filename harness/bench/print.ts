import { type Figure, isMet, type Outcome } from './bench.ts'

/** How one bench came out; `failed` when it could not run. */
export type Told = {
  readonly name: string
  readonly title: string
  readonly outcome: Outcome | { readonly kind: 'failed'; readonly why: string }
}

/** For people: each figure with what every run gave, and with its bar whether it is met. */
export const asText = ({ name, title, outcome }: Told): string => {
  const head = `\n${name}: ${title}\n`
  if (outcome.kind === 'failed') return `${head}  could not run: ${outcome.why}\n`
  const { figures, notes } = outcome
  const wide = Math.max(...figures.map(({ label }) => label.length))
  return (
    head + [...figures.map((figure) => `  ${line(figure, wide)}\n`), ...notes.map((note) => `  ${note}\n`)].join('')
  )
}

const line = (figure: Figure, wide: number): string => {
  const { label, value, unit, all = [], bar } = figure
  const runs = all.length > 1 ? `  (${all.map((one) => rounded(one, unit)).join(', ')})` : ''
  const verdict = bar ? `  bar ${bar.is} ${bar.value}: ${isMet(value, bar) ? 'met' : 'NOT MET'}` : ''
  return `${label.padEnd(wide)}  ${`${rounded(value, unit)} ${unit}`.trimEnd().padEnd(9)}${verdict}${runs}`.trimEnd()
}

const rounded = (value: number, unit: Figure['unit']): string =>
  unit === '' ? `${value}` : value.toFixed(unit === 'MiB' ? 0 : 2)

/** For programs: the same, with `met` beside each bar. */
export const asJson = (all: readonly Told[], machine: unknown): string =>
  `${JSON.stringify(
    {
      machine,
      benches: all.map(({ name, title, outcome }) => ({
        name,
        title,
        ...outcome,
        ...(outcome.kind === 'measured'
          ? { figures: outcome.figures.map((one) => (one.bar ? { ...one, met: isMet(one.value, one.bar) } : one)) }
          : {}),
      })),
    },
    null,
    2,
  )}\n`
