import { join, relative } from 'node:path'
import { readIfThere } from '../../edges/documents.ts'
import { root } from '../../edges/paths.ts'
import type { SpeakingFamily } from '../../model/family.ts'
import type { Scenario } from '../../model/scenario.ts'

/** What comes with the tool as files that have to be read and checked. */
type Shipped = { readonly families: readonly SpeakingFamily[]; readonly scenarios: readonly Scenario[] }
type Kind = keyof Shipped

/** Where a build has what it read of the shipped files, below its root. */
export const readyFile = (kind: Kind): string => join('fixtures', `${kind}.ready.json`)

/**
 * What a build read and checked when it was made: to do that at each start took a third of a run that measures nothing.
 * null: this is a checkout, whose files are the truth.
 */
export const readReady = async <K extends Kind>(kind: K): Promise<Shipped[K] | null> => {
  const text = await readIfThere(join(root(), readyFile(kind)))
  return text === null ? null : fromReady(kind, text, root())
}

/** What a build at `home` writes for `readReady`; it may be moved elsewhere. */
export const asReady = <K extends Kind>(kind: K, shipped: Shipped[K], home: string): string =>
  JSON.stringify(moved[kind](shipped, (path) => relative(home, path)))

/** What `asReady` said, by a build that lies at `home` now. */
export const fromReady = <K extends Kind>(kind: K, text: string, home: string): Shipped[K] =>
  moved[kind](JSON.parse(text), (path) => join(home, path))

type Move = (path: string) => string

const scenarioMoved = (scenario: Scenario, move: Move): Scenario => ({ ...scenario, file: move(scenario.file) })

const moved: { readonly [K in Kind]: (shipped: Shipped[K], move: Move) => Shipped[K] } = {
  families: (families, move) => families.map((family) => ({ ...family, control: scenarioMoved(family.control, move) })),
  scenarios: (scenarios, move) => scenarios.map((scenario) => scenarioMoved(scenario, move)),
}
